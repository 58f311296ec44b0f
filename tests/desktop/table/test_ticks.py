"""Ticks are kept by id, or as everything but a few."""

from nexus_contacts.desktop.table.ticks import NO_TICKS, all_results
from nexus_contacts.store import contacts
from nexus_contacts.store.connection import Database
from nexus_contacts.store.filters import Filter

from .conftest import contact


def test_some_are_ticked_by_id() -> None:
    ticks = NO_TICKS.with_ids(("a", "b", "c")).with_ids(("b",), False).toggled("d")

    assert ticks.ids == {"a", "c", "d"}
    assert ("a" in ticks, "b" in ticks, len(ticks)) == (True, False, 3)


def test_all_results_are_ticked_but_those_taken_out_again() -> None:
    ticks = all_results(Filter(text="x"), 100).with_ids(("a", "b"), False).toggled("a")

    assert ("a" in ticks, "b" in ticks, "z" in ticks, len(ticks)) == (True, False, True, 99)


def test_all_results_are_found_in_the_copy(database: Database) -> None:
    contacts.write_page(database, [contact(number) for number in range(9)])
    ticks = all_results(Filter(statuses=("lead",)), 3).toggled("con_00003")

    assert sorted(ticks.resolve(database)) == ["con_00000", "con_00006"]
    assert not NO_TICKS
