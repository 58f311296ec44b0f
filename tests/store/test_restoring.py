"""Taking a contact back: with its fields under a new id, its notes written again, and the truth about the rest."""

from datetime import UTC, datetime

import pytest

from nexus_contacts.api.records import Activity, Contact, Deal, Note, TimelineEvent
from nexus_contacts.store import contacts, details, entries, outbox, restoring, settling, trash
from nexus_contacts.store.connection import Database
from nexus_contacts.store.trash import Thrown

WRITTEN = datetime(2025, 11, 18, 9, 30, tzinfo=UTC)


@pytest.fixture
def thrown(database: Database, jane: Contact) -> Thrown:
    contacts.write_page(database, [jane])
    notes = [Note("note_2", content="second", created_at=datetime(2026, 1, 1, tzinfo=UTC)),
             Note("note_1", content="first", created_at=WRITTEN)]  # fmt: skip
    details.replace(database, jane.id, "notes", notes)
    details.replace(database, jane.id, "deals", [Deal("deal_1")])
    details.replace(database, jane.id, "activities", [Activity("a1", type="call"), Activity("a2", type="note")])
    details.replace(database, jane.id, "timeline", [TimelineEvent("e1")])
    outbox.add_note(database, jane.id, "unsent")
    outbox.delete(database, [jane.id], hold_s=0)
    number = next(entry.number for entry in entries.waiting(database) if entry.kind == "delete")
    entry = settling.begin(database, number)
    assert entry is not None
    settling.confirm_delete(database, entry)
    return trash.listed(database)[0]


def test_the_plan_says_what_comes_back_and_what_cannot(thrown: Thrown, jane: Contact) -> None:
    plan = restoring.plan(thrown)

    assert (plan.draft.email, plan.draft.custom_fields, plan.draft.address) == (
        jane.email,
        jane.custom_fields,
        jane.address,
    )
    assert [content for content, _ in plan.notes] == ["first", "second", "unsent"]
    assert (plan.deals, plan.activities, plan.events, plan.unknown) == (1, 1, 1, ())


def test_it_is_created_again_with_its_notes_dated(database: Database, thrown: Thrown) -> None:
    done = restoring.restore(database, thrown.number)

    create, *notes = entries.waiting(database)
    assert create.draft == restoring.plan(thrown).draft
    assert notes[0].content == "*First written 2025-11-18 09:30 UTC*\n\nfirst"
    assert notes[-1].content == "unsent"
    assert {entry.contact_id for entry in entries.waiting(database)} == {done.contact_id}
    assert restoring.restore(database, thrown.number).step is None


def test_the_trash_knows_the_new_id_once_the_service_gave_it(database: Database, thrown: Thrown) -> None:
    done = restoring.restore(database, thrown.number)
    entry = settling.begin(database, done.entry)
    assert entry is not None

    settling.confirm_create(database, entry, Contact("con_new", "Jane", email="jane@example.com"))

    found = trash.get(database, thrown.number)
    assert found is not None
    assert (found.state, found.new_id) == ("restored", "con_new")


def test_lists_that_were_never_downloaded_are_named(database: Database) -> None:
    contacts.write_page(database, [Contact("con_1", "Ada")])
    outbox.delete(database, ["con_1"], hold_s=0)
    entry = settling.begin(database, entries.waiting(database)[0].number)
    assert entry is not None
    settling.confirm_delete(database, entry)

    assert set(restoring.plan(trash.listed(database)[0]).unknown) == {"notes", "deals", "activities", "timeline"}
