"""The veil over the window while the palette or a dialog is open."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from nexus_contacts.desktop.theme import theme


class Scrim(QWidget):
    """Covers the whole of its window; a press on it is told. Shown and hidden by who opens the dialog."""

    pressed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.hide()
        window.installEventFilter(self)

    def cover(self) -> None:
        """Lie over everything in the window."""
        self._fit()
        self.raise_()
        self.show()

    def _fit(self) -> None:
        window = self.parentWidget()
        if window is not None:
            self.setGeometry(window.rect())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._fit()  # and no more: the dialog stays above
        return super().eventFilter(watched, event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.pressed.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        shade = QColor(0, 0, 0, 140) if theme().dark else QColor(24, 23, 20, 97)
        QPainter(self).fillRect(self.rect(), shade)
