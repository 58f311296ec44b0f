"""An import on its way: the rows put into the outbox, watched, held, stopped; then what became of them."""

import weakref
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from nexus_contacts.desktop.importing import job
from nexus_contacts.desktop.importing.job import Going, OpenedFile
from nexus_contacts.desktop.session import Session
from nexus_contacts.exchange.checklist import Checklist
from nexus_contacts.store import importing
from nexus_contacts.store.changes import Changed
from nexus_contacts.store.importing import Put

_POLL_MS = 400


class Sending(QObject):
    """One for each dialog; `begin` once for each time rows are sent."""

    began = Signal()
    """The rows are in the outbox."""
    told = Signal(object)
    """How far it is, a `job.Going`."""
    ended = Signal(object)
    """What became of all rows, a `job.Result`."""
    failed = Signal(object)
    """The error that kept the rows out of the outbox; nothing is lost."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._list: Checklist | None = None
        self.stopped = False
        self.put: Put | None = None
        self.paused = False
        self._poll = QTimer(self, interval=_POLL_MS)
        self._poll.timeout.connect(self._look)

    @property
    def is_going(self) -> bool:
        """Whether something is not sent yet."""
        return self._poll.isActive()

    @property
    def _step(self) -> int | None:
        return None if self.put is None else self.put.done.step

    def begin(self, opened: OpenedFile, checklist: Checklist) -> None:
        """Put the rows into the outbox and watch them go."""
        self._list, self.paused, self.stopped = checklist, False, False
        session, here = self._session, weakref.ref(self)

        def watch(put: Put) -> None:
            # The rows are told of and sent even where the dialog was closed meanwhile.
            _announce(session, put.done.changed)
            sending = here()
            if sending is not None and isValid(sending):
                sending._watch(put)

        def fail(error: BaseException) -> None:
            sending = here()
            if sending is not None and isValid(sending):
                sending.failed.emit(error)
            else:
                session.background.error_unclaimed.emit(error)

        work = partial(job.put_rows, session.database, opened, checklist)
        session.background.write(session.bridge, work, watch, fail)

    def _watch(self, put: Put) -> None:
        self.put = put
        self._poll.start()
        self.began.emit()
        self._look()

    def _look(self) -> None:
        step, session = self._step, self._session
        if step is None:
            return
        # Again and again: what is on its way now may wait again in a moment.
        if self.stopped:
            session.background.write(self, partial(job.cancel, session.database, step), session.bridge.tell_at_once)
        elif self.paused:
            session.background.write(self, partial(importing.pause, session.database, step))
        session.background.run(self, partial(job.going, session.database, step), self._show, key="going")

    def _show(self, going: Going) -> None:
        self.told.emit(going)
        if not going.waiting and self._poll.isActive():
            assert self._list is not None
            assert self.put is not None
            self._poll.stop()
            work = partial(job.result, self._session.database, self._list, self.put, stopped=self.stopped)
            self._session.background.run(self, work, self.ended.emit, key="result")

    def pause(self) -> None:
        """Let nothing more leave after the running pack, or let it go on."""
        self.paused = not self.paused
        self._hold()

    def _hold(self) -> None:
        if self._step is None:
            return
        hold = importing.pause if self.paused else importing.go_on
        # The bridge is there longer than the dialog, whose end is what ends a pause too.
        work = partial(hold, self._session.database, self._step)
        self._session.background.write(self._session.bridge, work, partial(_announce, self._session))

    def stop(self) -> None:
        """Take back what has not left, after the running pack."""
        self.stopped = True
        self._look()

    def close(self) -> None:
        """Watch no longer; what was paused goes on."""
        self._poll.stop()
        if self.paused:
            self.pause()


def _announce(session: Session, changed: Changed) -> None:
    """Tell the screens, and let the engine send."""
    session.bridge.tell_at_once(changed)
    if session.engine is not None:
        session.engine.push_soon()
