"""Reads a contact's record off the UI thread, reads it again when it changed, and asks the service for what is old."""

from PySide6.QtCore import QObject, QTimer, Signal

from nexus_contacts.desktop.detail.record import NOTES_AT_FIRST, ContactRecord, read_record
from nexus_contacts.desktop.session import DetailFailures, Session
from nexus_contacts.sync.progress import Phase, SyncState

ASK_AFTER_MS = 250
"""How long a contact is shown before the service is asked: somebody who walks through the table asks for nothing."""
_MORE_NOTES = 40


class RecordReader(QObject):
    """Holds the record of one contact. One reading at a time: what changes meanwhile is read after it, never instead of
    it, so that a copy that changes ten times a second is still shown.
    """

    arrived = Signal()
    """There is a record, or none any more; or what is known about asking for it has changed."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.contact_id = ""
        self.record: ContactRecord | None = None
        self.failures: DetailFailures = {}
        self.asking = False
        self._settled = False
        self._reading = ""
        self._again = False
        self._asks = False
        self.offline = False
        """Whether the service cannot be reached."""
        self._notes_wanted = NOTES_AT_FIRST
        self._rest = QTimer(self, singleShot=True, interval=ASK_AFTER_MS)
        self._rest.timeout.connect(self.ask)
        session.bridge.state_changed.connect(self._note_state)

    def read(self, contact_id: str) -> None:
        """Read a contact and, where its lists are old, ask the service for them; ``""`` forgets the one before."""
        if contact_id != self.contact_id:
            self._rest.stop()
            self._session.background.cancel(self, "record")
            self._session.background.cancel(self, "details")
            self.contact_id = contact_id
            self.record = None
            self.failures = {}
            self.asking = self._settled = self._again = False
            self._reading = ""
            self._notes_wanted = NOTES_AT_FIRST
        if contact_id:
            self._asks = True
            self._begin()

    def read_again(self) -> None:
        """Read the contact as it is now."""
        if self.contact_id:
            self._begin()

    def want_more_notes(self) -> None:
        """Make more notes ready to show."""
        self._notes_wanted += _MORE_NOTES
        self.read_again()

    def ask(self) -> None:
        """Ask the service for the four lists. What comes is told by the store, what does not by `failures`."""
        contact_id = self.contact_id
        if not contact_id:
            return

        def settle(failures: DetailFailures) -> None:
            if contact_id == self.contact_id:
                self.failures = failures
                self._settled = True
                self._begin()

        self.asking = True
        self.failures = {}
        self._session.load_details(self, contact_id, settle)
        self.arrived.emit()

    def _begin(self) -> None:
        if self._reading:
            self._again = True
            return
        database, owner_name = self._session.database, self._session.owner_name
        contact_id, wanted = self.contact_id, self._notes_wanted
        self._reading = contact_id
        self._session.background.run(
            self, lambda: read_record(database, contact_id, owner_name, wanted), self._take, self._fail, key="record"
        )

    def _take(self, record: ContactRecord | None) -> None:
        self._reading = ""
        self.record = record
        again, self._again = self._again, False
        asks, self._asks = self._asks, False
        if asks and record is not None and not record.fresh and not self.asking:
            # What was never downloaded is on its way from now on, as far as the person is concerned.
            self.asking = True
            self._rest.start()
        elif self._settled and not again:
            self.asking = self._settled = False
        self.arrived.emit()
        if again:
            self._begin()

    def _fail(self, error: BaseException) -> None:
        self._reading = ""
        self._again = False
        self._session.background.error_unclaimed.emit(error)

    def _note_state(self, state: SyncState) -> None:
        """What failed while the server was away is asked for again when it is back."""
        was_offline, self.offline = self.offline, state.phase is Phase.OFFLINE
        if was_offline is not self.offline and self.record is not None:
            self.arrived.emit()
        if was_offline and not self.offline and self.failures:
            self.ask()
