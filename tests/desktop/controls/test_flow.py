"""Widgets flow into lines like words."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from nexus_contacts.desktop.controls.flow import FlowLayout


class Box(QWidget):
    """A widget of one size."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self._width = width

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._width, 20)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(20, 20)


@pytest.fixture
def holder(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    layout = FlowLayout(made)
    for width in (60, 60, 60):
        layout.addWidget(Box(width))
    made.resize(140, 100)
    made.show()
    return made


def places(holder: QWidget) -> list[tuple[int, int, int]]:
    return [(box.x(), box.y(), box.width()) for box in holder.findChildren(Box)]


def test_what_does_not_fit_goes_to_the_next_line(holder: QWidget) -> None:
    assert places(holder) == [(0, 0, 60), (66, 0, 60), (0, 26, 60)]


def test_the_height_follows_the_width(holder: QWidget) -> None:
    layout = holder.layout()
    assert layout is not None

    assert [layout.heightForWidth(width) for width in (60, 140, 400)] == [72, 46, 20]
    assert layout.sizeHint() == QSize(192, 20)
    assert layout.minimumSize() == QSize(20, 20)


def test_lines_begin_at_the_right_where_text_runs_right_to_left(holder: QWidget) -> None:
    holder.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    layout = holder.layout()
    assert layout is not None
    layout.activate()

    assert places(holder)[0][0] == 80
    assert places(holder)[2] == (80, 26, 60)


def test_a_hidden_widget_takes_no_place(holder: QWidget) -> None:
    holder.findChildren(Box)[0].hide()
    layout = holder.layout()
    assert layout is not None
    layout.activate()

    assert places(holder)[1:] == [(0, 0, 60), (66, 0, 60)]


def test_a_widget_wider_than_the_line_is_made_to_fit(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    FlowLayout(holder).addWidget(Box(500))
    holder.resize(100, 40)
    holder.show()

    assert places(holder) == [(0, 0, 100)]


def test_widgets_can_be_taken_out(holder: QWidget) -> None:
    layout = holder.layout()
    assert layout is not None

    taken = layout.takeAt(1)

    assert taken is not None
    assert layout.count() == 2
    assert layout.takeAt(9) is None
    assert layout.itemAt(9) is None


def test_lines_can_stand_in_the_middle(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    layout = FlowLayout(holder, centered=True)
    for width in (60, 60, 60):
        layout.addWidget(Box(width))
    holder.resize(140, 100)
    holder.show()

    assert places(holder) == [(7, 0, 60), (73, 0, 60), (40, 26, 60)]
