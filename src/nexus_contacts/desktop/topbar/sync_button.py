"""The sync state in the top bar: one sentence that keeps itself true, told to screen readers sparingly."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from nexus_contacts.desktop import words
from nexus_contacts.desktop.topbar.pill import Pill
from nexus_contacts.desktop.topbar.sync_words import SyncSentence, sync_sentence
from nexus_contacts.sync.progress import Phase, SyncState

ANNOUNCE_EVERY_MS = 30_000
QUIET_PULL_MS = 600


def _now() -> datetime:
    return datetime.now(UTC)


class SyncButton(Pill):
    """Shows a `SyncState` in words. Pressing it is for the window to answer.

    A pull that ends within `QUIET_PULL_MS` is never shown: it comes every minute and would only flicker.
    """

    announced = Signal(str)
    """What screen readers have been told."""

    def __init__(self, parent: QWidget | None = None, *, now: Callable[[], datetime] = _now) -> None:
        super().__init__(QCoreApplication.translate("SyncButton", "Sync state"), parent)
        self._now = now
        self._state = self._coming = SyncState(Phase.NEVER)
        self._cached, self._waiting, self._sample = 0, 0, False
        self._told = ""
        self._sentence = SyncSentence("", "refresh")
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.refresh)
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_PULL_MS)
        self._quiet.timeout.connect(self._take)
        self._rest = QTimer(self, singleShot=True, interval=ANNOUNCE_EVERY_MS)
        self._rest.timeout.connect(self._announce)
        self.refresh()

    @property
    def sentence(self) -> SyncSentence:
        """What is shown."""
        return self._sentence

    def show_state(self, state: SyncState) -> None:
        """Show another state of the sync."""
        self._coming = state
        if state.phase in (Phase.PULLING, Phase.SWEEPING) and self._state.phase == Phase.IDLE:
            if not self._quiet.isActive():
                self._quiet.start()
            return
        self._quiet.stop()
        self._take()

    def show_numbers(self, *, cached: int, waiting: int = 0) -> None:
        """Show how many contacts the local copy holds, and how many changes wait to be sent."""
        self._cached, self._waiting = cached, waiting
        self.refresh()

    def show_sample(self, sample: bool) -> None:
        """Say that this is the sample workspace."""
        self._sample = sample
        self.refresh()

    def refresh(self) -> None:
        """Say the sentence again by the clock."""
        sentence = sync_sentence(
            self._state, self._now(), cached=self._cached, waiting=self._waiting, sample=self._sample
        )
        # A countdown moves every second, "2 min ago" now and then; a hidden button needs neither.
        self._clock.start(1000 if self._state.phase == Phase.WAITING else 15_000)
        if sentence == self._sentence:
            return
        self._sentence = sentence
        self.say(sentence.text, sentence.icon, sentence.icon_token, sentence.tone, self._tip())
        self._announce()

    def _take(self) -> None:
        self._state = self._coming
        self.refresh()

    def _tip(self) -> str:
        last = self._state.last_synced_at
        if last is None:
            return self._sentence.text
        when = self.tr("Last synced: {when}").replace("{when}", words.date_time_text(last))
        return f"{self._sentence.text}\n{when}"

    def _announce(self) -> None:
        told = self._sentence.told
        if not told or told == self._told or self._rest.isActive():
            return
        # The first state after the start is no change: reading it out would only interrupt.
        first, self._told = not self._told, told
        if first:
            return
        self._rest.start()
        if QAccessible.isActive():
            event = QAccessibleAnnouncementEvent(self, self._sentence.text)
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
            QAccessible.updateAccessibility(event)
        self.announced.emit(self._sentence.text)
