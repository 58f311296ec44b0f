"""Versions of one value side by side, one of them chosen: what stood there before, mine, theirs, or another."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget
from typing_extensions import override

from nexus_contacts.desktop.controls.drawing import focus_ring, rounded, smooth
from nexus_contacts.desktop.theme import theme


class VersionCard(QRadioButton):
    """A version that can be chosen, or, with `fixed`, only be read."""

    def __init__(
        self, title: str, aside: str, value: str, *, fixed: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title, self._aside, self._value, self._fixed = title, aside, value, fixed
        self.setAutoExclusive(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if fixed else Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{title}: {value}")
        self.setToolTip(value)
        if fixed:
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme().changed.connect(self.updateGeometry)

    def set_value(self, value: str) -> None:
        """Show another value."""
        self._value = value
        self.setAccessibleName(f"{self._title}: {value}")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme().px(160), theme().px(56))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(110), theme().px(56))

    @override
    def hitButton(self, pos: object) -> bool:
        return not self._fixed

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = smooth(self)
        rect, radius = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), look.radius("control")
        chosen = self.isChecked()
        fill = "sunken" if self._fixed else "selected" if chosen else "hover" if self.underMouse() else "raised"
        rounded(painter, rect, radius, look.color(fill), look.color("accent" if chosen else "border"))
        pad, line = look.px(12), look.metrics("small_strong").height()
        start = pad
        if not self._fixed:
            self._paint_dot(painter, QRectF(pad, look.px(11), look.px(14), look.px(14)), chosen=chosen)
            start += look.px(22)
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        lead, trail = (Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft) if rtl else (
            Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)  # fmt: skip
        top = self.rect().adjusted(pad if rtl else start, look.px(9), -(start if rtl else pad), 0)
        top.setHeight(line)
        painter.setFont(look.font("small_strong"))
        painter.setPen(look.color("accentText" if chosen else "text2"))
        painter.drawText(top, int(lead), self._title)
        painter.setFont(look.font("small"))
        painter.setPen(look.color("text3"))
        painter.drawText(top, int(trail), self._aside)
        below = top.translated(0, line + look.px(3))
        painter.setFont(look.font("strong" if chosen else "body"))
        painter.setPen(look.color("text"))
        font = "strong" if chosen else "body"
        elided = look.metrics(font).elidedText(self._value, Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below.adjusted(0, 0, 0, look.px(4)), int(lead), elided)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), radius)

    def _paint_dot(self, painter: object, spot: QRectF, *, chosen: bool) -> None:
        look = theme()
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            spot.moveRight(self.width() - spot.left())
        rounded(painter, spot, spot.width() / 2, look.color("accent" if chosen else "raised"),  # type: ignore[arg-type]
                look.color("accent" if chosen else "control"))  # fmt: skip
        if chosen:
            side = spot.width() / 3
            inner = QRectF(spot.center().x() - side / 2, spot.center().y() - side / 2, side, side)
            rounded(painter, inner, side / 2, look.color("onAccent"))  # type: ignore[arg-type]
