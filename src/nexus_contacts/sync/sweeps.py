"""Comparing the copy with the whole list: what the service no longer has, what it has and nobody saw.

The API has no tombstones. Nothing is deleted here but after a pass that came to the list's end and agrees with the
service's own count; where the list moved meanwhile, every candidate is asked for, or a second pass must agree.
"""

import asyncio
from collections.abc import Callable, Collection, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field

from nexus_contacts.api.client import Client
from nexus_contacts.api.errors import BadAnswer, CursorLost, NotFound
from nexus_contacts.api.records import Contact, ListQuery, Page
from nexus_contacts.store import contacts as stored
from nexus_contacts.sync.copying import Copy, Writer, writing
from nexus_contacts.sync.errors import DeletionsHeld, EndedInPart, single
from nexus_contacts.sync.plan import Pass, brakes, difference
from nexus_contacts.sync.walks import RESTARTS, walk_list

PASSES = 3
FEW = 50
"""Up to so many contacts are asked for one by one; more are found by another pass."""
AT_ONCE = 8


class Sweep:
    """Brings the copy to what the whole list says. `fetched` sees every page of ids, `progress` the ids met so far."""

    def __init__(
        self,
        client: Client,
        copy: Copy,
        fetched: Callable[[Page[Contact]], None],
        progress: Callable[[int, int | None], None],
    ) -> None:
        self._client = client
        self._copy = copy
        self._fetched = fetched
        self._progress = progress
        self.deleted = 0
        self.changed_ids: set[str] = set()

    async def run(self, *, accept_deletions: bool = False) -> Pass:
        """Sweep until a consistent pass was made, and answer it.

        Raises DeletionsHeld where the brake holds, EndedInPart where no pass agrees with the service's count.
        """
        doubtful: frozenset[str] | None = None
        met = Pass(frozenset(), frozenset(), whole=False)
        for _ in range(PASSES):
            met = await self.read()
            found = difference(await self._here(), met.ids)
            await self._fetch_missing(found.missing)
            if not met.whole:
                break
            if not met.consistent:
                continue
            gone = found.gone if doubtful is None else found.gone & doubtful
            contacts = await self._copy.do(stored.served_total, self._copy.database)
            if not accept_deletions and brakes(len(gone), contacts, met.listed):
                raise DeletionsHeld(len(gone), contacts, max(met.totals, default=None))
            if not met.steady and len(gone) <= FEW:
                gone = await self._confirmed(gone)
            elif not met.steady and doubtful is None:
                doubtful = gone
                continue
            await self._delete(gone)
            return met
        raise EndedInPart(self._why(met), met.listed, max(met.totals, default=None))

    @staticmethod
    def _why(met: Pass) -> str:
        if not met.whole:
            return "cursor"
        return "total" if len(met.totals) == 1 else "moving"

    async def read(self, *, whole_records: bool = False) -> Pass:
        """One pass over the list, by ids alone or taking whole records over; restarted where cursors fail."""
        tally = _Tally()
        for _ in range(RESTARTS + 1):
            tally = _Tally()
            try:
                if whole_records:
                    async with writing(self._copy) as writer:
                        await self._walk(ListQuery(sort="created_at"), tally, writer)
                    self.changed_ids |= writer.changed_ids
                else:
                    await self._walk(ListQuery(sort="created_at", fields=("id",)), tally, None)
            except CursorLost:
                continue
            return tally.made(whole=True)
        return tally.made(whole=False)

    async def _walk(self, query: ListQuery, tally: "_Tally", writer: Writer | None) -> None:
        async with aclosing(walk_list(self._client, query, tally.ids, self._fetched)) as pages:
            async for page in pages:
                tally.unusable += len(page.set_aside)
                if page.total is not None:
                    tally.totals.add(page.total)
                self._progress(len(tally.ids), page.total)
                if writer is not None:
                    await writer.put(page.items)

    async def _here(self) -> Sequence[str]:
        return await self._copy.do(stored.served_ids, self._copy.database)

    async def _fetch_missing(self, missing: Collection[str]) -> None:
        """Take over contacts that no pull brought: those without times, and those that moved between pages."""
        if len(missing) > FEW:
            await self.read(whole_records=True)
        elif missing:
            await self._ask(missing)

    async def _confirmed(self, doubtful: Collection[str]) -> frozenset[str]:
        """Those of `doubtful` that the service says it does not have; the others are taken over again."""
        return frozenset(doubtful) - await self._ask(doubtful)

    async def _ask(self, ids: Collection[str]) -> frozenset[str]:
        """Ask for contacts one by one, take over those that exist, and answer their ids."""
        room = asyncio.Semaphore(AT_ONCE)

        async def ask(contact_id: str) -> Contact | None:
            async with room:
                try:
                    return await self._client.get(contact_id)
                except NotFound:
                    return None
                except BadAnswer as error:
                    if error.reason != "no_record":
                        raise
                    return None  # listed, but no contact: the pass counted it among its ids, the next one may not

        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(ask(contact_id)) for contact_id in ids]
        except BaseExceptionGroup as errors:
            raise single(errors) from None
        there = [contact for task in tasks if (contact := task.result()) is not None]
        if there:
            changed = await self._copy.write(there)
            self.changed_ids |= changed.ids or frozenset()
        return frozenset(contact.id for contact in there)

    async def _delete(self, gone: Collection[str]) -> None:
        if gone:
            await self._copy.remove(list(gone))
            self.deleted += len(gone)


@dataclass(slots=True)
class _Tally:
    """What one walk met so far."""

    ids: set[str] = field(default_factory=set)
    totals: set[int] = field(default_factory=set)
    unusable: int = 0

    def made(self, *, whole: bool) -> Pass:
        return Pass(frozenset(self.ids), frozenset(self.totals), self.unusable, whole)
