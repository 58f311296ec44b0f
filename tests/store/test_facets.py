"""Counts in the sidebar, held against counting in Python, and kept right by every write."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest

from nexus_contacts.api.records import Contact
from nexus_contacts.store import contacts, facets, mirror, stars
from nexus_contacts.store.connection import Database
from nexus_contacts.store.facets import Counts, Facets
from nexus_contacts.store.filters import Filter


def sorted_counts(values: Iterable[str]) -> Counts:
    return tuple(sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0].casefold(), pair[0])))


def meets(contact: Contact, chosen: Filter) -> bool:
    return (
        (not chosen.statuses or contact.status in chosen.statuses)
        and (not chosen.sources or contact.source in chosen.sources)
        and (not chosen.owners or contact.assigned_to in chosen.owners)
        and (not chosen.tags or bool(set(chosen.tags) & set(contact.tags)))
        and (not chosen.company or chosen.company in contact.company.lower())
    )


def model(people: Iterable[Contact], chosen: Filter) -> Facets:
    people = list(people)

    def left(name: str) -> list[Contact]:
        return [contact for contact in people if meets(contact, chosen.without(name))]

    return Facets(
        statuses=sorted_counts(contact.status for contact in left("statuses")),
        sources=sorted_counts(contact.source for contact in left("sources")),
        owners=sorted_counts(contact.assigned_to for contact in left("owners")),
        tags=sorted_counts(tag for contact in left("tags") for tag in contact.tags),
        total=sum(meets(contact, chosen) for contact in people),
    )


CHOICES = [
    Filter(),
    Filter(statuses=("lead",)),
    Filter(statuses=("lead", "active"), sources=("api",)),
    Filter(tags=("vip", "saas"), owners=("usr_a", "")),
    Filter(company="acme"),
    Filter(company="acme", statuses=("",), tags=("vip",)),
    Filter(statuses=("nothing such",)),
]


@pytest.mark.parametrize("chosen", CHOICES, ids=str)
def test_each_facet_counts_what_the_other_choices_leave(
    database: Database, people: list[Contact], chosen: Filter
) -> None:
    assert facets.facets(database, chosen) == model(people, chosen)


def test_stored_counts_follow_every_write(
    database: Database, people: list[Contact], make_crowd: Callable[..., list[Contact]]
) -> None:
    others = make_crowd(150, seed=8)
    changed = [replace(old, **members(new)) for old, new in zip(people[:150], others, strict=True)]

    contacts.write_page(database, changed)
    contacts.remove(database, [contact.id for contact in people[150:200]])

    left = [*changed, *people[200:]]
    assert facets.facets(database, Filter()) == model(left, Filter())
    assert contacts.total(database) == len(left)
    assert dict(facets.custom_keys(database)) == Counter(key for contact in left for key, _ in contact.custom_fields)


def members(contact: Contact) -> dict[str, Any]:
    names = ("status", "source", "company", "tags", "assigned_to", "custom_fields", "first_name", "email")
    return {name: getattr(contact, name) for name in names}


def test_stars_are_counted_where_the_contact_is_here(database: Database, people: list[Contact]) -> None:
    lead = next(contact for contact in people if contact.status == "lead")
    stars.star(database, [lead.id, "con_gone"])

    assert facets.facets(database, Filter()).starred == 1
    assert facets.facets(database, Filter(statuses=("lead",))).starred == 1
    assert facets.facets(database, Filter(statuses=("active",))).starred == 0
    assert contacts.ids(database, Filter(starred=True)) == (lead.id,)


def test_marks_of_this_machine_are_counted_and_filter(database: Database, people: list[Contact]) -> None:
    with database.writing() as connection:
        connection.run("UPDATE contacts SET waiting = 'edit' WHERE id = ?", (people[3].id,))
        connection.run("INSERT INTO paired SELECT number FROM contacts WHERE id = ?", (people[5].id,))

    found = facets.facets(database, Filter())

    assert (found.waiting, found.in_pair) == (1, 1)
    assert contacts.ids(database, Filter(waiting=True)) == (people[3].id,)
    assert contacts.ids(database, Filter(in_pair=True)) == (people[5].id,)


def test_counts_are_right_while_a_mirror_fills(database: Database, make_crowd: Callable[..., list[Contact]]) -> None:
    people = make_crowd(60)
    mirror.begin_first_mirror(database)
    contacts.write_page(database, people)

    assert facets.facets(database, Filter()) == model(people, Filter())
    assert facets.facets(database, CHOICES[2]) == model(people, CHOICES[2])
    assert contacts.total(database) == 60
    assert dict(facets.custom_keys(database)) == Counter(key for contact in people for key, _ in contact.custom_fields)
