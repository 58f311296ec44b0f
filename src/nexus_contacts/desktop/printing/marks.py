"""What stands on a page: words at their places and strokes; packed small, so that thousands of pages fit in memory."""

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from unicodedata import bidirectional

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from nexus_contacts.desktop.printing.fonts import RULE, fonts, ink
from nexus_contacts.desktop.safe_text import is_rtl

_LEFTWARDS = frozenset({"R", "AL", "AN"})
STROKE = 5
"""Half a point: thin, and never lost."""


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text in a box that begins at `x` and is `width` wide; `y` is the base line. `at_end`: flush with the
    box's end, else with its beginning.
    """

    x: int
    y: int
    width: int
    text: str
    role: str
    at_end: bool = False


@dataclass(frozen=True, slots=True)
class Stroke:
    """A level line from `x`, `width` long; a `bold` one is darker."""

    x: int
    y: int
    width: int
    bold: bool = False


Mark: TypeAlias = Words | Stroke
Marks: TypeAlias = Sequence[Mark]


def packed(marks: Iterable[Mark]) -> bytes:
    """Marks as few bytes: a page of a list takes two or three kilobytes."""
    plain = [
        [mark.x, mark.y, mark.width, mark.text, mark.role, int(mark.at_end)]
        if isinstance(mark, Words)
        else [mark.x, mark.y, mark.width, int(mark.bold)]
        for mark in marks
    ]
    return zlib.compress(json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"), 6)


def unpacked(page: bytes) -> tuple[Mark, ...]:
    """The marks that `packed` took."""
    found: list[Mark] = []
    for one in json.loads(zlib.decompress(page)):
        if len(one) == 4:
            found.append(Stroke(one[0], one[1], one[2], bool(one[3])))
        else:
            found.append(Words(one[0], one[1], one[2], one[3], one[4], bool(one[5])))
    return tuple(found)


def draw(painter: QPainter, marks: Iterable[Mark], page_width: int, *, mirrored: bool = False) -> None:
    """Draw marks in tenths of a point; `mirrored` lets the page run from right to left."""
    for mark in marks:
        x = page_width - mark.x - mark.width if mirrored else mark.x
        if isinstance(mark, Stroke):
            painter.setPen(QPen(QColor("#333333" if mark.bold else RULE), STROKE))
            painter.drawLine(QLineF(x, mark.y, x + mark.width, mark.y))
        elif mark.text:
            _draw_words(painter, mark, x, mirrored)


def _draw_words(painter: QPainter, mark: Words, x: float, mirrored: bool) -> None:
    own = fonts()
    painter.setFont(own.font(mark.role))
    painter.setPen(ink(mark.role))
    if mark.at_end is not mirrored:
        x += mark.width - own.width(mark.text, mark.role)
    if not mark.text.isascii() and any(bidirectional(letter) in _LEFTWARDS for letter in mark.text):
        rtl = is_rtl(mark.text)
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        painter.drawText(QPointF(x, mark.y), mark.text)
        return
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    # Word by word: Qt names the blank a tab in a PDF, so that a name could neither be found nor copied whole. Readers
    # of PDF see the gap and put a blank there.
    before = ""
    for word in mark.text.split(" "):
        if word:
            painter.drawText(QPointF(x + (own.width(before, mark.role) if before else 0.0), mark.y), word)
        before += word + " "
