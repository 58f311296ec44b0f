"""How the sidebar changes a filter, and which values each section lists."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexus_contacts.desktop.sidebar import choices
from nexus_contacts.desktop.sidebar.choices import Line, Order
from nexus_contacts.store.filters import UNASSIGNED, DateChoice, Filter

FULL = Filter(
    text="acm",
    statuses=("lead",),
    sources=("api",),
    tags=("a",),
    owners=("",),
    company="x",
    created=DateChoice("this_quarter"),
    updated=DateChoice("last_7_days"),
    score=(1, 2),
    waiting=True,
    starred=True,
)


def test_clearing_every_section_leaves_the_search_text() -> None:
    choice = FULL

    for section in choices.SECTIONS:
        assert choices.is_chosen(choice, section)
        choice = choices.clear(choice, section)
        assert not choices.is_chosen(choice, section)

    assert choice == Filter(text="acm") == choices.clear_all(FULL)


def test_ticking_a_value_twice_changes_nothing() -> None:
    once = choices.toggle(Filter(statuses=("lead",)), "statuses", "active")

    assert once.statuses == ("lead", "active")
    assert choices.toggle(once, "statuses", "active") == Filter(statuses=("lead",))
    assert choices.flip(choices.flip(Filter(), "starred"), "starred") == Filter()


@pytest.mark.parametrize(
    ("attribute", "section"), [("statuses", "statuses"), ("starred", "local"), ("text", ""), ("excluded", "")]
)
def test_each_attribute_is_found_in_its_section(attribute: str, section: str) -> None:
    assert choices.section_of(attribute) == section


def test_values_keep_their_place_when_their_counts_change() -> None:
    order = Order()
    first = order.values([("website", 9), ("api", 5), ("social", 1)], ())
    counts = [("import", 60), ("social", 50)]

    second = choices.lines(order.values(counts, ("website",)), counts, ("website",))

    assert first == ["website", "api", "social"]
    assert second == (
        Line("website", 0, True),
        Line("api", 0, False),
        Line("social", 50, False),
        Line("import", 60, False),
    )


def test_known_values_stand_first_even_unused_and_nobody_last() -> None:
    statuses = Order(fixed=("lead", "active")).values([("on_hold", 3), ("active", 1)], ())
    owners = Order(last=(UNASSIGNED,)).values([(UNASSIGNED, 99), ("usr_1", 1)], ())

    assert statuses == ["lead", "active", "on_hold"]
    assert owners == ["usr_1", UNASSIGNED]


def test_a_chosen_value_is_never_folded_away() -> None:
    assert choices.shortened("abcdef", 3, ("e", "a")) == ["a", "b", "c", "e"]
    assert choices.shortened("abcdef", 3, ()) == ["a", "b", "c"]


def test_finding_a_tag_puts_beginnings_first() -> None:
    assert choices.found(("real-estate", "Estate", "saas"), " est") == ["Estate", "real-estate"]


@pytest.mark.parametrize("section", choices.SECTIONS)
def test_a_section_has_changed_where_its_own_choice_has(section: str) -> None:
    assert choices.same_choice(section, FULL, choices.changed(FULL, "text", "other"))
    assert not choices.same_choice(section, FULL, choices.clear(FULL, section))


@pytest.mark.parametrize(
    ("choice", "days"),
    [
        (DateChoice(), (None, None)),
        (DateChoice("this_quarter"), (date(2026, 10, 1), date(2026, 12, 31))),
        (DateChoice("this_month"), (date(2026, 11, 1), date(2026, 11, 18))),
        (DateChoice("last_7_days"), (date(2026, 11, 12), date(2026, 11, 18))),
        (DateChoice("not_for_90_days"), (None, date(2026, 8, 19))),
        (DateChoice("custom", None, date(2020, 1, 1)), (None, date(2020, 1, 1))),
    ],
)
def test_a_preset_shows_the_days_it_stands_for(choice: DateChoice, days: tuple[date | None, date | None]) -> None:
    assert choices.days_of(choice, date(2026, 11, 18)) == days


@given(st.dates(min_value=date(1970, 1, 1)))
def test_today_lies_in_its_quarter(today: date) -> None:
    first, last = choices.days_of(DateChoice("this_quarter"), today)

    assert first is not None
    assert last is not None
    assert first <= today <= last
    assert first.day == 1
    assert 89 <= (last - first).days <= 91


def test_days_given_in_the_wrong_order_are_swapped() -> None:
    assert choices.custom_days(date(2026, 2, 1), date(2026, 1, 1)) == choices.custom_days(
        date(2026, 1, 1), date(2026, 2, 1)
    )
