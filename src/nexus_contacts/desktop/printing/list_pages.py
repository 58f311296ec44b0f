"""Lays out a list of contacts: row by row as they are read, the headings again on every page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice

from PySide6.QtCore import QCoreApplication

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop import words
from nexus_contacts.desktop.printing.breaking import broken
from nexus_contacts.desktop.printing.columns import Column
from nexus_contacts.desktop.printing.fonts import fonts, leading
from nexus_contacts.desktop.printing.going import Going
from nexus_contacts.desktop.printing.marks import Mark, Stroke, Words, packed
from nexus_contacts.desktop.printing.paper import MARGIN, Paper
from nexus_contacts.desktop.printing.printout import Printout, base, foot_top, stacked
from nexus_contacts.desktop.printing.widths import Need, fits, shared, usual
from nexus_contacts.desktop.safe_text import one_line

_SAMPLE = 400
"""The columns' widths are chosen for so many contacts, the first ones: the others are not read yet."""
_WHOLE_WORDS = 0.99
"""So many of the contacts keep their words whole; the others may have theirs broken."""
_TOLD_EACH = 100
_GAP, _PAD = 90, 32
_MOST_LINES = 3
"""A cell has no more lines than this: one contact with a novel in a field must not fill a page."""


def _say(text: str) -> str:
    return QCoreApplication.translate("printing", text)


@dataclass(frozen=True, slots=True)
class ListPlan:
    """What is printed of a list, besides its contacts. `about` is its filter in words, `foot` is below each page."""

    title: str
    columns: tuple[Column, ...]
    about: str = ""
    when: str = ""
    foot: str = ""
    mirrored: bool = False


def lay_list(contacts: Iterable[Contact], plan: ListPlan, paper: Paper, going: Going) -> Printout:
    """Lay out contacts, read one after the other; only the packed pages are kept. Raises Stopped.

    What `contacts` raises when it is read goes through.
    """
    coming = iter(contacts)
    first = list(islice(coming, _SAMPLE))
    sheet = _Sheet(plan, paper, first)
    for number, contact in enumerate(chain(first, coming), 1):
        sheet.add(contact)
        if number % _TOLD_EACH == 0:
            going.tell(number)
    return Printout(plan.title, paper, sheet.ended(), plan.foot, plan.mirrored)


@dataclass(frozen=True, slots=True)
class _Cell:
    x: int
    width: int
    column: Column


@dataclass(slots=True)
class _Sheet:
    """The page that is being filled, and those that are full."""

    plan: ListPlan
    paper: Paper
    sample: list[Contact]
    count: int = 0
    _pages: list[bytes] = field(default_factory=list)
    _first: list[Mark] = field(default_factory=list)
    _marks: list[Mark] = field(default_factory=list)
    _cells: tuple[_Cell, ...] = ()
    _roles: tuple[str, str, str] = ("cell", "cell_strong", "cell_small")
    _y: int = 0
    _count_line: int = 0
    _heading: int = 0

    def __post_init__(self) -> None:
        self._cells = self._arranged()
        self._y = MARGIN
        self._begin_list()
        self._begin_table()

    # ── columns ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _arranged(self) -> tuple[_Cell, ...]:
        needs = [self._need(column) for column in self.plan.columns]
        if not fits(needs, self.paper.room):
            self._roles = ("fine", "fine_strong", "fine_small")
            needs = [self._need(column) for column in self.plan.columns]
        x, cells = MARGIN, []
        for column, width in zip(self.plan.columns, shared(needs, self.paper.room), strict=True):
            cells.append(_Cell(x, max(width - _GAP, 60), column))
            x += width
        return tuple(cells)

    def _need(self, column: Column) -> Need:
        own, (usual_role, strong, small) = fonts(), self._roles
        role, title = strong if column.strong else usual_role, one_line(column.title)
        longest, wholes = [], []
        for contact in self.sample:
            texts = [(one_line(column.text(contact)), role)]
            if column.below is not None:
                texts.append((one_line(column.below(contact)), small))
            for text, its in texts:
                parts = [text] if column.unbroken else text.split()
                longest.append(max((own.width(part, its) for part in parts), default=0.0))
                wholes.append(own.width(text, its))
        word = max((own.width(part, "head") for part in title.split()), default=0.0)
        found = max(wholes, default=0.0) if column.unbroken else usual(longest, _WHOLE_WORDS)
        whole = max(own.width(title, "head"), found if column.unbroken else usual(wholes))
        return Need(max(word, found) + _GAP + 4, whole + _GAP + 4, column.unbroken)

    # ── the heads ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _begin_list(self) -> None:
        """The title, what the list shows, and room for how many they are: that is known at the end."""
        room = self.paper.room
        for text, role, most in ((self.plan.title, "title", 2), (self.plan.about, "subtitle", 3)):
            lines = broken(one_line(text), role, room, most)
            self._marks += stacked(lines, role, MARGIN, self._y, room)
            self._y += len(lines) * leading(role)
        self._count_line = self._y + base("subtitle")
        self._heading = len(self._marks)
        self._y += leading("subtitle") + 110

    def _begin_page(self) -> None:
        """What stands above a page that goes on."""
        room = self.paper.room
        shown = fonts().elided(one_line(self.plan.title), "running", room)
        self._y = MARGIN + leading("running")
        self._marks.append(Words(MARGIN, MARGIN + base("running"), room, shown, "running"))
        self._y += 60
        self._begin_table()

    def _begin_table(self) -> None:
        titles = [broken(one_line(cell.column.title), "head", cell.width, 2) for cell in self._cells]
        tall = max((len(lines) for lines in titles), default=1)
        for cell, lines in zip(self._cells, titles, strict=True):
            top = self._y + (tall - len(lines)) * leading("head")
            self._marks += _placed(lines, "head", cell, top)
        self._y += tall * leading("head") + 30
        self._marks.append(Stroke(MARGIN, self._y, self.paper.room, bold=True))

    # ── the rows ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def add(self, contact: Contact) -> None:
        """Put a contact below the others, on a new page where this one is full."""
        texts = [self._lines(cell, contact) for cell in self._cells]
        height = max((sum(leading(role) for _, role in lines) for lines in texts), default=0)
        height = max(height, leading(self._roles[0])) + 2 * _PAD
        if self._y + height > foot_top(self.paper):
            self._end_page()
            self._begin_page()
        for cell, lines in zip(self._cells, texts, strict=True):
            top = self._y + _PAD
            for text, role in lines:
                self._marks += _placed((text,), role, cell, top)
                top += leading(role)
        self._y += height
        self._marks.append(Stroke(MARGIN, self._y, self.paper.room))
        self.count += 1

    def _lines(self, cell: _Cell, contact: Contact) -> list[tuple[str, str]]:
        usual, strong, small = self._roles
        role = strong if cell.column.strong else usual
        most = 1 if cell.column.unbroken else _MOST_LINES
        found = [(line, role) for line in broken(one_line(cell.column.text(contact)), role, cell.width, most)]
        if cell.column.below is not None:
            below = broken(one_line(cell.column.below(contact)), small, cell.width, 2)
            found += [(line, small) for line in below]
        return found

    # ── the end ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _end_page(self) -> None:
        if not self._pages and not self._first:
            self._first = self._marks  # open until the number of contacts is known
            self._pages.append(b"")
        else:
            self._pages.append(packed(self._marks))
        self._marks = []

    def ended(self) -> tuple[bytes, ...]:
        """All pages."""
        if not self.count:
            text = _say("No contacts.")
            self._marks += stacked((text,), "body", MARGIN, self._y + 80, self.paper.room)
        self._end_page()
        count = words.counted(_say("1 contact"), _say("{n} contacts"), self.count)
        line = " · ".join(part for part in (count, self.plan.when) if part)
        told = Words(MARGIN, self._count_line, self.paper.room, line, "subtitle")
        self._first.insert(self._heading, told)
        self._pages[0] = packed(self._first)
        return tuple(self._pages)


def _placed(lines: Iterable[str], role: str, cell: _Cell, top: int) -> Iterator[Words]:
    for at, line in enumerate(lines):
        y = top + at * leading(role) + base(role)
        yield Words(cell.x, y, cell.width, line, role, at_end=cell.column.at_end)
