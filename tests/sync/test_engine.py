"""The engine against a real workspace: mirror, changes, deletions, details, search, the loop."""

import asyncio
from typing import Any

import pytest
from tests.sync.desk import Desk

from nexus_contacts.api.client import Client
from nexus_contacts.api.errors import NotFound, Unauthorized, Unreachable
from nexus_contacts.api.records import Draft, Patch
from nexus_contacts.store import details, mirror
from nexus_contacts.sync.engine import Engine
from nexus_contacts.sync.progress import Phase


def test_the_first_mirror_brings_everything(linked: Desk) -> None:
    linked.fill(1250)

    outcome = linked.pull()

    assert (outcome.contacts, outcome.service_total, outcome.created) == (1250, 1250, 1250)
    assert outcome.complete
    assert linked.here() == linked.there()
    phases = [state.phase for state in linked.states]
    assert phases[0] is Phase.FIRST_MIRROR
    assert Phase.INDEXING in phases
    assert phases[-1] is Phase.IDLE
    assert linked.states[-1].last_synced_at is not None


def test_an_empty_workspace_is_a_complete_copy(linked: Desk) -> None:
    first = linked.pull()
    linked.fill(3)
    second = linked.pull()

    assert (first.contacts, first.complete) == (0, True)
    assert (second.contacts, second.created) == (3, 3)


def test_the_next_pull_brings_only_what_changed(linked: Desk) -> None:
    linked.fill(150)
    linked.pull()
    ids = sorted(linked.here())

    async def change(client: Client) -> None:
        await client.update(ids[0], Patch((("company", "Acme"),)))
        await client.create(Draft("New", "new@example.com"))
        await client.delete(ids[1])

    linked.with_client(change)
    linked.changed.clear()
    outcome = linked.pull()

    assert (outcome.created, outcome.updated, outcome.deleted) == (1, 1, 1)
    assert linked.here() == linked.there()
    assert frozenset.union(*(changed.ids for changed in linked.changed)) >= {ids[0], ids[1]}


def test_a_pull_without_news_tells_no_change(linked: Desk) -> None:
    linked.fill(20)
    linked.pull()
    linked.changed.clear()

    outcome = linked.pull()

    assert (outcome.created, outcome.updated, outcome.deleted) == (0, 0, 0)
    assert linked.changed == []


def test_too_many_deletions_wait_for_a_word(linked: Desk) -> None:
    linked.fill(200)
    linked.pull()
    doomed = sorted(linked.here())[:30]

    async def delete(client: Client) -> None:
        for one in doomed:
            await client.delete(one)

    linked.with_client(delete)
    held = linked.pull()
    state = linked.states[-1]
    accepted = linked.pull(accept_deletions=True)

    assert (held.contacts, held.deleted, held.complete) == (200, 0, False)
    assert (state.phase, type(state.reason).__name__) == (Phase.HELD, "DeletionsHeld")
    assert (accepted.contacts, accepted.deleted, accepted.complete) == (170, 30, True)


def test_a_suddenly_empty_list_deletes_nothing(linked: Desk) -> None:
    linked.fill(2)
    linked.pull()

    async def delete(client: Client) -> None:
        for one in sorted(linked.here()):
            await client.delete(one)

    linked.with_client(delete)
    outcome = linked.pull()

    assert (outcome.contacts, outcome.deleted) == (2, 0)
    assert linked.states[-1].phase is Phase.HELD


def test_what_was_held_is_not_read_again_while_nothing_moves(linked: Desk) -> None:
    linked.fill(2)
    linked.pull()

    async def delete(client: Client) -> None:
        for one in sorted(linked.here()):
            await client.delete(one)

    linked.with_client(delete)

    async def twice(engine: Engine) -> int:
        await engine.pull()
        linked.states.clear()
        await engine.pull()
        return sum(state.phase is Phase.SWEEPING for state in linked.states)

    assert linked.with_engine(twice) == 0
    assert linked.states[-1].phase is Phase.HELD


def test_details_are_downloaded_together(linked: Desk) -> None:
    linked.fill(1)
    linked.pull()
    (one,) = linked.here()
    linked.with_client(lambda client: client.add_note(one, "**hello**"))

    outcome = linked.with_engine(lambda engine: engine.load_details(one))

    assert set(outcome.loaded) == {"contact", "timeline", "deals", "notes", "activities"}
    assert outcome.failed == ()
    assert [note.content for note in details.load(linked.database, one, "notes").items] == ["**hello**"]
    assert details.load(linked.database, one, "deals").fetched_at is not None


def test_each_list_that_fails_is_named_and_what_is_stored_stays(linked: Desk) -> None:
    linked.fill(1)
    linked.pull()
    (one,) = linked.here()
    linked.with_engine(lambda engine: engine.load_details(one))
    linked.with_client(lambda client: client.delete(one))

    outcome = linked.with_engine(lambda engine: engine.load_details(one, ("notes", "deals")))

    assert [(name, type(error)) for name, error in outcome.failed] == [
        ("contact", NotFound),
        ("notes", NotFound),
        ("deals", NotFound),
    ]
    assert details.load(linked.database, one, "notes").fetched_at is not None


def test_the_service_s_own_search_answers_and_is_kept(linked: Desk) -> None:
    linked.fill(3)
    linked.with_client(lambda client: client.create(Draft("Zoë", "zoe@example.com")))

    page = linked.with_engine(lambda engine: engine.search_service("zoe"))

    assert [contact.first_name for contact in page.items] == ["Zoë"]
    assert [contact.first_name for contact in linked.here().values()] == ["Zoë"]


def test_a_rejected_key_pauses_and_keeps_the_copy(linked: Desk) -> None:
    linked.fill(5)
    linked.pull()
    linked.api_key = "wrong"

    outcome = linked.pull()

    assert isinstance(outcome.reason, Unauthorized)
    assert (outcome.contacts, linked.states[-1].phase) == (5, Phase.PAUSED)
    assert len(linked.here()) == 5


async def until(condition: Desk) -> None:
    """Give the loop turns until `condition()` holds; the test's own time-out is the bound."""
    while not condition():
        await asyncio.sleep(0)


def test_the_loop_pulls_at_once_and_again_when_woken(linked: Desk) -> None:
    linked.fill(2)

    async def live(engine: Engine) -> None:
        running = asyncio.create_task(engine.run())
        await until(lambda: engine.state.phase is Phase.IDLE)
        async with linked.client() as client:
            await client.create(Draft("New", "new@example.com"))
        await asyncio.to_thread(engine.wake)
        await until(lambda: engine.state.done == 3 and engine.state.phase is Phase.IDLE)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running

    linked.with_engine(live)

    assert len(linked.here()) == 3


def test_the_loop_says_why_it_is_offline_and_comes_back(
    desk: Desk, workspace_server: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nexus_contacts.sync.engine.OFFLINE_FIRST_S", 0.02)
    place = tmp_path / "workspace.db"
    server = workspace_server(database=place)
    desk.base_url, desk.api_key = server.base_url, server.api_key
    desk.fill(2)
    port = server.port
    server.stop()

    async def live(engine: Engine) -> None:
        running = asyncio.create_task(engine.run())
        await until(lambda: engine.state.phase is Phase.OFFLINE)
        reason = engine.state.reason
        await asyncio.to_thread(workspace_server, database=place, key=desk.api_key, port=port)
        await until(lambda: engine.state.phase is Phase.IDLE)
        running.cancel()
        assert isinstance(reason, Unreachable)
        assert reason.reason == "refused"

    desk.with_engine(live)

    assert len(desk.here()) == 2


def test_closing_while_the_indexes_are_built_stops_after_a_step_and_the_next_start_goes_on(linked: Desk) -> None:
    linked.fill(1000)

    async def close_early(engine: Engine) -> None:
        pulling = asyncio.create_task(engine.pull())
        await until(lambda: engine.state.phase is Phase.INDEXING)
        pulling.cancel()
        engine.close()
        with pytest.raises(asyncio.CancelledError):
            await pulling

    linked.with_engine(close_early)
    stage = mirror.stage(linked.database)
    outcome = linked.pull()

    assert stage is not mirror.Stage.live
    assert (outcome.contacts, outcome.complete) == (1000, True)
    assert mirror.stage(linked.database) is mirror.Stage.live
