"""A column that scrolls without a ground of its own."""

from typing import Any

from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout

from nexus_contacts.desktop.controls.scroll_areas import scrolled


def test_it_scrolls_what_is_too_tall_and_paints_no_ground(qtbot: Any) -> None:
    column = QVBoxLayout()
    for number in range(60):
        column.addWidget(QLabel(str(number)))

    area = scrolled(column)
    qtbot.addWidget(area)
    area.resize(200, 200)
    area.show()

    assert area.verticalScrollBar().maximum() > 0
    assert not area.widget().autoFillBackground()


def test_what_is_too_wide_is_reached_where_that_is_wanted(qtbot: Any) -> None:
    def made(sideways: bool) -> QScrollArea:
        column, wide = QVBoxLayout(), QLabel("wide")
        wide.setMinimumWidth(600)
        column.addWidget(wide)
        area = scrolled(column, sideways=sideways)
        qtbot.addWidget(area)
        area.resize(200, 200)
        area.show()
        return area

    fitting, sideways = made(False), made(True)

    qtbot.waitUntil(sideways.horizontalScrollBar().isVisible)
    assert not fitting.horizontalScrollBar().isVisible()
