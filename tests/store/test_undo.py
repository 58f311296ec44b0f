"""Taking back and doing again: edits, notes, creations and deletions, where nobody changed them since."""

import pytest

from nexus_contacts.api.records import Contact, Draft
from nexus_contacts.store import contacts, entries, outbox, settling, steps, trash, undo
from nexus_contacts.store.connection import Database
from nexus_contacts.store.edits import Edit
from nexus_contacts.store.steps import Step


@pytest.fixture
def here(database: Database, jane: Contact) -> Database:
    contacts.write_page(database, [jane, Contact("con_john", "John", tags=("a",), status="lead")])
    return database


def last(database: Database) -> Step:
    step = steps.last_done(database)
    assert step is not None
    return step


def undone(database: Database) -> Step:
    step = steps.first_undone(database)
    assert step is not None
    return step


def seen(database: Database, contact_id: str) -> Contact:
    found = contacts.get(database, contact_id)
    assert found is not None
    return found


def test_an_edit_of_many_is_one_step(here: Database) -> None:
    outbox.edit(here, ["con_abc123", "con_john"], Edit((("status", "customer"),), add_tags=("vip",)))

    turned = undo.undo(here, last(here))

    assert (turned.count, turned.left) == (2, 0)
    assert entries.counts(here) == entries.OutboxCounts()
    assert seen(here, "con_john").tags == ("a",)
    again = undo.redo(here, undone(here))
    assert again.count == 2
    assert seen(here, "con_john").status == "customer"
    assert set(seen(here, "con_john").tags) == {"a", "vip"}


def test_what_was_sent_is_taken_back_by_another_change(here: Database) -> None:
    done = outbox.edit(here, ["con_john"], Edit((("status", "customer"),)))
    entry = settling.begin(here, entries.waiting(here)[0].number)
    assert entry is not None
    settling.confirm_patch(here, entry, seen(here, "con_john"))

    undo.undo(here, last(here))

    (back,) = entries.waiting(here)
    assert [(one.before, one.after) for one in back.changes] == [("customer", "lead")]
    assert done.step


def test_a_field_that_somebody_changed_since_stays(here: Database) -> None:
    outbox.edit(here, ["con_abc123", "con_john"], Edit((("company", "Mine"),)))
    step = last(here)
    outbox.edit(here, ["con_john"], Edit((("company", "Later"),)))

    turned = undo.undo(here, step)

    assert (turned.count, turned.left) == (1, 1)
    assert seen(here, "con_john").company == "Later"
    assert seen(here, "con_abc123").company == "Acme Corp"


def test_a_note_gives_its_words_back(here: Database) -> None:
    outbox.add_note(here, "con_john", "typed")

    turned = undo.undo(here, last(here))

    assert (turned.content, turned.contact_id, turned.count) == ("typed", "con_john", 1)
    assert entries.waiting(here) == ()
    undo.redo(here, undone(here))
    assert [entry.content for entry in entries.waiting(here)] == ["typed"]


def test_a_creation_gives_its_draft_back(here: Database) -> None:
    draft = Draft("Ada", "ada@example.com")
    outbox.create(here, draft)

    turned = undo.undo(here, last(here))

    assert turned.draft == draft
    assert contacts.total(here) == 2
    undo.redo(here, undone(here))
    assert contacts.total(here) == 3


def test_a_creation_that_was_sent_is_a_deletion_to_ask_about(here: Database) -> None:
    done = outbox.create(here, Draft("Ada", "ada@example.com"))
    entry = settling.begin(here, done.entry)
    assert entry is not None
    settling.confirm_create(here, entry, Contact("con_ada", "Ada", email="ada@example.com"))

    turned = undo.undo(here, last(here))

    assert turned.sent == ("con_ada",)
    assert contacts.get(here, "con_ada") is not None


def test_a_deletion_is_taken_back_and_done_again(here: Database) -> None:
    outbox.delete(here, ["con_john"])

    assert undo.undo(here, last(here)).count == 1
    assert contacts.rows_of(here, ["con_john"])[0].waiting == ""
    assert undo.redo(here, undone(here)).count == 1
    assert contacts.rows_of(here, ["con_john"])[0].waiting == "delete"
    assert undo.undo(here, last(here)).count == 1


def test_a_deletion_that_was_sent_points_to_the_trash(here: Database) -> None:
    outbox.delete(here, ["con_john"], hold_s=0)
    entry = settling.begin(here, entries.waiting(here)[0].number)
    assert entry is not None
    settling.confirm_delete(here, entry)

    turned = undo.undo(here, last(here))

    assert [thrown.number for thrown in trash.listed(here)] == list(turned.thrown)


def test_a_new_contact_that_was_thrown_away_comes_back_with_its_notes(here: Database) -> None:
    done = outbox.create(here, Draft("Ada", "ada@example.com"))
    outbox.add_note(here, done.contact_id, "hello")
    outbox.delete(here, [done.contact_id])

    undo.undo(here, last(here))

    assert [(entry.kind, entry.content) for entry in entries.waiting(here)] == [("create", ""), ("note", "hello")]


def test_what_was_changed_since_is_named_and_can_be_set_back_all_the_same(here: Database) -> None:
    outbox.edit(here, ["con_abc123", "con_john"], Edit((("company", "First"),)))
    outbox.edit(here, ["con_john"], Edit((("company", "Second"),)))
    number = steps.last_done(here)
    assert number is not None
    first = steps.get(here, number.number - 1)
    assert first is not None

    turned = undo.undo(here, first)

    (stayed,) = turned.stayed
    assert (stayed.contact_id, stayed.name) == ("con_john", "John")
    assert [(one.field, one.before, one.after) for one in stayed.changes] == [("company", "Second", "")]
    assert undo.set_back(here, turned.stayed)
    assert seen(here, "con_john").company == ""
