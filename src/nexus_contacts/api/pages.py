"""Walking through pages by their cursors, and noticing where the cursors lead nowhere."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import TypeVar

from nexus_contacts.api.errors import CursorLost, NotFound, Refused
from nexus_contacts.api.records import Page

Item = TypeVar("Item")

_EXPIRED = frozenset({400, 404, 410, 422})


async def walk(
    fetch: Callable[[str | None], Awaitable[Page[Item]]], start: str | None = None
) -> AsyncGenerator[Page[Item], None]:
    """Every page from `fetch(cursor)`, beginning at the cursor `start`.

    Raises CursorLost: `repeated` for a cursor that was met before (its page is not given out), `expired` for one the
    service refuses, and `missing`, after the last page given, where more is promised without a way to it.
    """
    cursor, seen = start, {start}
    while True:
        page = await _fetched(fetch, cursor)
        yield page
        cursor = page.next_cursor
        if cursor is None:
            if page.has_more:
                raise CursorLost("missing")
            return
        if cursor in seen:
            # Some services name a last page's own cursor; that is an end as long as they promise no more.
            if page.has_more:
                raise CursorLost("repeated")
            return
        if not page.has_more and not page.items:
            return
        seen.add(cursor)


async def _fetched(fetch: Callable[[str | None], Awaitable[Page[Item]]], cursor: str | None) -> Page[Item]:
    try:
        return await fetch(cursor)
    except Refused as error:
        if cursor is None or isinstance(error, NotFound) or error.status not in _EXPIRED:
            raise
        raise CursorLost("expired", status=error.status, code=error.code, message=error.message) from error
