"""Likely pairs, dismissals, the record."""

import csv

import pytest

from nexus_contacts.api.records import Contact
from nexus_contacts.store import contacts, facets, pairs
from nexus_contacts.store.connection import Database
from nexus_contacts.store.filters import Filter
from nexus_contacts.store.pairs import StoredPair


def pair(first: str, second: str, score: float = 0.9) -> StoredPair:
    return StoredPair(first, second, score, (("phone", "same", 6.9),), "colleague")


@pytest.fixture
def here(database: Database) -> Database:
    contacts.write_page(database, [Contact(f"con_{n}", f"Name{n}") for n in range(5)])
    pairs.replace(database, [pair("con_1", "con_0", 0.7), pair("con_2", "con_3"), pair("con_0", "con_4", 0.2)])
    return database


def test_the_likeliest_come_first_and_the_unlikely_not_at_all(here: Database) -> None:
    listed = pairs.listed(here)

    assert [(one.first_id, one.second_id) for one in listed] == [("con_2", "con_3"), ("con_0", "con_1")]
    assert listed[0].reasons == (("phone", "same", 6.9),)
    assert pairs.count(here) == 2
    assert pairs.scanned_at(here) is not None
    assert contacts.count(here, Filter(in_pair=True)) == 4
    assert facets.facets(here, Filter()) is not None


def test_what_is_dismissed_stays_dismissed_and_can_be_revoked(here: Database) -> None:
    pairs.dismiss(here, ("con_3", "con_2"))

    pairs.replace(here, [pair("con_2", "con_3"), pair("con_0", "con_1")])
    assert pairs.count(here) == 1
    assert [(one.first_name, one.second_name) for one in pairs.dismissed(here)] == [("Name2", "Name3")]
    assert pairs.revoke(here, [("con_2", "con_3")])
    assert pairs.count(here) == 2
    assert not pairs.revoke(here, [("con_2", "con_3")])


def test_a_group_is_dismissed_two_by_two(here: Database) -> None:
    pairs.dismiss(here, ("con_0", "con_1", "con_2"))

    assert len(pairs.dismissed(here)) == 3
    assert pairs.resolved(here) == (0, 3)


def test_only_what_was_looked_at_is_replaced(here: Database) -> None:
    pairs.replace(here, [pair("con_0", "con_2")], about=["con_0"])

    assert {(one.first_id, one.second_id) for one in pairs.listed(here)} == {("con_0", "con_2"), ("con_2", "con_3")}
    assert [one.first_id for one in pairs.of_contact(here, "con_3")] == ["con_2"]


def test_the_record_is_a_file(here: Database) -> None:
    pairs.dismiss(here, ("con_2", "con_3"))
    pairs.revoke(here, [("con_2", "con_3")])

    lines = list(csv.DictReader(pairs.deeds_csv(here).splitlines()))

    assert [line["what"] for line in lines] == ["dismiss", "revoke"]
    assert lines[0]["who"] == "Name2 · Name3"
