"""A key cap as a widget: the name of a key in a small box."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from nexus_contacts.desktop.controls.drawing import draw_key_cap, key_cap_size, smooth
from nexus_contacts.desktop.theme import theme


class KeyCap(QWidget):
    """One key; read by a screen reader by its name."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setAccessibleName(key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        return key_cap_size(self._key)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        draw_key_cap(smooth(self), self.rect(), self._key)
