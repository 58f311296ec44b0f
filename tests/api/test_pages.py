"""Walking by cursors, and where they lead nowhere."""

import asyncio
from collections.abc import Callable

import pytest

from nexus_contacts.api.errors import CursorLost, NotFound, Refused
from nexus_contacts.api.pages import walk
from nexus_contacts.api.records import Page


def walked(pages: dict[str | None, Page[int]], met: list[int] | None = None) -> list[int]:
    items: list[int] = [] if met is None else met

    async def fetch(cursor: str | None) -> Page[int]:
        if cursor not in pages:
            raise Refused(status=400, code="invalid_parameter")
        return pages[cursor]

    async def run() -> None:
        async for page in walk(fetch):
            items.extend(page.items)

    asyncio.run(run())
    return items


def test_a_walk_gives_every_page_once() -> None:
    pages = {
        None: Page((1, 2), next_cursor="b", has_more=True),
        "b": Page((3,), next_cursor="c", has_more=True),
        "c": Page((4,)),
    }

    assert walked(pages) == [1, 2, 3, 4]


def test_has_more_alone_is_not_relied_upon() -> None:
    pages = {None: Page((1,), next_cursor="b", has_more=False), "b": Page((2,))}

    assert walked(pages) == [1, 2]


@pytest.mark.parametrize(
    "last", [Page((2,), next_cursor="b", has_more=False), Page((), next_cursor="c", has_more=False)]
)
def test_a_last_page_may_name_a_cursor_that_leads_nowhere(last: Page[int]) -> None:
    pages = {None: Page((1,), next_cursor="b", has_more=True), "b": last}

    assert walked(pages) == [1, *last.items]


@pytest.mark.parametrize(
    ("pages", "reason"),
    [
        (
            {None: Page((1,), next_cursor="b", has_more=True), "b": Page((2,), next_cursor="b", has_more=True)},
            "repeated",
        ),
        (
            {
                None: Page((1,), next_cursor="b", has_more=True),
                "b": Page((2,), next_cursor="c", has_more=True),
                "c": Page((), next_cursor="b", has_more=True),
            },
            "repeated",
        ),
        ({None: Page((1,), next_cursor="b", has_more=True), "b": Page((2,), has_more=True)}, "missing"),
        (
            {None: Page((1,), next_cursor="b", has_more=True), "b": Page((2,), next_cursor="gone", has_more=True)},
            "expired",
        ),
    ],
)
def test_a_lost_cursor_is_told_after_the_pages_that_came(pages: dict[str | None, Page[int]], reason: str) -> None:
    met: list[int] = []

    with pytest.raises(CursorLost) as caught:
        walked(pages, met)

    assert caught.value.reason == reason
    assert met == [1, 2]


def test_a_refusal_of_the_first_page_is_no_lost_cursor() -> None:
    with pytest.raises(Refused) as caught:
        walked({})

    assert not isinstance(caught.value, CursorLost)


@pytest.mark.parametrize("error", [NotFound(status=404), Refused(status=405)])
def test_other_refusals_stay_what_they_are(error: Refused) -> None:
    async def fetch(cursor: str | None) -> Page[int]:
        if cursor is None:
            return Page((1,), next_cursor="b", has_more=True)
        raise error

    async def run(each: Callable[[Page[int]], None]) -> None:
        async for page in walk(fetch):
            each(page)

    with pytest.raises(Refused) as caught:
        asyncio.run(run(lambda page: None))

    assert caught.value is error


def test_a_walk_can_begin_in_the_middle() -> None:
    async def fetch(cursor: str | None) -> Page[int]:
        return {"b": Page((2,), next_cursor="c", has_more=True), "c": Page((3,))}[cursor or ""]

    async def run() -> list[int]:
        return [item async for page in walk(fetch, "b") for item in page.items]

    assert asyncio.run(run()) == [2, 3]
