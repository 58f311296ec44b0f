"""Draws one line of text in a delegate or a painted card: elided, at the right side, in the text's own direction."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from nexus_contacts.desktop.safe_text import is_rtl, one_line
from nexus_contacts.desktop.theme import theme


def line_height(role: str) -> int:
    """The height of a line of a role, taller where the font is."""
    look = theme()
    return max(look.line_height(role), look.metrics(role).height())


def line_width(text: str, role: str) -> int:
    """The width of a text on one line."""
    return theme().metrics(role).horizontalAdvance(one_line(text)) + 2


def draw_line(
    painter: QPainter, rect: QRect, text: str, role: str, token: str, *, mirrored: bool = False, at_end: bool = False
) -> None:
    """Draw `text` in `rect`, as it lies on the screen. `mirrored` is the layout's direction, at whose start the
    line stands; the letters run in the text's own direction, so that an ellipsis and a full stop end it.
    """
    shown = theme().metrics(role).elidedText(one_line(text), Qt.TextElideMode.ElideRight, rect.width() + 1)
    side = Qt.AlignmentFlag.AlignRight if mirrored != at_end else Qt.AlignmentFlag.AlignLeft
    direction = Qt.TextFlag.TextForceRightToLeft if is_rtl(shown) else Qt.TextFlag.TextForceLeftToRight
    flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    painter.setFont(theme().font(role))
    painter.setPen(theme().color(token))
    painter.drawText(rect.adjusted(0, 0, 1, 0), int(flags) | int(direction | Qt.TextFlag.TextSingleLine), shown)
