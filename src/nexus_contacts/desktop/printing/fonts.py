"""The type of the page: a font, its metrics and its ink for each role. Sizes are in tenths of a point."""

import threading
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF

from nexus_contacts.desktop.resources import FONT_FAMILY, load_fonts

BLACK, GREY, RULE = "#111111", "#555555", "#c4c4c4"

ROLES: dict[str, tuple[int, int, str, int]] = {
    "title": (190, 600, BLACK, 236),
    "subtitle": (100, 400, GREY, 140),
    "running": (80, 500, GREY, 110),
    "foot": (75, 400, GREY, 105),
    "head": (75, 600, GREY, 100),
    "cell": (85, 400, BLACK, 112),
    "cell_strong": (85, 600, BLACK, 112),
    "cell_small": (75, 400, GREY, 102),
    "fine": (68, 400, BLACK, 90),
    "fine_strong": (68, 600, BLACK, 90),
    "fine_small": (62, 400, GREY, 84),
    "section": (115, 600, BLACK, 150),
    "label": (90, 400, GREY, 130),
    "body": (90, 400, BLACK, 130),
    "strong": (90, 600, BLACK, 130),
    "quiet": (85, 400, GREY, 122),
    "day": (85, 600, GREY, 122),
}
"""For each role: the size, the weight, the ink, and from one line to the next."""


@lru_cache(maxsize=1)
def families() -> tuple[str, ...]:
    """The fonts to write with, those for the scripts that Inter lacks last. First called on the UI thread."""
    load_fonts()
    return (FONT_FAMILY, QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family(), "Noto Sans")


class Fonts:
    """The fonts of one thread: Qt's fonts keep what they have loaded for the thread that uses them."""

    def __init__(self) -> None:
        self._fonts: dict[str, QFont] = {}
        self._metrics: dict[str, QFontMetricsF] = {}

    def font(self, role: str) -> QFont:
        """The font of a role."""
        found = self._fonts.get(role)
        if found is None:
            size, weight, _ink, _leading = ROLES[role]
            found = QFont(list(families()))
            found.setPixelSize(size)
            found.setWeight(QFont.Weight(weight))
            found.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            # Digits of one width and brackets that follow their neighbours are glyphs that stand for no letter in a
            # PDF: whoever copies a phone number from it, or has it read aloud, would get nothing.
            for feature in ("tnum", "calt"):
                found.setFeature(QFont.Tag(feature), 0)
            self._fonts[role] = found
        return found

    def metrics(self, role: str) -> QFontMetricsF:
        """The metrics of a role's font."""
        found = self._metrics.get(role)
        if found is None:
            found = self._metrics[role] = QFontMetricsF(self.font(role))
        return found

    def width(self, text: str, role: str) -> float:
        """How wide a text is on one line."""
        return self.metrics(role).horizontalAdvance(text)

    def elided(self, text: str, role: str, width: float) -> str:
        """The text as far as it fits, with an ellipsis where it does not."""
        return self.metrics(role).elidedText(text, Qt.TextElideMode.ElideRight, width)


def ink(role: str) -> QColor:
    """The colour of a role."""
    return QColor(ROLES[role][2])


def leading(role: str) -> int:
    """From one line of a role to the next."""
    return ROLES[role][3]


_own = threading.local()


def fonts() -> Fonts:
    """The fonts of the calling thread."""
    found = getattr(_own, "fonts", None)
    if not isinstance(found, Fonts):
        found = _own.fonts = Fonts()
    return found
