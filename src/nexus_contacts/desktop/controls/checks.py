"""Check boxes and radio buttons: the real ones, painted from the tokens; and the box as a function for delegates."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QWidget
from typing_extensions import override

from nexus_contacts.desktop.controls.drawing import dot, focus_ring, mirrored, ring_after, rounded, smooth
from nexus_contacts.desktop.controls.stamps import draw_stamp
from nexus_contacts.desktop.theme import theme

_GAP = 8
_INSET = 3
"""The room for the focus ring around a box at the widget's edge."""


def paint_check(
    painter: QPainter, rect: QRect, state: Qt.CheckState, *, hovered: bool = False, enabled: bool = True
) -> None:
    """Paint a check box in the middle of `rect`."""
    side = theme().size("check")
    x, y = rect.x() + (rect.width() - side) // 2, rect.y() + (rect.height() - side) // 2

    def paint(painter: QPainter, size: QSize) -> None:
        _paint_box(painter, size, state, hovered, enabled)

    draw_stamp(painter, x, y, ("check", state, hovered, enabled), QSize(side, side), paint)


def _paint_box(painter: QPainter, size: QSize, state: Qt.CheckState, hovered: bool, enabled: bool) -> None:
    look = theme()
    box = QRectF(QPointF(), size)
    radius = look.radius("check")
    if state == Qt.CheckState.Unchecked:
        line = "disabled" if not enabled else "text2" if hovered else "control"
        rounded(painter, box, radius, look.color("surface"), look.color(line), 1.3)
        return
    rounded(painter, box, radius, look.color("accent" if enabled else "disabled"))
    pen = QPen(look.color("onAccent"), size.width() * 0.11)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    side = size.width()
    tick = ((0.28, 0.52), (0.44, 0.67), (0.73, 0.35))
    line_through = ((0.3, 0.5), (0.7, 0.5))
    points = line_through if state == Qt.CheckState.PartiallyChecked else tick
    painter.drawPolyline(QPolygonF([QPointF(x * side, y * side) for x, y in points]))


def paint_radio(painter: QPainter, rect: QRect, checked: bool, *, hovered: bool = False, enabled: bool = True) -> None:
    """Paint a radio button in the middle of `rect`."""
    look = theme()
    side = look.size("check")
    box = QRectF((rect.width() - side) / 2 + rect.x(), (rect.height() - side) / 2 + rect.y(), side, side)
    if checked:
        rounded(painter, box, side / 2, look.color("accent" if enabled else "disabled"))
        dot(painter, box.center(), side * 0.38, look.color("onAccent"))
    else:
        line = "disabled" if not enabled else "text2" if hovered else "control"
        rounded(painter, box, side / 2, look.color("surface"), look.color(line), 1.3)


def _hint(button: QAbstractButton, hint: str) -> QSize:
    look = theme()
    lines = [look.metrics("strong" if hint else "body").horizontalAdvance(button.text())]
    if hint:
        lines.append(look.metrics("small").horizontalAdvance(hint))
    width = look.size("check") + 2 * _INSET + (look.px(_GAP) + max(lines) + 2 if button.text() else 0)
    height = look.line_height("body") + (look.line_height("small") if hint else 0)
    target = look.size("target")
    return QSize(max(width, target), max(height + look.px(6), target))


def _box(button: QWidget, words: str) -> QRect:
    """Where the box of a button is: at its start, in the middle where it stands alone."""
    side = theme().size("check") + 2 * _INSET
    return mirrored(button, QRect(0, 0, side if words else button.width(), button.height()))


def _paint_words(painter: QPainter, button: QAbstractButton, hint: str) -> None:
    look = theme()
    left = look.size("check") + 2 * _INSET + look.px(_GAP)
    rect = mirrored(button, QRect(left, 0, button.width() - left, button.height()))
    flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading | Qt.TextFlag.TextHideMnemonic)
    painter.setPen(look.color("text" if button.isEnabled() else "disabled"))
    painter.setFont(look.font("strong" if hint else "body"))
    if not hint:
        painter.drawText(rect, flags, button.text())
        return
    first, second = look.line_height("body"), look.line_height("small")
    top = (button.height() - first - second) // 2
    painter.drawText(QRect(rect.x(), top, rect.width(), first), flags, button.text())
    painter.setFont(look.font("small"))
    painter.setPen(look.color("text3" if button.isEnabled() else "disabled"))
    painter.drawText(QRect(rect.x(), top + first, rect.width(), second), flags, hint)


class CheckBox(QCheckBox):
    """A check box; `hint` is a second, smaller line under its words."""

    def __init__(self, text: str = "", hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._hint = ""
        self._ring = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_hint(hint)
        theme().changed.connect(self._restyle)

    def set_hint(self, hint: str) -> None:
        """Show another second line; it is the accessible description too."""
        self._hint = hint
        self.setAccessibleDescription(hint)
        self._restyle()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return _hint(self, self._hint)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = ring_after(event.reason(), self._ring)
        super().focusInEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        box = _box(self, self.text())
        paint_check(painter, box, self.checkState(), hovered=self.underMouse(), enabled=self.isEnabled())
        _paint_words(painter, self, self._hint)
        if self._ring and self.hasFocus():
            focus_ring(painter, QRectF(_ring_rect(self, self.text())), theme().radius("control"))


class RadioButton(QRadioButton):
    """A radio button; `hint` is a second, smaller line under its words."""

    def __init__(self, text: str = "", hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._hint = hint
        self._ring = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleDescription(hint)
        theme().changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return _hint(self, self._hint)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = ring_after(event.reason(), self._ring)
        super().focusInEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        box = _box(self, self.text())
        paint_radio(painter, box, self.isChecked(), hovered=self.underMouse(), enabled=self.isEnabled())
        _paint_words(painter, self, self._hint)
        if self._ring and self.hasFocus():
            focus_ring(painter, QRectF(_ring_rect(self, self.text())), theme().radius("control"))


def _ring_rect(button: QWidget, words: str) -> QRect:
    """The ring goes around the box alone, with a gap of one pixel."""
    side = theme().size("check")
    box = _box(button, words)
    x = box.x() + (box.width() - side) // 2
    y = box.y() + (box.height() - side) // 2
    return QRect(x - 3, y - 3, side + 6, side + 6)
