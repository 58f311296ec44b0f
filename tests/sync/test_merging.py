"""A merge on its way: finished and never repeated, asked where something changed, undone weeks later."""

from dataclasses import replace
from typing import Any

import pytest
from tests.sync.desk import Desk

from nexus_contacts.api.records import Contact, Draft, Patch
from nexus_contacts.duplicates.merge import merged, preset
from nexus_contacts.store import contacts, entries, merging, restoring, trash
from nexus_contacts.sync.merging import choices_to_send


@pytest.fixture
def filled(linked: Desk) -> Desk:
    async def create(client: Any) -> None:
        one = await client.create(Draft("Jane", "jane@example.com", "Smith", "+15550123456", tags=("a",)))
        two = await client.create(Draft("Jane", "js@acme.com", last_name="Smyth", phone="+15550999456", company="Acme"))
        await client.add_note(one.id, "first")
        await client.add_note(two.id, "second")

    linked.with_client(create)
    linked.pull()
    return linked


def both(desk: Desk) -> tuple[Contact, Contact]:
    here = {one.last_name: one for one in desk.here().values()}
    return here["Smith"], here["Smyth"]


def plan(desk: Desk) -> None:
    primary, secondary = both(desk)
    chosen = preset("primary", (primary, secondary)) | {"email": 1, "last_name": 1}
    merge = merged((primary, secondary), chosen)
    merging.plan(desk.database, merge.parts, "Kept: +15550999456", hold_s=0)


def push(desk: Desk) -> Any:
    return desk.with_engine(lambda engine: engine.push())


def notes_of(desk: Desk, contact_id: str) -> list[str]:
    async def read(client: Any) -> list[str]:
        return [note.content for note in (await client.notes(contact_id)).items]

    return desk.with_client(read)


def test_a_merge_with_choices_ends_as_it_was_shown(filled: Desk) -> None:
    primary, _ = both(filled)
    plan(filled)
    shown = contacts.get(filled.database, primary.id)
    assert shown is not None

    assert push(filled).reason is None

    (there,) = filled.there().values()
    assert (there.email, there.last_name, there.company) == ("js@acme.com", "Smyth", "Acme")
    assert (shown.email, shown.last_name, shown.company) == ("js@acme.com", "Smyth", "Acme")
    assert sorted(notes_of(filled, primary.id)) == ["Kept: +15550999456", "first", "second"]
    assert entries.counts(filled.database).waiting == 0
    assert [note for thrown in trash.listed(filled.database) for note in thrown.items("notes")] != []


def test_a_merge_whose_answer_was_lost_is_finished_and_not_repeated(filled: Desk) -> None:
    primary, secondary = both(filled)
    plan(filled)
    number = next(entry.number for entry in entries.waiting(filled.database) if entry.kind == "merge")
    from nexus_contacts.store import settling

    settling.begin(filled.database, number)
    filled.with_client(lambda client: client.merge(primary.id, secondary.id))

    assert push(filled).reason is None

    (there,) = filled.there().values()
    assert (there.email, there.last_name) == ("js@acme.com", "Smyth")
    assert entries.counts(filled.database).waiting == 0


def test_a_contact_that_changed_meanwhile_is_asked_about(filled: Desk) -> None:
    _, secondary = both(filled)
    plan(filled)
    filled.with_client(lambda client: client.update(secondary.id, Patch((("company", "Elsewhere"),))))

    assert push(filled).parked == 1

    (parked,) = (entry for entry in entries.parked(filled.database) if entry.kind == "merge")
    assert parked.reason.code == "changed"
    assert len(filled.there()) == 2
    now = filled.there()
    merging.accept(filled.database, parked.number, now[parked.contact_id], now[parked.other_id])
    push(filled)
    assert len(filled.there()) == 1


def test_a_secondary_that_somebody_deleted_is_told(filled: Desk) -> None:
    _, secondary = both(filled)
    plan(filled)
    filled.with_client(lambda client: client.delete(secondary.id))

    push(filled)

    assert [entry.reason.code for entry in entries.parked(filled.database) if entry.kind == "merge"] == ["gone"]


def test_an_undone_merge_gives_both_back(filled: Desk) -> None:
    primary, secondary = both(filled)
    plan(filled)
    push(filled)
    filled.pull()
    planned = merging.plan_undo(filled.database, trash.listed(filled.database)[0].number)
    assert planned is not None
    assert planned.asked == ()

    restoring.undo_merge(filled.database, planned)
    push(filled)

    there = {one.email: one for one in filled.there().values()}
    assert set(there) == {"jane@example.com", "js@acme.com"}
    first, second = there["jane@example.com"], there["js@acme.com"]
    assert (first.id, first.last_name, first.company) == (primary.id, "Smith", "")
    assert (second.last_name, second.company, second.phone) == ("Smyth", "Acme", "+15550999456")
    assert any("second" in note for note in notes_of(filled, second.id))
    assert entries.counts(filled.database).waiting == 0
    assert secondary.id not in filled.there()


def test_only_what_differs_is_sent_afterwards() -> None:
    answer = Contact("con_1", "Jane", phone="+15550123", tags=("a",))

    assert choices_to_send(answer, replace(answer, phone="+1 555 0123")) == ()
    assert [one.field for one in choices_to_send(answer, replace(answer, tags=("b",)))] == ["tags"]
