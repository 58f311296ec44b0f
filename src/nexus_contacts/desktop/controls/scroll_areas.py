"""A column that scrolls on the ground it lies on."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget


def scrolled(layout: QLayout, *, sideways: bool = False) -> QScrollArea:
    """A scroll area without a frame or a ground of its own, around a layout.

    With `sideways` what is too wide can be reached too; else it has to fit.
    """
    body = QWidget()
    body.setLayout(layout)
    area = QScrollArea()
    area.setWidget(body)
    body.setAutoFillBackground(False)  # the scroll area has just switched it on
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setCornerWidget(QWidget())  # the style would paint a square between the bars
    if not sideways:
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.viewport().setAutoFillBackground(False)
    return area
