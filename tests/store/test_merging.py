"""Merges in the outbox: laid over, blocked, taken back, undone."""

from dataclasses import replace

import pytest

from nexus_contacts.api.records import Contact
from nexus_contacts.store import (
    contacts,
    edits,
    entries,
    merging,
    outbox,
    pairs,
    restoring,
    settling,
    steps,
    trash,
    undo,
)
from nexus_contacts.store.connection import Database
from nexus_contacts.store.edits import Edit
from nexus_contacts.store.errors import MergeBlocked
from nexus_contacts.store.filters import Filter, Sort
from nexus_contacts.store.merging import Planned

JANE = Contact("con_1", "Jane", "Smith", "jane@example.com", "+15550123", status="active", source="api", tags=("a",))
JAYNE = Contact("con_2", "Jane", "Smyth", "js@acme.com", company="Acme", status="lead", source="api", tags=("b",))
WANTED = replace(JANE, company="Acme", email="js@acme.com", tags=("a", "b"))


@pytest.fixture
def here(database: Database) -> Database:
    contacts.write_page(database, [JANE, JAYNE, Contact("con_3", "Tom", status="lead", source="api")])
    return database


def merge(db: Database, hold_s: float = 0, note: str = "") -> int:
    done = merging.plan(db, [Planned(JAYNE, JANE, WANTED)], note, hold_s=hold_s)
    return next(entry.number for entry in entries.waiting(db) if entry.kind == "merge" and entry.step == done.step)


def waiting_words(db: Database) -> dict[str, str]:
    rows = contacts.page(db, Filter(), Sort()).rows
    return {row.id: row.waiting for row in rows}


def test_what_is_planned_is_seen_at_once(here: Database) -> None:
    merge(here)

    primary = contacts.get(here, "con_1")
    assert primary is not None
    assert (primary.company, primary.email, primary.tags) == ("Acme", "js@acme.com", ("a", "b"))
    assert waiting_words(here) == {"con_1": "merge", "con_2": "merge", "con_3": ""}
    assert trash.count(here) == 0


def test_it_is_taken_back_whole(here: Database) -> None:
    merge(here, note="Kept from a merge")
    step = steps.last_done(here)
    assert step is not None

    turned = undo.undo(here, step)

    assert turned.count == 2
    assert entries.counts(here).waiting == 0
    assert contacts.get(here, "con_1") == JANE
    assert waiting_words(here)["con_2"] == ""


def test_pending_changes_block_it_and_it_blocks_deleting(here: Database) -> None:
    outbox.edit(here, ("con_2",), Edit((("company", "Other"),)))
    assert len(merging.blocking(here, ("con_1", "con_2"))) == 1
    with pytest.raises(MergeBlocked):
        merge(here)
    undo.undo(here, steps.last_done(here))  # type: ignore[arg-type]

    merge(here)

    assert outbox.delete(here, ("con_1", "con_2")).count == 0
    assert outbox.edit(here, ("con_2",), Edit((("company", "Other"),))).count == 0
    assert outbox.edit(here, ("con_1",), Edit((("company", "Later"),))).count == 1


def test_it_is_sent_before_later_edits_of_the_primary(here: Database) -> None:
    number = merge(here)
    outbox.edit(here, ("con_1",), Edit((("company", "Later"),)))

    assert [entry.number for entry in settling.ready(here)] == [number]


def fields(contact: Contact) -> dict[str, object]:
    return {field: edits.value_of(contact, field) for field in edits.fields_of(contact)}


def fields_of(db: Database, contact_id: str) -> dict[str, object]:
    contact = contacts.get(db, contact_id)
    assert contact is not None
    return fields(contact)


def confirmed(db: Database) -> None:
    merge(db)
    entry = settling.begin(db, entries.waiting(db)[0].number)
    assert entry is not None
    answer = replace(JANE, company="Acme", tags=("a", "b"))
    merging.confirm(db, entry, answer, edits.changes_between(answer, WANTED))


def test_after_the_answer_the_secondary_is_gone_and_the_choices_wait(here: Database) -> None:
    pairs.replace(here, [pairs.StoredPair("con_1", "con_2", 0.9, (), "colleague")])

    confirmed(here)

    assert contacts.get(here, "con_2") is None
    assert fields_of(here, "con_1") == fields(WANTED)
    (left,) = entries.waiting(here)
    assert (left.kind, [change.field for change in left.changes]) == ("patch", ["email"])
    assert [thrown.contact for thrown in trash.listed(here)] == [JAYNE]
    assert pairs.count(here) == 0
    assert pairs.resolved(here) == (1, 0)


def test_undoing_gives_both_back_and_asks_where_somebody_changed_a_field(here: Database) -> None:
    confirmed(here)
    (left,) = entries.waiting(here)
    begun = settling.begin(here, left.number)
    assert begun is not None
    settling.confirm_patch(here, begun, replace(WANTED, company="Somebody else's"))
    number = trash.listed(here)[0].number

    planned = merging.plan_undo(here, number)

    assert planned is not None
    assert {change.field: change.after for change in planned.changes} == {"email": "jane@example.com", "tags": ("a",)}
    assert [change.field for change in planned.asked] == ["company"]
    restoring.undo_merge(here, planned, taken=("company",))
    first, second = entries.waiting(here)
    assert (first.kind, first.contact_id, second.kind) == ("patch", "con_1", "create")
    assert [entry.number for entry in settling.ready(here)] == [first.number]
    assert second.draft is not None
    assert second.draft.email == "js@acme.com"
    assert fields_of(here, "con_1") == fields(replace(JANE, company=""))
    assert [deed.kind for deed in pairs.deeds(here)] == ["undo", "merge"]


def test_what_changed_meanwhile_is_asked_and_can_be_accepted(here: Database) -> None:
    number = merge(here)
    entry = settling.begin(here, number)
    assert entry is not None
    newer = replace(JAYNE, company="New firm")

    merging.park_changed(here, entry, JANE, newer)
    assert [parked.reason.code for parked in entries.parked(here)] == ["changed"]
    assert merging.differs(JAYNE, newer)
    merging.accept(here, number, JANE, newer)

    assert merging.content_of(here, entries.waiting(here)[0]).secondary == newer


def test_what_hangs_on_contacts_is_counted(here: Database) -> None:
    from nexus_contacts.store import details

    details.replace(here, "con_1", "notes", [])

    assert merging.related_counts(here, ("con_1", "con_2")) == {"con_1": {"notes": 0}, "con_2": {}}
