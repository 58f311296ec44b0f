"""The model answers from memory: texts, words for screen readers, ticks, headings; rows are patched in place."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.table.cells import Cells
from nexus_contacts.desktop.table.model import ContactModel
from nexus_contacts.desktop.table.ticks import Ticks
from nexus_contacts.store.filters import Sort

from .rows import row

ROLE = Qt.ItemDataRole


def filled(count: int = 3) -> ContactModel:
    model = ContactModel()
    model.show_rows([row(number) for number in range(count)], Cells())
    return model


def test_qts_own_tester_finds_nothing(qtbot: QtBot) -> None:
    model = ContactModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)

    for count in (3, 7, 0, 2):
        model.show_rows([row(number) for number in range(count)], Cells())
    model.set_custom_fields(("industry",))

    assert model.rowCount() == 2
    assert model.columnCount(model.index(0, 0)) == 0


def test_cells_answer_what_is_shown_and_what_is_said() -> None:
    model = filled()
    model.set_ticks(Ticks(frozenset({"con_1"})))
    name, score = model.column("name"), model.column("score")

    assert model.index(0, name).data() == "Jane Smith"
    assert model.index(0, score).data(ROLE.AccessibleTextRole) == "Engagement score 85 of 100"
    assert model.index(1, 0).data(ROLE.AccessibleTextRole) == "Selected: Jane Smith"
    assert Qt.CheckState(model.index(1, 0).data(ROLE.CheckStateRole)) is Qt.CheckState.Checked
    assert model.index(0, name).data(ROLE.ToolTipRole) == "Jane Smith\njane@example.com"
    assert model.index(0, name).data(ROLE.DecorationRole) is None


def test_a_row_that_is_on_its_way_says_so() -> None:
    model = ContactModel()
    model.show_rows([None, None], Cells())

    assert model.index(0, 1).data() is None
    assert model.index(0, 1).data(ROLE.AccessibleTextRole) == "Loading"
    assert model.ids() == ()


def test_the_heading_of_the_sort_says_its_direction() -> None:
    model = filled()
    model.set_order(Sort("name", True, (("score", False),)))

    def said(key: str) -> str:
        return str(model.headerData(model.column(key), Qt.Orientation.Horizontal, ROLE.AccessibleTextRole))

    assert said("name") == "Name, sorted descending 1"
    assert said("score") == "Score, sorted ascending 2"
    assert said("company") == "Company"


def test_only_rows_that_differ_are_told(qtbot: QtBot) -> None:
    model = filled()
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))

    model.patch_rows([row(0), row(1, company="Other"), row(9)], Cells())

    assert told == [(1, 1)]
    assert model.place("con_1") == 1
    assert model.place("con_9") == -1
    assert model.rowCount(QModelIndex()) == 3
