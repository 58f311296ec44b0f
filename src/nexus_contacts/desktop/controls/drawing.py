"""Rounded shapes, focus rings and key caps in the theme's colours: the few strokes all controls are drawn with."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from nexus_contacts.desktop.theme import theme

KEYBOARD_REASONS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
KEPT_REASONS = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""Focus that comes back with its window or after its menu: the ring stays as it was."""


def smooth(widget: QWidget) -> QPainter:
    """An antialiasing painter on a widget."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def rounded(
    painter: QPainter, rect: QRectF, radius: float, fill: QColor | None, line: QColor | None = None, width: float = 1.0
) -> None:
    """A filled and outlined rounded rectangle; the line lies inside `rect`."""
    if line is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        painter.setPen(QPen(line, width))
        inset = width / 2
        rect = rect.adjusted(inset, inset, -inset, -inset)
        radius = max(0.0, radius - inset)
    painter.setBrush(Qt.BrushStyle.NoBrush if fill is None else QBrush(fill))
    radius = min(radius, rect.height() / 2, rect.width() / 2)
    painter.drawRoundedRect(rect, radius, radius)


def dot(painter: QPainter, center: QPointF, diameter: float, color: QColor) -> None:
    """A filled disc."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawEllipse(center, diameter / 2, diameter / 2)


def focus_ring(painter: QPainter, rect: QRectF, radius: float) -> None:
    """The focus ring: two pixels, inside `rect`."""
    rounded(painter, rect, radius, None, theme().color("focus"), 2.0)


def ring_after(reason: Qt.FocusReason, ring: bool) -> bool:
    """Whether a button shows its ring after getting the focus for `reason`; `ring` is how it was."""
    return ring if reason in KEPT_REASONS else reason in KEYBOARD_REASONS


def draw_icon(painter: QPainter, rect: QRect, name: str, token: str) -> None:
    """An icon in the middle of `rect`, as large as its shorter side."""
    size = min(rect.width(), rect.height())
    device = painter.device()
    pixmap = theme().pixmap(name, token, size, device.devicePixelRatio() if device is not None else 1.0)
    painter.drawPixmap(QPointF(rect.x() + (rect.width() - size) / 2, rect.y() + (rect.height() - size) / 2), pixmap)


def mirrored(widget: QWidget, rect: QRect) -> QRect:
    """`rect`, laid out from left to right, as it lies in a widget that may run right to left."""
    if widget.layoutDirection() is Qt.LayoutDirection.RightToLeft:
        return QRect(widget.width() - rect.x() - rect.width(), rect.y(), rect.width(), rect.height())
    return rect


def key_cap_size(text: str) -> QSize:
    """The size of a key cap with its frame."""
    metrics = theme().metrics("caption")
    return QSize(max(theme().px(18), metrics.horizontalAdvance(text) + theme().px(10)), theme().px(18))


def draw_key_cap(painter: QPainter, rect: QRect, text: str) -> None:
    """A framed key cap: the key's name in a small box."""
    look = theme()
    rounded(painter, QRectF(rect), look.radius("check"), look.color("surface"), look.color("borderStrong"))
    painter.setPen(look.color("text2"))
    painter.setFont(look.font("caption"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
