"""Small pictures painted once and then blitted: chips, avatars and bars of a table would cost a frame if each cell
painted its own. A stamp is known by what it shows; a change of the theme throws all away.
"""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from nexus_contacts.desktop.theme import theme

_LIMIT = 4096
T = TypeVar("T")

_stamps: dict[tuple[Hashable, int, int, float], QPixmap] = {}
_measured: dict[Hashable, Any] = {}
_generation = -1


def _renew() -> None:
    """Throw away what belongs to another look, and all of it where it has grown too large."""
    global _generation
    if theme().generation != _generation or len(_stamps) >= _LIMIT or len(_measured) >= _LIMIT:
        _generation = theme().generation
        _stamps.clear()
        _measured.clear()


def measured(key: Hashable, compute: Callable[[], T]) -> T:
    """What `compute` gives, kept under `key` as long as the look does not change: sizes of texts, elided texts."""
    if theme().generation != _generation:
        _renew()
    try:
        found: T = _measured[key]
    except KeyError:
        _renew()
        found = _measured[key] = compute()
    return found


def draw_stamp(
    painter: QPainter, x: int, y: int, key: Hashable, size: QSize, paint: Callable[[QPainter, QSize], None]
) -> None:
    """Blit the stamp `key` at (x, y); `paint` draws it, within `size` logical pixels, where it is not kept yet."""
    if theme().generation != _generation:
        _renew()
    dpr = painter.device().devicePixelRatio()
    full_key = (key, size.width(), size.height(), dpr)
    pixmap = _stamps.get(full_key)
    if pixmap is None:
        _renew()
        pixmap = _stamps[full_key] = _painted(size, dpr, paint)
    painter.drawPixmap(x, y, pixmap)


def _painted(size: QSize, dpr: float, paint: Callable[[QPainter, QSize], None]) -> QPixmap:
    pixmap = QPixmap(max(1, round(size.width() * dpr)), max(1, round(size.height() * dpr)))
    pixmap.setDevicePixelRatio(dpr)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    paint(painter, size)
    painter.end()
    return pixmap
