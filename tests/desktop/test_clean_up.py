"""Duplicates at the window: the queue by keyboard, a merge to the server, undo, by hand, the record."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from tests.desktop.desk import Desk

from nexus_contacts.desktop import clean_up, duplicate_watch
from nexus_contacts.desktop.clean_up import CleanUp
from nexus_contacts.desktop.duplicates.screen import DuplicatesScreen
from nexus_contacts.desktop.merge.dialog import MergeDialog
from nexus_contacts.desktop.places import DUPLICATES
from nexus_contacts.store import contacts, entries, pairs


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clean_up, "_WATCH_AFTER_MS", 0)
    monkeypatch.setattr(duplicate_watch, "BEGIN_AFTER_MS", 0)


def queue(desk: Desk) -> DuplicatesScreen:
    assert desk.window is not None
    QTest.keyClick(desk.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    screen = desk.place.places.widget_of(DUPLICATES)
    assert isinstance(screen, DuplicatesScreen)
    desk.wait_until(lambda: screen.list.pairs.rowCount() > 0 and len(screen.shown_ids()) > 1)
    return screen


def tidy(desk: Desk) -> CleanUp:
    assert desk.window is not None
    return desk.window.deeds.clean_up


def press(key: Any, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifiers)


def dialog(desk: Desk, kind: type[QWidget]) -> Any:
    desk.wait_until(lambda: bool(desk.window and [one for one in desk.window.findChildren(kind) if one.isVisible()]))
    assert desk.window is not None
    return next(one for one in desk.window.findChildren(kind) if one.isVisible())


def test_a_pair_is_merged_by_keyboard_alone_and_the_server_agrees(
    desk: Desk, workspace_server: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    from nexus_contacts.store import merging

    monkeypatch.setattr(merging, "HOLD_S", 0)
    monkeypatch.setattr(merging.plan_many, "__kwdefaults__", {"hold_s": 0})
    desk.open_on(workspace_server(sample=120))
    before = contacts.total(desk.place.session.database)
    screen = queue(desk)
    desk.wait_until(screen.list.hasFocus)
    count = screen.list.pairs.rowCount()
    gone = screen.shown_ids()[1]

    press(Qt.Key.Key_M)
    dialog(desk, MergeDialog)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    database = desk.place.session.database
    desk.wait_until(lambda: contacts.total(database) == before - 1)
    assert contacts.get(database, gone) is None
    desk.wait_until(lambda: screen.list.pairs.rowCount() < count)
    desk.wait_until(screen.list.hasFocus)
    desk.wait_until(lambda: entries.counts(database).waiting == 0)
    assert pairs.resolved(database)[0] == 1


def test_by_hand_from_the_table_and_the_doubles_of_one(desk: Desk, workspace_server: Callable[..., Any]) -> None:
    desk.open_on(workspace_server(sample=60))
    ids = desk.place.table.model.ids()[:2]

    tidy(desk).merge_by_hand(ids)
    made = dialog(desk, MergeDialog)
    assert {one.id for one in made.choosing.contacts} == set(ids)
    press(Qt.Key.Key_Escape)

    tidy(desk).merge_by_hand(ids[:1])
    assert desk.place.places.current == DUPLICATES
    tidy(desk).merge_by_hand([str(number) for number in range(30)])
    assert desk.window is not None
    toast = desk.window.toasts.newest()
    assert toast is not None
    assert "At most 10" in toast.text


def test_what_waits_blocks_a_merge_and_the_lists_open(desk: Desk, workspace_server: Callable[..., Any]) -> None:
    from nexus_contacts.store import outbox
    from nexus_contacts.store.edits import Edit

    server = workspace_server(sample=60)
    desk.open_on(server)
    server.stop()
    ids = tuple(desk.place.table.model.ids()[:2])
    outbox.edit(desk.place.session.database, ids[:1], Edit((("company", "Waits"),)))

    tidy(desk).open_merge(ids, "")
    assert desk.window is not None
    window = desk.window
    desk.wait_until(lambda: window.toasts.newest() is not None)
    toast = window.toasts.newest()
    assert toast is not None
    assert "Send or discard 1 change first" in toast.text

    tidy(desk).open_record()
    wanted = "Nothing was merged or marked yet."
    desk.wait_until(lambda: wanted in [label.text() for label in window.findChildren(QLabel)])
    press(Qt.Key.Key_Escape)
    tidy(desk).open_dismissed()
    desk.wait_until(lambda: "No pair is marked." in [label.text() for label in window.findChildren(QLabel)])


def test_a_form_warns_of_somebody_who_is_there_already(desk: Desk, workspace_server: Callable[..., Any]) -> None:
    from nexus_contacts.desktop.form.dialog import ContactForm

    desk.open_on(workspace_server(sample=60))
    queue(desk)
    known = next(one for one in contacts.export_rows(desk.place.session.database) if one.phone and one.last_name)
    assert desk.window is not None
    desk.window.deeds.writing.new_contact()
    form = dialog(desk, ContactForm)
    typed = {"first_name": known.first_name, "last_name": known.last_name, "phone": known.phone}

    form.page.show_typed(form.page.typed() | typed)
    form.page.who_left.emit()

    desk.wait_until(lambda: not form.page.double.isHidden())
