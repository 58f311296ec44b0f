"""The detail pane: the header and the five tabs of the contact that is picked in the table."""

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from nexus_contacts.desktop import messages
from nexus_contacts.desktop.controls.buttons import SecondaryButton
from nexus_contacts.desktop.controls.cards import Surface
from nexus_contacts.desktop.controls.states import EmptyState
from nexus_contacts.desktop.detail.deals import DealsTab
from nexus_contacts.desktop.detail.header import ContactHeader
from nexus_contacts.desktop.detail.links import ask_and_open
from nexus_contacts.desktop.detail.lists import ActivitiesTab, TimelineTab
from nexus_contacts.desktop.detail.notes import NotesTab
from nexus_contacts.desktop.detail.overview import OverviewTab
from nexus_contacts.desktop.detail.record import ContactRecord, read_record
from nexus_contacts.desktop.detail.tab_pages import TabPage
from nexus_contacts.desktop.detail.tabs import DetailTabs
from nexus_contacts.desktop.session import DetailFailures, Session
from nexus_contacts.store import stars
from nexus_contacts.store.changes import Changed
from nexus_contacts.store.details import DetailKind
from nexus_contacts.store.filters import Filter

OVERVIEW, TIMELINE, DEALS, NOTES, ACTIVITIES = range(5)
_TAB_OF_KIND: dict[DetailKind, int] = {
    "timeline": TIMELINE,
    "deals": DEALS,
    "notes": NOTES,
    "activities": ACTIVITIES,
}


class DetailPane(Surface):
    """Everything the local copy knows of one contact; what was never downloaded is asked for when it is opened."""

    closed = Signal()
    left = Signal()
    """The person wants back to the table; the pane stays."""
    filter_wanted = Signal(object)
    tab_changed = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._session = session
        self._contact_id = ""
        self._asks = False
        self._record: ContactRecord | None = None
        self._failures: DetailFailures = {}
        self._make()
        self._arrange()
        self._connect()

    def _make(self) -> None:
        name = self._session.owner_name
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
        self._nobody = EmptyState("user", "neutral", self.tr("No contact picked"), self.tr("Pick one in the table."))

    def _arrange(self) -> None:
        self._stack = QStackedWidget()
        for page in self._pages:
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        column.addWidget(self._nobody, 1)
        self._show_parts(False)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self.tabs.currentChanged.connect(self.tab_changed)
        self._header.close_wanted.connect(self.closed)
        self._header.menu_wanted.connect(self._open_menu)
        self._header.star_toggled.connect(self._star)
        self._header.email_wanted.connect(self.write_email)
        self._header.call_wanted.connect(self.call)
        self._overview.email_wanted.connect(self.write_email)
        self._overview.filter_wanted.connect(self.filter_wanted)
        self._notes.link_wanted.connect(lambda url: ask_and_open(self, url))
        for keys, step in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self.step_tab(step))
        leave = QShortcut(QKeySequence("Esc"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.left)

    @property
    def contact_id(self) -> str:
        """The id of the contact that is shown, or ``""``."""
        return self._contact_id

    def show_contact(self, contact_id: str) -> None:
        """Show a contact from the local copy, and ask the service for what is missing or old; ``""`` shows nobody."""
        if contact_id != self._contact_id:
            self._failures = {}
        self._contact_id = contact_id
        if not contact_id:
            self._show_parts(False)
            return
        self._read(ask=True)

    def apply_changed(self, changed: Changed) -> None:
        """Read the contact again where it is among what changed."""
        if self._contact_id and (changed.ids is None or self._contact_id in changed.ids or "owners" in changed.kinds):
            self._read(ask=False)

    def set_tab(self, index: int) -> None:
        """Bring one of the five tabs to the front, by its place."""
        self.tabs.setCurrentIndex(index)

    def step_tab(self, step: int) -> None:
        """Bring the next (1) or the previous (-1) tab to the front."""
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % self.tabs.count())

    def write_email(self) -> None:
        """Open the mail program on a new mail to the contact."""
        if self._record is not None and self._record.contact.email:
            QDesktopServices.openUrl(QUrl("mailto:" + self._record.contact.email))

    def call(self) -> None:
        """Hand the contact's phone number to whatever makes calls here."""
        if self._record is not None and self._record.contact.phone:
            digits = "".join(sign for sign in self._record.contact.phone if sign.isdigit() or sign == "+")
            QDesktopServices.openUrl(QUrl("tel:" + digits))

    def toggle_star(self) -> None:
        """Star the contact, or take its star away."""
        if self._record is not None:
            self._star(not self._record.starred)

    # ── inside ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _read(self, *, ask: bool) -> None:
        database, contact_id = self._session.database, self._contact_id
        # A change that comes meanwhile reads anew and drops this reading: what it was to ask for stays wanted.
        self._asks = self._asks or ask

        def show(record: ContactRecord | None) -> None:
            self._show_record(record)
            asks, self._asks = self._asks, False
            if asks and record is not None and not record.fresh:
                self._ask(contact_id)

        self._session.background.run(self, lambda: read_record(database, contact_id), show, key="record")

    def _ask(self, contact_id: str) -> None:
        """Ask the service for the four lists. What comes is told by the store; what fails is said on its tab."""

        def settle(failures: DetailFailures) -> None:
            if contact_id == self._contact_id:
                self._failures = failures
                self._show_lists()

        self._session.load_details(self, contact_id, settle)

    def _show_parts(self, somebody: bool) -> None:
        for part in (self._header, self.tabs, self._stack):
            part.setVisible(somebody)
        self._nobody.setVisible(not somebody)

    def _show_record(self, record: ContactRecord | None) -> None:
        self._record = record
        if record is None:
            self._show_parts(False)
            return
        self._header.show_contact(record.contact, record.starred)
        self._overview.show_contact(record.contact, record.phone)
        self._show_lists()
        self._show_parts(True)

    def _show_lists(self) -> None:
        record = self._record
        if record is None:
            return
        self._timeline.show_events(record.timeline)
        self._deals.show_deals(record.deals)
        self._notes.show_notes(record.notes)
        self._activities.show_activities(record.activities)
        counts = {"timeline": len(record.timeline), "deals": len(record.deals), "notes": len(record.notes)}
        logged = sum(1 for each in record.activities if each.type != "note")
        self.tabs.set_count(DEALS, counts["deals"])
        self.tabs.set_count(NOTES, counts["notes"])
        for kind, count in (*counts.items(), ("activities", logged)):
            self._show_page(kind, count)  # type: ignore[arg-type]

    def _show_page(self, kind: DetailKind, count: int) -> None:
        record, page = self._record, self._pages[_TAB_OF_KIND[kind]]
        failure = self._failures.get(kind)
        if count:
            page.show_content()
        elif record is not None and kind in record.downloaded:
            page.show_state(*self._empty_words(kind))
        elif failure is not None:
            said = messages.explain(failure)
            again = SecondaryButton(self.tr("Try again"), "refresh")
            again.clicked.connect(lambda: self._ask(self._contact_id))
            page.show_state("alert", "warn", said.title, said.text, (again,), said.technical)
        else:
            text = self.tr("There is no copy of this yet. It loads as soon as the server answers.")
            page.show_state("cloud-off", "warn", self.tr("Not downloaded yet"), text)

    def _empty_words(self, kind: DetailKind) -> tuple[str, str, str, str]:
        match kind:
            case "timeline":
                return "bolt", "accent", self.tr("Nothing happened yet"), self.tr("Events show up here.")
            case "deals":
                text = self.tr("Deals linked in AutomateNexus show up here.")
                return "briefcase", "accent", self.tr("No deals yet"), text
            case "notes":
                return "note", "accent", self.tr("No notes yet"), self.tr("Notes on this contact show up here.")
        text = self.tr("Calls, emails and meetings logged in AutomateNexus show up here.")
        return "bolt", "accent", self.tr("No activity yet"), text

    def _star(self, starred: bool) -> None:
        database, contact_id = self._session.database, self._contact_id
        change = stars.star if starred else stars.unstar
        self._session.background.run(self, lambda: change(database, (contact_id,)), self._session.bridge.on_changed)

    def _open_menu(self) -> None:
        if self._record is None:
            return
        menu = QMenu(self)
        contact = self._record.contact
        same_company = menu.addAction(self.tr("Show contacts of this company"))
        same_company.setEnabled(bool(contact.company))
        same_company.triggered.connect(lambda: self._filter_by(company=contact.company))
        same_owner = menu.addAction(self.tr("Show contacts of this owner"))
        same_owner.triggered.connect(lambda: self._filter_by(owners=(contact.assigned_to,)))
        menu.aboutToHide.connect(menu.deleteLater)
        button = self._header.menu_button
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _filter_by(self, **choice: object) -> None:
        self.filter_wanted.emit(Filter(**choice))  # type: ignore[arg-type]
