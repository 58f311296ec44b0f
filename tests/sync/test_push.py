"""Sending the outbox to a real workspace: in order, others going on, nothing sent twice."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from filelock import FileLock
from tests.api.raw_server import Asked, Reply
from tests.faults.proxy import Proxy
from tests.sync.desk import Desk

from nexus_contacts.api.errors import ReadOnlyKey, Unauthorized, Unreachable
from nexus_contacts.api.records import Contact, Draft, Patch
from nexus_contacts.store import contacts, deciding, entries, outbox, trash
from nexus_contacts.store.edits import Change, Edit
from nexus_contacts.store.filters import Filter, Sort
from nexus_contacts.sync.push import LOCK, PushOutcome


@pytest.fixture
def filled(linked: Desk) -> Desk:
    """A copy of a workspace of three contacts."""
    linked.fill(3)
    linked.pull()
    return linked


def push(desk: Desk) -> PushOutcome:
    return desk.with_engine(lambda engine: engine.push())


def ids(desk: Desk) -> list[str]:
    return [row.id for row in contacts.page(desk.database, Filter(), Sort("email", False)).rows]


def agree(desk: Desk) -> bool:
    """Whether the copy is what the service has."""
    here = {key: replace(one, metadata=()) for key, one in desk.here().items()}
    return here == {key: replace(one, metadata=()) for key, one in desk.there().items()}


def test_everything_is_sent_and_both_sides_agree(filled: Desk) -> None:
    first, second, third = ids(filled)
    done = outbox.create(filled.database, Draft("Ada", "ada@example.com", tags=("a",)))
    outbox.add_note(filled.database, done.contact_id, "hello **Ada**")
    outbox.edit(filled.database, [first, second, done.contact_id], Edit((("status", "customer"),), add_tags=("vip",)))
    outbox.add_note(filled.database, first, "called")
    outbox.delete(filled.database, [third], hold_s=0)

    outcome = push(filled)

    assert (outcome.sent, outcome.parked, outcome.reason) == (6, 0, None)
    assert entries.counts(filled.database) == entries.OutboxCounts(sent=6)
    assert agree(filled)
    ada = next(one for one in filled.there().values() if one.first_name == "Ada")
    assert (ada.status, set(ada.tags)) == ("customer", {"a", "vip"})
    notes = filled.with_client(lambda client: client.notes(ada.id))
    assert [note.content for note in notes.items] == ["hello **Ada**"]
    assert [thrown.name for thrown in trash.listed(filled.database)] == ["Name 2"]
    assert filled.pull().complete


def test_different_fields_combine_and_the_same_field_waits_for_the_person(filled: Desk) -> None:
    first, second, _ = ids(filled)
    for contact_id in (first, second):
        theirs = Patch((("company", "Theirs"), ("tags", ["theirs"])))
        filled.with_client(lambda client, id=contact_id, patch=theirs: client.update(id, patch))
    outbox.edit(filled.database, [first], Edit((("job_title", "CEO"),), add_tags=("mine",)))
    outbox.edit(filled.database, [second], Edit((("company", "Mine"), ("phone", "+15550199"))))

    outcome = push(filled)

    assert (outcome.sent, outcome.parked) == (1, 1)
    combined = filled.there()[first]
    assert (combined.company, combined.job_title, combined.tags) == ("Theirs", "CEO", ("theirs", "mine"))
    (parked,) = entries.parked(filled.database)
    assert parked.reason.theirs == (("company", "Theirs"),)
    deciding.resolve(filled.database, parked.number, {"company": "Mine"})
    push(filled)
    assert filled.there()[second].company == "Mine"
    assert agree(filled)


def test_an_address_that_is_taken_names_its_holder_and_others_go_on(filled: Desk) -> None:
    first = ids(filled)[0]
    taken = outbox.create(filled.database, Draft("Bo", "MAIL0@example.com"))
    outbox.create(filled.database, Draft("Cy", "cy@example.com"))

    outcome = push(filled)

    assert (outcome.sent, outcome.parked) == (1, 1)
    (parked,) = entries.parked(filled.database)
    assert (parked.number, parked.reason.code, parked.reason.existing_id) == (taken.entry, "email_taken", first)


def test_what_the_service_refuses_is_parked_with_its_words(filled: Desk) -> None:
    first = ids(filled)[0]
    outbox.edit(filled.database, [first], Edit((("status", "on-hold"),)))

    push(filled)

    (parked,) = entries.parked(filled.database)
    assert parked.reason.code == "invalid"
    assert "status" in dict(parked.reason.fields)


def test_a_contact_that_was_deleted_there_keeps_what_was_typed(filled: Desk) -> None:
    first, second, _ = ids(filled)
    filled.with_client(lambda client: client.delete(first))
    filled.with_client(lambda client: client.delete(second))
    outbox.edit(filled.database, [first], Edit((("company", "Mine"),)))
    outbox.add_note(filled.database, first, "kept")
    outbox.delete(filled.database, [second], hold_s=0)

    outcome = push(filled)

    assert (outcome.sent, outcome.parked) == (1, 1)
    (parked,) = entries.parked(filled.database)
    assert parked.reason.code == "gone"
    deciding.create_again(filled.database, parked.number)
    push(filled)
    again = next(one for one in filled.there().values() if one.email == "mail0@example.com")
    assert again.company == "Mine"
    notes = filled.with_client(lambda client: client.notes(again.id))
    assert [note.content for note in notes.items] == ["kept"]


def test_fields_that_were_not_kept_are_reported_with_the_likely_key(desk: Desk, workspace_server: Any) -> None:
    server = workspace_server(strict_custom_fields=("industry",))
    desk.base_url, desk.api_key = server.base_url, server.api_key
    desk.with_client(lambda client: client.create(Draft("Jo", "jo@example.com", custom_fields=(("industry", "Rail"),))))
    desk.pull()
    outbox.edit(desk.database, [ids(desk)[0]], Edit((("custom_fields.Industry", "SaaS"), ("company", "Acme"))))
    outbox.create(desk.database, Draft("Ada", "ada@example.com", custom_fields=(("Industri", "SaaS"),)))

    push(desk)

    parked = entries.parked(desk.database)
    assert [entry.reason.hints for entry in parked] == [
        (("custom_fields.Industry", "industry"),),
        (("custom_fields.Industri", "industry"),),
    ]
    assert {one.company for one in desk.there().values()} == {"Acme", ""}


def test_a_key_that_may_only_read_keeps_everything_and_says_so(desk: Desk, workspace_server: Any) -> None:
    server = workspace_server(read_only_key="key_of_a_reader")
    desk.base_url, desk.api_key = server.base_url, server.api_key
    desk.fill(1)
    desk.api_key = "key_of_a_reader"
    desk.pull()
    outbox.edit(desk.database, [ids(desk)[0]], Edit((("company", "Mine"),)))

    outcome = push(desk)

    assert isinstance(outcome.reason, ReadOnlyKey)
    assert entries.counts(desk.database).waiting == 1
    assert desk.states[-1].read_only


def test_a_wrong_key_stops_the_sending_and_loses_nothing(filled: Desk) -> None:
    filled.api_key = "wrong"
    outbox.edit(filled.database, ids(filled), Edit((("company", "Mine"),)))

    outcome = push(filled)

    assert isinstance(outcome.reason, Unauthorized)
    assert entries.counts(filled.database) == entries.OutboxCounts(waiting=3)


def test_two_processes_never_send_at_once(filled: Desk) -> None:
    outbox.edit(filled.database, ids(filled), Edit((("company", "Mine"),)))

    with FileLock(filled.database.folder / LOCK):
        elsewhere = push(filled)

    assert elsewhere.elsewhere
    assert entries.counts(filled.database).waiting == 3
    assert push(filled).sent == 3


def test_a_held_deletion_leaves_when_its_time_is_over(filled: Desk) -> None:
    first = ids(filled)[0]
    outbox.delete(filled.database, [first], hold_s=0.3)
    assert push(filled).sent == 0

    async def run() -> None:
        async with filled.engine() as engine:
            task = asyncio.create_task(engine.run())
            while entries.counts(filled.database).sent == 0:
                await asyncio.sleep(0.02)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    asyncio.run(asyncio.wait_for(run(), 20))
    assert first not in filled.there()


# Answers that are lost


def lost(matches: Callable[[Asked], bool], times: int = 1) -> Callable[[Asked, Reply, int], Reply]:
    """A fault that lets matching requests reach the service and swallows their answers."""
    left = [times]

    def fault(asked: Asked, reply: Reply, _number: int) -> Reply:
        if matches(asked) and left[0]:
            left[0] -= 1
            return Reply(reset=True)
        return reply

    return fault


@pytest.mark.parametrize("kind", ["create", "note", "delete", "patch"])
def test_a_lost_answer_is_established_before_anything_is_sent_again(filled: Desk, kind: str) -> None:
    first = ids(filled)[0]
    if kind == "create":
        outbox.create(filled.database, Draft("Ada", "ada@example.com", company="Acme"))
    elif kind == "note":
        outbox.add_note(filled.database, first, "once")
    elif kind == "delete":
        outbox.delete(filled.database, [first], hold_s=0)
    else:
        outbox.change(filled.database, first, (Change("company", "", "Mine"),))
    method = {"create": "POST", "note": "POST", "delete": "DELETE", "patch": "PUT"}[kind]
    upstream = filled.base_url
    with Proxy(upstream, lost(lambda asked: asked.method == method, times=9)) as proxy:
        filled.base_url = proxy.base_url
        outcome = push(filled)
        assert outcome.sent == 0
        assert outcome.reason is not None or kind == "delete"
    filled.base_url = upstream

    while entries.counts(filled.database).waiting:
        push(filled)

    assert entries.counts(filled.database).parked == 0
    there = filled.there()
    emails = [one.email for one in there.values()]
    assert len(set(emails)) == len(emails)
    assert ("ada@example.com" in emails) == (kind == "create")
    assert (first in there) == (kind != "delete")
    if kind == "note":
        notes = filled.with_client(lambda client: client.notes(first))
        assert [note.content for note in notes.items] == ["once"]
    if kind == "patch":
        assert there[first].company == "Mine"
    filled.pull()
    assert agree(filled)


def test_a_service_that_fails_on_one_entry_does_not_hold_up_the_others(filled: Desk) -> None:
    first, second, _ = ids(filled)
    outbox.edit(filled.database, [first, second], Edit((("company", "Mine"),)))

    def fault(asked: Asked, reply: Reply, _number: int) -> Reply:
        failing = asked.target.endswith(first)
        return (
            Reply(500, json.dumps({"error": "broken"}).encode(), {"content-type": "application/json"})
            if failing
            else reply
        )

    upstream = filled.base_url
    with Proxy(upstream, fault) as proxy:
        filled.base_url = proxy.base_url
        outcomes = [push(filled) for _ in range(3)]
    filled.base_url = upstream

    assert [outcome.sent for outcome in outcomes] == [1, 0, 0]
    (parked,) = entries.parked(filled.database)
    assert (parked.contact_id, parked.reason.code) == (first, "server_error")


def test_without_a_network_everything_waits(filled: Desk) -> None:
    outbox.edit(filled.database, ids(filled), Edit((("company", "Mine"),)))
    filled.base_url = "http://127.0.0.1:9/v1"

    outcome = push(filled)

    assert isinstance(outcome.reason, Unreachable)
    assert entries.counts(filled.database) == entries.OutboxCounts(waiting=3)
    assert [one.company for one in filled.here().values()] == ["Mine"] * 3
    assert isinstance(next(iter(filled.here().values())), Contact)
