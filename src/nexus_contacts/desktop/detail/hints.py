"""A small line with an icon before it: what holds for a whole list, such as "read-only here"."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from nexus_contacts.desktop.controls.drawing import draw_icon, mirrored, smooth
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.theme import theme


class Hint(QWidget):
    """The line. Its words wrap."""

    def __init__(self, icon: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._line = QHBoxLayout(self)
        self._line.setSpacing(0)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addSpacing(theme().px(22))
        self._line.addWidget(Label(text, "small", "text2", wrap=True), 1)
        theme().changed.connect(self.update)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        side = theme().px(14)
        box = QRect(0, (self.height() - side) // 2, side, side)
        draw_icon(smooth(self), mirrored(self, box), self._icon, "text3")
