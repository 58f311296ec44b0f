"""Walks through the lists of a real workspace, whole and in windows."""

import asyncio
from collections.abc import Coroutine
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.api.raw_server import Asked, RawServer, json_reply
from tests.sync.desk import Desk

from nexus_contacts.api.client import Client
from nexus_contacts.api.errors import CursorLost
from nexus_contacts.api.records import ListQuery
from nexus_contacts.sync.errors import Disorderly
from nexus_contacts.sync.plan import Window
from nexus_contacts.sync.walks import IDLE_PAGES, RESTARTS, walk_list, walk_window


def record(number: int) -> dict[str, str]:
    return {"id": f"con_{number}", "created_at": f"2026-01-01T00:{number // 60:02}:{number % 60:02}Z"}


def page(numbers: list[int], **meta: Any) -> Any:
    return json_reply({"success": True, "data": [record(number) for number in numbers], "meta": meta})


def read_window(server: RawServer, window: Window) -> list[str]:
    async def read() -> list[str]:
        async with Client(server.url, "key") as client:
            steps = walk_window(client, "created_at", lambda: window, lambda page: None)
            return [one.id async for step in steps for one in step.page.items]

    return asyncio.run(read())


def read_list(server: RawServer) -> set[str]:
    async def read() -> set[str]:
        seen: set[str] = set()
        async with Client(server.url, "key") as client:
            async for _ in walk_list(client, ListQuery(), seen, lambda page: None):
                pass
        return seen

    return asyncio.run(read())


def test_a_window_is_read_in_its_order_with_its_bounds(linked: Desk) -> None:
    linked.fill(250)

    async def read(client: Client) -> list[Any]:
        steps = walk_window(client, "created_at", Window, lambda page: None)
        return [(step.first, step.position, len(step.page.items)) async for step in steps]

    steps: list[Any] = linked.with_client(read)

    assert [(first, count) for first, _, count in steps] == [(True, 100), (False, 100), (False, 50)]
    assert [position for _, position, _ in steps] == sorted(position for _, position, _ in steps)


@pytest.mark.parametrize("numbers", [[5, 4], [1, 2, 0]])
def test_a_list_out_of_order_is_noticed(numbers: list[int]) -> None:
    with RawServer(page(numbers, has_more=False)) as server, pytest.raises(Disorderly):
        read_window(server, Window())


def test_a_window_whose_cursors_fail_is_given_up_after_its_restarts() -> None:
    with RawServer(page([1, 2], has_more=True)) as server, pytest.raises(CursorLost):
        read_window(server, Window())

    assert len(server.asked) == RESTARTS + 1


def test_a_walk_that_comes_forward_restarts_from_where_it_is() -> None:
    """Two contacts a page, and never a cursor: every page begins a narrower window."""

    def answer(asked: Asked) -> Any:
        after = parse_qs(urlsplit(asked.target).query).get("created_after")
        bound = datetime.fromisoformat(after[0]).minute * 60 + datetime.fromisoformat(after[0]).second if after else -1
        left = [number for number in range(7) if number > bound]
        return page(left[:3], has_more=len(left) > 3)

    async def read(url: str) -> list[str]:
        windows, met = [Window()], []
        async with Client(url, "key") as client:
            async for step in walk_window(client, "created_at", lambda: windows[-1], lambda page: None):
                windows.append(Window(step.position))
                met += [one.id for one in step.page.items]
        return met

    with RawServer(answer) as server:
        met = asyncio.run(read(server.url))

    assert set(met) == {f"con_{number}" for number in range(7)}


def test_a_circle_with_ever_new_cursors_is_noticed() -> None:
    count = iter(range(1000))

    with (
        RawServer(lambda asked: page([1, 2], has_more=True, next_cursor=f"c{next(count)}")) as server,
        pytest.raises(CursorLost),
    ):
        read_list(server)

    assert len(server.asked) == IDLE_PAGES + 1


def test_the_whole_list_is_met_once(linked: Desk) -> None:
    linked.fill(230)
    seen: set[str] = set()

    async def read(client: Client) -> int:
        return sum([len(page.items) async for page in walk_list(client, ListQuery(), seen, lambda page: None)])

    work: Coroutine[Any, Any, int] = linked.with_client(read)  # type: ignore[assignment]

    assert work == len(seen) == 230
