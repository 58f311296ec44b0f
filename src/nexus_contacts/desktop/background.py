"""The only door off the UI thread: a small pool of reading threads and one network thread with an asyncio loop. What
comes back arrives on the UI thread as a queued signal, unless its owner is gone or a newer call took its place.
"""

import threading
import weakref
from collections import deque
from collections.abc import Callable, Coroutine
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from nexus_contacts.errors import NexusError

if TYPE_CHECKING:
    import asyncio

T = TypeVar("T")
READERS = 3
_CLEAN_UP_S = 1.0
"""What a cancelled coroutine has to close what it opened."""


class Task:
    """One piece of work on its way. `cancel` may be called at any time, from the UI thread."""

    def __init__(
        self,
        owner: QObject,
        key: str,
        then: Callable[[Any], None] | None,
        failed: Callable[[BaseException], None] | None,
        on_superseded: Callable[[int], None] | None = None,
    ) -> None:
        self.key = key
        self.result: Any = None
        self.error: BaseException | None = None
        self.cancelled = False
        self.place = id(owner)
        self._owner = weakref.ref(owner)
        self._then = _held_loosely(then)
        self._failed = _held_loosely(failed)
        self._on_superseded = on_superseded
        self._lock = threading.Lock()
        self._thread_id: int | None = None
        self._stop: Callable[[], None] | None = None

    def cancel(self) -> None:
        """Drop the outcome, and stop the work where it can be stopped."""
        with self._lock:
            if self.cancelled:
                return
            self.cancelled = True
            # Under the lock the thread cannot end this task and begin another, so no stranger's query is interrupted.
            if self._thread_id is not None and self._on_superseded is not None:
                self._on_superseded(self._thread_id)
            if self._stop is not None:
                self._stop()

    def started_here(self) -> bool:
        """Mark the task as running on the calling thread; False where nobody wants it any more."""
        with self._lock:
            if not self.cancelled:
                self._thread_id = threading.get_ident()
            return not self.cancelled

    def ended_here(self) -> None:
        """Mark the task as no longer running."""
        with self._lock:
            self._thread_id = None
            self._stop = None

    def stop_with(self, stop: Callable[[], None]) -> None:
        """Say how the running work is stopped; at once where the task was cancelled in the meantime."""
        with self._lock:
            self._stop = stop
            if self.cancelled:
                stop()

    def wanted(self) -> bool:
        """Whether the outcome may be delivered: not cancelled, and the owner is there on both sides of the border."""
        owner = self._owner()
        return not self.cancelled and owner is not None and isValid(owner)

    def receivers(self) -> tuple[Callable[[Any], None] | None, Callable[[BaseException], None] | None]:
        """What to call with a result and with an error; None where there is nothing, or nobody left."""
        return self._then(), self._failed()


def _held_loosely(call: Callable[..., None] | None) -> Callable[[], Callable[..., None] | None]:
    """A way to `call` that keeps no owner alive where it is a method of one."""
    if call is not None and isinstance(getattr(call, "__self__", None), QObject):
        return weakref.WeakMethod(call)
    return lambda: call


class Readers:
    """A few daemon threads that take blocking work from one queue; started when there is work."""

    def __init__(self, most: int, ended: Callable[[Task], None]) -> None:
        self._most = most
        self._ended = ended
        self._queue: deque[tuple[Task, Callable[[], Any]]] = deque()
        self._changed = threading.Condition()
        self._idle = 0
        self._closed = False
        self._threads: list[threading.Thread] = []

    def put(self, task: Task, work: Callable[[], Any]) -> None:
        """Queue work; a thread more is started where none is free."""
        with self._changed:
            self._queue.append((task, work))
            if self._idle < len(self._queue) and len(self._threads) < self._most:
                thread = threading.Thread(target=self._serve, name=f"reader-{len(self._threads) + 1}", daemon=True)
                self._threads.append(thread)
                thread.start()
            self._changed.notify()

    def close(self, deadline: float, *, drain: bool = False) -> bool:
        """Let the threads end; False where one was still working at `deadline` (of the monotonic clock).

        What is queued is dropped, or, with `drain`, done first.
        """
        with self._changed:
            self._closed = True
            if not drain:
                self._queue.clear()
            self._changed.notify_all()
        for thread in self._threads:
            thread.join(max(0.0, deadline - monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def _next(self) -> tuple[Task, Callable[[], Any]] | None:
        with self._changed:
            self._idle += 1
            self._changed.wait_for(lambda: self._queue or self._closed)
            self._idle -= 1
            return self._queue.popleft() if self._queue else None

    def _serve(self) -> None:
        while (taken := self._next()) is not None:
            task, work = taken
            if task.started_here():
                try:
                    task.result = work()
                except Exception as error:  # any failure belongs to whoever asked: it is handed over, never swallowed
                    task.error = error
                task.ended_here()
            self._ended(task)
            del taken, task, work


class Network:
    """One daemon thread with one asyncio loop, started with the first work."""

    def __init__(self, ended: Callable[[Task], None]) -> None:
        self._ended = ended
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ready = threading.Event()
        self._thread: threading.Thread | None = None
        self._running: set[asyncio.Task[Any]] = set()

    def put(self, task: Task, make: Callable[[], Coroutine[Any, Any, Any]]) -> None:
        """Run the coroutine that `make` gives, on the loop's thread."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._serve, name="network", daemon=True)
            self._thread.start()
            self._ready.wait()
        loop = self._loop
        if loop is not None:
            loop.call_soon_threadsafe(self._begin, loop, task, make)

    def close(self, deadline: float) -> bool:
        """Cancel what runs and end the loop; False where it had not ended at `deadline`."""
        if self._thread is None:
            return True
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(loop.stop)
        self._thread.join(max(0.0, deadline - monotonic()))
        return not self._thread.is_alive()

    def _serve(self) -> None:
        import asyncio  # 40 ms that the first paint need not wait for

        # Leaving the runner cancels every task and waits for it, then closes generators and the loop's own threads.
        with asyncio.Runner() as runner:
            self._loop = runner.get_loop()
            self._ready.set()
            self._loop.run_forever()
            # The runner would cancel a second time what is cleaning up already, and so leave its sockets open.
            runner.run(self._let_end())

    async def _let_end(self) -> None:
        import asyncio

        for running in self._running:
            if not running.cancelling():
                running.cancel()
        if self._running:
            await asyncio.wait(self._running.copy(), timeout=_CLEAN_UP_S)

    def _begin(
        self, loop: "asyncio.AbstractEventLoop", task: Task, make: Callable[[], Coroutine[Any, Any, Any]]
    ) -> None:
        if task.cancelled:
            self._ended(task)
            return
        running = loop.create_task(make())
        self._running.add(running)
        running.add_done_callback(partial(self._finish, task))
        task.stop_with(lambda: _stop_soon(loop, running))

    def _finish(self, task: Task, running: "asyncio.Task[Any]") -> None:
        self._running.discard(running)
        task.ended_here()
        if running.cancelled():
            task.cancelled = True
        else:
            task.error = running.exception()
            task.result = None if task.error is not None else running.result()
        self._ended(task)


def _stop_soon(loop: "asyncio.AbstractEventLoop", running: "asyncio.Task[Any]") -> None:
    if not loop.is_closed():
        loop.call_soon_threadsafe(running.cancel)


class Background(QObject):
    """Runs work off the UI thread and brings the outcome back. All methods are called on the UI thread."""

    error_unclaimed = Signal(object)
    """An error (BaseException) that no `failed` took: the window tells it."""
    _arrived = Signal()

    def __init__(self, parent: QObject | None = None, *, readers: int = READERS) -> None:
        super().__init__(parent)
        self._outcomes: deque[Task] = deque()
        self._readers = Readers(readers, self._bring_back)
        self._writer = Readers(1, self._bring_back)
        self._network = Network(self._bring_back)
        self._latest: dict[tuple[int, str], Task] = {}
        self._owned: dict[int, set[Task]] = {}
        self._closed = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        owner: QObject,
        work: Callable[[], T],
        then: Callable[[T], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
        *,
        key: str = "",
        on_superseded: Callable[[int], None] | None = None,
    ) -> Task:
        """Run blocking `work` on a reading thread; its result goes to `then`, its error to `failed`.

        A newer call with the same owner and `key` takes its place: it is not begun, or its outcome is dropped and
        `on_superseded` is called with the id of the thread it runs on, to interrupt its query.
        """
        task = self._enter(Task(owner, key, then, failed, on_superseded), owner)
        if not self._closed:
            self._readers.put(task, work)
        return task

    def write(
        self,
        owner: QObject,
        work: Callable[[], T],
        then: Callable[[T], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
    ) -> Task:
        """Run blocking `work` that keeps what a person did, after whatever was written before it, on one thread.

        It is done even where its owner goes or the program closes before its turn: nothing typed is lost.
        """
        task = Task(owner, "", then, failed)
        if self._closed:
            task.cancelled = True
        else:
            self._writer.put(task, work)
        return task

    def run_async(
        self,
        owner: QObject,
        make: Callable[[], Coroutine[Any, Any, T]],
        then: Callable[[T], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
        *,
        key: str = "",
    ) -> Task:
        """Run the coroutine that `make` gives on the network thread; a newer call with the same key cancels it."""
        task = self._enter(Task(owner, key, then, failed), owner)
        if not self._closed:
            self._network.put(task, make)
        return task

    def cancel(self, owner: QObject, key: str) -> None:
        """Drop what runs for `owner` under `key`."""
        task = self._latest.pop((id(owner), key), None)
        if task is not None:
            task.cancel()

    def close(self, timeout_s: float = 2.0) -> bool:
        """Take nothing more, cancel what runs, and wait for the threads; False where one did not end in time."""
        self._closed = True
        deadline = monotonic() + timeout_s
        for tasks in list(self._owned.values()):
            for task in list(tasks):
                task.cancel()
        network_ended = self._network.close(deadline)
        written = self._writer.close(deadline, drain=True)
        return self._readers.close(deadline) and network_ended and written

    def _enter(self, task: Task, owner: QObject) -> Task:
        if self._closed:
            task.cancelled = True
            return task
        if task.key:
            self.cancel(owner, task.key)
            self._latest[id(owner), task.key] = task
        if id(owner) not in self._owned:
            self._owned[id(owner)] = set()
            owner.destroyed.connect(partial(self._forget_owner, id(owner)))
        self._owned[id(owner)].add(task)
        return task

    def _forget_owner(self, place: int, _gone: object = None) -> None:
        for task in self._owned.pop(place, ()):
            self._latest.pop((place, task.key), None)
            task.cancel()

    def _bring_back(self, task: Task) -> None:
        """Called on the working threads."""
        self._outcomes.append(task)
        if isValid(self):
            self._arrived.emit()

    @Slot()
    def _deliver(self) -> None:
        task = self._outcomes.popleft()
        if self._latest.get((task.place, task.key)) is task:
            del self._latest[task.place, task.key]
        self._owned.get(task.place, set()).discard(task)
        then, failed = task.receivers()
        if task.error is not None:
            self._deliver_error(task, task.error, failed)
        elif task.wanted() and then is not None:
            then(task.result)

    def _deliver_error(self, task: Task, error: BaseException, failed: Callable[[BaseException], None] | None) -> None:
        if task.wanted() and failed is not None:
            failed(error)
        elif task.wanted() or not isinstance(error, NexusError):
            # An expected failure of unwanted work is no news; a bug is, whoever asked.
            self.error_unclaimed.emit(error)
