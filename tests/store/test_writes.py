"""Writing what the service said: only what differs, with everything that hangs on it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from nexus_contacts.api.records import Address, Contact, Note
from nexus_contacts.store import contacts, details, marks
from nexus_contacts.store.connection import Database
from nexus_contacts.store.filters import Filter


def test_only_contacts_that_really_changed_are_named(database: Database, people: list[Contact]) -> None:
    renamed = replace(people[7], first_name="Renamed")
    new = Contact(id="con_new", first_name="New")

    again = contacts.write_page(database, people)
    changed = contacts.write_page(database, [*people[:7], renamed, new])

    assert not again
    assert changed.ids == {people[7].id, "con_new"}
    assert changed.kinds == {"contacts"}
    assert contacts.get(database, people[7].id) == renamed


def test_the_last_of_several_records_of_one_contact_counts(database: Database, jane: Contact) -> None:
    contacts.write_page(database, [jane, replace(jane, first_name="Janet")])

    assert contacts.total(database) == 1
    assert contacts.ids(database, Filter(text="janet")) == (jane.id,)


def test_an_edit_moves_its_words_tags_and_custom_values(database: Database, jane: Contact) -> None:
    contacts.write_page(database, [jane])
    assert jane.updated_at is not None
    edited = replace(
        jane, first_name="Mary", tags=("vip",), custom_fields=(("plan", "Pro"),), status="customer",
        updated_at=jane.updated_at + timedelta(days=1),
    )  # fmt: skip

    contacts.write_page(database, [edited])

    for gone in (Filter(text="jane smith"), Filter(tags=("marketing",)), Filter(text="technology")):
        assert contacts.count(database, replace(gone, statuses=("active",))) == 0
    for there in (Filter(text="mary"), Filter(tags=("vip",)), Filter(text="pro"), Filter(statuses=("customer",))):
        assert contacts.ids(database, there) == (jane.id,)
    assert contacts.custom_keys(database) == (("plan", 1),)


def test_what_a_list_leaves_out_is_kept(database: Database, jane: Contact) -> None:
    whole = replace(jane, metadata=(("origin", "fair"),))
    contacts.write_page(database, [whole])

    changed = contacts.write_page(database, [replace(jane, address=None)])

    assert not changed
    assert contacts.get(database, jane.id) == whole
    contacts.write_page(database, [replace(jane, address=Address())])
    assert contacts.get(database, jane.id) == replace(whole, address=Address())


def test_marks_stand_or_fall_with_the_page(database: Database, jane: Contact) -> None:
    contacts.write_page(database, [jane], marks={"updated_after": "now", "window": "3"})
    contacts.write_page(database, [], marks={"window": None})

    assert (marks.get(database, "updated_after"), marks.get(database, "window")) == ("now", None)
    with pytest.raises(AttributeError):
        contacts.write_page(database, [replace(jane, first_name="X"), None], marks={"updated_after": "later"})  # type: ignore[list-item]
    assert marks.get(database, "updated_after") == "now"


def test_a_removed_contact_leaves_nothing_behind(database: Database, people: list[Contact]) -> None:
    details.replace(database, people[0].id, "notes", [Note("n")])

    changed = contacts.remove(database, [contact.id for contact in people] + ["con_unknown"])

    assert changed.ids == {contact.id for contact in people}
    for table in ("contacts", "bodies", "words", "contact_tags", "custom_values", "details"):
        assert database.reading().value(f"SELECT count(*) FROM {table}") == 0, table
    assert database.reading().all("SELECT kind, count FROM counts") == [("total", 0)]
    assert contacts.count(database, Filter(text="jane")) == 0


def test_removing_what_is_not_here_changes_nothing(database: Database) -> None:
    assert not contacts.remove(database, ["con_unknown"])


def test_odd_text_is_kept_and_found(database: Database) -> None:
    odd = Contact(id="con_1", first_name="A\ud83dx", last_name="n\0ul", company="x" * 10_000, tags=("t\ud83d",))

    contacts.write_page(database, [odd])

    assert contacts.get(database, "con_1") == odd
    assert not contacts.write_page(database, [odd])
    assert contacts.count(database, Filter(text="ul")) == 1
