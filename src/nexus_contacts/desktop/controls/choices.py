"""A combo box with the theme's look: a real QComboBox whose list opens as ever."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget
from typing_extensions import override

from nexus_contacts.desktop.controls.drawing import draw_icon, focus_ring, mirrored, rounded, smooth
from nexus_contacts.desktop.theme import theme


class ComboBox(QComboBox):
    """One of several. `name` is its accessible name; `quiet` has no frame, as in a footer."""

    def __init__(self, name: str, *, quiet: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quiet = quiet
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._restyle()
        theme().changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.setFont(theme().font("body"))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        look = theme()
        metrics = look.metrics("body")
        widest = max((metrics.horizontalAdvance(self.itemText(at)) for at in range(self.count())), default=0)
        pad = look.px(8 if self._quiet else 10)
        height = look.size("button_small" if self._quiet else "field")
        return QSize(widest + 2 * pad + look.px(22), height)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(64), self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = smooth(self)
        rect, radius = QRectF(self.rect()), look.radius("control")
        if self._quiet:
            if self.underMouse() and self.isEnabled():
                rounded(painter, rect, radius, look.color("hover"))
        else:
            fill = "surface" if self.isEnabled() else "sunken"
            rounded(painter, rect, radius, look.color(fill), look.color("control"))
        if self.hasFocus():
            focus_ring(painter, rect, radius)
        pad = look.px(8 if self._quiet else 10)
        room = QRect(pad, 0, self.width() - 2 * pad - look.px(20), self.height())
        token = "disabled" if not self.isEnabled() else "text2" if self._quiet else "text"
        painter.setPen(look.color(token))
        painter.setFont(look.font("body"))
        text = look.metrics("body").elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room.width() + 2)
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
        painter.drawText(mirrored(self, room), flags, text)
        side = look.px(14)
        icon = QRect(QRect(self.width() - pad - side + 2, (self.height() - side) // 2, side, side))
        draw_icon(painter, mirrored(self, icon), "chevrons-up-down", "text3" if self.isEnabled() else "disabled")


def popup_anchor(widget: QWidget) -> QPointF:
    """Where a menu opens under a widget: its lower start corner, in global coordinates."""
    rtl = widget.layoutDirection() is Qt.LayoutDirection.RightToLeft
    corner = widget.rect().bottomRight() if rtl else widget.rect().bottomLeft()
    return QPointF(widget.mapToGlobal(corner))
