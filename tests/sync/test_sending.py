"""One entry on its way: what is asked first, and what an answer that was lost means."""

from functools import partial

import pytest
from tests.sync.desk import Desk

from nexus_contacts.api.errors import ServerError, ValidationFailed
from nexus_contacts.api.records import Draft, Patch
from nexus_contacts.store import contacts, entries, outbox, settling, trash
from nexus_contacts.store.edits import Edit
from nexus_contacts.store.entries import Reason
from nexus_contacts.store.filters import Filter
from nexus_contacts.sync.push import PushOutcome
from nexus_contacts.sync.sending import reason_of


def push(desk: Desk) -> PushOutcome:
    return desk.with_engine(lambda engine: engine.push())


@pytest.fixture
def filled(linked: Desk) -> Desk:
    linked.fill(2)
    linked.pull()
    return linked


def first(desk: Desk) -> str:
    return sorted(contacts.ids(desk.database, Filter()))[0]


def test_the_same_words_noted_twice_are_two_notes(filled: Desk) -> None:
    for _ in range(2):
        outbox.add_note(filled.database, first(filled), "called, nobody there")

    push(filled)

    notes = filled.with_client(lambda client: client.notes(first(filled)))
    assert [note.content for note in notes.items] == ["called, nobody there"] * 2


def test_a_creation_that_had_come_through_is_taken_over(filled: Desk) -> None:
    draft = Draft("Ada", "ada@example.com", company="Acme")
    done = outbox.create(filled.database, draft)
    settling.begin(filled.database, done.entry)
    made = filled.with_client(partial(lambda client, draft: client.create(draft), draft=draft))

    push(filled)

    assert entries.counts(filled.database) == entries.OutboxCounts(sent=1)
    assert [row.id for row in contacts.rows_of(filled.database, (made.id,))] == [made.id]


def test_an_edit_after_a_try_whose_answer_was_lost_meets_no_conflict_with_itself(filled: Desk) -> None:
    which = first(filled)
    outbox.edit(filled.database, (which,), Edit((("company", "First"),)))
    (entry,) = entries.waiting(filled.database)
    settling.begin(filled.database, entry.number)
    filled.with_client(lambda client: client.update(which, Patch((("company", "First"),))))
    settling.put_back(filled.database, entry.number)
    for company in ("Second", "Third"):
        outbox.edit(filled.database, (which,), Edit((("company", company),)))
    assert len(entries.waiting(filled.database)) == 2

    push(filled)

    assert entries.parked(filled.database) == ()
    assert filled.with_client(lambda client: client.get(which)).company == "Third"


def test_a_try_that_surely_sent_nothing_leaves_the_entry_open_to_folding(filled: Desk) -> None:
    which = first(filled)
    outbox.edit(filled.database, (which,), Edit((("company", "First"),)))
    (entry,) = entries.waiting(filled.database)
    settling.begin(filled.database, entry.number)
    settling.put_back(filled.database, entry.number, unsent=True)
    outbox.edit(filled.database, (which,), Edit((("company", "Second"),)))

    (entry,) = entries.waiting(filled.database)
    assert (entry.attempts, entry.changes[0].after) == (0, "Second")


def test_somebody_elses_contact_is_not_taken_over(filled: Desk) -> None:
    done = outbox.create(filled.database, Draft("Ada", "ada@example.com"))
    settling.begin(filled.database, done.entry)
    other = filled.with_client(lambda client: client.create(Draft("Adam", "ada@example.com")))

    push(filled)

    (parked,) = entries.parked(filled.database)
    assert (parked.reason.code, parked.reason.existing_id) == ("email_taken", other.id)


def test_what_is_so_already_is_not_sent(filled: Desk) -> None:
    id = first(filled)
    outbox.edit(filled.database, [id], Edit((("company", "Same"),)))
    filled.with_client(lambda client: client.update(id, Patch((("company", "Same"),))))
    before = filled.there()[id].updated_at

    push(filled)

    assert filled.there()[id].updated_at == before
    assert entries.counts(filled.database).sent == 1


def test_a_deletion_completes_its_copy_before_it_leaves(filled: Desk) -> None:
    id = first(filled)
    filled.with_client(lambda client: client.add_note(id, "never downloaded here"))
    filled.with_client(lambda client: client.update(id, Patch((("company", "Newest"),))))
    outbox.delete(filled.database, [id], hold_s=0)

    push(filled)

    (thrown,) = trash.listed(filled.database)
    assert thrown.contact.company == "Newest"
    assert len(thrown.items("notes")) == 1
    assert thrown.known == {"notes", "deals", "activities", "timeline"}


def test_a_refusal_becomes_a_reason_with_its_words() -> None:
    wrong = ValidationFailed("", status=422, message="no", fields=(("phone", "is no number"),))

    assert reason_of(wrong) == Reason("invalid", "no", (("phone", "is no number"),), status=422)
    assert reason_of(ServerError("", status=500, message="broken")).code == "server_error"
