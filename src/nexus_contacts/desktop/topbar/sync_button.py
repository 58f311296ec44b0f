"""The sync state in the top bar: one sentence that keeps itself true, told to screen readers sparingly."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QEnterEvent,
    QFocusEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QWidget
from typing_extensions import override

from nexus_contacts.desktop import words
from nexus_contacts.desktop.theme import theme
from nexus_contacts.desktop.topbar.sync_words import DANGER, PLAIN, WARN, SyncSentence, sync_sentence
from nexus_contacts.sync.progress import Phase, SyncState

ANNOUNCE_EVERY_MS = 30_000
QUIET_PULL_MS = 600
_KEY_REASONS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
_FILLS = {WARN: "warnSoft", DANGER: "dangerSoft"}
_TEXTS = {PLAIN: "text2", WARN: "warn", DANGER: "danger"}


def _now() -> datetime:
    return datetime.now(UTC)


class SyncButton(QPushButton):
    """Shows a `SyncState` in words. Pressing it is for the window to answer.

    A pull that ends within `QUIET_PULL_MS` is never shown: it comes every minute and would only flicker.
    """

    announced = Signal(str)
    """What screen readers have been told."""

    def __init__(self, parent: QWidget | None = None, *, now: Callable[[], datetime] = _now) -> None:
        super().__init__(parent)
        self._now = now
        self._state = self._coming = SyncState(Phase.NEVER)
        self._cached, self._waiting, self._sample = 0, 0, False
        self._folded = False
        self._ring = False
        self._told = ""
        self._sentence = SyncSentence("", "refresh")
        self.setAccessibleName(self.tr("Sync state"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.refresh)
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_PULL_MS)
        self._quiet.timeout.connect(self._take)
        self._rest = QTimer(self, singleShot=True, interval=ANNOUNCE_EVERY_MS)
        self._rest.timeout.connect(self._announce)
        theme().changed.connect(self.updateGeometry)
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

    def set_folded(self, folded: bool) -> None:
        """Show the icon alone, with the sentence as tool tip."""
        if folded != self._folded:
            self._folded = folded
            self.updateGeometry()
            self.update()

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
        self.setAccessibleDescription(sentence.text)
        self.setToolTip(self._tip())
        self.updateGeometry()
        self.update()
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

    # ── painting ──────────────────────────────────────────────────────────────────────────────────────────────────────

    @override
    def sizeHint(self) -> QSize:
        look = theme()
        height = look.size("nav")
        if self._folded:
            return QSize(height, height)
        width = look.metrics("small_strong").horizontalAdvance(self._sentence.text)
        return QSize(width + look.px(10 + 16 + 7 + 10), height)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme().size("nav"), theme().size("nav"))

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in _KEY_REASONS
        super().focusInEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = _FILLS.get(self._sentence.tone) or ("hover" if self.underMouse() else "")
        if fill:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color(fill))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        if self.hasFocus() and self._ring:
            painter.setPen(QPen(look.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        self._paint_words(painter)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        look = theme()
        side = look.px(16)
        left = (self.width() - side) // 2 if self._folded else look.px(10)
        spot = QRect(left, (self.height() - side) // 2, side, side)
        spot = QStyle.visualRect(self.layoutDirection(), self.rect(), spot)
        icon = look.pixmap(self._sentence.icon, self._sentence.icon_token, side, self.devicePixelRatioF())
        painter.drawPixmap(spot.topLeft(), icon)
        if self._folded:
            return
        painter.setFont(look.font("small_strong"))
        painter.setPen(look.color(_TEXTS[self._sentence.tone]))
        room = self.rect().adjusted(look.px(10 + 16 + 7), 0, -look.px(8), 0)
        text = look.metrics("small_strong").elidedText(
            self._sentence.text, Qt.TextElideMode.ElideRight, room.width() + look.px(2)
        )
        align = QStyle.visualAlignment(
            self.layoutDirection(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        painter.drawText(
            QStyle.visualRect(self.layoutDirection(), self.rect(), room),
            int(align | Qt.AlignmentFlag.AlignAbsolute),
            text,
        )
