"""One row: its words for screen readers, its buttons."""

from typing import Any

from PySide6.QtWidgets import QPushButton

from nexus_contacts.desktop.changes.lines import Line, Way
from nexus_contacts.desktop.changes.rows import FieldChange, LineRow, StatePill


def test_a_row_says_everything_and_tells_the_way_taken(qtbot: Any) -> None:
    fields = tuple((f"Field {n}", "old", "new") for n in range(6))
    shown = Line((), "Edit Jane", "Today", "pencil", "warn", "Waiting", fields, (Way("undo", "Undo"),))
    row = LineRow(shown)
    qtbot.addWidget(row)
    told: list[str] = []
    row.chosen.connect(lambda id, _line: told.append(id))

    button = row.findChild(QPushButton)
    assert button is not None
    button.click()

    assert row.accessibleName() == "Edit Jane. Waiting. Today"
    assert button.accessibleName() == "Undo: Edit Jane"
    assert told == ["undo"]
    assert len(row.findChildren(FieldChange)) == 4


def test_the_state_has_room_for_its_words(qtbot: Any) -> None:
    pill = StatePill("Waiting", "warn")
    qtbot.addWidget(pill)
    pill.resize(pill.sizeHint())

    assert not pill.grab().isNull()
    assert pill.sizeHint().width() > 40
