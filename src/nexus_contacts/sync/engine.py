"""The engine: pulls on demand or in a loop, loads details, searches the service. Lives on one event loop."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from nexus_contacts.api.client import Client
from nexus_contacts.api.errors import ApiError, Forbidden, RateLimited, ReadOnlyKey, Unauthorized
from nexus_contacts.api.pages import walk
from nexus_contacts.api.records import Contact, Page
from nexus_contacts.errors import NexusError
from nexus_contacts.store import details as stored_details
from nexus_contacts.store import marks as stored_marks
from nexus_contacts.store import settling
from nexus_contacts.store.changes import Changed
from nexus_contacts.store.connection import Database
from nexus_contacts.store.details import DetailKind
from nexus_contacts.store.outbox import HOLD_S
from nexus_contacts.sync.copying import Copy
from nexus_contacts.sync.errors import DeletionsHeld, RecordsSetAside, Stalled
from nexus_contacts.sync.progress import Phase, SyncOutcome, SyncState, Teller
from nexus_contacts.sync.pull import Pull, read_position
from nexus_contacts.sync.push import Push, PushOutcome
from nexus_contacts.sync.requests import RequestLog

INTERVAL_S = 60.0
"""From one pull to the next while all is well."""
OFFLINE_FIRST_S = 5.0
"""The first wait after a failure; it doubles up to `INTERVAL_S`."""
PAUSE_SHOWN_S = 1.0
"""Shorter pauses of the service are not worth a word."""
READ_ONLY = "read_only"
"""The mark of a key that may only read."""
DETAIL_KINDS: tuple[DetailKind, ...] = ("timeline", "deals", "notes", "activities")
MOST_DETAIL_PAGES = 200


@dataclass(frozen=True, slots=True)
class DetailsOutcome:
    """Which lists of a contact were downloaded, and why the others were not. `contact` stands for the record itself."""

    loaded: tuple[str, ...] = ()
    failed: tuple[tuple[str, NexusError], ...] = ()


class Engine:
    """Keeps one account's copy in step with its service. `on_state` and `on_changed` are called on the loop's thread,
    `on_state` at most ten times a second but for changes of phase.
    """

    def __init__(
        self,
        client: Client,
        database: Database,
        *,
        on_state: Callable[[SyncState], None],
        on_changed: Callable[[Changed], None],
        requests: RequestLog | None = None,
    ) -> None:
        self._client = client
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="sync-write")
        self._copy = Copy(database, self._executor, on_changed)
        self._teller = Teller(on_state)
        self.requests = requests if requests is not None else RequestLog()
        self._held: DeletionsHeld | None = None
        self._unsent: NexusError | None = None
        self._accept = False
        self._pulling = asyncio.Lock()
        self._pushing = asyncio.Lock()
        self._woken = asyncio.Event()
        self._push_wanted = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def state(self) -> SyncState:
        """Where the sync stands now."""
        return self._teller.state

    def close(self) -> None:
        """Let the transaction under way end, and stop the writing thread."""
        self._copy.stopping.set()
        self._executor.shutdown(wait=True, cancel_futures=True)

    def wake(self, *, accept_deletions: bool = False) -> None:
        """Pull at once, from any thread; `accept_deletions` lets what the brake held back go this once."""

        def woken() -> None:
            self._accept = self._accept or accept_deletions
            self._woken.set()

        if self._loop is not None:
            with suppress(RuntimeError):  # the loop has ended, and with it every pull
                self._loop.call_soon_threadsafe(woken)

    async def pull(self, *, accept_deletions: bool = False, stall_s: float | None = None) -> SyncOutcome:
        """Bring the copy to the service's state once. An expected failure is the outcome's `reason`, never raised.

        With `stall_s` the pull ends (Stalled) when nothing went forward for so long, whatever the service does.
        """
        async with self._pulling:
            deadline = asyncio.timeout(stall_s)

            def advanced() -> None:
                if stall_s is not None and not deadline.expired():
                    deadline.reschedule(asyncio.get_running_loop().time() + stall_s)

            pull = Pull(
                self._client,
                self._copy,
                self._teller,
                accept_deletions=accept_deletions,
                held=self._held,
                advanced=advanced,
            )
            watch = asyncio.create_task(self._watch_pauses())
            reason: NexusError | None = None
            try:
                async with deadline:
                    await pull.run()
            except TimeoutError:
                reason = Stalled(stall_s or 0.0)
            except NexusError as error:
                reason = error
            finally:
                watch.cancel()
            return self._ended(pull, reason)

    def _ended(self, pull: Pull, reason: NexusError | None) -> SyncOutcome:
        tally = pull.tally
        aside = tuple((tally.set_aside or tally.swept_aside).values())
        if reason is None and aside:
            reason = RecordsSetAside(len(aside))
        self._held = reason if isinstance(reason, DeletionsHeld) else None
        self._teller.pause(None)
        created = max(0, tally.contacts - tally.contacts_before + tally.deleted)
        outcome = SyncOutcome(
            contacts=tally.contacts,
            service_total=tally.service_total,
            created=created,
            updated=max(0, len(tally.changed_ids) - created),
            deleted=tally.deleted,
            set_aside=aside,
            complete=reason is None or isinstance(reason, RecordsSetAside),
            reason=reason,
            applied=tally.pages > 0,
        )
        self._rest(outcome)
        return outcome

    def _rest(self, outcome: SyncOutcome) -> None:
        """Tell the phase that an outcome leaves."""
        reason = outcome.reason
        resumes_at = None
        if isinstance(reason, Unauthorized | Forbidden):
            phase = Phase.PAUSED
        elif isinstance(reason, DeletionsHeld):
            phase = Phase.HELD
        elif isinstance(reason, RateLimited):
            phase = Phase.WAITING
            resumes_at = datetime.now(UTC) + timedelta(seconds=reason.retry_after_s or INTERVAL_S)
        elif isinstance(reason, ApiError | Stalled):
            phase = Phase.OFFLINE
        else:
            phase, reason = Phase.IDLE, reason or self._unsent
        self._teller.enter(
            phase, done=outcome.contacts, total=outcome.service_total, reason=reason, resumes_at=resumes_at
        )

    async def _watch_pauses(self) -> None:
        """Tell the pauses that the service asks for; one pause holds every request of the client."""
        while True:
            left_s = self._client.pause_left_s
            if left_s > PAUSE_SHOWN_S:
                self._teller.pause(datetime.now(UTC) + timedelta(seconds=left_s))
            elif left_s <= 0:
                self._teller.pause(None)
            await asyncio.sleep(0.2)

    def push_soon(self) -> None:
        """Send what waits, from any thread: something was just changed."""
        if self._loop is not None:
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._push_wanted.set)

    async def push(self, advanced: Callable[[], None] = lambda: None) -> PushOutcome:
        """Send what waits, once. An expected failure is the outcome's `reason`. Raises StoreError."""
        async with self._pushing:
            outcome = await Push(self._client, self._copy, advanced).run()
        if isinstance(outcome.reason, ReadOnlyKey):
            await self._note_writable(False)
        self._unsent = outcome.reason if isinstance(outcome.reason, Unauthorized | Forbidden) else None
        return outcome

    async def sync(self, *, accept_deletions: bool = False, stall_s: float | None = None) -> SyncOutcome:
        """Send what waits, then pull: what a run without a window does. `stall_s` as for `pull`."""
        pushed = PushOutcome()
        if await self._copy.do(settling.something_waits, self._copy.database):
            pushed = await self.push()
        outcome = await self.pull(accept_deletions=accept_deletions, stall_s=stall_s)
        reason = outcome.reason or pushed.reason
        return replace(outcome, sent=pushed.sent, reason=reason, complete=outcome.complete and pushed.reason is None)

    async def _note_writable(self, allowed: bool) -> None:
        await self._copy.do(stored_marks.put, self._copy.database, READ_ONLY, None if allowed else "1")
        self._teller.may_write(allowed)

    async def ask_whether_writable(self) -> None:
        """Find out whether the key may write, where the service says so."""
        allowed = await self._client.may_write()
        if allowed is not None:
            await self._note_writable(allowed)

    async def run(self) -> None:
        """Send and pull now, then every minute, sooner when woken, later while offline. Ends by being cancelled."""
        self._loop = asyncio.get_running_loop()
        position = await self._copy.do(read_position, self._copy.database)
        self._teller.synced(position.synced_at)
        self._teller.may_write(await self._copy.do(stored_marks.get, self._copy.database, READ_ONLY) is None)
        async with asyncio.TaskGroup() as group:
            group.create_task(self._send_when_wanted())
            group.create_task(self._pull_always())

    async def _send_when_wanted(self) -> None:
        """Send whenever something was changed, or a held deletion may leave."""
        while True:
            release = await self._copy.do(settling.next_release, self._copy.database)
            # Never longer than the hold itself, so that a clock that is set back is noticed.
            left_s = None if release is None else (release - datetime.now(UTC)).total_seconds()
            wait_s = None if left_s is None else max(0.05, min(HOLD_S, left_s))
            with suppress(TimeoutError):
                await asyncio.wait_for(self._push_wanted.wait(), wait_s)
            self._push_wanted.clear()
            if await self._copy.do(settling.something_waits, self._copy.database):
                outcome = await self.push()
                if outcome.reason is not None:
                    self._woken.set()  # the pull tells why, and when it is tried again

    async def _pull_always(self) -> None:
        failures = 0
        asked = False
        while True:
            self._woken.clear()
            accept, self._accept = self._accept, False
            if await self._copy.do(settling.something_waits, self._copy.database):
                await self.push()
            outcome = await self.pull(accept_deletions=accept)
            if outcome.complete and not asked:
                asked = True
                await self.ask_whether_writable()
            offline = self._teller.state.phase is Phase.OFFLINE
            failures = failures + 1 if offline else 0
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), self._next_in_s(outcome, failures))

    def _next_in_s(self, outcome: SyncOutcome, failures: int) -> float | None:
        """Seconds to the next pull; None: not before somebody wakes it."""
        reason = outcome.reason
        if isinstance(reason, Unauthorized | Forbidden):
            return None
        if isinstance(reason, RateLimited):
            return max(1.0, reason.retry_after_s or INTERVAL_S)
        if failures:
            return float(min(INTERVAL_S, OFFLINE_FIRST_S * 2 ** (failures - 1)))
        return INTERVAL_S

    async def load_details(self, contact_id: str, kinds: Sequence[DetailKind] = DETAIL_KINDS) -> DetailsOutcome:
        """Download a contact's lists and its full record, all at once; what one of them meets does not stop the others.

        What came replaces what is stored, and `on_changed` tells. Only bugs and StoreErrors are raised.
        """
        jobs: dict[str, Awaitable[Any]] = {"contact": self._load_contact(contact_id)}
        jobs |= {kind: self._load_list(contact_id, kind) for kind in kinds}
        results = await asyncio.gather(*jobs.values(), return_exceptions=True)
        failed = []
        for name, result in zip(jobs, results, strict=True):
            if isinstance(result, ApiError):
                failed.append((name, result))
            elif isinstance(result, BaseException):
                raise result
        names = {name for name, _ in failed}
        return DetailsOutcome(tuple(name for name in jobs if name not in names), tuple(failed))

    async def _load_contact(self, contact_id: str) -> None:
        await self._copy.write((await self._client.get(contact_id),))

    async def _load_list(self, contact_id: str, kind: DetailKind) -> None:
        method = getattr(self._client, kind)
        items: list[Any] = []
        async with aclosing(walk(lambda cursor: method(contact_id, cursor=cursor))) as pages:
            count = 0
            async for page in pages:
                items += page.items
                count += 1
                if count >= MOST_DETAIL_PAGES:
                    break
        self._copy.tell(
            await self._copy.do(partial(stored_details.replace, self._copy.database, contact_id, kind, tuple(items)))
        )

    async def search_service(self, text: str, *, cursor: str | None = None) -> Page[Contact]:
        """One page of the service's own full-text search, best match first; what it finds is kept in the copy too.

        Raises ApiError.
        """
        page = await self._client.search(text, cursor=cursor)
        await self._copy.write(page.items)
        return page
