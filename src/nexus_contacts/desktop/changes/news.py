"""Since you were away: what the service changed since the person last looked, contact by contact, field by field."""

from itertools import groupby

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nexus_contacts.desktop import sentences, words
from nexus_contacts.desktop.controls.buttons import PrimaryButton, SecondaryButton
from nexus_contacts.desktop.controls.cards import Divider
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.controls.sheets import Sheet
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.desktop.sentences import OwnerName
from nexus_contacts.desktop.session import Session
from nexus_contacts.desktop.theme import theme
from nexus_contacts.store import history
from nexus_contacts.store.history import CREATED, DELETED, SCORE, Happened

MOST = 60
_FIELDS = 6


def _say(text: str) -> str:
    return QCoreApplication.translate("NewsDialog", text)


def happened_text(one: Happened, owner_name: OwnerName) -> str:
    """One change as a sentence."""
    if one.field == CREATED:
        return _say("New contact")
    if one.field == DELETED:
        return _say("Deleted")
    empty = _say("empty")
    if one.field == SCORE:
        before, after = (empty if value is None else str(value) for value in (one.before, one.after))
    else:
        before = sentences.value_text(one.field, one.before, owner_name) or empty
        after = sentences.value_text(one.field, one.after, owner_name) or empty
    text = _say("{field}: {before} → {after}").replace("{field}", sentences.field_title(one.field))
    return text.replace("{before}", before).replace("{after}", after)


class NewsDialog(Sheet):
    """Lists the news; closing it by its button counts as having looked."""

    open_wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        text = _say("What changed in AutomateNexus since you last looked here.")
        super().__init__(_say("Since you were away"), text, (640, 600), parent)
        self._session = session
        self._none = Label(self.tr("Nothing has changed."), "body", "text2")
        self.column.addWidget(self._none)
        self.column.addStretch(1)
        seen = PrimaryButton(self.tr("Mark as seen"), key=self.tr("Ctrl ↵"))
        seen.clicked.connect(self.submit)
        self.foot.addStretch(1)
        self.foot.addWidget(seen)
        seen.setFocus(Qt.FocusReason.TabFocusReason)
        database = session.database
        session.background.run(self, lambda: history.since(database, history.looked(database)), self._show, key="news")

    def submit(self) -> None:
        """Count everything as seen."""
        session, database = self._session, self._session.database
        session.background.write(session.changer, lambda: history.mark_looked(database), session.bridge.tell_at_once)
        self.accept()

    def _show(self, found: tuple[Happened, ...]) -> None:
        self._none.setVisible(not found)
        by_contact = sorted(found, key=lambda one: one.contact_id)
        groups = [tuple(run) for _, run in groupby(by_contact, key=lambda one: one.contact_id)]
        groups.sort(key=lambda run: -run[0].number)
        for at, run in enumerate(groups[:MOST]):
            if at:
                self.column.insertWidget(self.column.count() - 1, Divider())
            self.column.insertLayout(self.column.count() - 1, self._row(run))
        if len(groups) > MOST:
            more = words.counted(self.tr("and 1 more contact"), self.tr("and {n} more contacts"), len(groups) - MOST)
            self.column.insertWidget(self.column.count() - 1, Label(more, "small", "text3"))

    def _row(self, run: tuple[Happened, ...]) -> QHBoxLayout:
        line, texts = QHBoxLayout(), QVBoxLayout()
        texts.setSpacing(theme().px(2))
        name = one_line(run[0].name)
        texts.addWidget(Label(name, "strong"))
        for one in run[:_FIELDS]:
            texts.addWidget(Label(happened_text(one, self._session.owner_name), "small", "text2", wrap=True))
        if len(run) > _FIELDS:
            more = self.tr("and {n} more").replace("{n}", words.number(len(run) - _FIELDS))
            texts.addWidget(Label(more, "small", "text3"))
        line.addLayout(texts, 1)
        line.addWidget(Label(words.date_time_text(run[0].at), "small", "text3"), 0, Qt.AlignmentFlag.AlignTop)
        if run[0].field != DELETED:
            button = SecondaryButton(self.tr("Open"), small=True)
            button.setAccessibleName(self.tr("Open {name}").replace("{name}", name))
            button.clicked.connect(lambda: self._open(run[0].contact_id))
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _open(self, contact_id: str) -> None:
        self.open_wanted.emit(contact_id)
        self.accept()
