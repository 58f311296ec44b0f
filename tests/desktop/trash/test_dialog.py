"""The trash: searched, restored by a plan that tells the truth, emptied after a question."""

from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton, QWidget

from nexus_contacts.api.records import Contact, Deal, Note
from nexus_contacts.desktop.session import Session
from nexus_contacts.desktop.trash.dialog import TrashDialog, plan_text
from nexus_contacts.store import details, entries, outbox, restoring, settling, trash
from nexus_contacts.store.incoming import write_page


@pytest.fixture
def here(session: Session) -> Session:
    database = session.database
    write_page(database, [Contact("con_1", "Jane", email="jane@example.com"), Contact("con_2", "Bo")])
    details.replace(database, "con_1", "notes", [Note("n1", content="kept")])
    details.replace(database, "con_1", "deals", [Deal("d1"), Deal("d2")])
    for contact_id in ("con_1", "con_2"):
        outbox.delete(database, [contact_id], hold_s=0)
        entry = settling.begin(database, entries.waiting(database)[0].number)
        assert entry is not None
        settling.confirm_delete(database, entry)
    return session


@pytest.fixture
def dialog(qtbot: Any, here: Session) -> TrashDialog:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 700)
    window.show()
    made = TrashDialog(here, window)
    made.show()
    made.window_kept = window  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: len(buttons(made, "Restore…")) == 2)
    return made


def buttons(dialog: TrashDialog, text: str) -> list[QPushButton]:
    return [one for one in dialog.findChildren(QPushButton) if one.text() == text and one.isVisible()]


def answer(dialog: TrashDialog, text: str) -> None:
    box = dialog.findChildren(QMessageBox)[-1]
    next(one for one in box.buttons() if one.text() == text).click()


def test_the_plan_says_what_cannot_come_back(here: Session) -> None:
    jane = trash.listed(here.database, "jane")[0]

    text = plan_text(restoring.plan(jane))

    assert "under a new id" in text
    assert "1 note is written again" in text
    assert "2 deals" in text
    assert "activities, timeline" in text


def test_a_contact_is_restored_after_its_plan_was_seen(qtbot: Any, here: Session, dialog: TrashDialog) -> None:
    next(one for one in buttons(dialog, "Restore…") if one.accessibleName() == "Restore Jane").click()
    answer(dialog, "Restore Jane")

    qtbot.waitUntil(lambda: [entry.kind for entry in entries.waiting(here.database)] == ["create", "note"])
    qtbot.waitUntil(lambda: "Coming back" in [label.text() for label in dialog.findChildren(QLabel)])


def test_it_is_searched(qtbot: Any, dialog: TrashDialog) -> None:
    dialog._field.setText("jane@")

    qtbot.waitUntil(lambda: [one.accessibleName() for one in buttons(dialog, "Restore…")] == ["Restore Jane"])


def test_it_is_emptied_only_after_a_question(qtbot: Any, here: Session, dialog: TrashDialog) -> None:
    dialog._empty.click()
    assert trash.count(here.database) == 2
    answer(dialog, "Empty the trash")

    qtbot.waitUntil(lambda: trash.count(here.database) == 0)
    qtbot.waitUntil(lambda: "The trash is empty." in [one.text() for one in dialog.findChildren(QLabel)])
