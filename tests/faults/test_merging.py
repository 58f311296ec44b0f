"""Faults while contacts are merged and merges undone: killed anywhere, cut in between, changed meanwhile."""

import random
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from tests.faults.program import SENDER
from tests.faults.proxy import Proxy
from tests.sync.desk import Desk

from nexus_contacts.api.records import Contact, Draft, Patch
from nexus_contacts.duplicates.merge import merged, preset
from nexus_contacts.store import contacts, entries, merging, overlay, pairs, restoring, trash
from nexus_contacts.store.entries import OutboxCounts

Behind = Callable[..., Proxy]


def fill(desk: Desk, count: int) -> None:
    """Pairs of contacts, each with an e-mail, a phone and a note of its own."""

    async def create(client: Any) -> None:
        for number in range(count):
            for half in "ab":
                name = f"{half}{number}"
                draft = Draft(f"Jane {name}", f"{name}@x.org", "Smith", f"+155501{number:03}{ord(half):03}")
                made = await client.create(draft)
                await client.add_note(made.id, f"note of {name}")

    desk.with_client(create)
    desk.pull()


def halves(desk: Desk, number: int) -> tuple[Contact, Contact]:
    here = {one.first_name: one for one in desk.here().values()}
    return here[f"Jane a{number}"], here[f"Jane b{number}"]


def plan(desk: Desk, number: int) -> None:
    """Keep the first, with the name of the second."""
    both = halves(desk, number)
    merge = merged(both, preset("primary", both) | {"first_name": 1})
    merging.plan(desk.database, merge.parts, f"phone {both[1].phone}", hold_s=0)


def counts(desk: Desk) -> OutboxCounts:
    return entries.counts(desk.database)


def push(desk: Desk) -> Any:
    return desk.with_engine(lambda engine: engine.push())


def notes(desk: Desk, contact_id: str) -> list[str]:
    async def read(client: Any) -> list[str]:
        return [note.content for note in (await client.notes(contact_id)).items]

    return desk.with_client(read)


def send_and_die(desk: Desk, chance: random.Random) -> None:
    arguments = [sys.executable, "-c", SENDER, str(Path(desk.database.folder)), desk.base_url, desk.api_key]
    child = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    with suppress(subprocess.TimeoutExpired):
        child.wait(chance.uniform(0.0, 0.25))
    child.kill()
    child.communicate()


def finish(desk: Desk) -> None:
    """Send what is left; every round must bring it forward."""
    for _ in range(10):
        overlay.settle(desk.database)
        if not counts(desk).waiting:
            return
        assert push(desk).reason is None
    raise AssertionError("the outbox does not empty")


@pytest.mark.parametrize("kills", [4, pytest.param(100, marks=[pytest.mark.deep, pytest.mark.timeout(1200)])])
def test_killed_anywhere_in_merges_and_undos_nothing_is_half_done_and_nothing_is_lost(
    desk: Desk, behind: Behind, kills: int
) -> None:
    behind(latency_ms=5)
    count = max(2, kills // 4)
    fill(desk, count)
    chance = random.Random(kills)

    for number in range(count):
        plan(desk, number)
        send_and_die(desk, chance)
    finish(desk)
    there = {one.first_name: one for one in desk.there().values()}
    assert set(there) == {f"Jane b{number}" for number in range(count)}
    assert {one.email for one in there.values()} == {f"a{number}@x.org" for number in range(count)}
    for number in range(count):
        kept = notes(desk, there[f"Jane b{number}"].id)
        assert len(kept) == 3
        assert {f"note of a{number}", f"note of b{number}"} <= set(kept)
    assert pairs.resolved(desk.database)[0] == count

    desk.pull()
    for thrown in trash.listed(desk.database):
        planned = merging.plan_undo(desk.database, thrown.number)
        assert planned is not None
        restoring.undo_merge(desk.database, planned)
        send_and_die(desk, chance)
    finish(desk)
    there = {one.first_name: one for one in desk.there().values()}
    assert set(there) == {f"Jane {half}{number}" for half in "ab" for number in range(count)}
    assert {one.email for one in there.values()} == {
        f"{half}{number}@x.org" for half in "ab" for number in range(count)
    }
    assert counts(desk).parked == 0


def test_the_connection_cut_between_merge_and_choice_is_finished_as_chosen(desk: Desk, behind: Behind) -> None:
    proxy = behind()
    fill(desk, 1)
    plan(desk, 0)
    from nexus_contacts.api.limits import Limits

    desk.limits = Limits(backoff_s=0.01, backoff_most_s=0.02, tries=1)

    def cut(asked: Any, reply: Any, _number: int) -> Any:
        from dataclasses import replace

        return replace(reply, status=503, body=b"") if asked.method == "PUT" else reply

    proxy.fault = cut
    assert push(desk).reason is not None
    assert len(desk.here()) == 1
    assert counts(desk).waiting >= 1
    shown = next(iter(desk.here().values()))
    assert shown.first_name == "Jane b0"

    proxy.fault = None
    finish(desk)

    (there,) = desk.there().values()
    assert (there.first_name, there.email) == ("Jane b0", "a0@x.org")
    assert "phone" in " ".join(notes(desk, there.id))


def test_a_swallowed_answer_to_a_merge_is_established(desk: Desk, behind: Behind) -> None:
    proxy = behind()
    fill(desk, 1)
    plan(desk, 0)

    def swallow(asked: Any, reply: Any, _number: int) -> Any:
        from dataclasses import replace

        return replace(reply, status=502, body=b"") if asked.target.endswith("/merge") else reply

    proxy.fault = swallow
    push(desk)
    proxy.fault = None
    finish(desk)

    merges = [asked for asked in proxy.asked if asked.target.endswith("/merge")]
    assert len(merges) == 1
    (there,) = desk.there().values()
    assert there.first_name == "Jane b0"


def test_twenty_planned_offline_are_done_in_order_and_the_one_that_changed_asks(desk: Desk, behind: Behind) -> None:
    proxy = behind()
    fill(desk, 20)
    for number in range(20):
        plan(desk, number)
    second = next(one for one in desk.there().values() if one.email == "b7@x.org")
    desk.with_client(lambda client: client.update(second.id, Patch((("company", "Elsewhere"),))))
    before = len(proxy.asked)

    push(desk)

    merged_ids = [asked.body for asked in proxy.asked[before:] if asked.target.endswith("/merge")]
    assert len(merged_ids) == 19
    (asks,) = [entry for entry in entries.parked(desk.database) if entry.kind == "merge"]
    assert (asks.reason.code, asks.other_id) == ("changed", second.id)
    assert len(desk.there()) == 21
    assert contacts.get(desk.database, second.id) is not None
