"""A card is laid out from page to page."""

import pytest

from nexus_contacts.desktop.printing.card_pages import CardPlan, lay_card
from nexus_contacts.desktop.printing.cards import Card, Day, Happened, Noted, Pair, Section
from nexus_contacts.desktop.printing.errors import Stopped
from nexus_contacts.desktop.printing.going import Going
from nexus_contacts.desktop.printing.marks import Words
from nexus_contacts.desktop.printing.paper import MARGIN, Paper
from nexus_contacts.desktop.printing.printout import Printout, foot_top

PLAN = CardPlan("Printed 27 Nov 2026, 10:24", "Northwind Sales")


def laid(*sections: Section, name: str = "Ada Lovelace", paper: Paper | None = None) -> Printout:
    card = Card(name, "Analyst · Riverstone", "Active", sections)
    return lay_card(card, PLAN, paper or Paper(), Going())


def whole(printout: Printout) -> str:
    return "\n".join(printout.text_of(at) for at in range(len(printout.pages)))


def test_a_card_says_who_it_is_and_then_everything_in_its_order() -> None:
    printout = laid(
        Section("Contact", (Pair("Email", "ada@example.com"), Pair("Phone", ""))),
        Section("Deals", remark="No deals."),
        Section("Timeline", (Day("18 Nov 2026"), Happened("Call", "16:05", "18 min", "Budget confirmed"))),
    )

    assert printout.text_of(0).splitlines() == [
        *("Ada Lovelace", "Analyst · Riverstone", "Active · Printed 27 Nov 2026, 10:24"),
        *("Contact", "Email", "ada@example.com", "Phone", "–"),
        *("Deals", "No deals."),
        *("Timeline", "18 Nov 2026", "16:05", "Call", "18 min", "Budget confirmed"),
        *("Northwind Sales", "Page 1 of 1"),
    ]


def test_a_long_card_goes_on_under_its_name() -> None:
    events = tuple(Happened(f"Event {number}", "09:00", "detail", "A longer text. " * 12) for number in range(120))

    printout = laid(Section("Timeline", events))

    assert len(printout.pages) > 5
    assert all(printout.text_of(at).startswith("Ada Lovelace\n") for at in range(len(printout.pages)))
    assert whole(printout).count("Event ") == 120
    for at in range(len(printout.pages)):
        *marks, _foot, _number = printout.marks_of(at)
        assert all(mark.y <= foot_top(printout.paper) for mark in marks)
        assert all(mark.x + mark.width <= printout.paper.width - MARGIN for mark in marks)


def test_a_heading_never_stands_alone_at_the_end_of_a_page() -> None:
    for rows in range(30, 60):
        filled = Section("Contact", tuple(Pair("Field", str(number)) for number in range(rows)))
        printout = laid(filled, Section("Notes", (Noted("Maya", "18 Nov", "Hello there"),)))
        (page,) = [at for at in range(len(printout.pages)) if "Notes" in printout.text_of(at).splitlines()]
        assert "Hello there" in printout.text_of(page)


def test_an_endless_name_is_set_smaller_and_a_page_still_begins_with_a_name() -> None:
    name = "Wolfeschlegelsteinhausenbergerdorff " * 12

    printout = laid(Section("Contact", (Pair("Email", "x@example.com"),)), name=name)

    first = printout.marks_of(0)[0]
    assert isinstance(first, Words)
    assert first.role == "section"
    assert "x@example.com" in printout.text_of(0)


def test_a_note_goes_on_over_pages_and_nothing_of_it_is_lost() -> None:
    printout = laid(Section("Notes", (Noted("Maya", "18 Nov", "word " * 6000),)))

    assert len(printout.pages) > 3
    assert whole(printout).split().count("word") == 6000


def test_hostile_text_stays_text() -> None:
    hostile = '<script>alert(1)</script><img src="http://127.0.0.1:9/x">'

    printout = laid(Section("Notes", (Noted(hostile, "<i>now</i>", hostile),)), name=hostile)

    assert whole(printout).count("<script>alert(1)</script>") >= 3


def test_it_stops_when_it_is_no_longer_wanted() -> None:
    going = Going()
    going.stop()

    with pytest.raises(Stopped):
        lay_card(Card("Ada", "", "", (Section("Contact", (Pair("a", "b"),)),)), PLAN, Paper(), going)
