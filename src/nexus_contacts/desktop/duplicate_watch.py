"""Keeps the likely duplicates up to date: a scan of everything once, then whatever changed, in a process of its own."""

from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, QTimer, Signal

from nexus_contacts.desktop.background import Background
from nexus_contacts.desktop.duplicates.items import items
from nexus_contacts.desktop.session import Session
from nexus_contacts.duplicates.errors import ScanStopped
from nexus_contacts.duplicates.records import Person
from nexus_contacts.duplicates.scan import Pair
from nexus_contacts.duplicates.worker import Found, Worker
from nexus_contacts.store import contacts, pairs
from nexus_contacts.store.changes import NOTHING, Changed
from nexus_contacts.store.pairs import StoredPair
from nexus_contacts.sync.progress import Phase, SyncState

BEGIN_AFTER_MS = 1500
"""The first scan begins so long after the window came to rest."""
REST_MS = 1200
"""What changed is compared again when nothing has changed for so long."""
COUNT_MS = 200
"""What is to judge is counted so long after a change, once for all that happen meanwhile."""
MANY = 300
"""More changed contacts than this are a reason to scan everything again."""


class DuplicateWatch(QObject):
    """One for each session. It reads and writes through threads of its own, so that no reader waits for a scan."""

    counted = Signal(int)
    """How many pairs and groups there are to judge."""
    progressed = Signal(float)
    """How much of a scan is done, 0-1; 1 when it has ended, stopped or failed."""
    doubles_found = Signal(object)
    """The pairs that `check` found."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._background = Background(self, readers=1)
        self._background.error_unclaimed.connect(session.background.error_unclaimed)
        self._worker = Worker(Path(session.database.folder), session.database.key)
        self._stop = Event()
        self._changed: set[str] | None = set()
        self._scanning = False
        self._begun = False
        self._begin = QTimer(self, singleShot=True, interval=BEGIN_AFTER_MS)
        self._begin.timeout.connect(self._look)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._recheck)
        session.bridge.state_changed.connect(self.take_state)
        session.bridge.changed.connect(self.apply_changed)
        self._counting = False
        self._recount = QTimer(self, singleShot=True, interval=COUNT_MS)
        self._recount.timeout.connect(self._count_now)
        self._count()

    @property
    def is_scanning(self) -> bool:
        """Whether all contacts are being compared."""
        return self._scanning

    def scan(self) -> None:
        """Compare all contacts, unless that is under way."""
        if self._scanning:
            return
        self._begun, self._scanning = True, True
        self._changed = set()
        self._stop.clear()
        self.progressed.emit(0.0)
        work = partial(self._worker.scan, self.progressed.emit, self._stop.is_set)
        self._background.run(self, partial(self._keep, work), self._end, self._fail)

    def stop(self) -> None:
        """End the scan that runs; what was found before stays listed."""
        self._stop.set()

    def check(self, person: Person) -> None:
        """Look for doubles of somebody who is being typed; `doubles_found` tells them."""
        if self._begun and not self._scanning:
            self._background.run(
                self,
                partial(self._worker.check, person),
                lambda found: self.doubles_found.emit(found.pairs),
                key="check",
            )

    def apply_changed(self, changed: Changed) -> None:
        """Compare again what a write changed, when it comes to rest."""
        if "pairs" in changed.kinds or "outbox" in changed.kinds:
            self._count()
        if not self._begun or "contacts" not in changed.kinds:
            return
        if changed.ids is None:
            self._changed = None
        elif self._changed is not None:
            self._changed |= changed.ids
        self._rest.start()

    def close(self) -> None:
        """End the process and the threads."""
        self._begin.stop()
        self._rest.stop()
        self._recount.stop()
        self._stop.set()
        self._background.close()
        self._worker.close()

    def take_state(self, state: SyncState) -> None:
        """Begin once a sync has come to rest."""
        if state.phase.resting and state.phase is not Phase.NEVER and not self._begun and not self._begin.isActive():
            self._begin.start()

    def _look(self) -> None:
        """After the first rest: scan where nothing was scanned before, else wait for a change."""
        database = self._session.database

        def unscanned() -> bool:
            return pairs.scanned_at(database) is None and contacts.total(database) > 1

        def begin(wanted: bool) -> None:
            self._begun = True
            if wanted:
                self.scan()

        self._background.run(self, unscanned, begin, key="look")

    def _recheck(self) -> None:
        if self._scanning:
            self._rest.start()
            return
        changed, self._changed = self._changed, set()
        if changed is None or len(changed) > MANY:
            self.scan()
        elif changed:
            work = partial(self._worker.recheck, tuple(sorted(changed)))
            self._background.run(self, partial(self._keep, work), self._session.bridge.tell_at_once)

    def _keep(self, ask: "partial[Found]") -> Changed:
        found = ask()
        return pairs.replace(self._session.database, map(stored, found.pairs), found.about)

    def _end(self, changed: Changed) -> None:
        self._scanning = False
        self.progressed.emit(1.0)
        self._session.bridge.tell_at_once(changed)

    def _fail(self, error: BaseException) -> None:
        self._end(NOTHING)
        if not isinstance(error, ScanStopped):
            self._session.background.error_unclaimed.emit(error)

    def _count(self) -> None:
        """Count soon: a sync or an import tells of many changes one after the other."""
        if not self._recount.isActive():
            self._recount.start()

    def _count_now(self) -> None:
        if self._counting:
            self._recount.start()
            return
        self._counting = True
        database = self._session.database
        work = lambda: len(items(pairs.listed(database)))  # noqa: E731 - held by the task alone
        self._session.background.run(self, work, self._take_count, self._fail_count, key="pairs")

    def _take_count(self, count: int) -> None:
        self._counting = False
        self.counted.emit(count)

    def _fail_count(self, error: BaseException) -> None:
        self._counting = False
        self._session.background.error_unclaimed.emit(error)


def stored(pair: Pair) -> StoredPair:
    """A pair as the copy keeps it."""
    reasons = tuple((one.feature, one.level, round(one.weight, 2)) for one in pair.evidence)
    return StoredPair(pair.first_id, pair.second_id, pair.score, reasons, pair.else_)
