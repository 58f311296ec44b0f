"""Changing rows from the table: menus, keys, the bar; one row or all ticked ones."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox
from tests.desktop.table.conftest import ShowPane

from nexus_contacts.desktop.session import Session
from nexus_contacts.desktop.table.pane import TablePane
from nexus_contacts.store import contacts, entries
from nexus_contacts.store.edits import Edit
from nexus_contacts.store.filters import Filter


@pytest.fixture
def pane(show_pane: ShowPane, session: Session) -> TablePane:
    made = show_pane(120)
    session.bridge.changed.connect(made.apply_changed)
    made.table.setFocus()
    made.table.set_current(0)
    return made


def status(session: Session, id: str) -> str:
    return contacts.rows_of(session.database, (id,))[0].status


def test_an_edit_is_painted_before_it_is_written(qtbot: Any, session: Session, pane: TablePane) -> None:
    id = pane.model.ids()[0]

    pane.changes.apply(Edit((("status", "churned"),)))

    row = pane.model.row(0)
    assert row is not None
    assert (row.status, row.waiting) == ("churned", "edit")
    qtbot.waitUntil(lambda: status(session, id) == "churned")


def test_what_is_ticked_is_changed_and_the_current_row_is_not(qtbot: Any, session: Session, pane: TablePane) -> None:
    ids = pane.model.ids()
    pane.selection.set_ticks(pane.selection.ticks.with_ids(ids[3:5]))

    pane.changes.apply(Edit(add_tags=("vip",)))

    qtbot.waitUntil(lambda: set(contacts.ids(session.database, Filter(tags=("vip",)))) == set(ids[3:5]))


def test_more_than_a_hundred_are_counted_and_asked_about(qtbot: Any, session: Session, pane: TablePane) -> None:
    pane.selection._tick("all")

    pane.changes.apply(Edit(add_tags=("vip",)))
    box = pane.findChild(QMessageBox)
    assert box is not None
    assert box.text() == "Change 120 contacts?"
    next(one for one in box.buttons() if one.text() == "Change 120 contacts").click()

    qtbot.waitUntil(lambda: len(contacts.ids(session.database, Filter(tags=("vip",)))) == 120)
    qtbot.waitUntil(lambda: entries.counts(session.database).waiting == 120)


@pytest.mark.parametrize(
    ("key", "entry"), [(Qt.Key.Key_T, "Churned"), (Qt.Key.Key_L, "eu"), (Qt.Key.Key_O, "Unassigned")]
)
def test_a_letter_opens_its_menu(qtbot: Any, pane: TablePane, key: Qt.Key, entry: str) -> None:
    qtbot.waitUntil(lambda: bool(pane.changes.menus.known_tags))

    QTest.keyClick(pane.table, key)

    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert entry in [action.text() for action in menu.actions()]
    menu.close()


def test_letters_ask_the_window_for_form_note_and_deletion(qtbot: Any, pane: TablePane) -> None:
    told: list[Any] = []
    pane.edit_wanted.connect(lambda id: told.append(("edit", id)))
    pane.note_wanted.connect(lambda id: told.append(("note", id)))
    pane.delete_wanted.connect(lambda ids: told.append(("delete", ids)))
    id = pane.model.ids()[0]

    for key in (Qt.Key.Key_E, Qt.Key.Key_N, Qt.Key.Key_Delete, Qt.Key.Key_F2):
        QTest.keyClick(pane.table, key)

    assert told == [("edit", id), ("note", id), ("delete", (id,)), ("edit", id)]


def test_letters_can_be_switched_off_and_a_reading_key_has_none(session: Session, pane: TablePane) -> None:
    told: list[str] = []
    pane.edit_wanted.connect(told.append)
    session.settings.change(letter_keys=False)
    QTest.keyClick(pane.table, Qt.Key.Key_E)
    assert told == []
    QTest.keyClick(pane.table, Qt.Key.Key_F2)
    assert len(told) == 1

    session.changer.set_read_only(True)
    QTest.keyClick(pane.table, Qt.Key.Key_F2)

    assert len(told) == 1


def test_the_menus_of_a_row_take_its_own_tags_off(qtbot: Any, session: Session, pane: TablePane) -> None:
    menu = QMenu()
    pane.changes.menus.fill_tags(menu)
    own = next(action for action in menu.actions() if action.text() == "eu")
    assert own.isChecked()

    own.trigger()

    id = pane.model.ids()[0]
    qtbot.waitUntil(lambda: contacts.rows_of(session.database, (id,))[0].tags == ("trial",))


def test_the_bar_changes_what_is_ticked(qtbot: Any, session: Session, pane: TablePane) -> None:
    ids = pane.model.ids()
    pane.selection.set_ticks(pane.selection.ticks.with_ids(ids[:2]))
    wanted: list[Any] = []
    pane.delete_wanted.connect(wanted.append)

    pane.bar.change_wanted.emit("delete", QPoint())
    pane.bar.show_progress(1, 2)
    assert pane.bar._stop.isVisibleTo(pane.bar)
    pane.bar.end_progress()

    assert [set(ids) for ids in wanted] == [set(ids[:2])]
    session.changer.set_read_only(True)
    assert not pane.bar._changes["status"].isEnabled()
