"""What a person decides: take back, send now, mine or theirs, create again, keep what was nearly deleted."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from nexus_contacts.api.records import Contact, Draft, Note
from nexus_contacts.store import contacts, deciding, details, entries, merging, outbox, settling, trash
from nexus_contacts.store.connection import Database
from nexus_contacts.store.edits import Change, Edit
from nexus_contacts.store.entries import Reason


@pytest.fixture
def here(database: Database, jane: Contact) -> Database:
    contacts.write_page(database, [jane])
    return database


def company(database: Database) -> str:
    found = contacts.get(database, "con_abc123")
    assert found is not None
    return found.company


def parked(database: Database, reason: Reason) -> int:
    outbox.change(
        database, "con_abc123", (Change("company", "Acme Corp", "Mine"), Change("job_title", "VP of Marketing", "CEO"))
    )
    number = entries.waiting(database)[0].number
    settling.park(database, number, reason)
    return number


def test_what_waits_is_taken_back(here: Database) -> None:
    done = outbox.change(here, "con_abc123", (Change("company", "Acme Corp", "Mine"),))

    assert deciding.cancel(here, done.entry).count == 1

    assert company(here) == "Acme Corp"
    assert entries.counts(here) == entries.OutboxCounts()
    assert deciding.cancel(here, done.entry).count == 0


def test_what_comes_after_stands_on_what_stood_before(here: Database) -> None:
    first = outbox.change(here, "con_abc123", (Change("company", "Acme Corp", "Mine"),))
    settling.begin(here, first.entry)
    outbox.change(here, "con_abc123", (Change("company", "Mine", "Ours"),))
    settling.put_back(here, first.entry)

    deciding.cancel(here, first.entry)

    assert [entry.changes for entry in entries.waiting(here)] == [(Change("company", "Acme Corp", "Ours"),)]


def test_what_is_on_its_way_cannot_be_taken_back(here: Database) -> None:
    done = outbox.change(here, "con_abc123", (Change("company", "Acme Corp", "Mine"),))
    settling.begin(here, done.entry)

    assert deciding.cancel(here, done.entry).count == 0
    assert company(here) == "Mine"


def test_a_conflict_is_settled_field_by_field(here: Database) -> None:
    number = parked(here, Reason("conflict", theirs=(("company", "Theirs"), ("job_title", "CFO"))))

    deciding.resolve(here, number, {"company": "Mine", "job_title": "CFO"})

    (entry,) = entries.waiting(here)
    assert entry.changes == (Change("company", "Theirs", "Mine"),)


def test_all_theirs_leaves_nothing_to_send(here: Database) -> None:
    number = parked(here, Reason("conflict", theirs=(("company", "Theirs"), ("job_title", "CFO"))))

    deciding.resolve(here, number, {"company": "Theirs", "job_title": "CFO"})

    assert entries.counts(here) == entries.OutboxCounts()
    assert company(here) == "Acme Corp"


def test_editing_the_wrong_field_sends_what_was_refused_again(here: Database) -> None:
    parked(here, Reason("invalid", fields=(("company", "too long"),)))

    outbox.edit(here, ["con_abc123"], Edit((("company", "Short"),)))

    (entry,) = entries.waiting(here)
    assert (entry.state, entry.reason) == ("waiting", Reason())


def test_editing_leaves_a_conflict_to_be_decided(here: Database) -> None:
    parked(here, Reason("conflict", theirs=(("company", "Theirs"),)))

    outbox.edit(here, ["con_abc123"], Edit((("source", "api"),)))

    (entry,) = entries.parked(here)
    assert entry.reason.code == "conflict"
    assert {one.field for one in entry.changes} == {"company", "job_title", "source"}


def test_what_was_deleted_elsewhere_is_created_again_before_its_notes(here: Database) -> None:
    outbox.add_note(here, "con_abc123", "kept")
    number = parked(here, Reason("gone"))
    contacts.remove(here, ["con_abc123"])
    patch = next(entry for entry in entries.parked(here) if entry.kind == "patch")

    deciding.create_again(here, patch.number)

    create, note = entries.waiting(here)
    assert (create.kind, note.kind) == ("create", "note")
    assert create.draft is not None
    assert (create.draft.company, create.draft.email) == ("Mine", "jane@example.com")
    assert number


def test_a_deletion_in_its_ten_seconds_is_asked_about_at_the_next_start(here: Database) -> None:
    done = outbox.delete(here, ["con_abc123"])

    deciding.ask_about_held(here)

    (entry,) = entries.parked(here)
    assert entry.reason == Reason("ask_delete")
    deciding.cancel(here, entry.number)
    assert contacts.rows_of(here, ["con_abc123"])[0].waiting == ""
    assert trash.count(here) == 0
    assert done.step


def test_send_now_lets_it_wait(here: Database) -> None:
    number = parked(here, Reason("server_error"))

    deciding.retry(here, number)

    assert [entry.state for entry in entries.waiting(here)] == ["waiting"]


def test_what_a_backup_would_send_again_is_asked_about_and_looked_up_first(here: Database) -> None:
    made_at = datetime(2026, 3, 1, tzinfo=UTC)
    details.replace(here, "con_abc123", "notes", [Note(id="not_old", content="Called ")])
    outbox.change(here, "con_abc123", (Change("company", "Acme Corp", "Mine"),))
    outbox.add_note(here, "con_abc123", "Called")
    outbox.delete(here, ["con_abc123"])
    refused = outbox.create(here, Draft("New", email="new@example.com")).entry
    settling.park(here, refused, Reason("refused"))

    deciding.ask_about_restored(here, made_at)

    patch, note, deletion, create = entries.parked(here)
    assert {one.reason for one in (patch, note, deletion)} == {Reason("restored", theirs_at=made_at)}
    assert create.reason.code == "refused"
    assert note.seen == ("not_old",)
    assert all(one.attempts == 1 for one in (patch, note, deletion))
    assert deletion.hold_until is None
    assert not settling.something_waits(here)
    assert contacts.rows_of(here, ["con_abc123"])[0].waiting == "refused"
    deciding.retry(here, patch.number, note.number)
    assert [entry.state for entry in entries.waiting(here)] == ["waiting", "waiting"]


def test_a_restored_merge_is_not_taken_for_one_whose_answer_was_lost(here: Database, jane: Contact) -> None:
    twin = replace(jane, id="con_twin", email="twin@example.com")
    contacts.write_page(here, [twin])
    merging.plan(here, [merging.Planned(twin, jane, jane)])
    with here.writing() as connection:
        connection.run("UPDATE journal.outbox SET attempts = 1")

    deciding.ask_about_restored(here, None)

    (entry,) = entries.parked(here)
    assert (entry.kind, entry.attempts) == ("merge", 0)
