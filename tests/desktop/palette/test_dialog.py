"""The command palette over a real copy."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop.palette.dialog import Palette
from nexus_contacts.desktop.palette.entries import Entry
from nexus_contacts.desktop.palette.entry_list import EntryList
from nexus_contacts.desktop.session import Session
from nexus_contacts.store import contacts

ACTIONS = (
    Entry("action", "sync_now", "Sync now", keys=("F5",)),
    Entry("action", "email", "Write an email", reason="Pick a contact first"),
)


@pytest.fixture
def palette(session: Session, qtbot: QtBot) -> Palette:
    people = [
        Contact("con_1", "Jane", "Smith", "jane@example.com", company="Acme Corp", tags=("enterprise",)),
        Contact("con_2", "John", "Doe", "john@example.com", assigned_to="usr_1"),
    ]
    contacts.write_page(session.database, people)
    made = Palette(session, lambda: ACTIONS, {})
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    return made


def field(palette: Palette) -> QLineEdit:
    found = palette.findChild(QLineEdit)
    assert found is not None
    return found


def current(palette: Palette) -> str:
    entries = palette.findChild(EntryList)
    assert entries is not None
    entry = entries.current()
    return entry.id if entry is not None else ""


@pytest.mark.parametrize(
    ("typed", "wanted", "signal"),
    [
        ("jane", "con_1", "contact_chosen"),
        ("> sync", "sync_now", "action_chosen"),
        ("#ent", "enterprise", "tag_chosen"),
        ("@usr", "usr_1", "owner_chosen"),
    ],
)
def test_what_is_typed_is_found_and_chosen(
    palette: Palette, qtbot: QtBot, typed: str, wanted: str, signal: str
) -> None:
    QTest.keyClicks(field(palette), typed)
    qtbot.waitUntil(lambda: current(palette) == wanted)

    with qtbot.waitSignal(getattr(palette, signal)) as chosen:
        QTest.keyClick(field(palette), Qt.Key.Key_Return)

    assert chosen.args == [wanted]
    assert not palette.isVisible()


def test_a_greyed_action_is_not_run(palette: Palette, qtbot: QtBot) -> None:
    field(palette).setText("> email")
    qtbot.waitUntil(lambda: current(palette) == "email")

    QTest.keyClick(field(palette), Qt.Key.Key_Return)

    assert palette.isVisible()


def test_esc_closes_it(palette: Palette) -> None:
    QTest.keyClick(field(palette), Qt.Key.Key_Escape)

    assert not palette.isVisible()


def test_it_is_called_what_it_is(palette: Palette) -> None:
    assert palette.accessibleName() == "Command palette"
