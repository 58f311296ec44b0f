"""The local copy as the pull sees it: store calls on one writing thread, pages gathered into big transactions."""

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Sequence
from concurrent.futures import Executor
from contextlib import asynccontextmanager, suppress
from typing import ParamSpec, TypeVar

from nexus_contacts.api.records import Contact
from nexus_contacts.store import incoming
from nexus_contacts.store.changes import Changed
from nexus_contacts.store.connection import Database
from nexus_contacts.sync.errors import single

P = ParamSpec("P")
T = TypeVar("T")
Marks = dict[str, str | None]

BATCH_PAGES = 10
"""From this many pages on a transaction is begun; fewer wait for more, but not long."""
BATCH_WAIT_S = 0.3
MOST_WAITING = 40
"""So many pages may wait to be written before reading from the service pauses."""


class Copy:
    """The account's database, on one writing thread."""

    def __init__(self, database: Database, executor: Executor, on_changed: Callable[[Changed], None]) -> None:
        self.database = database
        self.stopping = threading.Event()
        """Set when the program closes: a long job on the writing thread then ends after its next step."""
        self._executor = executor
        self._on_changed = on_changed

    async def do(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a blocking call on the writing thread. A call once begun is finished there, cancelled or not."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._executor, lambda: work(*args, **kwargs))

    async def write(self, contacts: Sequence[Contact], marks: Marks | None = None) -> Changed:
        """Take over contacts and marks in one transaction, and tell the listener what changed."""
        changed = await self.do(incoming.write_page, self.database, contacts, marks=marks)
        self.tell(changed)
        return changed

    async def remove(self, ids: Sequence[str]) -> Changed:
        """Forget contacts, and tell the listener."""
        changed = await self.do(incoming.remove, self.database, ids)
        self.tell(changed)
        return changed

    def tell(self, changed: Changed) -> None:
        """Tell the listener, where there is anything to tell."""
        if changed:
            self._on_changed(changed)


class Writer:
    """Takes pages from many walks and writes them in order, many in a transaction, with the marks that belong to them.

    `marks` answers what will be true once everything put so far is written. It is asked when a batch is closed, so a
    mark never promises a row that is not there. `writing` makes one and runs it.
    """

    def __init__(self, copy: Copy, marks: Callable[[], Marks] = dict) -> None:
        self._copy = copy
        self._marks = marks
        self._rows: list[Contact] = []
        self._notes: list[Callable[[], None]] = []
        self._pages = 0
        self._wanted = asyncio.Event()
        self._room = asyncio.Event()
        self._room.set()
        self._closing = False
        self.changed_ids: set[str] = set()
        """The ids of changed contacts, as far as the store told them one by one."""

    async def put(self, contacts: Sequence[Contact], written: Callable[[], None] | None = None) -> None:
        """Hand over a page. `written` is called when the page joins a transaction, before the marks are asked.

        Waits while too many pages wait already.
        """
        self._rows.extend(contacts)
        if written is not None:
            self._notes.append(written)
        self._pages += 1
        if self._pages >= BATCH_PAGES:
            self._wanted.set()
        if self._pages >= MOST_WAITING:
            self._room.clear()
        await self._room.wait()

    def close(self) -> None:
        """Let `run` end."""
        self._closing = True
        self._wanted.set()

    async def run(self) -> None:
        """Write until closed."""
        while not self._closing:
            with suppress(TimeoutError):  # few pages came: they are written all the same, to be seen
                await asyncio.wait_for(self._wanted.wait(), BATCH_WAIT_S)
            await self.flush()

    async def flush(self) -> None:
        """Write what waits now."""
        rows, notes, pages = self._rows, self._notes, self._pages
        self._rows, self._notes, self._pages = [], [], 0
        self._wanted.clear()
        self._room.set()
        if not pages:
            return
        for note in notes:
            note()
        changed = await self._copy.write(rows, self._marks())
        self.changed_ids |= changed.ids or frozenset()


@asynccontextmanager
async def writing(copy: Copy, marks: Callable[[], Marks] = dict) -> AsyncGenerator[Writer, None]:
    """A running writer; leaving the block, in whatever way, writes what is left: it need not be fetched again.

    Of several errors at once the most telling is raised.
    """
    writer = Writer(copy, marks)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(writer.run())
            yield writer
            writer.close()
    except BaseExceptionGroup as errors:
        raise single(errors) from None
    finally:
        await writer.flush()
