"""The workspace switcher at the sidebar's head: which workspace this is; pressed, the window shows its menu."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from nexus_contacts.desktop.controls.drawing import draw_icon, focus_ring, mirrored, ring_after, rounded, smooth
from nexus_contacts.desktop.safe_text import tip
from nexus_contacts.desktop.theme import theme

HEIGHT_PX = 40
_LOGO_PX = 26


class Switcher(QPushButton):
    """Logo, name and chevrons. `menu_wanted` carries the global point where a menu may open."""

    menu_wanted = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ring = False
        self._rail = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_name("")
        self.clicked.connect(self._tell)
        theme().changed.connect(self._restyle)

    def show_name(self, name: str) -> None:
        """Show the workspace's name."""
        self.setText(name)
        self.setAccessibleName(self.tr("Workspace: {name}").replace("{name}", name))
        self.setToolTip(tip(name))

    def set_rail(self, rail: bool) -> None:
        """Show the logo alone."""
        self._rail = rail
        self._restyle()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def _tell(self) -> None:
        corner = self.rect().bottomRight() if self._is_mirrored() else self.rect().bottomLeft()
        self.menu_wanted.emit(self.mapToGlobal(corner))

    def _is_mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    @override
    def sizeHint(self) -> QSize:
        look = theme()
        if self._rail:
            return QSize(look.px(40), look.px(HEIGHT_PX))
        text = look.metrics("bold").horizontalAdvance(self.text())
        return QSize(look.px(8 + _LOGO_PX + 9 + 24) + text, look.px(HEIGHT_PX))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(40), theme().px(HEIGHT_PX))

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = ring_after(event.reason(), self._ring)
        super().focusInEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = smooth(self)
        if self.underMouse():
            rounded(painter, QRectF(self.rect()), look.radius("control"), look.color("sunken"))
        logo = look.px(_LOGO_PX)
        left = (self.width() - logo) // 2 if self._rail else look.px(8)
        draw_icon(painter, mirrored(self, QRect(left, (self.height() - logo) // 2, logo, logo)), "logo", "text")
        if not self._rail:
            self._paint_name(painter, left + logo + look.px(9))
        if self._ring and self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), look.radius("control"))
        painter.end()

    def _paint_name(self, painter: QPainter, left: int) -> None:
        look = theme()
        side = look.px(14)
        end = self.width() - look.px(8) - side
        draw_icon(painter, mirrored(self, QRect(end, 0, side, self.height())), "chevrons-up-down", "text3")
        room = QRect(left, 0, max(0, end - look.px(4) - left), self.height())
        text = look.metrics("bold").elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(look.font("bold"))
        painter.setPen(look.color("text"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.drawText(mirrored(self, room), int(flags), text)
