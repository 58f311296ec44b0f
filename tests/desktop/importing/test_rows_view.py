"""Rows of an import in a table."""

from typing import Any

from PySide6.QtCore import QModelIndex, Qt

from nexus_contacts.desktop.importing.rows_view import TONE, RowsModel, RowsView, ShownRow


def test_cells_titles_and_tones(qtbot: Any) -> None:
    view = RowsView("Rows", (50, 100))
    qtbot.addWidget(view)
    model = RowsModel(("Row", "Outcome", "Reason"), view)
    view.setModel(model)
    view.set_widths()
    model.show_rows([ShownRow(("1", "Failed", "no email"), "danger", "accent", "1")])
    view.resize(400, 200)
    view.grab()

    assert (model.rowCount(), model.columnCount()) == (1, 3)
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Outcome"
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert model.index(0, 2).data() == "no email"
    assert model.index(0, 1).data(TONE) == "danger"
    plain, toned = (model.index(0, place).data(Qt.ItemDataRole.ForegroundRole) for place in (0, 2))
    assert plain != toned
    assert model.row(5) is None
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.rowCount(QModelIndex()) == 1
