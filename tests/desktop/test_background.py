"""Work goes off the UI thread and comes back; nothing wanted is lost, and nothing unwanted arrives."""

import asyncio
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.background import Background
from nexus_contacts.errors import NexusError


class Expected(NexusError):
    """A failure that is no bug."""


@pytest.fixture
def background(qapp: object) -> Iterator[Background]:
    made = Background()
    yield made
    assert made.close()


def test_a_result_arrives_on_the_ui_thread(background: Background, qtbot: QtBot) -> None:
    owner = QObject()
    threads: list[int] = []
    results: list[int] = []

    def then(worker: int) -> None:
        threads.append(threading.get_ident())
        results.append(worker)

    background.run(owner, threading.get_ident, then)
    qtbot.waitUntil(lambda: bool(results))

    assert threads == [threading.get_ident()]
    assert results != threads


def test_an_error_arrives_where_it_was_asked_for(background: Background, qtbot: QtBot) -> None:
    owner = QObject()
    errors: list[BaseException] = []

    background.run(owner, lambda: 1 // 0, lambda _: None, errors.append)
    qtbot.waitUntil(lambda: bool(errors))

    assert isinstance(errors[0], ZeroDivisionError)


def test_an_error_nobody_claims_is_told(background: Background, qtbot: QtBot) -> None:
    owner = QObject()

    with qtbot.waitSignal(background.error_unclaimed) as told:
        background.run(owner, lambda: 1 // 0, lambda _: None)

    assert isinstance(told.args[0], ZeroDivisionError)


def test_a_newer_call_takes_the_place_of_an_older_one_and_interrupts_it(background: Background, qtbot: QtBot) -> None:
    owner = QObject()
    begun, stopped = threading.Event(), threading.Event()
    threads: list[int] = []
    results: list[str] = []

    def slow() -> str:
        threads.append(threading.get_ident())
        begun.set()
        stopped.wait(10)
        return "old"

    def interrupt(thread_id: int) -> None:
        threads.append(thread_id)
        stopped.set()

    background.run(owner, slow, results.append, key="search", on_superseded=interrupt)
    assert begun.wait(10)
    background.run(owner, lambda: "new", results.append, key="search")
    qtbot.waitUntil(lambda: bool(results))
    background.run(owner, lambda: "last", results.append)
    qtbot.waitUntil(lambda: "last" in results)

    assert results == ["new", "last"]
    assert threads[0] == threads[1]


def test_an_expected_failure_of_superseded_work_is_no_news(background: Background, qtbot: QtBot) -> None:
    owner = QObject()
    begun, go_on = threading.Event(), threading.Event()
    told: list[object] = []
    results: list[str] = []
    background.error_unclaimed.connect(told.append)

    def interrupted() -> str:
        begun.set()
        go_on.wait(10)
        raise Expected

    background.run(owner, interrupted, results.append, key="search", on_superseded=lambda _: go_on.set())
    assert begun.wait(10)
    background.run(owner, lambda: "new", results.append, key="search")
    qtbot.waitUntil(lambda: bool(results))

    assert (results, told) == (["new"], [])


def test_keys_of_different_owners_do_not_meet(background: Background, qtbot: QtBot) -> None:
    one, other = QObject(), QObject()
    results: list[str] = []

    background.run(one, lambda: "one", results.append, key="page")
    background.run(other, lambda: "other", results.append, key="page")
    qtbot.waitUntil(lambda: len(results) == 2)

    assert sorted(results) == ["one", "other"]


class Owner(QObject):
    """An owner that takes results with a method of its own."""

    def __init__(self, taken: list[str]) -> None:
        super().__init__()
        self.taken = taken

    def take(self, result: str) -> None:
        self.taken.append(result)


def test_a_result_is_dropped_when_its_owner_is_gone(background: Background, qtbot: QtBot) -> None:
    gone: list[str] = []
    there: list[str] = []
    owner, witness = Owner(gone), Owner(there)
    go_on = threading.Event()

    background.run(owner, lambda: "late" if go_on.wait(10) else "", owner.take)
    owner.deleteLater()
    del owner
    qtbot.wait(1)
    go_on.set()
    background.run(witness, lambda: "seen", witness.take)
    qtbot.waitUntil(lambda: bool(there))

    assert (gone, there) == ([], ["seen"])


def test_a_coroutine_runs_on_the_one_network_thread(background: Background, qtbot: QtBot) -> None:
    owner = QObject()
    names: list[str] = []

    async def name() -> str:
        await asyncio.sleep(0)
        return threading.current_thread().name

    background.run_async(owner, name, names.append)
    background.run_async(owner, name, names.append)
    qtbot.waitUntil(lambda: len(names) == 2)

    assert names == ["network", "network"]


def test_an_error_in_a_coroutine_arrives(background: Background, qtbot: QtBot) -> None:
    owner = QObject()
    errors: list[BaseException] = []

    async def fail() -> None:
        raise Expected

    background.run_async(owner, fail, failed=errors.append)
    qtbot.waitUntil(lambda: bool(errors))

    assert isinstance(errors[0], Expected)


def test_a_newer_call_cancels_a_coroutine(background: Background, qtbot: QtBot) -> None:
    owner = QObject()
    begun, cancelled = threading.Event(), threading.Event()
    results: list[str] = []

    async def forever() -> str:
        begun.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            cancelled.set()
            raise
        return "old"

    async def quick() -> str:
        return "new"

    background.run_async(owner, forever, results.append, key="details")
    assert begun.wait(10)
    background.run_async(owner, quick, results.append, key="details")
    qtbot.waitUntil(lambda: bool(results) and cancelled.is_set())

    assert results == ["new"]


def test_an_owner_that_goes_takes_its_coroutine_along(background: Background, qtbot: QtBot) -> None:
    owner = QObject()
    begun, cancelled = threading.Event(), threading.Event()

    async def forever() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()

    background.run_async(owner, forever)
    assert begun.wait(10)
    owner.deleteLater()
    qtbot.waitUntil(cancelled.is_set)

    assert cancelled.is_set()


def test_closing_cancels_what_runs_and_takes_nothing_more(qtbot: QtBot) -> None:
    background = Background()
    owner = QObject()
    reading, waiting, ended = threading.Event(), threading.Event(), threading.Event()
    results: list[object] = []

    async def forever() -> None:
        waiting.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    def read() -> str:
        reading.set()
        ended.wait(10)
        return "read"

    background.run_async(owner, forever, results.append)
    background.run(owner, read, results.append, on_superseded=lambda _: ended.set())
    assert reading.wait(10)
    assert waiting.wait(10)
    closed = background.close()
    background.run(owner, lambda: "more", results.append)
    qtbot.wait(1)

    assert closed
    assert ended.is_set()
    assert results == []
    assert not [thread for thread in threading.enumerate() if thread.name.startswith(("reader", "network"))]


def test_a_hundred_results_all_arrive(background: Background, qtbot: QtBot) -> None:
    owner = QObject()
    results: list[int] = []

    for number in range(100):
        background.run(owner, lambda number=number: number, results.append)
    qtbot.waitUntil(lambda: len(results) == 100)

    assert sorted(results) == list(range(100))


def test_closing_lets_a_cancelled_coroutine_close_what_it_opened(background: Background) -> None:
    owner = QObject()
    waiting, closed = threading.Event(), threading.Event()

    async def forever() -> None:
        waiting.set()
        try:
            await asyncio.Event().wait()
        finally:
            for _ in range(5):
                await asyncio.sleep(0)
            closed.set()

    background.run_async(owner, forever)
    assert waiting.wait(10)

    assert background.close()
    assert closed.is_set()
