"""The rows of a check in a table."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from nexus_contacts.desktop.importing.check_model import CheckModel
from nexus_contacts.desktop.importing.rows_view import TONE
from nexus_contacts.exchange.checklist import Checklist
from nexus_contacts.exchange.csv_in import Habits, ReadRow
from nexus_contacts.exchange.source import Source

SOURCE = Source(Path("fair.csv"), ("First", "Mail", "Odd"), ("first_name", "email", ""), Habits())


def made() -> Checklist:
    checklist = Checklist(SOURCE.targets, lambda _email: None, lambda _id: None)
    cells = (("Ann", "ann@x.org", "1"), ("Bad", "nothing", "2"), ("Ann", "ANN@x.org", "3"))
    checklist.read([ReadRow(number, number + 1, one) for number, one in enumerate(cells, 1)])
    return checklist


def test_what_becomes_of_rows_and_their_cells(qapp: Any) -> None:
    model, checklist = CheckModel(lambda _id: ""), made()
    tester = QAbstractItemModelTester(model)
    asked: list[tuple[int, int, str]] = []
    model.mend_wanted.connect(lambda *told: asked.append(told))

    model.show_rows(checklist, checklist.places(), SOURCE, with_cells=False)
    assert [model.index(1, column).data() for column in range(6)] == [
        "2", "Problem", "Bad", "nothing", "", "Email cannot be read",
    ]  # fmt: skip
    assert model.index(1, 1).data(TONE) == "danger"
    assert not model.setData(model.index(1, 3), "x@y.org")

    model.show_rows(checklist, checklist.places(("problem",)), SOURCE, with_cells=True)
    assert [model.headerData(place, Qt.Orientation.Horizontal) for place in range(model.columnCount())] == [
        "Row", "Outcome", "What will happen", "First", "Mail",
    ]  # fmt: skip
    assert model.index(0, 4).data(Qt.ItemDataRole.BackgroundRole) is not None
    assert model.index(0, 4).data(Qt.ItemDataRole.ToolTipRole) == "Email cannot be read"
    assert model.index(0, 3).data(Qt.ItemDataRole.BackgroundRole) is None
    assert model.setData(model.index(0, 4), "bad@x.org")
    assert model.setData(model.index(0, 3), "Bad")
    assert asked == [(1, 1, "bad@x.org")]
    checklist.mend(1, 1, "bad@x.org")
    model.refresh()
    assert model.index(0, 1).data() == "New"
    assert model.place(0) == 1
    checklist.mend(1, 0, "two\nlines " + "x" * 500)
    model.refresh()
    assert "\n" in model.index(0, 3).data(Qt.ItemDataRole.EditRole)
    assert len(model.index(0, 3).data(Qt.ItemDataRole.EditRole)) == 510
    del tester
