"""Taking back and doing again: edits, notes, creations and deletions, where nobody changed them since."""

from dataclasses import replace

import pytest

from nexus_contacts.api.records import Contact, Draft, Note
from nexus_contacts.store import contacts, entries, importing, outbox, settling, steps, trash, undo
from nexus_contacts.store.connection import Database
from nexus_contacts.store.edits import Change, Edit, contact_of
from nexus_contacts.store.entries import Reason
from nexus_contacts.store.importing import Incoming
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


def imported(db: Database, *rows: Incoming) -> Step:
    importing.put(db, "fair.csv", rows)
    return last(db)


def send(db: Database, number: int, new_id: str = "") -> None:
    """Let the service have an entry: a creation under its new id, a note as it is."""
    entry = settling.begin(db, number)
    assert entry is not None
    if entry.draft is not None:
        settling.confirm_create(db, entry, replace(contact_of(entry.draft, new_id), id=new_id))
    else:
        settling.confirm_note(db, entry, Note(f"note_{number}", entry.content))


def half_sent(db: Database) -> Step:
    step = imported(db, *(Incoming(n, Draft(f"New {n}", f"n{n}@x.org")) for n in range(3)))
    send(db, entries.waiting(db)[0].number, "con_new")
    return step


def test_a_step_of_many_gives_no_draft_back(here: Database) -> None:
    new = Incoming(1, Draft("Ada", "ada@x.org"))
    step = imported(here, new, Incoming(2, None, "con_john", notes=("met",)))

    turned = undo.undo(here, step)

    assert (turned.count, turned.draft, turned.content) == (2, None, "")


def test_what_was_sent_and_not_deleted_can_be_taken_back_once_more(here: Database) -> None:
    step = half_sent(here)

    first, second = undo.undo(here, step), undo.undo(here, last(here))

    assert (first.count, first.left, first.sent) == (2, 0, ("con_new",))
    assert (second.count, second.left, second.sent) == (0, 0, ("con_new",))
    assert steps.first_undone(here) is None


def test_a_step_ends_with_the_deletion_of_what_was_sent(here: Database) -> None:
    step = half_sent(here)
    turned = undo.undo(here, step)

    done = undo.delete_sent(here, step.number, turned.sent)

    assert (done.count, last(here).kind, undone(here).number) == (1, "delete", step.number)
    assert undo.undo(here, step).sent == ()


def test_only_what_was_taken_back_is_created_again(here: Database) -> None:
    step = half_sent(here)
    undo.delete_sent(here, step.number, undo.undo(here, step).sent)

    again = undo.redo(here, undone(here))

    assert (again.count, again.left) == (2, 0)
    assert sorted(one.name for one in entries.waiting(here) if one.kind == "create") == ["New 1", "New 2"]
    assert sorted(one.contact_id for one in entries.waiting(here) if one.kind == "delete") == ["con_new"]


def test_a_note_that_was_sent_is_not_written_again(here: Database) -> None:
    rows = (Incoming(n, None, id, notes=(f"note of {id}",)) for n, id in enumerate(("con_abc123", "con_john")))
    step = imported(here, *rows)
    send(here, entries.waiting(here)[0].number)

    turned = undo.undo(here, step)
    undo.redo(here, undone(here))

    assert (turned.count, turned.left, turned.notes_left) == (1, 0, 1)
    assert [one.content for one in entries.waiting(here)] == ["note of con_john"]


def test_changes_are_not_taken_back_twice(here: Database) -> None:
    company = (Change("company", "", "Fair"), Change("tags", ("a",), ("a", "fair")))
    step = imported(here, Incoming(1, Draft("Ada", "ada@x.org")), Incoming(2, None, "con_john", company))
    send(here, entries.waiting(here)[0].number, "con_new")
    undo.undo(here, step)

    turned = undo.undo(here, step)

    assert (turned.count, turned.left, turned.stayed) == (0, 0, ())
    assert (seen(here, "con_john").company, seen(here, "con_john").tags) == ("", ("a",))


def test_an_import_is_taken_back_when_its_entries_are_long_forgotten(here: Database) -> None:
    step = half_sent(here)
    with here.writing() as connection:
        connection.run("DELETE FROM journal.outbox WHERE state = 'sent'")
    steps.forget_sent(here)

    assert undo.undo(here, last(here)).sent == ("con_new",)
    assert last(here).number == step.number


def test_a_new_contact_that_was_refused_is_simply_gone_when_it_is_taken_back_or_deleted(here: Database) -> None:
    for take_back in (True, False):
        outbox.create(here, Draft("New", "new@x.org"))
        entry = entries.waiting(here)[0]
        settling.begin(here, entry.number)
        settling.park(here, entry.number, Reason("email_taken", existing_id="con_abc123"))

        if take_back:
            turned = undo.undo(here, last(here))
            assert (turned.count, turned.sent) == (1, ())
        else:
            outbox.delete(here, [entry.contact_id])

        assert contacts.get(here, entry.contact_id) is None
        assert entries.counts(here) == entries.OutboxCounts()
