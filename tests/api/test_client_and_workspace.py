"""The client and the workspace server over real HTTP: all thirteen endpoints, and the refusals that matter."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

import pytest

from nexus_contacts.api.client import Client
from nexus_contacts.api.errors import (
    EmailTaken,
    NotFound,
    NotThisApi,
    PreconditionFailed,
    RateLimited,
    ReadOnlyKey,
    Refused,
    Unauthorized,
    ValidationFailed,
)
from nexus_contacts.api.limits import Limits
from nexus_contacts.api.pages import walk
from nexus_contacts.api.records import Address, Contact, Draft, ListQuery, Patch, RequestRecord

if TYPE_CHECKING:
    from nexus_contacts.workspace.running import EmbeddedServer

Result = TypeVar("Result")
WorkspaceServer = Callable[..., "EmbeddedServer"]
JANE = Draft(
    "Jane",
    "jane@example.com",
    last_name="Smith",
    phone="+1 555-0123",
    company="Acme Corp",
    status="active",
    source="website",
    tags=("enterprise", "marketing"),
    custom_fields=(("industry", "Technology"), ("seats", 50)),
    address=Address("1 Main St", "Springfield", "IL", "62701", "US"),
)


def run(server: "EmbeddedServer", act: Callable[[Client], Awaitable[Result]], key: str = "", path: str = "") -> Result:
    async def scenario() -> Result:
        async with Client(server.base_url + path, key or server.api_key) as client:
            return await act(client)

    return asyncio.run(scenario())


def test_a_contact_lives_from_its_creation_to_its_end(workspace_server: WorkspaceServer) -> None:
    async def life(client: Client) -> None:
        created = await client.create(JANE)
        assert (created.name, created.phone, created.tags) == ("Jane Smith", "+15550123", JANE.tags)
        assert (created.address, created.custom_fields, created.odd) == (JANE.address, JANE.custom_fields, ())
        assert await client.get(created.id) == created or (await client.get(created.id)).metadata

        patch = Patch((("status", "customer"), ("custom_fields", {"industry": "Technology", "plan": "pro"})))
        updated = await client.update(created.id, patch)
        assert updated.status == "customer"
        assert dict(updated.custom_fields)["plan"] == "pro"

        await client.delete(created.id)
        with pytest.raises(NotFound):
            await client.get(created.id)

    run(workspace_server(), life)


def test_lists_filter_sort_and_walk(workspace_server: WorkspaceServer) -> None:
    people = [
        Draft(
            "Ann", f"ann{number}@example.com", company=f"Firm {number % 7}", tags=("even",) if number % 2 == 0 else ()
        )
        for number in range(130)
    ]

    async def look(client: Client) -> None:
        for start in (0, 100):
            await client.bulk(people[start : start + 100])
        seen: list[Contact] = []
        async for page in walk(lambda cursor: client.list(ListQuery(sort="company", limit=40), cursor)):
            assert page.total == 130
            assert not page.set_aside
            assert page.answered_at is not None
            seen += page.items
        assert len({contact.id for contact in seen}) == 130
        assert [contact.company for contact in seen] == sorted(contact.company for contact in seen)
        assert not [contact for contact in seen if contact.odd]

        even = await client.list(ListQuery(status="lead", tags=("even", "other"), limit=1))
        assert (even.total, even.has_more) == (65, True)
        late = await client.list(ListQuery(created_after=datetime.now(UTC) + timedelta(days=1)))
        assert (late.items, late.total, late.has_more) == ((), 0, False)
        ids = await client.list(ListQuery(fields=("id",), limit=1))
        assert ids.items[0] == Contact(ids.items[0].id)

    run(workspace_server(), look)


def test_what_belongs_to_a_contact_is_read(workspace_server: WorkspaceServer) -> None:
    async def look(client: Client) -> None:
        created = await client.create(JANE)
        found = await client.search("JANE acm", limit=20)
        assert [contact.id for contact in found.items] == [created.id]
        note = await client.add_note(created.id, "Met at **the fair**.")
        await client.update(created.id, Patch((("status", "customer"),)))

        notes = await client.notes(created.id)
        activities = await client.activities(created.id)
        deals = await client.deals(created.id)
        events = [
            event
            async for page in walk(lambda cursor: client.timeline(created.id, limit=1, cursor=cursor))
            for event in page.items
        ]

        assert notes.items == (note,)
        assert [(activity.type, activity.contact_id) for activity in activities.items] == [("note", created.id)]
        assert (deals.items, deals.total) == ((), 0)
        assert [event.type for event in events] == ["created", "note_added", "status_changed"]
        assert not [event for event in events if event.odd or event.occurred_at is None]

    run(workspace_server(), look)


def test_bulk_and_merge_answer_as_documented(workspace_server: WorkspaceServer) -> None:
    async def act(client: Client) -> None:
        outcome = await client.bulk([JANE, Draft("Alice", "alice@example.com"), Draft("Again", "JANE@example.com")])
        assert (outcome.created, outcome.failed) == (2, 1)
        assert (outcome.errors[0].index, outcome.errors[0].code) == (2, "email_taken")

        people = {contact.first_name: contact for contact in (await client.list()).items}
        merged = await client.merge(people["Alice"].id, people["Jane"].id)
        assert (merged.first_name, merged.company) == ("Alice", "Acme Corp")
        with pytest.raises(NotFound):
            await client.get(people["Jane"].id)
        with pytest.raises(NotFound):
            await client.merge(merged.id, people["Jane"].id)

    run(workspace_server(), act)


def test_refusals_are_told_apart(workspace_server: WorkspaceServer) -> None:
    server = workspace_server(read_only_key="read-only-4711")

    async def act(client: Client) -> None:
        jane = await client.create(JANE)
        with pytest.raises(EmailTaken) as taken:
            await client.create(Draft("Other", " Jane@Example.com"))
        assert taken.value.existing_id == jane.id
        assert taken.value.request_id

        with pytest.raises(ValidationFailed) as invalid:
            await client.update(jane.id, Patch((("status", "dormant"),)))
        assert [name for name, _ in invalid.value.fields] == ["status"]
        with pytest.raises(PreconditionFailed):
            await client.update(
                jane.id, Patch((("status", "lead"),)), unmodified_since=datetime.now(UTC) - timedelta(days=1)
            )
        with pytest.raises(Refused) as cursor:
            await client.list(cursor="nonsense")
        assert (cursor.value.status, cursor.value.code) == (400, "invalid_parameter")

    run(server, act)
    assert len(run(server, lambda client: client.list(), "read-only-4711").items) == 1
    with pytest.raises(ReadOnlyKey):
        run(server, lambda client: client.create(Draft("Bob", "bob@example.com")), "read-only-4711")
    with pytest.raises(Unauthorized):
        run(server, lambda client: client.list(), "wrong")


def test_a_wrong_path_is_not_mistaken_for_an_empty_workspace(workspace_server: WorkspaceServer) -> None:
    server = workspace_server()

    with pytest.raises(NotThisApi):
        run(server, lambda client: client.list(), path="/nowhere")


def test_a_rate_limit_is_met_once_and_told(workspace_server: WorkspaceServer) -> None:
    server = workspace_server(rate_limit=5)
    log: list[RequestRecord] = []
    pauses: list[float] = []

    async def act() -> None:
        # The pause is longer than this client is willing to keep: it asks on, and hears 429.
        limits = Limits(retry_after_most_s=0.5)
        async with Client(
            server.base_url, server.api_key, limits=limits, on_request=log.append, on_pause=pauses.append
        ) as client:
            # Even where a new minute begins meanwhile, twelve are too many.
            for _ in range(12):
                await client.list(ListQuery(limit=1))

    with pytest.raises(RateLimited) as caught:
        asyncio.run(act())

    assert caught.value.retry_after_s
    assert [record.status for record in log].count(429) == 1
    assert log[-1].status == 429
    assert len(pauses) == 1
