"""The band under the tabs: how old the copy of this contact is while the server is away, and what waits for it."""

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QRect
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.drawing import draw_icon, mirrored, smooth
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.detail.record import ContactRecord
from nexus_contacts.desktop.theme import theme


def _say(text: str) -> str:
    return QCoreApplication.translate("StateBand", text)


def age_text(when: datetime, now: datetime) -> str:
    """How old the copy is; from a day on, when it was made."""
    minutes = int((now - when).total_seconds() // 60)
    if minutes < 1:
        return _say("Cached just now")
    if minutes < 60:
        return _say("Cached {n} min ago").replace("{n}", words.number(minutes))
    if minutes < 24 * 60:
        return _say("Cached {n} h ago").replace("{n}", words.number(minutes // 60))
    return _say("Cached {when}").replace("{when}", words.date_time_text(when))


def band_text(record: ContactRecord, offline: bool, now: datetime) -> tuple[str, str]:
    """What the band says of a contact, and its tone; ``""`` where there is nothing to say."""
    if record.needs_you:
        one, many = _say("1 change needs you: see Changes"), _say("{n} changes need you: see Changes")
        return words.counted(one, many, record.needs_you), "danger"
    if not offline:
        return "", "warn"
    parts = [_say("New, not sent yet")] if record.is_new else [_say("Offline")]
    if record.cached_at is not None:
        parts = [age_text(record.cached_at, now)]
    if record.unsent:
        parts.append(words.counted(_say("1 note waiting"), _say("{n} notes waiting"), record.unsent))
    if record.edits:
        parts.append(words.counted(_say("1 edit waiting"), _say("{n} edits waiting"), record.edits))
    return " · ".join(parts), "warn"


class StateBand(QWidget):
    """Shows the words of `band_text`; hidden while there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = "warn"
        self._label = Label("", "small_strong", "warn", wrap=True)
        self._line = QHBoxLayout(self)
        self._line.addWidget(self._label, 1)
        self._measure()
        theme().changed.connect(self._measure)
        self.hide()

    def show_state(self, record: ContactRecord | None, offline: bool) -> None:
        """Say what there is to say."""
        text, self._tone = ("", "warn") if record is None else band_text(record, offline, datetime.now(UTC))
        self._label.setText(text)
        self._label.set_token(self._tone)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.update()

    def _measure(self) -> None:
        look = theme()
        inset, after = look.size("pane_padding") + look.px(21), look.size("pane_padding")
        if self.layoutDirection() is self.layoutDirection().RightToLeft:
            inset, after = after, inset
        self._line.setContentsMargins(inset, look.px(6), after, look.px(6))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = smooth(self)
        painter.fillRect(self.rect(), look.color(f"{self._tone}Soft"))
        side = look.px(14)
        box = QRect(look.size("pane_padding"), (self.height() - side) // 2, side, side)
        draw_icon(painter, mirrored(self, box), "alert" if self._tone == "danger" else "cloud-off", self._tone)
