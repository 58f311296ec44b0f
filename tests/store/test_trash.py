"""The trash: a copy of everything, completed before it leaves, searchable, emptied by the person alone."""

import pytest

from nexus_contacts.api.records import Contact, Deal, Note
from nexus_contacts.store import contacts, details, entries, outbox, settling, trash
from nexus_contacts.store.connection import Database


@pytest.fixture
def here(database: Database, jane: Contact) -> Database:
    contacts.write_page(database, [jane, Contact("con_john", "John")])
    details.replace(database, "con_abc123", "notes", [Note("note_1", "con_abc123", "said **yes**")])
    return database


def throw(database: Database, contact_id: str) -> None:
    outbox.delete(database, [contact_id], hold_s=0)
    number = next(entry.number for entry in entries.waiting(database) if entry.contact_id == contact_id)
    entry = settling.begin(database, number)
    assert entry is not None
    settling.confirm_delete(database, entry)


def test_everything_that_is_known_is_kept(here: Database, jane: Contact) -> None:
    throw(here, "con_abc123")

    (thrown,) = trash.listed(here)

    assert thrown.contact == jane
    assert thrown.known == {"notes"}
    assert [note.content for note in thrown.items("notes") if isinstance(note, Note)] == ["said **yes**"]
    assert thrown.items("deals") == ()


def test_the_copy_is_completed_before_the_deletion_leaves(here: Database, jane: Contact) -> None:
    outbox.delete(here, ["con_abc123"], hold_s=0)
    newest = Contact("con_abc123", "Jane", company="Newest", email=jane.email)

    trash.complete(here, "con_abc123", newest, {"deals": (Deal("deal_1", title="Big"),)})
    entry = settling.begin(here, entries.waiting(here)[0].number)
    assert entry is not None
    settling.confirm_delete(here, entry)

    (thrown,) = trash.listed(here)
    assert thrown.contact.company == "Newest"
    assert thrown.known == {"notes", "deals"}


def test_it_is_searched_by_name_company_and_address(here: Database) -> None:
    throw(here, "con_abc123")
    throw(here, "con_john")

    assert [one.name for one in trash.listed(here)] == ["John", "Jane Smith"]
    assert [one.name for one in trash.listed(here, "ACME")] == ["Jane Smith"]
    assert [one.name for one in trash.listed(here, "jane@")] == ["Jane Smith"]


def test_only_the_person_empties_it_and_what_leaves_stays(here: Database) -> None:
    throw(here, "con_john")
    outbox.delete(here, ["con_abc123"])

    assert trash.count(here) == 1
    assert trash.empty(here).kinds == {"trash"}
    assert trash.count(here) == 0
    assert not trash.empty(here, [99])
    entry = settling.begin(here, entries.waiting(here)[0].number)
    assert entry is None
    assert here.reading().value("SELECT count(*) FROM journal.trash") == 1
