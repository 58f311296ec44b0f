"""A list is laid out page by page."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from tests.desktop.printing.people import KEYS, PLAN, people, person

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop.printing.columns import columns_for
from nexus_contacts.desktop.printing.errors import Stopped
from nexus_contacts.desktop.printing.going import Going
from nexus_contacts.desktop.printing.list_pages import ListPlan, lay_list
from nexus_contacts.desktop.printing.marks import Words
from nexus_contacts.desktop.printing.paper import Paper
from nexus_contacts.desktop.printing.printout import Printout


def lines(printout: Printout) -> list[str]:
    return [line for at in range(len(printout.pages)) for line in printout.text_of(at).splitlines()]


def test_the_first_page_says_what_the_list_is() -> None:
    text = lay_list(people(30), PLAN, Paper(), Going()).text_of(0).splitlines()

    assert text[:3] == ["My open leads", "Status: Lead", "30 contacts · Printed 27 Nov 2026, 10:24"]


def test_the_headings_stand_on_every_page_and_every_contact_once_in_its_order() -> None:
    printout = lay_list(people(200), PLAN, Paper(), Going())

    for at in range(len(printout.pages)):
        text = printout.text_of(at).splitlines()
        start = text.index("Name")
        assert text[start : start + 9] == [column.title for column in PLAN.columns]
    names = [line for line in lines(printout) if line.startswith("Ada Number")]
    assert names == [f"Ada Number{number}" for number in range(200)]


def test_ten_thousand_contacts_keep_little_and_are_read_one_by_one() -> None:
    alive: list[int] = []

    def coming() -> Iterator[Contact]:
        for number in range(10_000):
            alive.append(number)
            yield person(number)

    going = Going()

    printout = lay_list(coming(), PLAN, Paper(), going)

    assert len(alive) == 10_000
    assert going.done == 10_000
    assert "10,000 contacts" in printout.text_of(0)
    assert sum(map(len, printout.pages)) < 3_000_000


def test_it_stops_when_it_is_no_longer_wanted() -> None:
    going = Going()
    read: list[int] = []

    def coming() -> Iterator[Contact]:
        for number in range(10_000):
            read.append(number)
            if number == 1000:
                going.stop()
            yield person(number)

    with pytest.raises(Stopped):
        lay_list(coming(), PLAN, Paper(), going)
    assert len(read) < 1200


def test_a_name_is_text_whatever_it_holds() -> None:
    hostile = '<b>Ada</b><img src="http://127.0.0.1:9/x.png">'
    wide = ListPlan("Names", columns_for(("name",), str))

    text = lines(lay_list([person(1, first_name=hostile, last_name="")], wide, Paper(landscape=True), Going()))

    assert hostile in text


def test_a_novel_in_a_field_takes_three_lines_and_dates_one() -> None:
    printout = lay_list([person(1, job_title="Director " * 200)], PLAN, Paper(), Going())
    marks = [mark for mark in printout.marks_of(0) if isinstance(mark, Words)]

    title = [mark for mark in marks if "Director" in mark.text]
    assert len(title) == 3
    assert title[-1].text.endswith("…")
    assert any(mark.text == "18 Nov 2026" for mark in marks)


def test_many_columns_are_set_finer() -> None:
    keys = (*KEYS, "email", "phone", "created", *(f"custom:field_{number}" for number in range(8)))
    plan = ListPlan("Wide", columns_for(keys, str))
    fields = tuple((f"field_{number}", "Something") for number in range(8))

    printout = lay_list([person(1, custom_fields=fields)], plan, Paper(), Going())

    assert {"fine", "fine_strong"} <= {mark.role for mark in printout.marks_of(0) if isinstance(mark, Words)}


def test_an_empty_list_says_so_on_one_page() -> None:
    printout = lay_list([], PLAN, Paper(), Going())

    assert len(printout.pages) == 1
    assert "No contacts." in printout.text_of(0)
    assert "0 contacts" in printout.text_of(0)


def test_a_title_that_never_ends_leaves_room_for_contacts() -> None:
    printout = lay_list(people(3), replace(PLAN, title="T" * 400, about="x " * 400), Paper(landscape=True), Going())

    assert len(printout.pages) == 1
    assert "Ada Number2" in printout.text_of(0)
