"""A child process that shows a window off screen and prints what it measured, as one line of JSON.

``window_probe.py bare|fill N|start|type|edit|sync|rest``; the home and the key come from the environment.
"""

import json
import os
import re
import statistics
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, NoReturn

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView, QWidget
from typing_extensions import override

SIZE = (1440, 900)
HEARTBEAT_MS = 5
IDLE_S = 4.0
REST_S = 3.0
TYPED = ("a", "zo", "ma", "mar", "joha", "tan", "corp", "555", "mar zi", "a b", "mar@x", "nosuchthing")
STATUSES = ("lead", "active", "customer", "inactive", "churned")
ROUNDS = 3


def tell(**figures: object) -> NoReturn:
    """Print the figures and end at once: how long a process takes to end is not the question."""
    print(json.dumps(figures), flush=True)
    os._exit(0)


def fail(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> NoReturn:
    """A mistake of the probe ends it, where the program would tell it in a dialog and live on."""
    traceback.print_exception(kind, error, trace)
    os._exit(1)


def memory_kib(name: str) -> int:
    """A figure of this process's memory: VmRSS is what it holds, VmHWM the most it ever held; 0 where nobody tells."""
    status = Path("/proc/self/status")
    found = re.search(rf"{name}:\s+(\d+)", status.read_text()) if status.exists() else None
    return int(found[1]) if found else 0


class Painted(QObject):
    """Calls `then` once, when `watched` has been painted in the state `when`, and the picture is on the screen."""

    def __init__(self, watched: QWidget, then: Callable[[], None], when: Callable[[], object] = lambda: True) -> None:
        super().__init__(watched)
        self._then: Callable[[], None] | None = then
        self._when = when
        watched.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window is flushed when all its widgets have painted, so the call waits for the next turn."""
        if event.type() is QEvent.Type.Paint and self._then is not None and self._when():
            then, self._then = self._then, None
            QTimer.singleShot(0, then)
            watched.removeEventFilter(self)
        return False


class Heartbeat(QObject):
    """Beats every 5 ms on the UI thread and keeps the gaps between two beats, in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self._last = 0.0
        self._timer = QTimer(self, interval=HEARTBEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def begin(self) -> None:
        """Begin to beat, with no gaps."""
        self.gaps, self._last = [], time.perf_counter()
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1000)
        self._last = now

    def taken(self) -> dict[str, float]:
        """The gaps since `begin`: their 99th percentile, the longest, and how many are longer than 50 ms."""
        self._timer.stop()
        ordered = sorted(self.gaps)
        p99 = ordered[int(len(ordered) * 0.99)]
        return {"p99": p99, "max": ordered[-1], "over50": sum(gap > 50 for gap in ordered), "beats": len(ordered)}


def bare() -> None:
    """The floor: a window with an empty table, and what it holds when it is painted."""
    app = QApplication([])
    window, table = QMainWindow(), QTableView()
    window.setCentralWidget(table)
    window.resize(*SIZE)

    def done() -> None:
        at, cpu = time.monotonic(), time.process_time()
        QTimer.singleShot(500, lambda: tell(at=at, cpu=cpu, rss=memory_kib("VmRSS"), peak=memory_kib("VmHWM")))

    Painted(table.viewport(), done)
    window.show()
    app.exec()


def ours(begin: Callable[[Any], None]) -> None:
    """The program itself, as its command starts it; `begin` gets the window once its account is open."""
    from nexus_contacts import cli

    def find() -> None:
        found = (one for one in QApplication.topLevelWidgets() if getattr(one, "workplace", None) is not None)
        window = next(found, None)
        if window is None:
            QTimer.singleShot(1, find)
        else:
            sys.excepthook = fail
            begin(window)

    # The program makes the one application; the first event it sees is soon enough to find its window.
    made = QApplication.exec
    QApplication.exec = lambda *_arguments: (find(), made())[1]  # type: ignore[method-assign]
    cli.main([])


def start(window: Any) -> None:
    """Until the rows are painted."""

    def done() -> None:
        at, cpu = time.monotonic(), time.process_time()
        tell(at=at, cpu=cpu, rss=memory_kib("VmRSS"), rows=window.workplace.table.model.rowCount())

    pane = window.workplace.table
    Painted(pane.table.viewport(), done, pane.model.ids)


def wait(until: Callable[[], object]) -> None:
    """Let the window live until something is so."""
    while not until():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def rest(window: Any) -> None:
    """Until the sync rests, and a while longer: what the process holds then, and held at most."""

    def done() -> None:
        tell(rss=memory_kib("VmRSS"), peak=memory_kib("VmHWM"), rows=window.workplace.table.model.rowCount())

    window.settled.connect(lambda: QTimer.singleShot(int(REST_S * 1000), done))


def sync(window: Any) -> None:
    """Beat from the first paint until the sync rests, then while nothing happens."""
    heartbeat, syncing = Heartbeat(), {}

    def rested() -> None:
        syncing.update(heartbeat.taken())
        QTimer.singleShot(1000, heartbeat.begin)
        QTimer.singleShot(int((1 + IDLE_S) * 1000), done)

    def done() -> None:
        rows = window.workplace.table.pager.total
        tell(syncing=syncing, idle=heartbeat.taken(), peak=memory_kib("VmHWM"), rss=memory_kib("VmRSS"), rows=rows)

    window.settled.connect(rested)
    Painted(window.workplace, heartbeat.begin)


def typing(window: Any) -> None:
    """Type words into the search field, each from nothing, and repaint the table in between."""
    window.settled.connect(lambda: QTimer.singleShot(1000, lambda: _type_all(window)))


def _type_all(window: Any) -> None:
    found: list[float] = []
    floor: list[float] = []
    worst: dict[str, float] = {}
    pane = window.workplace.table
    for _ in range(ROUNDS):
        for text in TYPED:
            taken = _typed(window, text)
            found.append(taken)
            worst[text] = max(taken, worst.get(text, 0.0))
            _clear(window)
            begun = time.perf_counter()
            pane.table.viewport().repaint()
            floor.append((time.perf_counter() - begun) * 1000)
    ordered = sorted(found)
    tell(
        p95=ordered[int(len(ordered) * 0.95)],
        median=statistics.median(found),
        repaint=statistics.median(floor),
        worst=worst,
    )


def _typed(window: Any, text: str) -> float:
    """Milliseconds from the last key of `text` to its painted rows."""
    from PySide6.QtTest import QTest  # the other probes measure what is imported at the start

    taken = 0.0
    for letter in text:
        painted: list[float] = []
        begun = time.perf_counter()
        if letter != " ":  # a blank changes nothing, so nothing is painted for it
            _await_rows(window, painted)
        QTest.keyClick(window.workplace.topbar.search, letter)
        if letter != " ":
            wait(painted.__len__)
            taken = (painted[0] - begun) * 1000
    return taken


def editing(window: Any) -> None:
    """Change the status of one row after another, and repaint the table in between."""
    begin = Qt.ConnectionType.SingleShotConnection  # what is sent settles the window again and again
    window.settled.connect(lambda: QTimer.singleShot(1000, lambda: _edit_all(window)), begin)


def _edit_all(window: Any) -> None:
    found: list[float] = []
    floor: list[float] = []
    pane = window.workplace.table
    for number in range(ROUNDS * len(TYPED)):
        found.append(_edited(pane, number % 10, STATUSES[number % len(STATUSES)]))
        begun = time.perf_counter()
        pane.table.viewport().repaint()
        floor.append((time.perf_counter() - begun) * 1000)
    ordered = sorted(found)
    tell(p95=ordered[int(len(ordered) * 0.95)], median=statistics.median(found), repaint=statistics.median(floor))


def _edited(pane: Any, number: int, status: str) -> float:
    """Milliseconds from the choice of a status in the current row's menu to its painted row."""
    from PySide6.QtWidgets import QMenu  # the other probes measure what is imported at the start

    pane.table.set_current(number)
    if pane.model.row(number).status == status:
        return _edited(pane, number, STATUSES[STATUSES.index(status) - 1])
    menu, painted = QMenu(), []
    pane.changes.menus.fill_status(menu)
    begun = time.perf_counter()
    Painted(
        pane.table.viewport(),
        lambda: painted.append(time.perf_counter()),
        lambda: pane.model.row(number).status == status,
    )
    menu.actions()[STATUSES.index(status)].trigger()
    wait(painted.__len__)
    until = time.perf_counter() + 0.2
    QTimer.singleShot(210, lambda: None)
    wait(lambda: time.perf_counter() > until)
    return float((painted[0] - begun) * 1000)


def _await_rows(window: Any, painted: list[float]) -> None:
    """Note the time when the next rows have been painted, or what stands in their place."""
    pane = window.workplace.table

    def shown() -> None:
        stage = pane.table.viewport() if pane.model.rowCount() else pane.blank
        Painted(stage, lambda: painted.append(time.perf_counter()))

    pane.page_shown.connect(shown, Qt.ConnectionType.SingleShotConnection)


def _clear(window: Any) -> None:
    painted: list[float] = []
    _await_rows(window, painted)
    window.workplace.topbar.search.clear()
    wait(painted.__len__)
    until = time.perf_counter() + 0.3
    QTimer.singleShot(310, lambda: None)
    wait(lambda: time.perf_counter() > until)


PROBES: dict[str, Callable[[Any], None]] = {
    "start": start,
    "type": typing,
    "edit": editing,
    "sync": sync,
    "rest": rest,
}


def main(command: str, *rest_of: str) -> None:
    """Run one probe."""
    if command == "bare":
        bare()
    elif command == "fill":
        from places import fill

        fill(int(rest_of[0]))
        tell(filled=int(rest_of[0]))
    else:
        ours(PROBES[command])


if __name__ == "__main__":
    main(*sys.argv[1:])
