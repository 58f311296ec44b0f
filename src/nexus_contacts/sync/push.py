"""Sending the outbox: in order, one contact's entries after each other, others going on when one is set aside.

An answer that was lost is established before anything is sent again: nothing is created, noted or deleted twice.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from filelock import FileLock, Timeout

from nexus_contacts.api.client import Client
from nexus_contacts.api.errors import ApiError, Forbidden, NotFound, RateLimited, Refused, ServerError, Unauthorized
from nexus_contacts.errors import NexusError
from nexus_contacts.store import deciding, overlay, settling
from nexus_contacts.store.entries import Entry, Reason
from nexus_contacts.sync import packing
from nexus_contacts.sync.copying import Copy
from nexus_contacts.sync.errors import single
from nexus_contacts.sync.sending import Sending, reason_of

AT_ONCE = 4
"""So many contacts are written to at the same time."""
BATCH = 100
LOCK = "push.lock"
GIVE_UP_AFTER = 3
"""After so many rounds in which the service failed on an entry, a person must look at it."""


@dataclass(slots=True)
class PushOutcome:
    """How sending ended. `reason` says why it stopped before the end; entries that wait are tried again later."""

    sent: int = 0
    parked: int = 0
    reason: NexusError | None = None
    elsewhere: bool = False
    """Another process is sending at this moment."""


@dataclass(slots=True)
class Push:
    """One run through the outbox. `advanced` is called for every entry that is done with."""

    client: Client
    copy: Copy
    advanced: Callable[[], None] = lambda: None
    outcome: PushOutcome = field(default_factory=PushOutcome)
    _passed_over: set[str] = field(default_factory=set)

    async def run(self) -> PushOutcome:
        """Send what may be sent now. Expected failures of the service are the outcome's `reason`.

        Raises StoreError.
        """
        lock = FileLock(Path(self.copy.database.folder) / LOCK, thread_local=False, mode=0o600)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            self.outcome.elsewhere = True
            return self.outcome
        try:
            # A kill between the commits of the two files may have left the copy behind what waits, or before it.
            self.copy.tell(await self.copy.do(overlay.settle, self.copy.database))
            await self.copy.do(settling.put_all_back, self.copy.database)
            while self.outcome.reason is None and await self._send_some():
                pass
        finally:
            lock.release()
        return self.outcome

    async def _send_some(self) -> bool:
        """Send what is ready, at most one entry a contact. False where nothing is."""
        database = self.copy.database
        self.copy.tell(await self.copy.do(deciding.release_held, database))
        ready = await self.copy.do(
            partial(settling.ready, database, limit=BATCH, passed_over=frozenset(self._passed_over))
        )
        new = [entry for entry in ready if entry.kind == "create"][: packing.MOST]
        if len(new) >= packing.FROM:
            await self._send_pack(new)
            return True
        room = asyncio.Semaphore(AT_ONCE)

        async def send(entry: Entry) -> None:
            async with room:
                if self.outcome.reason is None:
                    await self._send(entry)

        try:
            async with asyncio.TaskGroup() as group:
                for entry in ready:
                    group.create_task(send(entry))
        except BaseExceptionGroup as errors:
            raise single(errors) from None
        return bool(ready)

    async def _send(self, entry: Entry) -> None:
        sending = Sending(self.client, self.copy, entry)
        try:
            parked = await sending.run()
        except ApiError as error:
            await self._failed(entry, error, wrote=sending.wrote)
            return
        if parked is not None:
            await self._park(entry, parked)
        elif sending.done:
            self.outcome.sent += 1
        self.advanced()

    async def _send_pack(self, new: Sequence[Entry]) -> None:
        pack = packing.Packing(self.client, self.copy, new)
        try:
            for entry, reason in await pack.run():
                await self._park(entry, reason)
        except ApiError as error:
            await self._failed_pack(new, error, wrote=pack.wrote)
        self.outcome.sent += pack.sent
        self.advanced()

    async def _failed_pack(self, new: Sequence[Entry], error: ApiError, *, wrote: bool) -> None:
        """A pack failed as a whole. Where the service refuses it or fails on it again and again: one by one."""
        for entry in new:
            await self.copy.do(partial(settling.put_back, self.copy.database, entry.number, unsent=not wrote))
        if not _is_of_the_entry(error) and error.status != 500:
            self.outcome.reason = error
        elif error.status != 500 or any(entry.attempts + 1 >= GIVE_UP_AFTER for entry in new):
            for entry in new:
                if self.outcome.reason is None:
                    await self._send(replace(entry, attempts=entry.attempts + wrote))

    async def _park(self, entry: Entry, reason: Reason) -> None:
        self.copy.tell(await self.copy.do(settling.park, self.copy.database, entry.number, reason))
        self.outcome.parked += 1

    async def _failed(self, entry: Entry, error: ApiError, *, wrote: bool) -> None:
        """Decide what a failure means: for this entry alone, for this contact for now, or for everything."""
        database = self.copy.database
        if isinstance(error, NotFound) and entry.kind in ("patch", "note"):
            await self._park(entry, Reason("gone", status=error.status))
            return
        if _is_of_the_entry(error):
            await self._park(entry, reason_of(error))
            return
        if error.status == 500:
            self._passed_over.add(entry.contact_id)
            if entry.attempts + 1 >= GIVE_UP_AFTER:
                await self._park(entry, reason_of(error))
                return
        else:
            self.outcome.reason = error
        unsent = error.status != 500 and not (wrote and error.maybe_sent)
        await self.copy.do(partial(settling.put_back, database, entry.number, unsent=unsent))


def _is_of_the_entry(error: ApiError) -> bool:
    """Whether the service refused just what was sent, and not the key, the pace or everything."""
    return isinstance(error, Refused) and not isinstance(error, Unauthorized | Forbidden | RateLimited | ServerError)
