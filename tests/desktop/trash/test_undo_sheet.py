"""The plan of taking a merge back."""

from datetime import UTC, datetime
from typing import Any

from PySide6.QtWidgets import QCheckBox, QLabel, QWidget

from nexus_contacts.api.records import Contact, Note
from nexus_contacts.desktop.trash.undo_sheet import UndoSheet, stays_text
from nexus_contacts.store.edits import Change
from nexus_contacts.store.merging import UndoPlan
from nexus_contacts.store.trash import Thrown

JAYNE = Contact("con_2", "Jane", "Smyth", "j@acme.com")
NOW = datetime(2026, 3, 1, tzinfo=UTC)
THROWN = Thrown(7, "merge", JAYNE, "Jane Smyth", "con_1", "kept", "", NOW, (("notes", (Note("n", "con_2", "hello"),)),))
UNDO = UndoPlan(
    THROWN,
    Contact("con_1", "Jane", "Smith"),
    (Change("email", "j@acme.com", "jane@x.org"),),
    (Change("company", "Newer", "Acme"),),
)


def test_the_plan_is_told_and_what_changed_since_is_asked(qtbot: Any) -> None:
    area = QWidget()
    qtbot.addWidget(area)
    area.resize(900, 700)
    area.show()
    sheet = UndoSheet(UNDO, lambda _id: "", area)
    sheet.show()
    told: list[Any] = []
    sheet.confirmed.connect(told.append)
    texts = [label.text() for label in sheet.findChildren(QLabel)]

    assert "Email: j@acme.com → jane@x.org" in texts
    assert any("1 note stay with Jane Smith" in text for text in texts)
    (box,) = sheet.findChildren(QCheckBox)
    assert box.text() == "Company: Newer → Acme"
    box.setChecked(True)
    sheet.submit()
    assert told == [("company",)]


def test_without_the_primary_only_the_other_comes_back(qtbot: Any) -> None:
    area = QWidget()
    qtbot.addWidget(area)
    sheet = UndoSheet(UndoPlan(THROWN, None, (), ()), lambda _id: "", area)

    assert any("stays gone" in label.text() for label in sheet.findChildren(QLabel))
    assert stays_text(UndoPlan(THROWN, None, (), ())) == ""
