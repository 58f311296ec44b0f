"""Two versions of one contact: for each field that clashes the person chooses mine, theirs, or another value."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QVBoxLayout, QWidget
from typing_extensions import override

from nexus_contacts.desktop import sentences, words
from nexus_contacts.desktop.conflict.choices import Clash, clashes, combined, outcome
from nexus_contacts.desktop.controls.buttons import GhostButton, LinkButton, PrimaryButton, SecondaryButton
from nexus_contacts.desktop.controls.cards import Card
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.controls.sheets import Sheet
from nexus_contacts.desktop.controls.version_cards import VersionCard
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.desktop.session import Session
from nexus_contacts.desktop.theme import theme
from nexus_contacts.store.edits import Value
from nexus_contacts.store.entries import Entry

_SIZE = (900, 560)


def _say(text: str) -> str:
    return QCoreApplication.translate("ConflictDialog", text)


class ConflictDialog(Sheet):
    """Decides one parked entry. ``1`` takes mine, ``2`` theirs, ↑ ↓ go from field to field, Ctrl+Enter saves."""

    def __init__(self, session: Session, entry: Entry, parent: QWidget) -> None:
        title = _say("Two versions of {name}").replace("{name}", one_line(entry.name))
        text = _say("Changed here, and also in AutomateNexus. Everything that did not clash was combined.")
        super().__init__(title, text, _SIZE, parent)
        self._session = session
        self._entry = entry
        self._clashes = clashes(entry)
        self._chosen: dict[str, Value] = {}
        self._cards: dict[str, tuple[VersionCard, VersionCard]] = {}
        self._make_head()
        for clash in self._clashes:
            self.column.addLayout(self._field(clash))
        for change in combined(entry):
            line = self._value_line(change.field, change.after)
            self.column.addWidget(Label(self.tr("Combined: {what}").replace("{what}", line), "body", "ok", wrap=True))
        self._result = Label("", "body", wrap=True)
        card = Card(fill="accentSoft", line="")
        card.body.addWidget(self._result)
        self.column.addWidget(card)
        self.column.addStretch(1)
        self._make_foot()
        self._show_result()
        next(iter(self._cards.values()))[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _make_head(self) -> None:
        row = QHBoxLayout()
        mine = SecondaryButton(self.tr("Keep all mine"), small=True)
        theirs = SecondaryButton(self.tr("Take all theirs"), small=True)
        mine.clicked.connect(lambda: self._choose_all(0))
        theirs.clicked.connect(lambda: self._choose_all(1))
        count = words.counted(self.tr("1 conflict"), self.tr("{n} conflicts"), len(self._clashes))
        rest = combined(self._entry)
        if rest:
            count += " · " + words.counted(self.tr("1 combined"), self.tr("{n} combined"), len(rest))
        row.addWidget(mine)
        row.addWidget(theirs)
        row.addStretch(1)
        row.addWidget(Label(count, "small", "text2"))
        self.column.addLayout(row)

    def _field(self, clash: Clash) -> QVBoxLayout:
        column, head, row = QVBoxLayout(), QHBoxLayout(), QHBoxLayout()
        column.setSpacing(theme().px(6))
        row.setSpacing(theme().px(10))
        head.addWidget(Label(sentences.field_title(clash.field), "strong"))
        head.addStretch(1)
        other = LinkButton(self.tr("Or type another value…"), role="small_strong")
        other.clicked.connect(lambda: self._type(clash))
        head.addWidget(other)
        at = self._entry.reason.theirs_at
        my_time = self.tr("you · {time}").replace("{time}", words.date_time_text(self._entry.changed_at))
        their_time = self.tr("server · {time}").replace("{time}", words.date_time_text(at)) if at else self.tr("server")
        before = VersionCard(self.tr("Before"), "", self._text(clash.field, clash.before), fixed=True)
        mine = VersionCard(self.tr("Mine"), my_time, self._text(clash.field, clash.mine))
        theirs = VersionCard(self.tr("Theirs"), their_time, self._text(clash.field, clash.theirs))
        self._cards[clash.field] = (mine, theirs)
        mine.clicked.connect(lambda: self._choose(clash, 0))
        theirs.clicked.connect(lambda: self._choose(clash, 1))
        for card in (before, mine, theirs):
            card.installEventFilter(self)
            row.addWidget(card, 1)
        column.addLayout(head)
        column.addLayout(row)
        return column

    def _make_foot(self) -> None:
        later = GhostButton(self.tr("Decide later"))
        later.clicked.connect(self.leave)
        discard = SecondaryButton(self.tr("Discard my change"))
        discard.clicked.connect(self._discard)
        self._save = PrimaryButton(self.tr("Save and send"), key=self.tr("Ctrl ↵"))
        self._save.clicked.connect(self.submit)
        self.foot.addWidget(later)
        self.foot.addWidget(Label(self.tr("The contact stays in Changes until then."), "small", "text2"))
        self.foot.addStretch(1)
        self.foot.addWidget(discard)
        self.foot.addWidget(self._save)

    # ── choosing ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _text(self, field: str, value: Value) -> str:
        return sentences.value_text(field, value, self._session.owner_name) or self.tr("empty")

    def _value_line(self, field: str, value: Value) -> str:
        text = self.tr("{field} “{value}”").replace("{field}", sentences.field_title(field))
        return text.replace("{value}", self._text(field, value))

    def _choose(self, clash: Clash, side: int) -> None:
        self._chosen[clash.field] = (clash.mine, clash.theirs)[side]
        for at, card in enumerate(self._cards[clash.field]):
            card.setChecked(at == side)
        self._show_result()

    def _choose_all(self, side: int) -> None:
        for clash in self._clashes:
            self._choose(clash, side)

    def _type(self, clash: Clash) -> None:
        dialog = QInputDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = sentences.field_title(clash.field)
        dialog.setWindowTitle(title)
        dialog.setLabelText(title)
        dialog.setTextValue(str(clash.mine or ""))

        def take(text: str) -> None:
            self._chosen[clash.field] = text.strip()
            for card in self._cards[clash.field]:
                card.setChecked(False)
            self._show_result()

        dialog.textValueSelected.connect(take)
        dialog.open()

    def _show_result(self) -> None:
        done = len(self._chosen) == len(self._clashes)
        self._save.setEnabled(done)
        if done:
            text = self.tr("After saving, the server holds: {what}.")
            self._result.setText(text.replace("{what}", outcome(self._entry, self._chosen, self._value_line)))
        else:
            self._result.setText(self.tr("Choose a version of each field."))

    @override
    def submit(self) -> None:
        """Save what was chosen, once everything is."""
        if len(self._chosen) == len(self._clashes):
            self._session.changer.resolve(self._entry.number, dict(self._chosen))
            self.accept()

    def _discard(self) -> None:
        self._session.changer.cancel(self._entry.number)
        self.accept()

    # ── keys ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and isinstance(watched, VersionCard):
            at = next(n for n, clash in enumerate(self._clashes) if watched in self._cards[clash.field])
            if event.key() in (Qt.Key.Key_1, Qt.Key.Key_2):
                self._choose(self._clashes[at], event.key() - Qt.Key.Key_1)
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                target = self._clashes[(at + step) % len(self._clashes)]
                self._cards[target.field][0].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)
