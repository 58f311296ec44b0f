"""One pull: the first mirror or the changes since the mark, then the comparison and, where it is due, the sweep."""

import asyncio
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

from nexus_contacts.api.client import Client
from nexus_contacts.api.errors import CursorLost
from nexus_contacts.api.records import Contact, ListQuery, Page, SetAside
from nexus_contacts.store import contacts as stored
from nexus_contacts.store import marks as stored_marks
from nexus_contacts.store import mirror as stored_mirror
from nexus_contacts.store.changes import EVERYTHING
from nexus_contacts.store.connection import Database
from nexus_contacts.store.errors import Interrupted
from nexus_contacts.sync import mirror
from nexus_contacts.sync.copying import Copy, Writer, writing
from nexus_contacts.sync.errors import DeletionsHeld, Disorderly, EndedInPart
from nexus_contacts.sync.plan import OVERLAP, Ledger, Window, next_mark, sweep_due
from nexus_contacts.sync.progress import Phase, Teller
from nexus_contacts.sync.sweeps import Sweep
from nexus_contacts.sync.walks import walk_window

MARK = "updated_mark"
"""Up to which `updated_at` the copy has every change."""
SWEPT = "swept_at"
UNUSABLE = "unusable"
"""How many records of the list are no contacts, as the last pass met them."""
SYNCED = "synced_at"
"""When the copy last agreed with the service, by this machine's clock: for the eye only."""
_NAMES = (mirror.MARK, MARK, SWEPT, UNUSABLE, SYNCED)


@dataclass(slots=True)
class Position:
    """Where the copy stands in the service's history, as its marks tell."""

    windows: Ledger | None = None
    mark: datetime | None = None
    swept_at: datetime | None = None
    unusable: int = 0
    synced_at: datetime | None = None
    live: bool = True

    @property
    def new(self) -> bool:
        """Whether no mirror was ever begun here."""
        return self.windows is None and self.swept_at is None and self.mark is None and self.synced_at is None


def read_position(database: Database) -> Position:
    """Read the marks. A mark nobody understands counts as missing: at worst something is read twice."""
    texts = {name: stored_marks.get(database, name) or "" for name in _NAMES}

    def moment(name: str) -> datetime | None:
        try:
            return datetime.fromisoformat(texts[name])
        except ValueError:
            return None

    try:
        windows = Ledger.parse(texts[mirror.MARK]) if texts[mirror.MARK] else None
    except (ValueError, TypeError):
        windows = Ledger()
    unusable = int(texts[UNUSABLE]) if texts[UNUSABLE].isdigit() else 0
    live = stored_mirror.stage(database) is stored_mirror.Stage.live
    return Position(windows, moment(MARK), moment(SWEPT), unusable, moment(SYNCED), live)


@dataclass(slots=True)
class Tally:
    """What a pull met and did, for its outcome."""

    contacts_before: int = 0
    contacts: int = 0
    service_total: int | None = None
    deleted: int = 0
    pages: int = 0
    changed_ids: set[str] = field(default_factory=set)
    set_aside: dict[tuple[int, str], SetAside] = field(default_factory=dict)
    swept_aside: dict[tuple[int, str], SetAside] = field(default_factory=dict)


class Pull:
    """One pull, to be run once. `advanced` is called for every page that came: something goes forward.

    `held` is what an earlier pull held back: while nothing moved, the list is not read again for it.
    """

    def __init__(
        self,
        client: Client,
        copy: Copy,
        teller: Teller,
        *,
        accept_deletions: bool = False,
        held: DeletionsHeld | None = None,
        advanced: Callable[[], None] = lambda: None,
    ) -> None:
        self._client = client
        self._copy = copy
        self._teller = teller
        self._accept = accept_deletions
        self._held = held
        self._advanced = advanced
        self._service_now: datetime | None = None
        self._mirrored = False
        self._lost: CursorLost | None = None
        self.tally = Tally()

    async def run(self) -> None:
        """Pull until copy and service agree. Raises ApiError, StoreError, SyncError; what was read before stands."""
        position = await self._position()
        self._teller.synced(position.synced_at)
        self.tally.contacts_before = self.tally.contacts = await self._total()
        if position.new or position.windows is not None or not position.live:
            await self._mirror(position)
        else:
            await self._changes(position)
        await self._compare()
        if self._lost is not None:
            raise EndedInPart("cursor", self.tally.contacts, self.tally.service_total) from self._lost
        now = datetime.now(UTC)
        await self._copy.write((), {SYNCED: now.isoformat()})
        self._teller.synced(now)

    async def _position(self) -> Position:
        return await self._copy.do(read_position, self._copy.database)

    async def _total(self) -> int:
        return await self._copy.do(stored.served_total, self._copy.database)

    def _fetched(self, page: Page[Contact], kept: dict[tuple[int, str], SetAside] | None = None) -> None:
        self._advanced()
        self.tally.pages += 1
        into = self.tally.set_aside if kept is None else kept
        into.update({(one.index, one.raw): one for one in page.set_aside})
        if self._service_now is None:
            self._service_now = page.answered_at

    # The first mirror

    async def _mirror(self, position: Position) -> None:
        self._teller.enter(Phase.FIRST_MIRROR, done=self.tally.contacts_before)
        # Whatever changes from now on carries a later time than the newest change there is now.
        page = await self._client.list(ListQuery(sort="-updated_at", limit=1))
        self._fetched(page)
        ledger = position.windows if position.windows is not None else Ledger()
        if position.new:
            newest = max((one.updated_at for one in page.items if one.updated_at is not None), default=None)
            mark = next_mark(None, newest, self._service_now)
            await self._copy.do(stored_mirror.begin_first_mirror, self._copy.database)
            await self._copy.write((), {mirror.MARK: ledger.text(), MARK: mark.isoformat() if mark else None})
        if position.new or position.windows is not None:
            try:
                await self._read_windows(ledger, page.total)
            except Disorderly:
                await self._read_plainly()
        self._mirrored = self._lost is None
        await self._finish()

    async def _finish(self) -> None:
        """Build the indexes, where they are not there yet."""
        if await self._copy.do(stored_mirror.stage, self._copy.database) is stored_mirror.Stage.live:
            return
        self._teller.enter(Phase.INDEXING)
        loop = asyncio.get_running_loop()

        def told(done: int, steps: int) -> None:  # on the writing thread
            if self._copy.stopping.is_set():
                raise Interrupted  # every step is kept, and the next start goes on with the one after it
            loop.call_soon_threadsafe(self._advanced)
            loop.call_soon_threadsafe(self._teller.progress, done, steps)

        await self._copy.do(stored_mirror.finish_first_mirror, self._copy.database, told)
        self._copy.tell(EVERYTHING)

    async def _read_windows(self, ledger: Ledger, total: int | None) -> None:
        before = self.tally.contacts_before

        def progress(read: int) -> None:
            done = before + read
            self._teller.progress(done if total is None else min(done, total), total)

        reading = mirror.Mirror(self._client, self._copy, ledger, self._fetched, progress)
        await reading.run()
        self._lost = reading.lost

    async def _read_plainly(self) -> None:
        """The whole list without windows, for a service that does not keep their bounds or order."""
        met = await Sweep(self._client, self._copy, self._fetched, self._teller.progress).read(whole_records=True)
        if met.whole:
            await self._copy.write((), {mirror.MARK: None})
        else:
            self._lost = CursorLost("repeated")

    # What changed since

    async def _changes(self, position: Position) -> None:
        self._teller.enter(Phase.PULLING)
        reached = position.mark
        async with writing(self._copy) as writer:
            try:
                reached = await self._read_changes(position.mark, writer)
            except CursorLost as error:
                self._lost = error
            except Disorderly:
                await self._read_plainly()
        self.tally.changed_ids |= writer.changed_ids
        mark = next_mark(position.mark, reached, self._service_now)
        if mark != position.mark:
            await self._copy.write((), {MARK: mark.isoformat() if mark else None})

    async def _read_changes(self, mark: datetime | None, writer: Writer) -> datetime | None:
        """Hand what changed since to the writer, and answer how far that reaches."""
        window, read = Window(None if mark is None else mark - OVERLAP), 0
        steps = walk_window(self._client, "updated_at", lambda: window, self._fetched)
        async with aclosing(steps):
            async for step in steps:
                if step.position is not None:
                    window = Window(step.position)
                read += len(step.page.items)
                self._teller.progress(read, step.page.total)
                await writer.put(step.page.items)
        return window.start

    # The comparison

    async def _compare(self) -> None:
        page = await self._client.list(ListQuery(limit=1, fields=("id",)))
        self._fetched(page, self.tally.swept_aside)
        position = await self._position()
        total = self.tally.service_total = page.total
        here = self.tally.contacts = await self._total()
        now = self._service_now or datetime.now(UTC)
        if total == here + position.unusable and position.windows is None:
            if self._mirrored:
                await self._copy.write((), {SWEPT: now.isoformat()})
                return
            if not sweep_due(position.swept_at, now):
                return
        held = self._held
        if held is not None and not self._accept and (held.contacts, held.total) == (here, total):
            raise held
        await self._sweep(total, now)

    async def _sweep(self, total: int | None, now: datetime) -> None:
        self._teller.enter(Phase.SWEEPING, total=total)
        fetched = partial(self._fetched, kept=self.tally.swept_aside)
        sweep = Sweep(self._client, self._copy, fetched, self._teller.progress)
        try:
            met = await sweep.run(accept_deletions=self._accept)
        finally:
            self.tally.deleted += sweep.deleted
            self.tally.changed_ids |= sweep.changed_ids
            self.tally.contacts = await self._total()
        self.tally.service_total = max(met.totals, default=total)
        if self._mirrored or (await self._position()).windows is not None:
            self._lost = None  # every contact that a lost window held was met by the sweep
        await self._copy.write((), {SWEPT: now.isoformat(), UNUSABLE: str(met.unusable), mirror.MARK: None})
