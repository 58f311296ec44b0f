"""Pages that are laid out, ready to be shown, printed or written: their marks, packed, and how each is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPainter

from nexus_contacts.desktop import words
from nexus_contacts.desktop.printing import marks
from nexus_contacts.desktop.printing.fonts import fonts, leading
from nexus_contacts.desktop.printing.marks import Mark, Words
from nexus_contacts.desktop.printing.paper import MARGIN, Paper


def _say(text: str) -> str:
    return QCoreApplication.translate("printing", text)


@dataclass(frozen=True, slots=True)
class Printout:
    """Laid out once, so that the page that is seen is the page that is printed. Frozen: any thread may draw it."""

    title: str
    paper: Paper
    pages: tuple[bytes, ...]
    foot: str = ""
    """What stands below every page, beside its number."""
    mirrored: bool = False
    """The pages run from right to left."""

    def marks_of(self, at: int) -> tuple[Mark, ...]:
        """The marks of a page, from 0, with its foot."""
        return (*marks.unpacked(self.pages[at]), *self._foot(at))

    def text_of(self, at: int) -> str:
        """What a page says, line by line: for a screen reader."""
        return "\n".join(mark.text for mark in self.marks_of(at) if isinstance(mark, Words))

    def draw(self, painter: QPainter, at: int) -> None:
        """Draw a page, from 0, in tenths of a point from the corner of the sheet."""
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        marks.draw(painter, self.marks_of(at), self.paper.width, mirrored=self.mirrored)

    def _foot(self, at: int) -> tuple[Mark, ...]:
        number = _say("Page {n} of {all}").replace("{n}", words.number(at + 1))
        number = number.replace("{all}", words.number(len(self.pages)))
        width = int(fonts().width(number, "foot")) + 10
        y, room = foot_top(self.paper) + leading("foot") + base("foot"), self.paper.room
        shown = fonts().elided(self.foot, "foot", room - width - 200)
        return (
            Words(MARGIN, y, room - width - 200, shown, "foot"),
            Words(MARGIN + room - width, y, width, number, "foot", at_end=True),
        )


def foot_top(paper: Paper) -> int:
    """Where the foot of a page begins; what is printed ends above."""
    return paper.height - MARGIN - 2 * leading("foot")


def stacked(lines: Sequence[str], role: str, x: int, top: int, width: int) -> list[Words]:
    """Lines of one role below each other, the first one's top at `top`."""
    step = leading(role)
    return [Words(x, top + step * at + base(role), width, line, role) for at, line in enumerate(lines)]


def base(role: str) -> int:
    """From the top of a line to its base line."""
    metrics = fonts().metrics(role)
    return round((leading(role) - metrics.height()) / 2 + metrics.ascent())
