"""One row of the sidebar as it is painted: icon, text, count; shared by the navigation and the list of views."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle

from nexus_contacts.desktop import words
from nexus_contacts.desktop.theme import theme

ROW_PX = 30
GAP_PX = 1


@dataclass(frozen=True, slots=True)
class RowLook:
    """What a row shows. `count` None shows none; `warns` draws the count amber; `rail` leaves the icon alone."""

    icon: str
    text: str
    count: int | None = None
    current: bool = False
    hover: bool = False
    focus: bool = False
    enabled: bool = True
    warns: bool = False
    rail: bool = False


def paint_row(painter: QPainter, rect: QRect, look: RowLook, direction: Qt.LayoutDirection) -> None:
    """Paint a row into `rect`, mirrored where text runs from the right."""
    colors = theme()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if look.current or look.hover:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colors.color("selected" if look.current else "tag"))
        painter.drawRoundedRect(QRectF(rect), 6, 6)
    if look.focus:
        painter.setPen(QPen(colors.color("focus"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 6, 6)
    _paint_content(painter, rect, look, direction)
    painter.restore()


def _text_token(look: RowLook) -> str:
    if not look.enabled:
        return "disabled"
    return "accentText" if look.current else "text"


def _paint_content(painter: QPainter, rect: QRect, look: RowLook, direction: Qt.LayoutDirection) -> None:
    colors = theme()
    token = _text_token(look)
    icon_token = token if look.current or not look.enabled else "text2"
    size = colors.px(16)
    ratio = painter.device().devicePixelRatioF()
    at = rect.left() + (8 if not look.rail else (rect.width() - size) // 2)
    place = QRect(at, rect.top() + (rect.height() - size) // 2, size, size)
    place = QStyle.visualRect(direction, rect, place)
    painter.drawPixmap(QPointF(place.topLeft()), colors.pixmap(look.icon, icon_token, size, ratio))
    if look.rail:
        return
    room = rect.adjusted(8 + size + 9, 0, -8, 0)
    if look.count is not None:
        text = words.number(look.count)
        painter.setFont(colors.font("strong" if look.current else "body"))
        width = colors.metrics("strong" if look.current else "body").horizontalAdvance(text)
        spot = QStyle.visualRect(direction, rect, QRect(room.right() + 1 - width, room.top(), width, room.height()))
        if look.warns:
            tall = colors.px(20)
            ground = QRectF(spot.left() - 7, rect.center().y() + 1 - tall / 2, width + 14, tall)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colors.color("warnSoft"))
            painter.drawRoundedRect(ground, 5, 5)
        painter.setPen(colors.color("warn" if look.warns else token if look.current or not look.enabled else "text2"))
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, text)
        room.setRight(room.right() - width - 6)
    role = "bold" if look.current else "strong"
    painter.setFont(colors.font(role))
    painter.setPen(colors.color(token))
    text = colors.metrics(role).elidedText(look.text, Qt.TextElideMode.ElideRight, room.width())
    align = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    painter.drawText(QStyle.visualRect(direction, rect, room), int(align | Qt.AlignmentFlag.AlignAbsolute), text)
