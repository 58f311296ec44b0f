"""Walking through lists of the service: from window to window, restarted where cursors fail, never for ever.

A walk in the order of its window's time knows how far it came, so a restart begins there. Where the service does not
keep the order or the bounds it was asked for, that knowledge is worth nothing: `Disorderly` says so.
"""

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from nexus_contacts.api.client import Client
from nexus_contacts.api.errors import CursorLost
from nexus_contacts.api.pages import walk
from nexus_contacts.api.records import Contact, ListQuery, Page
from nexus_contacts.sync.errors import Disorderly
from nexus_contacts.sync.plan import Window

RESTARTS = 3
"""A walk whose cursors fail begins again this many times."""
IDLE_PAGES = 3
"""So many pages in a row without anything new are a circle with ever new cursors."""

TimeField = Literal["created_at", "updated_at"]


@dataclass(frozen=True, slots=True)
class Step:
    """A page of a walk, and how far in time the walk has come with it; None while that is not known.

    `asked` is the window of the query that the page answers, and `first` whether it is that query's first page.
    """

    page: Page[Contact]
    position: datetime | None
    asked: Window
    first: bool


class _Order:
    """Checks that the pages of one query come in the order and bounds of its window."""

    def __init__(self, field: TimeField, window: Window) -> None:
        self._field = field
        self._after = window.after
        self._before = window.end if field == "created_at" else None
        self.position: datetime | None = None

    def take(self, page: Page[Contact]) -> None:
        """Raises Disorderly."""
        for contact in page.items:
            moment: datetime | None = getattr(contact, self._field)
            if moment is None:  # it may have come in a form that is no time, and says nothing about the order
                continue
            early = self._after is not None and moment < self._after
            late = self._before is not None and moment > self._before
            if early or late or (self.position is not None and moment < self.position):
                raise Disorderly
            self.position = moment


def _query(field: TimeField, window: Window) -> ListQuery:
    if field == "created_at":
        return ListQuery(created_after=window.after, created_before=window.end, sort=field)
    return ListQuery(updated_after=window.after, sort=field)


async def walk_window(
    client: Client, field: TimeField, window: Callable[[], Window], fetched: Callable[[Page[Contact]], None]
) -> AsyncGenerator[Step, None]:
    """The pages of a window in the order of `field`, to its end. `window` answers what is left, and may shrink.

    `fetched` sees every page first. Raises Disorderly, or CursorLost when restarts do not help.
    """
    restarts = 0
    while True:
        asked = window()
        order, first = _Order(field, asked), True
        try:
            async with aclosing(_forward(client, _query(field, asked))) as pages:
                async for page in pages:
                    fetched(page)
                    order.take(page)
                    yield Step(page, order.position, asked, first)
                    first = False
            return
        except CursorLost:
            left = window()
            moved = left.start is not None and (asked.start is None or left.start > asked.start)
            # A walk that came forward begins where it stopped, which is a narrower window, not a repetition.
            restarts = 0 if moved else restarts + 1
            if restarts > RESTARTS:
                raise


async def _forward(client: Client, query: ListQuery) -> AsyncGenerator[Page[Contact], None]:
    """The pages of one query. Raises CursorLost for circles whose cursors are all different, too."""
    previous: frozenset[str] = frozenset()
    idle = 0

    async def fetch(cursor: str | None) -> Page[Contact]:
        return await client.list(query, cursor)

    async with aclosing(walk(fetch)) as pages:
        async for page in pages:
            ids = frozenset(contact.id for contact in page.items)
            idle = idle + 1 if ids <= previous and page.has_more else 0
            if idle >= IDLE_PAGES:
                raise CursorLost("repeated")
            previous = ids
            yield page


async def walk_list(
    client: Client, query: ListQuery, seen: set[str], fetched: Callable[[Page[Contact]], None]
) -> AsyncGenerator[Page[Contact], None]:
    """The pages of the whole list, once. `seen` gathers the ids. Raises CursorLost."""
    idle = 0
    async with aclosing(walk(lambda cursor: client.list(query, cursor))) as pages:
        async for page in pages:
            fetched(page)
            before = len(seen)
            seen.update(contact.id for contact in page.items)
            idle = idle + 1 if len(seen) == before and page.has_more else 0
            if idle >= IDLE_PAGES:
                raise CursorLost("repeated")
            yield page
