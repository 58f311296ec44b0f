"""The first mirror: the whole list by windows of `created_at`, eight at a time, each written with its position.

It begins with one window and splits the fullest whenever a place is free, so that bursts and gaps in time balance
out; the earlier part goes on by its cursor and stops at the cut.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial

from nexus_contacts.api.client import Client
from nexus_contacts.api.errors import CursorLost
from nexus_contacts.api.records import Contact, Page
from nexus_contacts.sync.copying import Copy, Marks, Writer, writing
from nexus_contacts.sync.plan import SMALLEST_SPLIT, Ledger, Window, middle, whole_second
from nexus_contacts.sync.walks import Step, walk_window

AT_ONCE = 8
MARK = "mirror"
"""The mark that keeps the windows still to be read; it is taken away when there are none."""


@dataclass(slots=True, eq=False)
class _Stretch:
    """A window being read. `total` and `got` are of its running query; `owner` asked for its contacts before it did."""

    number: int
    window: Window
    guess: float = 0.0
    owner: "_Stretch | None" = None
    asked: Window | None = None
    total: int | None = None
    got: int = 0
    given: int = 0
    unanswered: int = 0

    def left(self, ceiling: datetime) -> float:
        """An estimate of the contacts still to be read here."""
        if self.asked is None or self.total is None:
            return self.guess
        rest = float(self.total - self.got - self.given)
        if self.unanswered:
            rest *= self.window.share(Window(self.window.start, self.asked.end), ceiling)
        return rest


class Mirror:
    """Reads all windows of a ledger. `fetched` sees every page; `progress` gets the number of contacts read so far."""

    def __init__(
        self,
        client: Client,
        copy: Copy,
        ledger: Ledger,
        fetched: Callable[[Page[Contact]], None],
        progress: Callable[[int], None],
    ) -> None:
        self._client = client
        self._ledger = ledger
        self._fetched = fetched
        self._progress = progress
        self._copy = copy
        self._writer = Writer(copy)
        self._active: list[_Stretch] = []
        self._queue = deque(_Stretch(number, ledger[number]) for number in ledger.numbers)
        self._ceiling = datetime.now(UTC)
        self._read = 0
        self._group: asyncio.TaskGroup | None = None
        self.lost: CursorLost | None = None
        """Why a window could not be read to its end; it stays in the ledger."""

    def _marks(self) -> Marks:
        return {MARK: self._ledger.text() if len(self._ledger) else None}

    async def run(self) -> None:
        """Read and write everything. Raises Disorderly, ApiError, StoreError."""
        async with writing(self._copy, self._marks) as self._writer, asyncio.TaskGroup() as self._group:
            self._fill()

    def _fill(self) -> None:
        """Start as many walks as there is room for, from the queue first, then by splitting the fullest."""
        while self._queue and len(self._active) < AT_ONCE:
            self._start(self._queue.popleft())
        while len(self._active) < AT_ONCE:
            split = next(filter(None, map(self._split, self._fullest())), None)
            if split is None:
                return
            self._start(split)

    def _fullest(self) -> list[_Stretch]:
        counted = [(stretch.left(self._ceiling), stretch) for stretch in self._active]
        worth = [pair for pair in counted if pair[0] >= SMALLEST_SPLIT]
        return [stretch for _, stretch in sorted(worth, key=lambda pair: -pair[0])]

    def _split(self, stretch: _Stretch) -> _Stretch | None:
        cut = middle(stretch.window, self._ceiling)
        if cut is None:
            return None
        guess = stretch.left(self._ceiling) / 2
        owner = stretch if stretch.asked is not None else stretch.owner
        later = _Stretch(self._ledger.split(stretch.number, cut), Window(cut, stretch.window.end), guess, owner)
        stretch.window = replace(stretch.window, end=cut)
        stretch.guess = guess
        if owner is not None:
            owner.unanswered += 1
        return later

    def _start(self, stretch: _Stretch) -> None:
        assert self._group is not None
        self._active.append(stretch)
        self._group.create_task(self._walk(stretch))

    async def _walk(self, stretch: _Stretch) -> None:
        try:
            if not stretch.window.empty:
                await self._read_all(stretch)
            await self._writer.put((), partial(self._ledger.close, stretch.number))
        except CursorLost as error:
            self.lost = error
        self._active.remove(stretch)
        self._fill()

    async def _read_all(self, stretch: _Stretch) -> None:
        steps = walk_window(self._client, "created_at", lambda: stretch.window, self._fetched)
        async with aclosing(steps):
            async for step in steps:
                self._note(stretch, step)
                end, position = stretch.window.end, step.position
                mine = [one for one in step.page.items if end is None or not one.created_at or one.created_at < end]
                written = None if position is None else partial(self._ledger.advance, stretch.number, position)
                self._fill()
                await self._writer.put(mine, written)
                if end is not None and position is not None and position >= end:
                    return

    def _note(self, stretch: _Stretch, step: Step) -> None:
        """Keep count of what a query answered, for the estimates and for the progress."""
        page = step.page
        if step.first:
            self._ceiling = max(self._ceiling, page.answered_at) if page.answered_at else self._ceiling
            if stretch.owner is not None and stretch.asked is None:
                stretch.owner.unanswered -= 1
                stretch.owner.given += page.total or 0
            stretch.asked, stretch.total, stretch.got, stretch.given = step.asked, page.total, 0, 0
        stretch.got += len(page.items)
        self._read += len(page.items)
        self._progress(self._read)
        if step.position is not None:
            start = whole_second(step.position)
            if stretch.window.start is None or start > stretch.window.start:
                stretch.window = replace(stretch.window, start=start)
