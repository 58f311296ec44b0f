"""Changing things in the whole window, over a real server: by keyboard, offline, undone, refused."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from tests.desktop.desk import Desk

from nexus_contacts import account as accounts
from nexus_contacts.account import Account
from nexus_contacts.api.records import Draft
from nexus_contacts.desktop.controls.toasts import Toast
from nexus_contacts.desktop.form.dialog import ContactForm
from nexus_contacts.store import contacts, deciding, entries, importing, steps
from nexus_contacts.store.edits import Edit
from nexus_contacts.store.importing import Incoming
from nexus_contacts.workspace.running import EmbeddedServer

Start = Callable[..., EmbeddedServer]
CTRL = Qt.KeyboardModifier.ControlModifier


def toasts(desk: Desk) -> list[str]:
    assert desk.window is not None
    return [toast.text for toast in desk.window.findChildren(Toast) if toast.isVisible()]


def outbox(desk: Desk) -> entries.OutboxCounts:
    return entries.counts(desk.place.session.database)


def form(desk: Desk) -> ContactForm:
    assert desk.window is not None
    found = [one for one in desk.window.findChildren(ContactForm) if one.isVisible()]
    assert found
    return found[-1]


def test_a_contact_is_created_by_keyboard_and_sent(desk: Desk, workspace_server: Start) -> None:
    desk.open_on(workspace_server(sample=30))

    desk.press(Qt.Key.Key_N, CTRL)
    desk.wait_until(lambda: bool(desk.window and desk.window.findChildren(ContactForm)))
    desk.type("Ada")
    for text in ("Lovelace", "ada@example.com"):
        desk.press(Qt.Key.Key_Tab)
        desk.type(text)
    desk.press(Qt.Key.Key_Return, CTRL)

    desk.wait_until(lambda: outbox(desk).sent == 1)
    assert any("Ada Lovelace created" in text for text in toasts(desk))
    desk.wait_until(lambda: desk.place.picked_contact.startswith("con_"))
    desk.wait_until(lambda: "Ada Lovelace" in desk.names())
    desk.wait_until(desk.place.table.table.hasFocus)


def test_an_edit_is_undone_by_ctrl_z(desk: Desk, workspace_server: Start) -> None:
    desk.open_on(workspace_server(sample=30))
    id = desk.place.table.model.ids()[0]
    before = contacts.rows_of(desk.place.session.database, (id,))[0].status
    other = "churned" if before != "churned" else "lead"

    desk.place.session.changer.edit((id,), Edit((("status", other),)))
    desk.wait_until(lambda: outbox(desk).sent == 1)
    desk.press(Qt.Key.Key_Z, CTRL)

    desk.wait_until(lambda: outbox(desk).sent == 2)
    assert contacts.rows_of(desk.place.session.database, (id,))[0].status == before
    assert any(text.startswith("Undone:") for text in toasts(desk))


def test_what_is_done_offline_waits_and_is_told_and_sent_later(desk: Desk, workspace_server: Start) -> None:
    server = workspace_server(sample=30)
    desk.open_on(server)
    server.stop()
    ids = desk.place.table.model.ids()
    desk.place.session.changer.edit(ids[:3], Edit(add_tags=("train",)))
    desk.place.session.changer.add_note(ids[0], "written on a train")

    desk.wait_until(lambda: outbox(desk).waiting == 4)
    desk.wait_until(lambda: desk.place.waits == 4)
    assert desk.window is not None
    desk.window.close()
    desk.window.deleteLater()
    again = workspace_server(database=None, sample=0)
    again.stop()

    account = Account("test", "Northwind Sales", server.base_url)
    accounts.hold_for_session(account, server.api_key)
    desk.open(account)
    desk.wait_for_rows()
    assert outbox(desk).waiting == 4
    desk.wait_until(lambda: [row.waiting for row in desk.place.table.model.rows[:1] if row] != [""])


def test_the_changes_are_a_place(desk: Desk, workspace_server: Start) -> None:
    server = workspace_server(sample=30)
    desk.open_on(server)
    server.stop()
    desk.place.session.changer.add_note(desk.place.table.model.ids()[0], "x")

    desk.press(Qt.Key.Key_4, CTRL)

    desk.wait_until(lambda: desk.place.places.current == "changes")
    desk.wait_until(lambda: desk.has("Undo: Note on " + desk.names()[0]))
    desk.press(Qt.Key.Key_1, CTRL)
    desk.wait_until(lambda: desk.place.places.current == "contacts")
    desk.wait_until(desk.place.table.table.hasFocus)


def test_deleting_asks_and_can_be_undone_in_its_ten_seconds(desk: Desk, workspace_server: Start) -> None:
    desk.open_on(workspace_server(sample=30))
    desk.press(Qt.Key.Key_Delete)
    desk.wait_until(lambda: bool(desk.window and desk.window.findChildren(QMessageBox)))
    assert desk.window is not None
    box = desk.window.findChildren(QMessageBox)[-1]
    name = desk.names()[0]
    next(one for one in box.buttons() if one.text() == f"Delete {name}").click()

    desk.wait_until(lambda: outbox(desk).waiting == 1)
    assert entries.waiting(desk.place.session.database)[0].state == "held"
    desk.window.activateWindow()
    desk.place.table.focus_table()
    desk.wait_until(desk.place.table.table.hasFocus)
    desk.press(Qt.Key.Key_Z, CTRL)
    desk.wait_until(lambda: outbox(desk) == entries.OutboxCounts())


def test_a_key_that_may_only_read_makes_a_window_that_says_so(desk: Desk, workspace_server: Start) -> None:
    server = workspace_server(sample=20, read_only_key="key_of_a_reader")
    server.api_key = "key_of_a_reader"
    desk.open_on(server)

    desk.wait_until(lambda: desk.place.session.changer.read_only)

    button = desk.place.topbar.new_contact
    assert not button.isEnabled()
    assert button.toolTip() == "Your key may only read"
    assert desk.window is not None
    actions = desk.window.deeds._actions
    assert actions.reason("new_contact") == actions.reason("edit_contact") == "Your key may only read"
    QTest.keyClick(desk.place.table.table, Qt.Key.Key_E)
    assert not desk.window.findChildren(ContactForm)


def test_a_note_that_is_undone_goes_back_to_the_composer(desk: Desk, workspace_server: Start) -> None:
    server = workspace_server(sample=20)
    desk.open_on(server)
    server.stop()
    desk.press(Qt.Key.Key_N)
    desk.wait_until(lambda: QApplication.focusWidget() is desk.place.detail.composer.text)
    desk.type("half a thought")
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.wait_until(lambda: outbox(desk).waiting == 1)
    desk.wait_until(lambda: desk.place.detail.composer.text.toPlainText() == "")

    desk.place.session.changer.undo()

    desk.wait_until(lambda: desk.place.detail.composer.text.toPlainText() == "half a thought")


def test_an_import_half_sent_asks_until_it_is_answered_and_opens_no_form(desk: Desk, workspace_server: Start) -> None:
    server = workspace_server(sample=20)
    desk.open_on(server)
    window, place = desk.window, desk.place
    assert window is not None
    database = place.session.database
    known = place.table.model.ids()[0]
    sent = [Incoming(1, Draft("New", "new@x.org")), Incoming(2, None, known, notes=("met at the fair",))]
    put = importing.put(database, "fair.csv", [*sent, Incoming(3, Draft("Later", "later@x.org"))])
    assert put.done.step is not None
    importing.pause(database, put.done.step)
    deciding.retry(database, put.rows[1][1], put.rows[2][1])
    assert place.session.engine is not None
    place.session.engine.push_soon()
    desk.wait_until(lambda: outbox(desk).sent == 2)
    server.stop()

    def question() -> QMessageBox:
        desk.wait_until(lambda: any(box.isVisible() for box in window.findChildren(QMessageBox)))
        return next(box for box in window.findChildren(QMessageBox) if box.isVisible())

    place.session.changer.undo()
    box = question()
    assert box.text() == "Delete New?"
    assert not window.findChildren(ContactForm)
    assert any(
        text.startswith("Undone: 3 contacts imported") and "1 note stays: the service keeps notes" in text
        for text in toasts(desk)
    )
    box.reject()
    desk.wait_until(lambda: not any(one.isVisible() for one in window.findChildren(QMessageBox)))

    place.session.changer.undo()
    next(one for one in question().buttons() if one.text() == "Delete New").click()
    desk.wait_until(lambda: (step := steps.first_undone(database)) is not None and step.number == put.done.step)
    assert [(one.kind, one.name) for one in entries.waiting(database)] == [("delete", "New")]


@pytest.mark.parametrize(
    ("action", "name"), [("trash", "Trash"), ("news", "Since you were away"), ("requests", "Last requests")]
)
def test_the_other_screens_open(desk: Desk, workspace_server: Start, action: str, name: str) -> None:
    desk.open_on(workspace_server(sample=20))
    assert desk.window is not None

    desk.window.deeds._actions[action].trigger()

    desk.wait_until(lambda: desk.has(name))
    desk.press(Qt.Key.Key_Escape)
    desk.wait_until(lambda: not desk.has(name))


def test_the_form_edits_and_names_who_has_an_address(desk: Desk, workspace_server: Start) -> None:
    desk.open_on(workspace_server(sample=20))
    rows: list[Any] = [row for row in desk.place.table.model.rows if row is not None]
    desk.press(Qt.Key.Key_E)
    desk.wait_until(lambda: bool(desk.window and desk.window.findChildren(ContactForm)))
    shown = form(desk)
    assert shown.page.text("email") == rows[0].email
    email = shown.page.boxes["email"].control
    email.setFocus()
    email.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(email, rows[1].email)
    desk.press(Qt.Key.Key_Tab)

    desk.wait_until(lambda: not shown.page.clash.isHidden())
    shown.page.clash.open_wanted.emit(rows[1].id)

    desk.wait_until(lambda: desk.place.detail.contact_id == rows[1].id)
