"""The detail pane: the header and the five tabs of the contact that is picked in the table."""

from PySide6.QtCore import QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop.change_menus import ChangeMenus
from nexus_contacts.desktop.controls.buttons import SecondaryButton
from nexus_contacts.desktop.controls.cards import Surface
from nexus_contacts.desktop.controls.choices import popup_anchor
from nexus_contacts.desktop.controls.states import EmptyState
from nexus_contacts.desktop.detail.composer import Composer
from nexus_contacts.desktop.detail.deals import DealsTab
from nexus_contacts.desktop.detail.doubles_band import DoublesBand
from nexus_contacts.desktop.detail.header import ContactHeader
from nexus_contacts.desktop.detail.links import ask_and_open
from nexus_contacts.desktop.detail.lists import ActivitiesTab, TimelineTab
from nexus_contacts.desktop.detail.notes import NotesTab
from nexus_contacts.desktop.detail.overview import OverviewTab
from nexus_contacts.desktop.detail.reading import RecordReader
from nexus_contacts.desktop.detail.record import ContactRecord
from nexus_contacts.desktop.detail.state_band import StateBand
from nexus_contacts.desktop.detail.tab_pages import TabPage
from nexus_contacts.desktop.detail.tabs import DetailTabs
from nexus_contacts.desktop.session import Session
from nexus_contacts.store import stars
from nexus_contacts.store.changes import Changed
from nexus_contacts.store.details import DetailKind
from nexus_contacts.store.edits import Edit
from nexus_contacts.store.filters import Filter

OVERVIEW, TIMELINE, DEALS, NOTES, ACTIVITIES = range(5)
_KINDS: dict[int, DetailKind] = {TIMELINE: "timeline", DEALS: "deals", NOTES: "notes", ACTIVITIES: "activities"}


class DetailPane(Surface):
    """Everything the local copy knows of one contact; what was never downloaded is asked for when it is opened.

    Only the tab in front is filled; the others follow when they are brought to the front.
    """

    closed = Signal()
    left = Signal()
    """The person wants back to the table; the pane stays."""
    filter_wanted = Signal(object)
    tab_changed = Signal(int)
    edit_wanted = Signal(str)
    history_wanted = Signal(str)
    print_wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._session = session
        self._stale: set[int] = set()
        self._make()
        self._arrange()
        self._connect()

    def _make(self) -> None:
        name = self._session.owner_name
        self._reader = RecordReader(self._session, self)
        self._header = ContactHeader()
        self.tabs = DetailTabs(
            (self.tr("Overview"), self.tr("Timeline"), self.tr("Deals"), self.tr("Notes"), self.tr("Activities"))
        )
        self._overview = OverviewTab(name)
        self._timeline = TimelineTab(name)
        self._deals = DealsTab()
        self._notes = NotesTab(name)
        self._activities = ActivitiesTab(name)
        tabs = (self._overview, self._timeline, self._deals, self._notes, self._activities)
        self._pages = [TabPage(tab) for tab in tabs]
        self.composer = Composer(self._session)
        self._menus = ChangeMenus(self._session, self, self._contact, self._apply)
        self._band = StateBand()
        self.doubles = DoublesBand()
        self._nobody = EmptyState("user", "neutral")

    def _arrange(self) -> None:
        self._stack = QStackedWidget()
        for page in self._pages:
            self._stack.addWidget(page)
        self._somebody = Surface("surface")
        column = QVBoxLayout(self._somebody)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self.tabs)
        column.addWidget(self._band)
        column.addWidget(self.doubles)
        column.addWidget(self.composer)
        column.addWidget(self._stack, 1)
        self.composer.hide()
        self._sides = QStackedWidget()
        self._sides.addWidget(self._nobody)
        self._sides.addWidget(self._somebody)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._sides)
        self._show_nobody()

    def _connect(self) -> None:
        self._reader.arrived.connect(self._show_record)
        self.tabs.currentChanged.connect(self._show_tab)
        self.tabs.content_wanted.connect(self.focus_content)
        self._header.close_wanted.connect(self.closed)
        self._header.menu_wanted.connect(self._open_menu)
        self._header.star_toggled.connect(self._star)
        self._header.email_wanted.connect(self.write_email)
        self._header.call_wanted.connect(self.call)
        self._header.note_wanted.connect(self.write_note)
        self._header.edit_wanted.connect(lambda: self.edit_wanted.emit(self.contact_id))
        self._notes.undo_wanted.connect(self._take_note_back)
        self._session.changer.read_only_changed.connect(self._show_read_only)
        self._show_read_only(self._session.changer.read_only)
        self._overview.email_wanted.connect(self.write_email)
        self._overview.filter_wanted.connect(self.filter_wanted)
        self._overview.change_wanted.connect(self._session.changer.change)
        self._overview.menu_wanted.connect(self._open_change_menu)
        self._overview.form_wanted.connect(lambda: self.edit_wanted.emit(self.contact_id))
        self._notes.link_wanted.connect(lambda url: ask_and_open(self, url))
        self._notes.more_wanted.connect(self._reader.want_more_notes)
        for keys, step in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self.step_tab(step))

    @property
    def contact_id(self) -> str:
        """The id of the contact that is shown, or ``""``."""
        return self._reader.contact_id

    @property
    def _record(self) -> ContactRecord | None:
        return self._reader.record

    def show_contact(self, contact_id: str) -> None:
        """Show a contact from the local copy, and ask the service for what is missing or old; ``""`` shows nobody."""
        self._reader.read(contact_id)
        self.composer.show_contact(contact_id)
        if not contact_id:
            self._show_nobody()

    def apply_changed(self, changed: Changed) -> None:
        """Read the contact again where it is among what changed; follow it to its real id."""
        for old, new in changed.renamed:
            if old == self.contact_id:
                self.composer.rename(old, new)
                self._reader.read(new)
        if changed.ids is None or self.contact_id in changed.ids or "owners" in changed.kinds:
            self._reader.read_again()

    def set_tab(self, index: int) -> None:
        """Bring one of the five tabs to the front, by its place."""
        self.tabs.setCurrentIndex(index)

    def step_tab(self, step: int) -> None:
        """Bring the next (1) or the previous (-1) tab to the front."""
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % self.tabs.count())

    def focus_content(self) -> None:
        """Move the focus from the tabs into what the tab in front shows."""
        page = self._pages[self.tabs.currentIndex()]
        page.focus_inside()

    def write_note(self) -> None:
        """Bring the notes to the front, ready to write one."""
        self.set_tab(NOTES)
        self.composer.text.setFocus(Qt.FocusReason.TabFocusReason)

    def _take_note_back(self, entry: int, content: str) -> None:
        """A waiting note goes back to where it was typed."""
        contact_id = self.contact_id
        self._session.changer.cancel(
            entry, then=lambda done: self.composer.bring_back(contact_id, content) if done.count else None
        )

    def _show_read_only(self, read_only: bool) -> None:
        self._header.set_read_only(self.tr("Your key may only read") if read_only else "")
        self.composer.setVisible(self.tabs.currentIndex() == NOTES and not read_only)
        self._overview.set_editable(not read_only)

    def _contact(self) -> Contact | None:
        return self._record.contact if self._record is not None else None

    def _apply(self, edit: Edit) -> None:
        if self.contact_id:
            self._session.changer.edit((self.contact_id,), edit)

    def _open_change_menu(self, what: str, place: QPoint) -> None:
        menus = self._menus
        fills = {
            "status": menus.fill_status,
            "source": menus.fill_sources,
            "owner": menus.fill_owners,
            "tags": menus.fill_tags,
        }
        menus.pop_up(fills[what], place)

    def write_email(self) -> None:
        """Open the mail program on a new mail to the contact."""
        if self._record is not None and self._record.contact.email:
            address = QUrl()
            address.setScheme("mailto")
            address.setPath(self._record.contact.email)
            QDesktopServices.openUrl(address)

    def call(self) -> None:
        """Hand the contact's phone number to whatever makes calls here."""
        if self._record is not None and self._record.contact.phone:
            digits = "".join(sign for sign in self._record.contact.phone if sign.isdigit() or sign == "+")
            QDesktopServices.openUrl(QUrl("tel:" + digits))

    def toggle_star(self) -> None:
        """Star the contact, or take its star away."""
        if self._record is not None:
            self._star(not self._record.starred)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # No shortcut: in a drawer the drawer's own Esc comes first, and two of them would silence each other.
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # ── inside ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _show_nobody(self) -> None:
        if self.contact_id:
            text = self.tr("It was deleted in AutomateNexus, or is in another workspace.")
            self._nobody.show_state("user", "neutral", self.tr("This contact is no longer here"), text)
        else:
            text = self.tr("Pick one in the table to read it here.")
            self._nobody.show_state("user", "neutral", self.tr("No contact picked"), text)
        self._sides.setCurrentWidget(self._nobody)

    def _show_record(self) -> None:
        """Show what was read, or why there is nothing to read yet."""
        record = self._record
        if record is None:
            self._show_nobody()
            return
        self._header.show_contact(record.contact, record.starred)
        self._band.show_state(record, self._reader.offline)
        self.doubles.show_doubles(record)
        self.tabs.set_count(DEALS, record.count("deals"))
        self.tabs.set_count(NOTES, record.count("notes"))
        self._stale = set(range(self.tabs.count()))
        self._fill(self.tabs.currentIndex())
        self._sides.setCurrentWidget(self._somebody)

    def _show_tab(self, tab: int) -> None:
        self._fill(tab)
        self._stack.setCurrentIndex(tab)
        self.composer.setVisible(tab == NOTES and not self._session.changer.read_only)
        self.tab_changed.emit(tab)

    def _fill(self, tab: int) -> None:
        """Bring one tab up to date with what was read."""
        record = self._record
        if record is None or tab not in self._stale:
            return
        self._stale.discard(tab)
        contact_id = record.contact.id
        match tab:
            case 0:
                self._overview.show_contact(record.contact, record.phone)
                self._pages[tab].show_content()
            case 1:
                self._timeline.show_lines(contact_id, record.timeline)
            case 2:
                self._deals.show_deals(record.deals)
            case 3:
                self._notes.show_notes(contact_id, record.notes, record.notes_left)
            case 4:
                self._activities.show_lines(contact_id, record.activities)
        if tab in _KINDS:
            self._show_page(self._pages[tab], _KINDS[tab], record)

    def _show_page(self, page: TabPage, kind: DetailKind, record: ContactRecord) -> None:
        if record.count(kind):
            page.show_content()
        elif kind in record.downloaded:
            page.show_empty(kind)
        elif self._reader.asking:
            page.show_waiting()
        else:
            again = SecondaryButton(self.tr("Try again"), "refresh")
            again.clicked.connect(self._reader.ask)
            page.show_failure(kind, self._reader.failures.get(kind), (again,))

    def _star(self, starred: bool) -> None:
        database, contact_id = self._session.database, self.contact_id
        change = stars.star if starred else stars.unstar
        self._session.background.run(self, lambda: change(database, (contact_id,)), self._session.bridge.on_changed)

    def contact_menu(self) -> QMenu:
        """What can be done with the contact besides the buttons."""
        menu = QMenu(self)
        record = self._record
        if record is None:
            return menu
        contact = record.contact
        same_company = menu.addAction(self.tr("Show contacts of this company"))
        same_company.setEnabled(bool(contact.company))
        same_company.triggered.connect(lambda: self.filter_wanted.emit(Filter(company=contact.company)))
        same_owner = menu.addAction(self.tr("Show contacts of this owner"))
        same_owner.triggered.connect(lambda: self.filter_wanted.emit(Filter(owners=(contact.assigned_to,))))
        menu.addSeparator()
        menu.addAction(self.tr("History of its fields")).triggered.connect(lambda: self.history_wanted.emit(contact.id))
        menu.addAction(self.tr("Print…")).triggered.connect(lambda: self.print_wanted.emit(contact.id))
        menu.addSeparator()
        for text, value in ((self.tr("Copy name"), contact.name), (self.tr("Copy ID"), contact.id)):
            copy = menu.addAction(text)
            copy.triggered.connect(lambda _checked=False, value=value: QGuiApplication.clipboard().setText(value))
        return menu

    def _open_menu(self) -> None:
        menu = self.contact_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(popup_anchor(self._header.menu_button).toPoint())
