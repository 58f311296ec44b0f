"""What may be sent next, and what the service's answers make of the copy."""

from datetime import UTC, datetime, timedelta

import pytest

from nexus_contacts.api.records import Contact, Draft, Note
from nexus_contacts.store import contacts, details, drafts, entries, history, outbox, settling, stars, trash
from nexus_contacts.store.connection import Database
from nexus_contacts.store.edits import Change, Edit
from nexus_contacts.store.entries import Entry, Reason

JOHN = Contact("con_john", "John", email="john@example.com", status="lead")


@pytest.fixture
def here(database: Database, jane: Contact) -> Database:
    contacts.write_page(database, [jane, JOHN])
    return database


def begun(database: Database, number: int) -> Entry:
    entry = settling.begin(database, number)
    assert entry is not None
    return entry


def kinds(database: Database) -> list[tuple[str, str]]:
    return [(entry.contact_id, entry.kind) for entry in settling.ready(database)]


def test_one_contacts_entries_never_overtake_each_other(here: Database) -> None:
    outbox.edit(here, ["con_abc123"], Edit((("company", "Mine"),)))
    outbox.add_note(here, "con_abc123", "one")
    outbox.add_note(here, "con_john", "two")

    assert kinds(here) == [("con_abc123", "patch"), ("con_john", "note")]
    settling.park(here, settling.ready(here)[0].number, Reason("conflict"))
    assert kinds(here) == [("con_john", "note")]
    assert settling.ready(here, passed_over={"con_john"}) == ()


def test_what_is_to_be_deleted_need_not_be_changed_first(here: Database) -> None:
    outbox.edit(here, ["con_abc123"], Edit((("company", "Mine"),)))
    settling.park(here, entries.waiting(here)[0].number, Reason("conflict"))
    outbox.delete(here, ["con_abc123"], hold_s=0)

    assert kinds(here) == [("con_abc123", "delete")]


def test_a_new_contact_goes_before_all_that_is_about_it(here: Database) -> None:
    done = outbox.create(here, Draft("Ada", "ada@example.com"))
    outbox.add_note(here, done.contact_id, "hello")

    assert kinds(here) == [(done.contact_id, "create")]
    begun(here, done.entry)
    outbox.delete(here, [done.contact_id], hold_s=0)
    assert kinds(here) == []


def test_sending_leaves_a_trace_that_a_restart_finds(here: Database) -> None:
    done = outbox.add_note(here, "con_john", "x")

    entry = settling.begin(here, done.entry, seen=["note_1"])
    assert entry is not None
    assert (entry.state, entry.attempts, entry.seen) == ("sending", 1, ("note_1",))
    assert settling.begin(here, done.entry) is None
    settling.put_all_back(here)
    assert [(one.state, one.attempts) for one in entries.waiting(here)] == [("waiting", 1)]


def test_a_confirmed_patch_is_what_the_service_has(here: Database) -> None:
    outbox.edit(here, ["con_john"], Edit((("company", " Mine "),)))
    entry = begun(here, entries.waiting(here)[0].number)

    changed = settling.confirm_patch(here, entry, Contact("con_john", "John", company="Mine", status="lead"))

    assert "con_john" in (changed.ids or ())
    assert contacts.rows_of(here, ["con_john"])[0].waiting == ""
    found = contacts.get(here, "con_john")
    assert found is not None
    assert found.company == "Mine"
    assert entries.counts(here).sent == 1
    assert [(one.field, one.after, one.origin) for one in history.of_contact(here, "con_john")][:2] == [
        ("company", "Mine", "here"),
        ("email", "", "here"),
    ]


def test_what_the_service_did_not_keep_needs_the_person(here: Database) -> None:
    outbox.edit(here, ["con_john"], Edit((("custom_fields.Plan", "Pro"), ("company", "Mine"))))
    entry = begun(here, entries.waiting(here)[0].number)
    left = (Change("custom_fields.Plan", None, "Pro"),)
    reason = Reason("not_kept", hints=(("custom_fields.Plan", "plan"),))

    settling.confirm_patch(here, entry, Contact("con_john", "John", company="Mine"), left, reason)

    (parked,) = entries.parked(here)
    assert (parked.changes, parked.reason) == (left, reason)
    assert contacts.rows_of(here, ["con_john"])[0].waiting == "refused"


def test_everything_follows_a_new_contact_to_its_real_id(here: Database) -> None:
    done = outbox.create(here, Draft("Ada", "ada@example.com"))
    old = done.contact_id
    outbox.add_note(here, old, "hello")
    stars.star(here, [old])
    drafts.keep(here, drafts.note_key(old), {"content": "half"})

    changed = settling.confirm_create(here, begun(here, done.entry), Contact("con_ada", "Ada", email="ada@example.com"))

    assert changed.renamed == ((old, "con_ada"),)
    assert contacts.get(here, old) is None
    (row,) = contacts.rows_of(here, ["con_ada"])
    assert (row.waiting, row.starred) == ("note", True)
    assert kinds(here) == [("con_ada", "note")]
    assert drafts.get(here, drafts.note_key("con_ada")) == {"content": "half"}
    assert contacts.served_total(here) == contacts.total(here) == 3


def test_a_pull_that_brought_the_contact_first_leaves_no_second_row(here: Database) -> None:
    done = outbox.create(here, Draft("Ada", "ada@example.com"))
    outbox.add_note(here, done.contact_id, "hello")
    entry = begun(here, done.entry)
    ada = Contact("con_ada", "Ada", email="ada@example.com")
    contacts.write_page(here, [ada])

    settling.confirm_create(here, entry, ada)

    assert contacts.total(here) == 3
    assert contacts.rows_of(here, ["con_ada"])[0].waiting == "note"


def test_a_confirmed_note_joins_its_list(here: Database) -> None:
    details.replace(here, "con_john", "notes", [Note("note_1", "con_john", "old")])
    done = outbox.add_note(here, "con_john", "new")

    changed = settling.confirm_note(here, begun(here, done.entry), Note("note_2", "con_john", "new"))

    assert [item.id for item in details.load(here, "con_john", "notes").items] == ["note_2", "note_1"]
    assert details.counts(here, "con_john").notes == 2
    assert "details" in changed.kinds


def test_a_confirmed_deletion_takes_everything_but_the_copy_in_the_trash(here: Database) -> None:
    outbox.add_note(here, "con_john", "unsent")
    outbox.delete(here, ["con_john"], hold_s=0)
    number = next(entry.number for entry in entries.waiting(here) if entry.kind == "delete")

    settling.confirm_delete(here, begun(here, number))

    assert contacts.get(here, "con_john") is None
    assert entries.counts(here) == entries.OutboxCounts(sent=1)
    (thrown,) = trash.listed(here)
    assert (thrown.contact.email, thrown.unsent_notes, thrown.state) == ("john@example.com", ("unsent",), "kept")


def test_held_deletions_say_when_they_may_leave(here: Database) -> None:
    assert settling.next_release(here) is None
    outbox.delete(here, ["con_john"], hold_s=100)

    release = settling.next_release(here)

    assert release is not None
    assert timedelta(seconds=90) < release - datetime.now(UTC) <= timedelta(seconds=100)
    assert not settling.something_waits(here)


def test_what_was_sent_long_ago_is_forgotten(here: Database) -> None:
    done = outbox.add_note(here, "con_john", "x")
    settling.drop(here, begun(here, done.entry))
    with here.writing() as connection:
        connection.run("UPDATE journal.outbox SET sent_at = sent_at - 40 * 86400000000")

    settling.put_all_back(here)

    assert entries.counts(here) == entries.OutboxCounts()


def test_no_new_contact_that_takes_its_id_looks_through_the_whole_outbox(here: Database) -> None:
    done = outbox.create(here, Draft("Ada", "ada@example.com"))
    entry = begun(here, done.entry)
    asked: list[str] = []
    with here.writing() as connection:
        connection._raw.set_trace_callback(asked.append)

    settling.confirm_creates(here, [(entry, Contact("con_ada", "Ada", email="ada@example.com"))])
    outbox.delete(here, ["con_ada"], hold_s=0)

    with here.writing() as connection:
        connection._raw.set_trace_callback(None)
        told = [sql for sql in asked if "outbox" in sql and sql.startswith(("SELECT", "UPDATE", "DELETE"))]
        assert len(told) > 5
        plans = [row[3] for sql in told for row in connection.all(f"EXPLAIN QUERY PLAN {sql}")]
    assert [step for step in plans if step.startswith("SCAN") and "SUBQUERY" not in step] == []
