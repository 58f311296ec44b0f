"""The sheet that is printed on: its size, its direction and its margins, in tenths of a point."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QLocale, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize

from nexus_contacts.desktop import words

SIZES = {"A4": (5953, 8419), "Letter": (6120, 7920)}
"""Width and height upright, by name."""
_IDS = {"A4": QPageSize.PageSizeId.A4, "Letter": QPageSize.PageSizeId.Letter}
MARGIN = 430
"""15 mm on every side: what every printer can print on, and what a hole punch leaves."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet; `size` is a key of `SIZES`."""

    size: str = "A4"
    landscape: bool = False

    @property
    def width(self) -> int:
        """From edge to edge across."""
        return SIZES[self.size][1 if self.landscape else 0]

    @property
    def height(self) -> int:
        """From edge to edge down."""
        return SIZES[self.size][0 if self.landscape else 1]

    @property
    def room(self) -> int:
        """The width between the margins."""
        return self.width - 2 * MARGIN

    def turned(self, landscape: bool) -> "Paper":
        """The same sheet upright or lying."""
        return replace(self, landscape=landscape)

    def layout(self) -> QPageLayout:
        """The sheet as Qt's printing classes take it; the margins are ours to keep."""
        way = QPageLayout.Orientation.Landscape if self.landscape else QPageLayout.Orientation.Portrait
        return QPageLayout(QPageSize(_IDS[self.size]), way, QMarginsF(0, 0, 0, 0))


def usual_paper() -> Paper:
    """What a printer holds where this person lives: Letter in North America and where it is the habit, else A4."""
    imperial = QLocale.MeasurementSystem.ImperialUSSystem
    return Paper("Letter" if words.locale().measurementSystem() is imperial else "A4")
