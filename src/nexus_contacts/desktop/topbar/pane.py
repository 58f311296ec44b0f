"""The top bar as one widget: sidebar toggle, search, sync state, menu and New contact; it folds where it is narrow."""

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from nexus_contacts.api.records import STATUSES
from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.buttons import PrimaryButton, ToolButton
from nexus_contacts.desktop.controls.drawing import smooth
from nexus_contacts.desktop.session import Session
from nexus_contacts.desktop.theme import theme
from nexus_contacts.desktop.topbar.pill import Pill
from nexus_contacts.desktop.topbar.query import Query, Vocabulary, apply
from nexus_contacts.desktop.topbar.search_box import SearchBox
from nexus_contacts.desktop.topbar.sync_button import SyncButton
from nexus_contacts.desktop.topbar.sync_words import WARN, waiting_text
from nexus_contacts.store import contacts
from nexus_contacts.store.changes import Changed
from nexus_contacts.store.filters import Filter
from nexus_contacts.sync.progress import Phase, SyncState

WIDE_PX, NARROW_PX = 1060, 704
"""The bar's own width from which it is whole, and below which it is folded to icons."""
_SEARCH_PX = {"wide": 400, "medium": 280}
_MARGIN = 16


class TopBar(QWidget):
    """The top bar. It holds the filter that is shown, so that a token typed here adds to it."""

    filter_changed = Signal(object)
    sidebar_toggled = Signal()
    sync_pressed = Signal()
    changes_wanted = Signal()
    menu_wanted = Signal(QPoint)
    new_contact_wanted = Signal()
    table_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._choice = Filter()
        self._fold = ""
        self.toggle = ToolButton("sidebar", self.tr("Show or hide the sidebar"), key=self.tr("Ctrl+B"))
        self.search = SearchBox(self.tr("Search contacts"), key=self.tr("Ctrl F"))
        self.sync = SyncButton()
        self.waiting = Pill(self.tr("Changes waiting"))
        self.waiting.hide()
        self._cached, self._waits = 0, 0
        self.menu = ToolButton("more", self.tr("Open the menu"), key="F10")
        self.new_contact = PrimaryButton(self.tr("New contact"), "plus", key=self.tr("Ctrl N"))
        self._arrange()
        self._connect()
        self.set_new_contact(True)
        self.sync.show_sample(session.account.kind == "sample")
        self._count_cached()

    def _arrange(self) -> None:
        self.setAccessibleName(self.tr("Top bar"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self.toggle)
        self._row.addSpacing(2)
        self._row.addWidget(self.search)
        self._row.addStretch(1)
        self._row.addWidget(self.sync)
        self._row.addWidget(self.waiting)
        self._row.addWidget(self.menu)
        self._row.addSpacing(2)
        self._row.addWidget(self.new_contact)
        self._refold()
        theme().changed.connect(self._restyle)
        self._restyle()

    def _connect(self) -> None:
        self.toggle.clicked.connect(lambda: self.sidebar_toggled.emit())
        self.search.queried.connect(self._take_query)
        self.search.table_wanted.connect(self.table_wanted)
        self.sync.clicked.connect(lambda: self.sync_pressed.emit())
        self.waiting.clicked.connect(lambda: self.changes_wanted.emit())
        self.menu.clicked.connect(self._tell_menu)
        self.new_contact.clicked.connect(lambda: self.new_contact_wanted.emit())
        self._rest = QTimer(self, singleShot=True, interval=500)
        self._rest.timeout.connect(self._count_cached)

    # ── told by the window ────────────────────────────────────────────────────────────────────────────────────────────

    def show_filter(self, choice: Filter) -> None:
        """Show a filter: its text in the field; what is being typed is not disturbed."""
        self._choice = choice
        self.search.show_text(choice.text)

    def show_state(self, state: SyncState) -> None:
        """Show the state of the sync."""
        self.sync.show_state(state)
        self._show_waiting()
        if state.phase in (Phase.OFFLINE, Phase.PAUSED, Phase.IDLE):
            self._count_cached()

    def show_outbox(self, waits: int) -> None:
        """Show how many changes wait to be sent, or for the person."""
        self._waits = waits
        self._show_numbers(self._cached)

    def apply_changed(self, changed: Changed) -> None:
        """Count the copy again."""
        if "contacts" in changed.kinds and not self._rest.isActive():
            self._rest.start()

    def set_new_contact(self, enabled: bool, reason: str = "") -> None:
        """Offer to create a contact, or say why not."""
        self.new_contact.setEnabled(enabled)
        name = self.tr("New contact")
        self.new_contact.setAccessibleName(name)
        self.new_contact.setAccessibleDescription("" if enabled else reason)
        self.new_contact.setToolTip(name if enabled else reason)

    def focus_search(self) -> None:
        """Give the search field the focus, its text selected."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    # ── inside ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _take_query(self, query: Query) -> None:
        vocabulary = _vocabulary(self._session.owner_names())
        choice = apply(replace(self._choice, text=query.text), query.tokens, vocabulary)
        if choice != self._choice:
            self._choice = choice
            self.filter_changed.emit(choice)

    def _tell_menu(self) -> None:
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        corner = self.menu.rect().bottomLeft() if mirrored else self.menu.rect().bottomRight()
        self.menu_wanted.emit(self.menu.mapToGlobal(corner))

    def _count_cached(self) -> None:
        database = self._session.database
        self._session.background.run(self, lambda: contacts.total(database), self._show_numbers, key="total")

    def _show_numbers(self, cached: int) -> None:
        self._cached = cached
        self.sync.show_numbers(cached=cached, waiting=self._waits)
        self._show_waiting()

    def _show_waiting(self) -> None:
        """Where the sync state has something else to say, a button beside it says how many changes wait."""
        text = waiting_text(self._waits)
        self.waiting.say(text, "clock", "warn", WARN)
        self.waiting.setVisible(bool(self._waits) and self.sync.sentence.text != text)

    def _refold(self) -> None:
        """Fold by the bar's own width: whole, without key cap, or to icons."""
        fold = "wide" if self.width() >= WIDE_PX else "narrow" if self.width() < NARROW_PX else "medium"
        if fold == self._fold:
            return
        self._fold = fold
        long = self.tr("Search name, email, company or custom field")
        self.search.setPlaceholderText(long if fold == "wide" else self.tr("Search contacts"))
        self.search.set_key("" if fold == "narrow" else self.tr("Ctrl F"))
        self.search.setMaximumWidth(theme().px(_SEARCH_PX[fold]) if fold != "narrow" else 16_777_215)
        self.search.setMinimumWidth(theme().px(120))
        self._row.setStretchFactor(self.search, 100 if fold == "narrow" else 1000)
        self.sync.set_folded(fold == "narrow")
        self.waiting.set_folded(fold != "wide")
        for button in (self.toggle, self.menu):
            button.setVisible(fold != "narrow")
        self.new_contact.set_key(self.tr("Ctrl N") if fold == "wide" else "")
        self.new_contact.setText(self.tr("New") if fold == "narrow" else self.tr("New contact"))

    def _restyle(self) -> None:
        self.setFixedHeight(theme().size("topbar"))
        self.update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refold()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = smooth(self)
        painter.fillRect(self.rect(), look.color("surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, look.color("border"))
        painter.end()


def _vocabulary(names: tuple[tuple[str, str], ...]) -> Vocabulary:
    statuses = tuple((status, words.status_text(status)) for status in STATUSES)
    nobody = ("none", "unassigned", words.owner_text("", _nameless).casefold())
    return Vocabulary(statuses, names, nobody)


def _nameless(owner: str) -> str:
    return owner
