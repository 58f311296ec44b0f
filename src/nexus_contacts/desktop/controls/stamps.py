"""Small pictures painted once and then blitted: chips, avatars and bars of a table would cost a frame if each cell
painted its own. A stamp is known by what it shows; a change of the theme throws all away.
"""

from collections.abc import Callable, Hashable

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from nexus_contacts.desktop.theme import theme

_LIMIT = 4096

_stamps: dict[tuple[Hashable, int, int, float], QPixmap] = {}
_generation = -1


def draw_stamp(
    painter: QPainter, place: QPoint, key: Hashable, size: QSize, paint: Callable[[QPainter, QSize], None]
) -> None:
    """Blit the stamp `key` at `place`; `paint` draws it, within `size` logical pixels, where it is not kept yet."""
    global _generation
    if theme().generation != _generation:
        _generation = theme().generation
        _stamps.clear()
    device = painter.device()
    dpr = device.devicePixelRatio() if device is not None else 1.0
    full_key = (key, size.width(), size.height(), dpr)
    pixmap = _stamps.get(full_key)
    if pixmap is None:
        if len(_stamps) >= _LIMIT:
            _stamps.clear()
        pixmap = _stamps[full_key] = _painted(size, dpr, paint)
    painter.drawPixmap(place, pixmap)


def _painted(size: QSize, dpr: float, paint: Callable[[QPainter, QSize], None]) -> QPixmap:
    pixmap = QPixmap(max(1, round(size.width() * dpr)), max(1, round(size.height() * dpr)))
    pixmap.setDevicePixelRatio(dpr)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    paint(painter, size)
    painter.end()
    return pixmap
