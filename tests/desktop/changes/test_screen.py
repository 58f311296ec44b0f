"""The Changes screen over a real outbox: groups, ways taken, thousands of entries."""

from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop.changes.rows import LineRow
from nexus_contacts.desktop.changes.screen import MOST, ChangesScreen
from nexus_contacts.desktop.session import Session
from nexus_contacts.store import entries, outbox, settling
from nexus_contacts.store.edits import Change, Edit
from nexus_contacts.store.entries import Reason
from nexus_contacts.store.incoming import write_page


@pytest.fixture
def here(session: Session) -> Session:
    write_page(session.database, [Contact(f"con_{n}", f"Name {n}", status="lead") for n in range(80)])
    return session


def shown(qtbot: Any, session: Session) -> ChangesScreen:
    screen = ChangesScreen(session)
    qtbot.addWidget(screen)
    screen.resize(1100, 800)
    screen.show()
    return screen


def titles(screen: ChangesScreen) -> list[str]:
    return [row.line.title for row in screen.findChildren(LineRow) if row.isVisible()]


def press(screen: ChangesScreen, text: str) -> None:
    next(button for button in screen.findChildren(QPushButton) if button.text() == text).click()


def test_everything_sent_says_so(qtbot: Any, here: Session) -> None:
    screen = shown(qtbot, here)

    qtbot.waitUntil(lambda: "Everything is sent" in [label.text() for label in screen.findChildren(QLabel)])


def test_what_is_taken_back_leaves_the_screen(qtbot: Any, here: Session) -> None:
    outbox.edit(here.database, ["con_1"], Edit((("status", "active"),)))
    screen = shown(qtbot, here)
    qtbot.waitUntil(lambda: titles(screen) == ["Edit Name 1"])

    press(screen, "Undo")

    qtbot.waitUntil(lambda: titles(screen) == [])
    assert entries.waiting(here.database) == ()


def test_what_needs_the_person_goes_to_the_window(qtbot: Any, here: Session) -> None:
    outbox.edit(here.database, ["con_1"], Edit((("status", "active"),)))
    settling.park(here.database, entries.waiting(here.database)[0].number, Reason("conflict"))
    screen = shown(qtbot, here)
    qtbot.waitUntil(lambda: titles(screen) == ["Name 1 – two versions"])
    told: list[Any] = []
    screen.compare_wanted.connect(told.append)

    press(screen, "Compare…")

    assert [entry.contact_id for entry in told] == ["con_1"]


def test_the_likely_key_is_used(qtbot: Any, here: Session) -> None:
    outbox.edit(here.database, ["con_1"], Edit((("custom_fields.Plan", "Pro"),)))
    reason = Reason("not_kept", hints=(("custom_fields.Plan", "plan"),))
    settling.park(here.database, entries.waiting(here.database)[0].number, reason)
    screen = shown(qtbot, here)
    qtbot.waitUntil(lambda: len(titles(screen)) == 1)

    press(screen, "Use “plan”")

    qtbot.waitUntil(lambda: len(entries.waiting(here.database)) == 1)
    assert entries.waiting(here.database)[0].changes == (Change("custom_fields.plan", None, "Pro"),)
    assert entries.parked(here.database) == ()


def test_many_entries_make_few_widgets(qtbot: Any, here: Session) -> None:
    for number in range(80):
        outbox.add_note(here.database, f"con_{number}", f"note {number}")
    screen = shown(qtbot, here)

    qtbot.waitUntil(lambda: len(titles(screen)) == MOST)

    assert "and 20 more" in [label.text() for label in screen.findChildren(QLabel)]
