"""Letter avatars: one or two letters on a colour that belongs to the contact's id."""

import unicodedata

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from nexus_contacts.desktop.controls.drawing import dot, draw_icon, smooth
from nexus_contacts.desktop.controls.stamps import draw_stamp, measured
from nexus_contacts.desktop.theme import theme

_LETTER_SHARE = 0.39


def _first_letter(word: str) -> str:
    """The first letter or digit of a word with its combining marks, in upper case; "" where it has none."""
    word = unicodedata.normalize("NFC", word[:64])
    for at, sign in enumerate(word):
        if sign.isalnum():
            end = at + 1
            while end < len(word) and unicodedata.category(word[end]).startswith("M"):
                end += 1
            letter = word[at:end].upper()
            return letter if len(letter) == 1 or end - at > 1 else letter[0]
    return ""


def initials(name: str) -> str:
    """The letters of an avatar: of the first and the last word, or one.

    One letter where the script joins (two Arabic letters would read as a word) or fills its square (Chinese).
    """
    letters = [letter for word in name.split() if (letter := _first_letter(word))]
    if not letters:
        return ""
    first = letters[0]
    if len(letters) == 1 or _stands_alone(first):
        return first
    return first if _stands_alone(letters[-1]) else first + letters[-1]


def _stands_alone(letter: str) -> bool:
    return unicodedata.bidirectional(letter[0]) == "AL" or unicodedata.east_asian_width(letter[0]) in ("W", "F")


def paint_avatar(painter: QPainter, rect: QRect, contact_id: str, name: str) -> None:
    """Paint an avatar as a disc in the middle of `rect`, as large as its shorter side."""
    side = min(rect.width(), rect.height())
    letters = measured(("initials", name), lambda: initials(name))

    def paint(painter: QPainter, size: QSize) -> None:
        _paint_disc(painter, size, contact_id, letters)

    x, y = rect.x() + (rect.width() - side) // 2, rect.y() + (rect.height() - side) // 2
    pair = theme().avatar_index(contact_id)
    draw_stamp(painter, x, y, ("avatar", pair, letters), QSize(side, side), paint)


def _paint_disc(painter: QPainter, size: QSize, contact_id: str, letters: str) -> None:
    fill, ink = theme().avatar_colors(contact_id)
    side = size.width()
    dot(painter, QPointF(side / 2, side / 2), side, fill)
    if not letters:
        icon = round(side * 0.56)
        draw_icon(painter, QRect((side - icon) // 2, (side - icon) // 2, icon, icon), "user", "text2")
        return
    font = QFont(theme().font("bold"))
    font.setPixelSize(max(7, round(side * _LETTER_SHARE)))
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(QRect(0, 0, side, side), int(Qt.AlignmentFlag.AlignCenter), letters)


class AvatarLabel(QWidget):
    """An avatar as a widget; decoration, so it has no accessible name."""

    def __init__(self, side: int = 28, contact_id: str = "", name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._contact_id = contact_id
        self._name = name
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._restyle)

    def show_contact(self, contact_id: str, name: str) -> None:
        """Show another contact's avatar."""
        self._contact_id, self._name = contact_id, name
        self.update()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        side = theme().px(self._side)
        return QSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._contact_id or self._name:
            paint_avatar(smooth(self), self.rect(), self._contact_id, self._name)
