"""A page of the pane that scrolls: white ground, no frame, and a ring where the keyboard has brought the focus."""

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from nexus_contacts.desktop.controls.cards import Surface
from nexus_contacts.desktop.controls.drawing import focus_ring, ring_after, smooth
from nexus_contacts.desktop.theme import theme


class FocusOverlay(QWidget):
    """A ring over its parent, drawn above everything in it; it takes no clicks."""

    def __init__(self, parent: QWidget, radius: str = "") -> None:
        super().__init__(parent)
        self._radius = radius
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_over(self, shown: bool) -> None:
        """Show the ring around the parent as it is now, or hide it."""
        parent = self.parentWidget()
        if shown and parent is not None:
            self.setGeometry(parent.rect())
            self.raise_()
        self.setVisible(shown)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        focus_ring(smooth(self), QRectF(self.rect()), theme().radius(self._radius) if self._radius else 0.0)


class ScrollPage(QScrollArea):
    """A scrolling column (`column`) of widgets; `name` is what a screen reader says of it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ring = False
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.body = Surface("surface")
        self.column = QVBoxLayout(self.body)
        self.column.setSpacing(0)
        self.setWidget(self.body)
        self._overlay = FocusOverlay(self)
        self._margins = (0, 0, 0, 0)

    def set_margins(self, start: int, top: int, end: int, bottom: int) -> None:
        """Leave room around the column, in pixels; `start` is at the right where the layout runs right to left."""
        self._margins = (start, top, end, bottom)
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self.column.setContentsMargins(end if rtl else start, top, start if rtl else end, bottom)

    def to_top(self) -> None:
        """Scroll to the beginning."""
        self.verticalScrollBar().setValue(0)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._ring = ring_after(event.reason(), self._ring)
        self._overlay.show_over(self._ring)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._overlay.show_over(False)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._overlay.isVisible():
            self._overlay.show_over(True)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.set_margins(*self._margins)
        return super().event(event)
