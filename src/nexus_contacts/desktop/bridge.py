"""From the core's callbacks, called on any thread, to signals on the UI thread; many small changes are told in one."""

import threading
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from nexus_contacts.store.changes import Changed

if TYPE_CHECKING:
    from nexus_contacts.sync.progress import SyncState

INTERVAL_MS = 100
_MANY = 2000


class Bridge(QObject):
    """Tells at most ten times a second what the sync engine does. Of many states the newest is told, and what changed
    is told together; the first of a row goes out at once.
    """

    state_changed = Signal(object)
    """A `SyncState`."""
    changed = Signal(object)
    """A `Changed`."""
    _woken = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._state: SyncState | None = None
        self._changes: Changed | None = None
        self._wake_sent = False
        self._told_at = 0.0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._tell)
        self._woken.connect(self._wake, Qt.ConnectionType.QueuedConnection)

    def on_state(self, state: "SyncState") -> None:
        """Take a state of the sync; from any thread."""
        with self._lock:
            self._state = state
        self._send_wake()

    def on_changed(self, changed: Changed) -> None:
        """Take what a write changed; from any thread."""
        if not changed:
            return
        with self._lock:
            joined = changed if self._changes is None else self._changes | changed
            if joined.ids is not None and len(joined.ids) > _MANY:
                joined = replace(joined, ids=None)
            self._changes = joined
        self._send_wake()

    def tell_at_once(self, changed: Changed) -> None:
        """Tell what the person just did, without waiting for more; on the UI thread."""
        if changed:
            self.changed.emit(changed)

    def _send_wake(self) -> None:
        with self._lock:
            sent, self._wake_sent = self._wake_sent, True
        if not sent:
            self._woken.emit()

    @Slot()
    def _wake(self) -> None:
        since_ms = (monotonic() - self._told_at) * 1000
        self._timer.start(max(0, round(INTERVAL_MS - since_ms)))

    @Slot()
    def _tell(self) -> None:
        with self._lock:
            state, changes = self._state, self._changes
            self._state = self._changes = None
            self._wake_sent = False
        self._told_at = monotonic()
        if changes is not None:
            self.changed.emit(changes)
        if state is not None:
            self.state_changed.emit(state)
