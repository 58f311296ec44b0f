"""P2 (the painted part): from the last key of a search to its painted result, in the real pane over a full copy."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import statistics
import time
from pathlib import Path
from typing import Any

from measuring import LINES, Line, Times
from PySide6.QtCore import QEventLoop, QObject
from PySide6.QtWidgets import QApplication

from nexus_contacts.account import Account
from nexus_contacts.desktop.background import Background
from nexus_contacts.desktop.bridge import Bridge
from nexus_contacts.desktop.session import Session
from nexus_contacts.desktop.settings import Settings
from nexus_contacts.desktop.table.pane import TablePane
from nexus_contacts.desktop.theme import theme
from nexus_contacts.store.connection import Database
from nexus_contacts.store.filters import Filter

TYPED = ("m", "ma", "mar", "z", "zo", "joha", "tan", "corp", "555", "mar zi", "a", "a b", "mar@x")
ROUNDS = 4


class Painted(QObject):
    """Notes when the rows that were asked for have been painted."""

    def __init__(self, pane: TablePane, loop: QEventLoop) -> None:
        super().__init__()
        self._pane = pane
        self._loop = loop
        self.at = 0.0
        pane.page_shown.connect(self._note)

    def _note(self) -> None:
        # The whole pane, chips and footer too: more than Qt itself would paint again.
        self._pane.repaint()
        self.at = time.perf_counter()
        self._loop.quit()


def shown_pane(app: QApplication, database: Database, folder: Path) -> tuple[TablePane, Background]:
    """The pane over a copy, with its first page."""
    background = Background()
    account = Account("bench", "Bench", "http://127.0.0.1:1", "service")
    pane = TablePane(Session(account, database, background, Bridge(), Settings(folder / "settings.toml")))
    pane.resize(1228, 848)
    loop = QEventLoop()
    pane.counted.connect(loop.quit)
    pane.show()
    loop.exec()
    pane.counted.disconnect(loop.quit)
    app.processEvents()
    return pane, background


def bench_from_the_last_key_to_the_painted_result(benchmark: Any, database: Database, tmp_path: Path) -> None:
    app = QApplication.instance()
    app = app if isinstance(app, QApplication) else QApplication(["bench"])
    theme().apply(app)
    pane, background = shown_pane(app, database, tmp_path)
    loop = QEventLoop()
    painted = Painted(pane, loop)
    searched: list[float] = []
    repainted: list[float] = []

    def search(text: str) -> float:
        begun = time.perf_counter()
        pane.show_filter(Filter(text=text))
        loop.exec()
        return (painted.at - begun) * 1000

    def repaint() -> float:
        begun = time.perf_counter()
        pane.table.viewport().repaint()
        return (time.perf_counter() - begun) * 1000

    for turn in range(ROUNDS):
        for text in TYPED:
            # A blank between the rounds makes each a new question.
            searched.append(search(text + " " * turn))
            repainted.append(repaint())

    benchmark(repaint)
    ours = Times(statistics.median(searched), min(searched), max(searched))
    p95 = statistics.quantiles(searched, n=20)[18]
    floor = statistics.median(repainted)
    LINES.append(
        Line(
            "P2 last key → painted result",
            f"{ours.median:.2f} ms (p95 {p95:.2f}, worst {ours.worst:.2f})",
            f"{floor:.2f} ms, one repaint",
            f"{ours.median / floor:.2f}",
            "p95 ≤ 16 ms, ≤ 3 × at 100k",
        )
    )
    assert background.close()
    pane.close()
