"""The command palette: one field that reaches every contact, action, tag and owner, and teaches the keys."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.cards import Divider
from nexus_contacts.desktop.controls.drawing import rounded, smooth
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.palette.entries import COMMANDS, OWNERS, TAGS, Asked, Entry, asked, ranked
from nexus_contacts.desktop.palette.entry_list import EntryList
from nexus_contacts.desktop.session import Session
from nexus_contacts.desktop.theme import theme
from nexus_contacts.store import contacts, facets
from nexus_contacts.store.connection import Database
from nexus_contacts.store.facets import Facets
from nexus_contacts.store.filters import Filter, Sort
from nexus_contacts.store.rows import Row

_WIDTH, _HEIGHT = 640, 530
_CONTACTS, _ACTIONS = 6, 8

Found = tuple[tuple[Row, ...], int, Facets]


def look_up(database: Database, text: str) -> Found:
    """The first contacts that answer `text`, how many there are, and the workspace's tags and owners."""
    choice = Filter(text=text)
    rows = contacts.page(database, choice, Sort("name", descending=False), size=_CONTACTS).rows if text else ()
    return rows, contacts.count(database, choice) if text else 0, facets.facets(database, Filter())


class Palette(QDialog):
    """Opened by Ctrl+K. `actions` gives the actions as they can run now; `used` counts how often each was chosen."""

    contact_chosen = Signal(str)
    action_chosen = Signal(str)
    search_chosen = Signal(str)
    tag_chosen = Signal(str)
    owner_chosen = Signal(str)

    def __init__(
        self,
        session: Session,
        actions: Callable[[], tuple[Entry, ...]],
        used: Mapping[str, int],
        parent: QWidget | None = None,
    ) -> None:
        # A child of the window, not a window of its own: round corners need no compositor, and the veil lies below it.
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.Widget)
        self._session = session
        self._actions = actions()
        self._used = used
        self.setAccessibleName(self.tr("Command palette"))
        self.setWindowTitle(self.tr("Command palette"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._make()
        self._arrange()
        self._field.textChanged.connect(self._ask)
        self._list.clicked.connect(self._choose)
        self._ask("")

    def _make(self) -> None:
        self._field = QLineEdit()
        self._field.setFrame(False)
        self._field.setFont(theme().font("section"))
        self._field.setAccessibleName(self.tr("Type a name or a command"))
        self._field.setPlaceholderText(self.tr("Type a name or a command"))
        icon = theme().icon("search", "text2")
        self._field.addAction(icon, QLineEdit.ActionPosition.LeadingPosition)
        self._field.installEventFilter(self)
        self._list = EntryList()

    def _arrange(self) -> None:
        look = theme()
        foot = QHBoxLayout()
        foot.setContentsMargins(18, 8, 18, 10)
        foot.addWidget(Label(self.tr("↑ ↓ move    ↵ open"), "small", "text2"))
        foot.addStretch(1)
        hint = self.tr("Type {commands} for commands, {tags} for tags, {owners} for owners")
        hint = hint.replace("{commands}", COMMANDS).replace("{tags}", TAGS).replace("{owners}", OWNERS)
        foot.addWidget(Label(hint, "small", "text2"))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 8, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._field)
        column.addSpacing(8)
        column.addWidget(Divider())
        column.addWidget(self._list, 1)
        column.addWidget(Divider())
        column.addLayout(foot)
        self.resize(look.px(_WIDTH), look.px(_HEIGHT))
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _ask(self, typed: str) -> None:
        question = asked(typed)
        database = self._session.database
        text = "" if question.prefix else question.text
        self._session.background.run(
            self, lambda: look_up(database, text), lambda found: self._show(question, found), key="look_up"
        )

    def _show(self, question: Asked, found: Found) -> None:
        rows, count, all_facets = found
        actions = ranked(self._actions, question.words, self._used)
        if question.prefix == COMMANDS:
            entries = (self._heading(self.tr("Commands")), *actions)
        elif question.prefix == TAGS:
            tags = (Entry("tag", tag, tag, words.number(n), icon="tag") for tag, n in all_facets.tags)
            entries = (self._heading(self.tr("Tags")), *ranked(tags, question.words, {}))
        elif question.prefix == OWNERS:
            entries = (self._heading(self.tr("Owners")), *ranked(self._owners(all_facets), question.words, {}))
        else:
            entries = self._mixed(question, rows, count, actions)
        self._list.show_entries(entries)

    def _owners(self, all_facets: Facets) -> list[Entry]:
        name = self._session.owner_name
        return [
            Entry("owner", owner, words.owner_text(owner, name), words.number(count))
            for owner, count in all_facets.owners
        ]

    def _mixed(
        self, question: Asked, rows: tuple[Row, ...], count: int, actions: tuple[Entry, ...]
    ) -> tuple[Entry, ...]:
        entries: list[Entry] = []
        if rows:
            entries.append(self._heading(self.tr("Contacts")))
            for row in rows:
                about = " · ".join(part for part in (row.job_title, row.company) if part)
                entries.append(Entry("contact", row.id, row.name, about))
        if question.words:
            title = self.tr("Search all contacts for “{text}”").replace("{text}", question.text)
            results = words.counted(self.tr("{n} result"), self.tr("{n} results"), count)
            search = Entry("search", question.text, title, results, ("Ctrl", "F"), "search")
            entries += [self._heading(self.tr("Everywhere")), search, *actions[:_ACTIONS]]
        else:
            entries += [self._heading(self.tr("Everywhere")), *actions]
        return tuple(entries)

    @staticmethod
    def _heading(title: str) -> Entry:
        return Entry("heading", "", title)

    def _choose(self) -> None:
        entry = self._list.current()
        if entry is None or entry.reason or entry.kind == "heading":
            return
        signals = {
            "contact": self.contact_chosen,
            "action": self.action_chosen,
            "search": self.search_chosen,
            "tag": self.tag_chosen,
            "owner": self.owner_chosen,
        }
        signal = signals[entry.kind]
        chosen = entry.id
        self.close()
        signal.emit(chosen)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            match event.key():
                case Qt.Key.Key_Down | Qt.Key.Key_Tab:
                    self._list.step(1)
                    return True
                case Qt.Key.Key_Up | Qt.Key.Key_Backtab:
                    self._list.step(-1)
                    return True
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self._choose()
                    return True
                case Qt.Key.Key_Escape:
                    self.close()
                    return True
        return super().eventFilter(watched, event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        rect = QRectF(self.rect())
        rounded(smooth(self), rect, look.radius("dialog"), look.color("raised"), look.color("borderStrong"))
