"""The still bars that stand for a row while its contact is not here yet."""

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter

from nexus_contacts.desktop.controls.drawing import dot, rounded
from nexus_contacts.desktop.theme import theme

# How much of its room a bar fills, in an order that repeats late enough to look natural.
_SHARES = (0.62, 0.81, 0.47, 0.7, 0.9, 0.55, 0.76, 0.66, 0.85, 0.5, 0.73)


def paint_skeleton(painter: QPainter, key: str, cell: QRect, number: int, *, rtl: bool, pads: tuple[int, int]) -> None:
    """Paint what stands for one cell of row `number` while its contact is not here. `pads`: of the avatar, of text."""
    look = theme()
    color = look.color("track")
    share = _SHARES[(number * 3 + len(key) * 5) % len(_SHARES)]
    if key in ("tick", "owner"):
        side = look.px(28 if key == "tick" else 22)
        pad = pads[0] if key == "tick" else pads[1]
        x = cell.x() + cell.width() - pad - side if rtl else cell.x() + pad
        dot(painter, QPointF(x + side / 2, cell.y() + cell.height() / 2), side, color)
        return
    room = (cell.width() - 2 * pads[1]) * share
    middle = cell.y() + cell.height() / 2
    if key == "name":
        room = min(cell.width() - 2 * pads[1], look.px(150)) * share
        _bar(painter, cell, middle - look.px(7), room, look.px(8), rtl, pads[1])
        _bar(painter, cell, middle + look.px(8), room * 0.76, look.px(6), rtl, pads[1])
    else:
        _bar(painter, cell, middle, room, look.px(8), rtl, pads[1])


def _bar(painter: QPainter, cell: QRect, middle: float, width: float, height: int, rtl: bool, pad: int) -> None:
    x = cell.x() + cell.width() - pad - width if rtl else cell.x() + pad
    rounded(painter, QRectF(x, middle - height / 2, width, height), height / 2, theme().color("track"))
