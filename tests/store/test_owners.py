"""Names that people give to owners' ids, and the order of the owner column."""

from dataclasses import replace

from nexus_contacts.api.records import Contact
from nexus_contacts.store import contacts, owners
from nexus_contacts.store.connection import Database
from nexus_contacts.store.filters import Filter, Sort


def by_owner(database: Database) -> list[str]:
    return [row.assigned_to for row in contacts.page(database, Filter(), Sort("owner", False)).rows]


def test_the_owner_column_is_ordered_by_the_names_given(database: Database, jane: Contact) -> None:
    contacts.write_page(database, [replace(jane, id=f"con_{owner}", assigned_to=owner) for owner in ("b", "", "a")])

    owners.set_name(database, "a", "Zoë")
    named = by_owner(database)
    contacts.write_page(database, [replace(jane, id="con_new", assigned_to="a")])
    with_new = by_owner(database)
    owners.set_name(database, "a", " ")

    assert named == ["b", "a", ""]
    assert with_new == ["b", "a", "a", ""]
    assert by_owner(database) == ["a", "a", "b", ""]


def test_names_are_listed_and_taken_away(database: Database) -> None:
    changed = owners.set_name(database, "usr_1", " Maya Okafor ")

    assert owners.names(database) == (("usr_1", "Maya Okafor"),)
    assert changed.kinds == {"owners"}
    owners.set_name(database, "usr_1", "")
    assert owners.names(database) == ()


def test_contacts_of_a_named_owner_are_found(database: Database, jane: Contact) -> None:
    owners.set_name(database, "usr_xyz789", "Maya")
    contacts.write_page(database, [jane])

    assert contacts.ids(database, Filter(owners=("usr_xyz789",))) == (jane.id,)
