"""The palette's list: the current row passes over headings and stops at the ends."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.palette.entries import Entry
from nexus_contacts.desktop.palette.entry_list import EntryList

ENTRIES = (
    Entry("heading", "", "Contacts"),
    Entry("contact", "con_1", "Jane Smith", "VP of Marketing · Acme Corp"),
    Entry("heading", "", "Everywhere"),
    Entry("action", "sync_now", "Sync now", keys=("F5",), icon="refresh"),
    Entry("action", "email", "Write an email", reason="Pick a contact first", icon="mail"),
)


def made(qtbot: QtBot) -> EntryList:
    found = EntryList()
    qtbot.addWidget(found)
    found.resize(600, 400)
    found.show()
    found.show_entries(ENTRIES)
    return found


def current_id(entries: EntryList) -> str:
    entry = entries.current()
    assert entry is not None
    return entry.id


def test_the_first_entry_is_current_not_its_heading(qtbot: QtBot) -> None:
    assert current_id(made(qtbot)) == "con_1"


def test_steps_pass_headings_and_stop_at_the_ends(qtbot: QtBot) -> None:
    entries = made(qtbot)
    seen = []

    for step in (1, 1, 1, -1, -1, -1):
        entries.step(step)
        seen.append(current_id(entries))

    assert seen == ["sync_now", "email", "email", "sync_now", "con_1", "con_1"]


def test_every_row_is_read_aloud_and_painted(qtbot: QtBot) -> None:
    entries = made(qtbot)
    model = entries.model()

    spoken = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]

    assert spoken[4] == "Write an email, Pick a contact first"
    assert not entries.grab().isNull()


def test_an_empty_list_has_no_current_entry(qtbot: QtBot) -> None:
    entries = made(qtbot)

    entries.show_entries(())

    assert entries.current() is None
