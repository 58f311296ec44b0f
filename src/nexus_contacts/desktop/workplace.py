"""The main screen over one account: sidebar, top bar, table and detail pane, joined by their signals."""

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QInputDialog, QVBoxLayout, QWidget
from typing_extensions import override

from nexus_contacts.desktop import words
from nexus_contacts.desktop.arrangement import DETAIL_WIDTH, DRAWER_WIDTH, SIDEBAR_WIDTH, Arrangement, arrangement
from nexus_contacts.desktop.controls.cards import Divider, Surface
from nexus_contacts.desktop.detail.pane import DetailPane
from nexus_contacts.desktop.drawer import Drawer
from nexus_contacts.desktop.outbox_watch import OutboxWatch
from nexus_contacts.desktop.places import CHANGES, CONTACTS, DUPLICATES, IMPORT, Places
from nexus_contacts.desktop.session import Session
from nexus_contacts.desktop.sidebar.navigation import NavEntry
from nexus_contacts.desktop.sidebar.pane import SidebarPane
from nexus_contacts.desktop.table.pane import TablePane
from nexus_contacts.desktop.theme import theme
from nexus_contacts.desktop.topbar.pane import TopBar
from nexus_contacts.store.changes import Changed
from nexus_contacts.store.entries import OutboxCounts
from nexus_contacts.store.filters import Filter
from nexus_contacts.store.views import View
from nexus_contacts.sync.progress import SyncState


class Workplace(Surface):
    """Holds the one filter that all parts show, and lays the parts out by the room there is."""

    account_menu_wanted = Signal(QPoint)
    menu_wanted = Signal(QPoint)
    sync_pressed = Signal()
    export_wanted = Signal()
    settings_wanted = Signal()
    new_contact_wanted = Signal()
    import_wanted = Signal()
    picked = Signal(str)
    """The contact the detail pane stands for; ``""`` for none."""
    search_service_wanted = Signal(str)
    view_deleted = Signal(object)
    populated = Signal()
    """Rows stand in the table for the first time."""
    said = Signal(str)
    """Something small was done: the window tells it in a toast."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self.session = session
        self._choice, self._picked = Filter(), ""
        self._view: View | None = None
        self.waits = 0
        """How many changes wait to be sent, or for the person."""
        self._greeted = False
        self._arranged: Arrangement | None = None
        self._sidebar_shown = session.settings.choices.sidebar_shown
        self._detail_shown = session.settings.choices.detail_shown
        self._make()
        self._arrange()
        self._connect()
        self.set_filter(Filter())
        self._read_owner_names()

    def _make(self) -> None:
        self.sidebar = SidebarPane(self.session)
        self.topbar = TopBar(self.session)
        self.table = TablePane(self.session)
        self.detail = DetailPane(self.session)
        self.detail.set_tab(self.session.settings.choices.last_tab)
        self.watch = OutboxWatch(self.session, self)
        self._pairs: int | None = None
        self._show_entries()
        self.sidebar.show_place(CONTACTS)

    def _arrange(self) -> None:
        desk = QWidget()
        self.places = Places(desk)
        self._middle = QHBoxLayout(desk)
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.setSpacing(0)
        self._edge = Divider(vertical=True)
        self._middle.addWidget(self.table, 1)
        self._middle.addWidget(self._edge)
        self._middle.addWidget(self.detail)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.topbar)
        right.addWidget(self.places, 1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.sidebar)
        self._row.addLayout(right, 1)
        self._detail_drawer = Drawer(self, Qt.Edge.RightEdge)
        self._sidebar_drawer = Drawer(self, Qt.Edge.LeftEdge)
        self._detail_drawer.closed.connect(self._focus_table)
        self._sidebar_drawer.closed.connect(self._rearrange)

    def _connect(self) -> None:
        for part in (self.sidebar, self.topbar, self.table):
            part.filter_changed.connect(self.set_filter)
        self.detail.filter_wanted.connect(self.set_filter)
        self._connect_sidebar()
        self.topbar.sidebar_toggled.connect(self.toggle_sidebar)
        self.topbar.sync_pressed.connect(self.sync_pressed)
        self.topbar.menu_wanted.connect(self.menu_wanted)
        self.topbar.new_contact_wanted.connect(self.new_contact_wanted)
        self.topbar.changes_wanted.connect(lambda: self.go_to(CHANGES))
        self.watch.counted.connect(self._show_outbox)
        self.places.shown.connect(self._note_place)
        self.session.changer.read_only_changed.connect(self._show_read_only)
        self.topbar.table_wanted.connect(self._focus_table)
        self.table.contact_picked.connect(self._pick)
        self.table.contact_opened.connect(self._open)
        self.table.page_shown.connect(self._greet, Qt.ConnectionType.QueuedConnection)
        self.table.section_wanted.connect(self.sidebar.reveal_section)
        self.table.save_view_wanted.connect(self.save_view)
        self.table.export_wanted.connect(self.export_wanted)
        self.table.sync_wanted.connect(self.sync_pressed)
        self.table.search_service_wanted.connect(self.search_service_wanted)
        one, many = self.tr("Copied"), self.tr("{n} rows copied")
        self.table.copied.connect(lambda count: self.said.emit(words.counted(one, many, count)))
        self.detail.closed.connect(self.close_detail)
        self.detail.left.connect(self._focus_table)
        self.detail.tab_changed.connect(lambda tab: self.session.settings.change(last_tab=tab))
        theme().changed.connect(self._rearrange)
        self.session.bridge.changed.connect(self.apply_changed)
        self.session.bridge.state_changed.connect(self._show_state)

    def _connect_sidebar(self) -> None:
        side = self.sidebar
        side.view_picked.connect(self.show_view)
        side.view_save_wanted.connect(self.save_view)
        side.view_update_wanted.connect(self._update_view)
        side.view_deleted.connect(self._leave_view)
        side.view_deleted.connect(self.view_deleted)
        side.account_menu_wanted.connect(self.account_menu_wanted)
        side.place_picked.connect(self._pick_place)
        side.drawer_wanted.connect(self._open_sidebar_drawer)
        side.settings_wanted.connect(self.settings_wanted)
        side.owner_named.connect(lambda _owner, _name: self._read_owner_names())

    # ── what is shown ─────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def choice(self) -> Filter:
        """The filter that is shown."""
        return self._choice

    @property
    def picked_contact(self) -> str:
        """The id of the contact that is picked, or ``""``."""
        return self._picked

    def set_filter(self, choice: Filter) -> None:
        """Show the contacts of `choice` in every part."""
        self._choice = choice
        for part in (self.topbar, self.sidebar, self.table):
            part.show_filter(choice)
        self.go_to(CONTACTS)

    def go_to(self, place: str) -> None:
        """Go to a place of the program."""
        self.places.show_place(place)

    def go_to_table(self) -> None:
        """Go to the contacts, the keyboard on the rows."""
        self.go_to(CONTACTS)
        self._focus_table()

    def _pick_place(self, place: str) -> None:
        if place == CONTACTS:
            self.show_all()
        self.import_wanted.emit() if place == IMPORT else self.go_to(place)

    def _note_place(self, place: str) -> None:
        self._detail_drawer.close_drawer(quiet=True)
        view = self._view.id if self._view is not None and place == CONTACTS else 0
        self.sidebar.show_place("" if view else place)
        self._rearrange()

    def _show_entries(self) -> None:
        entries = (
            NavEntry(CONTACTS, self.tr("Contacts"), "users"),
            NavEntry(DUPLICATES, self.tr("Duplicates"), "copy", self._pairs),
            NavEntry(IMPORT, self.tr("Import"), "download", enabled=not self.session.changer.read_only),
            NavEntry(CHANGES, self.tr("Changes"), "clock", self.waits or None, warns=bool(self.waits)),
        )
        self.sidebar.show_entries(entries)

    def show_pairs(self, count: int) -> None:
        """Tell how many likely duplicates there are to judge."""
        self._pairs = count
        self._show_entries()

    def _show_outbox(self, counts: OutboxCounts, _news: int) -> None:
        self.waits = counts.waiting + counts.parked
        self._show_entries()
        self.topbar.show_outbox(self.waits)

    def _show_read_only(self, read_only: bool) -> None:
        self.topbar.set_new_contact(not read_only, self.tr("Your key may only read"))

    def show_view(self, view: View) -> None:
        """Show a saved view: its filter, its sort and its columns."""
        self._view = view
        self.table.show_view(view)
        self.set_filter(view.filter)

    def clear_filters(self) -> None:
        """Show every contact, in the order and the columns that stand."""
        self.set_filter(Filter())

    def show_all(self) -> None:
        """Leave the view: every contact, in the usual order and columns."""
        self._view = None
        self.sidebar.show_view(0)
        self.table.show_view(None)
        self.set_filter(Filter())

    def save_view(self) -> None:
        """Ask for a name and keep what is shown as a view."""
        name, given = QInputDialog.getText(self, self.tr("Save as view"), self.tr("Name of the view"))
        if given and name.strip():
            shown = self.table.current_view()
            self.sidebar.save_view(replace(shown, id=0, name=name.strip(), icon=shown.icon or "star"))

    def _update_view(self, view: View) -> None:
        shown = self.table.current_view()
        self.sidebar.save_view(replace(view, filter=shown.filter, sort=shown.sort, columns=shown.columns))

    def _leave_view(self, view: View) -> None:
        if self._view is not None and self._view.id == view.id:
            self.show_all()

    def apply_changed(self, changed: Changed) -> None:
        """Let every part take what a write changed; new names of owners are read first."""
        if "owners" in changed.kinds:
            self._read_owner_names()
        self._apply(replace(changed, kinds=changed.kinds - {"owners"}))

    def _apply(self, changed: Changed) -> None:
        for old, new in changed.renamed:
            self._picked = new if self._picked == old else self._picked
        for part in (self.topbar, self.sidebar, self.table, self.detail, self.watch):
            part.apply_changed(changed)

    def _show_state(self, state: SyncState) -> None:
        self.topbar.show_state(state)
        self.session.changer.set_read_only(state.read_only)
        self.table.set_sync_state(state)

    def _read_owner_names(self) -> None:
        self.session.read_owner_names(self, lambda: self._apply(Changed(kinds=frozenset({"owners"}))))

    # ── the detail pane ───────────────────────────────────────────────────────────────────────────────────────────────

    def _pick(self, contact_id: str) -> None:
        self._picked = contact_id
        self.picked.emit(contact_id)
        if self._detail_is_visible():
            self.detail.show_contact(contact_id)

    def _greet(self) -> None:
        """With the first rows: the keyboard goes to the table, and the pane beside it shows the first contact."""
        if self._greeted or not self.table.model.ids():
            return
        self._greeted = True
        self.populated.emit()
        # The workplace itself held the focus until now; where the person has gone elsewhere since, they stay there.
        if QApplication.focusWidget() in (None, self):
            self.table.focus_table()
        if self._detail_is_visible():
            self.table.pick_first()

    def _open(self, contact_id: str) -> None:
        self.go_to(CONTACTS)
        self._pick(contact_id)
        self.show_detail(True)
        self.detail.show_contact(contact_id)
        self.detail.tabs.setFocus(Qt.FocusReason.TabFocusReason)

    def open_contact(self, contact_id: str) -> None:
        """Show one contact in the detail pane, whatever the table shows."""
        self._open(contact_id)

    def show_contact(self, contact_id: str) -> None:
        """Show a contact that has just been made: its row where the list has it, and the pane where it is open."""
        self.go_to(CONTACTS)
        self._pick(contact_id)
        self.table.show_contact(contact_id)

    def _detail_is_visible(self) -> bool:
        docked = self._arranged is None or self._arranged.detail == "docked"
        return self._detail_shown if docked else self._detail_drawer.is_open

    def show_detail(self, shown: bool) -> None:
        """Open or close the detail pane."""
        docked = self._arranged is None or self._arranged.detail == "docked"
        if docked:
            self._detail_shown = shown
            self.session.settings.change(detail_shown=shown)
            self._rearrange()
        elif shown:
            self._detail_drawer.open(self.detail, self._drawer_width())
        else:
            self._detail_drawer.close_drawer()
        if shown:
            self.detail.show_contact(self._picked)

    def toggle_detail(self) -> None:
        """Open the detail pane, or close it."""
        self.show_detail(not self._detail_is_visible())

    def close_detail(self) -> None:
        """Close the detail pane and go back to the table."""
        self.show_detail(False)
        self._focus_table()

    def set_detail_tab(self, tab: int) -> None:
        """Bring a tab of the detail pane to the front, opening the pane."""
        if not self._detail_is_visible():
            self.show_detail(True)
        self.detail.set_tab(tab)

    # ── the sidebar ───────────────────────────────────────────────────────────────────────────────────────────────────

    def toggle_sidebar(self) -> None:
        """Show the sidebar, or hide it; from the rail, open it as a drawer."""
        if self._arranged is not None and self._arranged.sidebar == "rail":
            self._open_sidebar_drawer("")
            return
        self._sidebar_shown = not self._sidebar_shown
        self.session.settings.change(sidebar_shown=self._sidebar_shown)
        self._rearrange()

    def _open_sidebar_drawer(self, section: str) -> None:
        self._row.removeWidget(self.sidebar)
        self.sidebar.set_rail(False)
        self._sidebar_drawer.open(self.sidebar, theme().px(SIDEBAR_WIDTH + 48))
        if section:
            self.sidebar.reveal_section(section)

    def step_region(self, step: int) -> None:
        """Move the focus to the next (1) or the previous (-1) part: top bar, sidebar, table, detail."""
        stops = ((self.topbar,) * 2, (self.sidebar,) * 2, (self.table,) * 2, (self.detail, self.detail.tabs))
        regions = [part for part, stop in stops if stop.isVisible()]
        focused = QApplication.focusWidget()
        here = next((n for n, part in enumerate(regions) if focused and part.isAncestorOf(focused)), -1)
        target = regions[(here + step) % len(regions)]
        if target is self.topbar:
            self.topbar.focus_search()
        elif target is self.table:
            self._focus_table()
        elif target is self.detail:
            self.detail.tabs.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.sidebar.focus_first()

    def _focus_table(self) -> None:
        self.table.focus_table()

    def _drawer_width(self) -> int:
        page = self._arranged is not None and self._arranged.detail == "page"
        return self.width() - self.sidebar.width() if page else int(theme().px(DRAWER_WIDTH))

    def _rearrange(self) -> None:
        # Larger text needs the room of a larger window: what counts is the size in units of the text.
        percent = theme().text_percent
        needs_room = self.places.current == DUPLICATES
        wanted = arrangement(self.width() * 100 // percent, self.height() * 100 // percent, needs_room=needs_room)
        self._arranged = wanted
        docked = wanted.detail == "docked"
        if not self._sidebar_drawer.is_open:
            if self.sidebar.parent() is not self:
                self._row.insertWidget(0, self.sidebar)
            self.sidebar.set_rail(wanted.sidebar == "rail")
            self.sidebar.setVisible(wanted.sidebar == "rail" or self._sidebar_shown)
            if wanted.sidebar == "full":
                self.sidebar.setFixedWidth(theme().px(SIDEBAR_WIDTH))
        if docked:
            self._detail_drawer.close_drawer(quiet=True)
            self._middle.addWidget(self.detail)
            self.detail.setFixedWidth(theme().px(DETAIL_WIDTH))
            self.detail.setVisible(self._detail_shown)
        elif not self._detail_drawer.is_open:
            self.detail.hide()
        self._edge.setVisible(docked and self._detail_shown)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._rearrange()
        self._detail_drawer.fit(self._drawer_width())
        self._sidebar_drawer.fit(theme().px(SIDEBAR_WIDTH + 48))
