"""A slider with two handles. Each handle is a real slider, so keys and screen readers work as they do everywhere."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSlider, QWidget
from typing_extensions import override

from nexus_contacts.desktop.theme import theme

_HANDLE_PX = 24  # the target; what is drawn is smaller


class _Handle(QSlider):
    """One end of the range: takes keys and focus, leaves the mouse to the range."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setAccessibleName(name)
        self.setPageStep(10)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = QPointF(self.width() / 2, self.height() / 2)
        painter.setPen(QPen(look.color("accent"), 2))
        painter.setBrush(look.color("surface"))
        painter.drawEllipse(centre, 6.0, 6.0)
        if self.hasFocus():
            painter.setPen(QPen(look.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, 10.0, 10.0)
        painter.end()


class RangeSlider(QWidget):
    """Two bounds between `lowest` and `highest`, both included. `range_changed(low, high)` follows every move."""

    range_changed = Signal(int, int)
    range_settled = Signal(int, int)
    """After a drag has ended, or a key has moved a handle: what is worth a query."""

    def __init__(self, lowest: int, highest: int, names: tuple[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._span = (lowest, highest)
        self._dragged: _Handle | None = None
        self._quiet = False
        self._low = _Handle(names[0], self)
        self._high = _Handle(names[1], self)
        for handle, value in ((self._low, lowest), (self._high, highest)):
            handle.setRange(lowest, highest)
            handle.setValue(value)
            handle.valueChanged.connect(self._moved)
        self.setSizePolicy(self.sizePolicy().Policy.Expanding, self.sizePolicy().Policy.Fixed)
        self.setMouseTracking(False)

    def bounds(self) -> tuple[int, int]:
        """The two values, the lower one first."""
        return self._low.value(), self._high.value()

    def set_bounds(self, low: int, high: int) -> None:
        """Show other values, without telling anyone."""
        self._quiet = True
        for handle in (self._low, self._high):
            handle.setRange(*self._span)
        self._low.setValue(low)
        self._high.setValue(high)
        self._quiet = False
        self._place()

    @override
    def sizeHint(self) -> QSize:
        return QSize(160, _HANDLE_PX)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(3 * _HANDLE_PX, _HANDLE_PX)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._place()
        super().changeEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle = self.height() / 2
        painter.setBrush(look.color("track"))
        painter.drawRoundedRect(QRectF(6, middle - 2, self.width() - 12, 4), 2, 2)
        ends = sorted((self._x(self._low.value()), self._x(self._high.value())))
        painter.setBrush(look.color("accent" if self.isEnabled() else "disabled"))
        painter.drawRoundedRect(QRectF(ends[0], middle - 2, ends[1] - ends[0], 4), 2, 2)
        painter.end()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        x = event.position().x()
        value = self._value(x)
        nearer_low = abs(x - self._x(self._low.value())) < abs(x - self._x(self._high.value()))
        together = self._low.value() == self._high.value()
        self._dragged = self._low if (value < self._low.value() if together else nearer_low) else self._high
        self._dragged.setFocus(Qt.FocusReason.MouseFocusReason)
        self._dragged.setValue(value)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged is not None:
            self._dragged.setValue(self._value(event.position().x()))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragged is not None:
            self._dragged = None
            self.range_settled.emit(*self.bounds())

    def _moved(self) -> None:
        # Each handle ends where the other stands; the native bounds keep keys and screen readers right as well.
        if self._quiet:
            return
        low, high = self.bounds()
        self._quiet = True
        self._low.setMaximum(high)
        self._high.setMinimum(low)
        self._quiet = False
        self._place()
        self.range_changed.emit(low, high)
        if self._dragged is None:
            self.range_settled.emit(low, high)

    def _place(self) -> None:
        for handle in (self._low, self._high):
            handle.setGeometry(round(self._x(handle.value())) - _HANDLE_PX // 2, 0, _HANDLE_PX, self.height())
        self.update()

    def _way(self) -> float:
        return max(1.0, self.width() - 12.0 - 12.0)

    def _x(self, value: int) -> float:
        part = (value - self._span[0]) / (self._span[1] - self._span[0])
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            part = 1 - part
        return 12.0 + part * self._way()

    def _value(self, x: float) -> int:
        part = min(1.0, max(0.0, (x - 12.0) / self._way()))
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            part = 1 - part
        return round(self._span[0] + part * (self._span[1] - self._span[0]))
