"""Writing on one thread: pages gathered, marks that never promise what is not there."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from tests.sync.desk import Desk

from nexus_contacts.api.records import Contact
from nexus_contacts.store import contacts, marks
from nexus_contacts.sync.copying import BATCH_PAGES, Copy, writing


def on_copy(desk: Desk, work: Callable[[Copy], Coroutine[Any, Any, Any]]) -> Any:
    async def run() -> Any:
        with ThreadPoolExecutor(1) as executor:
            return await work(Copy(desk.database, executor, desk.changed.append))

    return asyncio.run(run())


def some(first: int, count: int = 2) -> list[Contact]:
    return [Contact(f"con_{number}", f"Name {number}") for number in range(first, first + count)]


def test_pages_are_written_together_and_told_together(desk: Desk) -> None:
    async def write(copy: Copy) -> None:
        async with writing(copy) as writer:
            for number in range(BATCH_PAGES):
                await writer.put(some(number * 2))

    on_copy(desk, write)

    assert contacts.total(desk.database) == BATCH_PAGES * 2
    assert len(desk.changed) == 1


def test_a_mark_tells_only_of_pages_that_are_written(desk: Desk) -> None:
    reached: list[int] = []

    async def write(copy: Copy) -> None:
        async with writing(copy, lambda: {"reached": str(len(reached))}) as writer:
            for number in range(25):
                await writer.put(some(number, 1), lambda number=number: reached.append(number))  # type: ignore[misc]
                stored = await asyncio.to_thread(marks.get, desk.database, "reached")
                assert int(stored or 0) <= contacts.total(desk.database)

    on_copy(desk, write)

    assert marks.get(desk.database, "reached") == "25"
    assert reached == list(range(25))


def test_what_was_read_before_a_failure_is_written(desk: Desk) -> None:
    async def write(copy: Copy) -> None:
        async with writing(copy) as writer:
            await writer.put(some(0))
            raise ValueError("the walk failed")

    with pytest.raises(ValueError, match="the walk failed"):
        on_copy(desk, write)

    assert contacts.total(desk.database) == 2


def test_a_failing_write_ends_the_walk(desk: Desk) -> None:
    async def write(copy: Copy) -> None:
        async with writing(copy, lambda: 1 / 0) as writer:  # type: ignore[arg-type,return-value]
            while True:
                await writer.put(some(0))
                await asyncio.sleep(0)

    with pytest.raises(ZeroDivisionError):
        on_copy(desk, write)


def test_what_is_forgotten_is_told(desk: Desk) -> None:
    async def write(copy: Copy) -> None:
        await copy.write(some(0))
        await copy.remove(["con_0", "con_9"])

    on_copy(desk, write)

    assert contacts.total(desk.database) == 1
    assert desk.changed[-1].ids == frozenset({"con_0"})
