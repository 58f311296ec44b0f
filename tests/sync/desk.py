"""A copy of a workspace and the engine that fills it, all real, with the engine's verbs as plain calls."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from nexus_contacts.api.client import Client
from nexus_contacts.api.limits import Limits
from nexus_contacts.api.records import Contact, Draft
from nexus_contacts.store import contacts
from nexus_contacts.store.changes import Changed
from nexus_contacts.store.connection import Database
from nexus_contacts.sync.engine import Engine
from nexus_contacts.sync.progress import SyncOutcome, SyncState

T = TypeVar("T")
QUICK = Limits(backoff_s=0.01, backoff_most_s=0.02)


class Desk:
    """A copy and what its engine told. `base_url` and `api_key` say whom the engine talks to."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.base_url = ""
        self.api_key = ""
        self.limits = QUICK
        self.states: list[SyncState] = []
        self.changed: list[Changed] = []

    @asynccontextmanager
    async def client(self) -> AsyncIterator[Client]:
        async with Client(self.base_url, self.api_key, limits=self.limits) as client:
            yield client

    @asynccontextmanager
    async def engine(self) -> AsyncIterator[Engine]:
        async with self.client() as client:
            engine = Engine(client, self.database, on_state=self.states.append, on_changed=self.changed.append)
            try:
                yield engine
            finally:
                engine.close()

    def with_client(self, work: Callable[[Client], Coroutine[Any, Any, T]]) -> T:
        async def run() -> T:
            async with self.client() as client:
                return await work(client)

        return asyncio.run(run())

    def with_engine(self, work: Callable[[Engine], Coroutine[Any, Any, T]]) -> T:
        async def run() -> T:
            async with self.engine() as engine:
                return await work(engine)

        return asyncio.run(run())

    def pull(self, **options: Any) -> SyncOutcome:
        return self.with_engine(lambda engine: engine.pull(**options))

    def fill(self, count: int, start: int = 0) -> None:
        async def create(client: Client) -> None:
            for first in range(start, start + count, 100):
                numbers = range(first, min(first + 100, start + count))
                outcome = await client.bulk([Draft(f"Name {n}", f"mail{n}@example.com") for n in numbers])
                assert outcome.failed == 0

        self.with_client(create)

    def here(self) -> dict[str, Contact]:
        return {contact.id: contact for contact in contacts.export_rows(self.database)}

    def there(self) -> dict[str, Contact]:
        from nexus_contacts.api.pages import walk

        async def read(client: Client) -> dict[str, Contact]:
            return {one.id: one async for page in walk(lambda c: client.list(cursor=c)) for one in page.items}

        return self.with_client(read)
