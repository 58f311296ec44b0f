"""An icon as a widget of its own; decoration, so it has no accessible name."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from nexus_contacts.desktop.controls.drawing import draw_icon, smooth
from nexus_contacts.desktop.theme import theme


class Picture(QWidget):
    """An icon of `side` pixels in a token's colour."""

    def __init__(self, icon: str, token: str, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name, self._token, self._side = icon, token, side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        side = theme().px(self._side)
        return QSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        draw_icon(smooth(self), self.rect(), self._icon_name, self._token)
