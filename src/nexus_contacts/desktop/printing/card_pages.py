"""Lays out a contact's card: the head, its fields, and what happened, from page to page."""

from dataclasses import dataclass, field

from nexus_contacts.desktop.printing.breaking import broken
from nexus_contacts.desktop.printing.cards import Card, Day, Happened, Item, Noted, Pair, Section
from nexus_contacts.desktop.printing.fonts import fonts, leading
from nexus_contacts.desktop.printing.going import Going
from nexus_contacts.desktop.printing.marks import Mark, Stroke, Words, packed
from nexus_contacts.desktop.printing.note_blocks import blocks_of
from nexus_contacts.desktop.printing.paper import MARGIN, Paper
from nexus_contacts.desktop.printing.printout import Printout, base, foot_top
from nexus_contacts.desktop.safe_text import one_line

_LABEL, _INDENT, _SIGN = 1150, 150, 120
_LARGE_LINES, _NAME_LINES = 2, 12
"""A name of more lines than the first is set smaller; one of more than the second ends in an ellipsis."""


@dataclass(frozen=True, slots=True)
class CardPlan:
    """How a card is printed: `when` stands in its head, `foot` below every page."""

    when: str = ""
    foot: str = ""
    mirrored: bool = False


def lay_card(card: Card, plan: CardPlan, paper: Paper, going: Going) -> Printout:
    """Lay out a card. Raises Stopped."""
    name = one_line(card.name)
    flow = _Flow(paper, name)
    large = len(broken(name, "title", paper.room)) <= _LARGE_LINES
    flow.text(card.name, "title" if large else "section", most=_NAME_LINES)
    flow.text(card.work, "subtitle")
    flow.text(" · ".join(part for part in (card.standing, plan.when) if part), "subtitle")
    done = 0
    for section in card.sections:
        flow.section(section)
        for item in section.items:
            _ITEMS[type(item)](flow, item)
            done += 1
            going.tell(done)
    return Printout(name, paper, flow.ended(), plan.foot, plan.mirrored)


@dataclass(slots=True)
class _Flow:
    """Lines below each other, and a new page where one is full."""

    paper: Paper
    name: str
    _y: int = MARGIN
    _marks: list[Mark] = field(default_factory=list)
    _pages: list[bytes] = field(default_factory=list)

    def gap(self, height: int) -> None:
        """Leave room, unless it would be the first thing on a page."""
        if self._marks:
            self._y += height

    def keep(self, height: int) -> None:
        """Begin a new page where this one has no room of this height left."""
        if self._marks and self._y + height > foot_top(self.paper):
            self._turn()

    def text(self, text: str, role: str, *, indent: int = 0, aside: int = 0, most: int = 0) -> None:
        """A text of as many lines as it takes, between an indent and what is left free at the end."""
        width = self.paper.room - indent - aside
        for line in broken(text, role, width, most):
            self.keep(leading(role))
            self._marks.append(Words(MARGIN + indent, self._y + base(role), width, line, role))
            self._y += leading(role)

    def beside(self, text: str, role: str, *, indent: int = 0, width: int = 0, at_end: bool = False) -> int:
        """One short line beside the next text, which stays on its page; answers its width."""
        self.keep(2 * leading(role))
        most = width or self.paper.room // 2
        shown = fonts().elided(one_line(text), role, most)
        taken = int(fonts().width(shown, role)) + 10 if shown else 0
        x = MARGIN + self.paper.room - taken if at_end else MARGIN + indent
        if shown:
            self._marks.append(Words(x, self._y + base(role), taken if at_end else most, shown, role, at_end=at_end))
        return taken

    def section(self, section: Section) -> None:
        """The heading of a section, kept with what follows."""
        self.gap(190)
        self.keep(leading("section") + 4 * leading("body"))
        self.text(section.title, "section", most=1)
        self._y += 25
        self._marks.append(Stroke(MARGIN, self._y, self.paper.room, bold=True))
        self._y += 55
        self.text(section.remark, "quiet")

    def ended(self) -> tuple[bytes, ...]:
        """All pages."""
        self._pages.append(packed(self._marks))
        return tuple(self._pages)

    def _turn(self) -> None:
        self._pages.append(packed(self._marks))
        room = self.paper.room
        shown = fonts().elided(self.name, "running", room)
        self._marks = [Words(MARGIN, MARGIN + base("running"), room, shown, "running")]
        self._y = MARGIN + leading("running") + 90


def _pair(flow: _Flow, item: Item) -> None:
    assert isinstance(item, Pair)
    lines = broken(one_line(item.label), "label", _LABEL - 100, 2)
    flow.keep(max(1, len(lines)) * leading("label"))
    if len(lines) == 1:
        flow.beside(lines[0], "label", width=_LABEL - 100)
    else:  # a long label stands above its value
        flow.text(item.label, "label", most=2)
    flow.text(item.value or "–", "body", indent=_LABEL)
    flow.gap(18)


def _day(flow: _Flow, item: Item) -> None:
    assert isinstance(item, Day)
    flow.gap(50)
    flow.keep(leading("day") + 3 * leading("body"))
    flow.text(item.text, "day", most=1)
    flow.gap(15)


def _happened(flow: _Flow, item: Item) -> None:
    assert isinstance(item, Happened)
    flow.keep(leading("strong") + leading("quiet"))
    aside = flow.beside(item.aside, "body", at_end=True)
    flow.text(item.title, "strong", aside=aside + 120 if aside else 0)
    flow.text(item.detail, "quiet")
    flow.text(item.text, "body", indent=_INDENT)
    flow.gap(60)


def _noted(flow: _Flow, item: Item) -> None:
    assert isinstance(item, Noted)
    flow.keep(leading("strong") + 2 * leading("body"))
    aside = flow.beside(item.when, "quiet", at_end=True)
    flow.text(one_line(item.author) or "–", "strong", aside=aside + 120, most=1)
    for block in blocks_of(item.markdown):
        indent = _INDENT * block.depth
        if block.sign:
            flow.beside(block.sign, "body", indent=indent - _SIGN, width=_SIGN + 40)
        flow.text(block.text, "strong" if block.heading else "body", indent=indent)
        flow.gap(25)
    flow.gap(70)


_ITEMS = {Pair: _pair, Day: _day, Happened: _happened, Noted: _noted}
