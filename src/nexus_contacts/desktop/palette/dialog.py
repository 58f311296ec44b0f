"""The command palette: one field that reaches every contact, action, tag and owner, and teaches the keys."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPaintEvent, QPalette
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from nexus_contacts.desktop import words
from nexus_contacts.desktop.actions import SPECS, group_text
from nexus_contacts.desktop.controls.cards import Divider
from nexus_contacts.desktop.controls.drawing import draw_icon, mirrored, rounded, smooth
from nexus_contacts.desktop.controls.keycaps import KeyCap
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.palette.entries import COMMANDS, OWNERS, TAGS, Asked, Entry, asked, ranked
from nexus_contacts.desktop.palette.entry_list import EntryList
from nexus_contacts.desktop.session import Session
from nexus_contacts.desktop.theme import theme
from nexus_contacts.store import contacts, facets
from nexus_contacts.store.connection import Database
from nexus_contacts.store.filters import Filter, Sort
from nexus_contacts.store.rows import Row

_WIDTH, _HEIGHT = 640, 530
_CONTACTS, _ACTIONS = 6, 8
_EDGE = 18
_PAGE = 8
_OF_CONTACT = {spec.id for spec in SPECS if spec.group == "contact"}


@dataclass(frozen=True, slots=True)
class Found:
    """What the local copy answers: the first contacts with the number of all, or the tags and owners there are."""

    rows: tuple[Row, ...] = ()
    count: int = 0
    tags: tuple[tuple[str, int], ...] = ()
    owners: tuple[tuple[str, int], ...] = ()


def look_up(database: Database, question: Asked) -> Found:
    """Answer what was asked from the local copy. Blocking. Raises Interrupted, StoreError."""
    if question.prefix in (TAGS, OWNERS):
        found = facets.facets(database, Filter())
        return Found(tags=found.tags, owners=found.owners)
    if question.prefix or not question.words:
        return Found()
    choice = Filter(text=question.text)
    rows = contacts.page(database, choice, Sort("name", descending=False), size=_CONTACTS).rows
    return Found(rows, contacts.count(database, choice))


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
        self._list.clicked.connect(self.choose)
        self._ask("")

    def _make(self) -> None:
        self._field = QLineEdit()
        self._field.setFrame(False)
        self._field.setAccessibleName(self.tr("Type a name or a command"))
        self._field.setPlaceholderText(self.tr("Type a name or a command"))
        self._field.installEventFilter(self)
        self._list = EntryList()

    def _arrange(self) -> None:
        look = theme()
        self._head = QHBoxLayout()
        self._head.setContentsMargins(look.px(_EDGE), look.px(10), look.px(_EDGE), look.px(10))
        self._head.addSpacing(look.px(26))
        self._head.addWidget(self._field, 1)
        self._head.addWidget(KeyCap(self.tr("Esc")))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(Divider())
        column.addWidget(self._list, 1)
        column.addWidget(Divider())
        column.addLayout(self._foot())
        self.resize(look.px(_WIDTH), look.px(_HEIGHT))
        self.setFocusProxy(self._field)
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)
        self._dress()
        look.changed.connect(self._dress)

    def _foot(self) -> QHBoxLayout:
        look = theme()
        foot = QHBoxLayout()
        foot.setContentsMargins(look.px(_EDGE), look.px(9), look.px(_EDGE), look.px(9))
        foot.setSpacing(look.px(6))
        for keys, text in ((("↑", "↓"), self.tr("move")), (("↵",), self.tr("open"))):
            for key in keys:
                foot.addWidget(KeyCap(key))
            foot.addWidget(Label(text, "small", "text2"))
            foot.addSpacing(look.px(8))
        foot.addStretch(1)
        hint = self.tr("{commands} commands   {tags} tags   {owners} owners")
        hint = hint.replace("{commands}", COMMANDS).replace("{tags}", TAGS).replace("{owners}", OWNERS)
        foot.addWidget(Label(hint, "small", "text2"))
        return foot

    def _dress(self) -> None:
        """The field has no ground of its own: it lies on the palette's."""
        look = theme()
        self._field.setFont(self._field_font())
        self._field.setStyleSheet("QLineEdit { background: transparent; border: 0; padding: 0; }")
        palette = QPalette(self._field.palette())
        palette.setColor(QPalette.ColorRole.Text, look.color("text"))
        palette.setColor(QPalette.ColorRole.PlaceholderText, look.color("text3"))
        self._field.setPalette(palette)
        self.update()

    def _field_font(self) -> QFont:
        font = QFont(theme().font("heading"))
        font.setWeight(QFont.Weight.Normal)
        return font

    def current_id(self) -> str:
        """The id of the current entry; ``""`` where nothing answers."""
        entry = self._list.current()
        return entry.id if entry is not None else ""

    def _ask(self, typed: str) -> None:
        question = asked(typed)
        database = self._session.database
        self._session.background.run(
            self,
            lambda: look_up(database, question),
            lambda found: self._show(question, found),
            key="look_up",
            on_superseded=database.interrupt,
        )

    def _show(self, question: Asked, found: Found) -> None:
        actions = ranked(self._actions, question.words, self._used)
        if question.prefix == COMMANDS:
            entries = self._titled(self.tr("Commands"), actions)
        elif question.prefix == TAGS:
            tags = (Entry("tag", tag, tag, words.number(n), icon="tag") for tag, n in found.tags)
            entries = self._titled(self.tr("Tags"), ranked(tags, question.words, {}))
        elif question.prefix == OWNERS:
            entries = self._titled(self.tr("Owners"), ranked(self._owners(found), question.words, {}))
        else:
            entries = self._mixed(question, found, actions)
        self._list.show_entries(entries or (self._heading(self.tr("Nothing answers to this")),))
        self._fit()

    def _fit(self) -> None:
        """Be as high as what is listed, as far as there is room."""
        self._list.updateGeometry()
        most = theme().px(_HEIGHT)
        parent = self.parentWidget()
        if parent is not None:
            most = min(most, parent.height() - self.y() - theme().px(16))
        self.resize(self.width(), min(most, self.sizeHint().height()))

    def _owners(self, found: Found) -> list[Entry]:
        name = self._session.owner_name
        return [
            Entry("owner", owner, words.owner_text(owner, name), words.number(count)) for owner, count in found.owners
        ]

    def _mixed(self, question: Asked, found: Found, actions: tuple[Entry, ...]) -> tuple[Entry, ...]:
        people = []
        for row in found.rows:
            about = " · ".join(part for part in (row.job_title, row.company) if part)
            people.append(Entry("contact", row.id, row.name, about))
        here = tuple(entry for entry in actions if entry.id in _OF_CONTACT)
        everywhere = tuple(entry for entry in actions if entry.id not in _OF_CONTACT)
        if question.words:
            title = self.tr("Search all contacts for “{text}”").replace("{text}", question.text)
            results = words.counted(self.tr("{n} result"), self.tr("{n} results"), found.count)
            search = Entry("search", question.text, title, results, ("Ctrl", "F"), "search")
            everywhere = (search, *everywhere[:_ACTIONS])
        return (
            *self._titled(self.tr("Contacts"), tuple(people)),
            *self._titled(group_text("contact"), here),
            *self._titled(self.tr("Everywhere"), everywhere),
        )

    @staticmethod
    def _heading(title: str) -> Entry:
        return Entry("heading", "", title)

    def _titled(self, title: str, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        return (self._heading(title), *entries) if entries else ()

    def choose(self) -> None:
        """Do what the current entry stands for, and close; a greyed one does nothing."""
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
                case Qt.Key.Key_PageDown | Qt.Key.Key_PageUp:
                    for _ in range(_PAGE):
                        self._list.step(1 if event.key() == Qt.Key.Key_PageDown else -1)
                    return True
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self.choose()
                    return True
                case Qt.Key.Key_Escape:
                    self.close()
                    return True
        return super().eventFilter(watched, event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        rect = QRectF(self.rect())
        painter = smooth(self)
        rounded(painter, rect, look.radius("dialog"), look.color("raised"), look.color("borderStrong"))
        head = self._head.geometry()
        side = look.size("icon")
        icon = QRect(look.px(_EDGE), head.y() + (head.height() - side) // 2, side, side)
        draw_icon(painter, mirrored(self, icon), "search", "text2")
