"""Keeps count of what waits to be sent and of what the service changed, for the places and the top bar."""

from PySide6.QtCore import QObject, QTimer, Signal

from nexus_contacts.desktop.session import Session
from nexus_contacts.store import entries, history
from nexus_contacts.store.changes import Changed
from nexus_contacts.store.entries import OutboxCounts

_REST_MS = 60


class OutboxWatch(QObject):
    """Counts again after every change of the outbox; many changes at once are counted once."""

    counted = Signal(object, int)
    """`OutboxCounts`, and how many contacts the service changed since the person last looked."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._count)
        self._rest.start()

    def apply_changed(self, changed: Changed) -> None:
        """Count again where a write touched what is counted."""
        if changed.kinds & {"outbox", "history"} and not self._rest.isActive():
            self._rest.start()

    def _count(self) -> None:
        database = self._session.database

        def count() -> tuple[OutboxCounts, int]:
            return entries.counts(database), history.news(database)

        self._session.background.run(self, count, lambda found: self.counted.emit(*found), key="outbox")
