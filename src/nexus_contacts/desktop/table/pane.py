"""The middle of the main window: chips, table, footer and what stands in place of rows, put together."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.cards import Surface
from nexus_contacts.desktop.controls.toasts import announce
from nexus_contacts.desktop.table import menus
from nexus_contacts.desktop.table.arrival import Arrival, Parts
from nexus_contacts.desktop.table.blank import Blank, is_first_download
from nexus_contacts.desktop.table.cell_editing import CellEditing
from nexus_contacts.desktop.table.changing import RowChanges
from nexus_contacts.desktop.table.chips_row import ChipsRow
from nexus_contacts.desktop.table.column_layout import ColumnLayout
from nexus_contacts.desktop.table.footer import NARROW_PX, Footer
from nexus_contacts.desktop.table.model import ContactModel
from nexus_contacts.desktop.table.ordering import added, clicked
from nexus_contacts.desktop.table.pager import Pager, Question
from nexus_contacts.desktop.table.previewing import previewed
from nexus_contacts.desktop.table.selection import Selection
from nexus_contacts.desktop.table.tick_bar import TickBar
from nexus_contacts.desktop.table.view import TableView
from nexus_contacts.store import contacts, stars
from nexus_contacts.store.changes import Changed
from nexus_contacts.store.edits import Edit
from nexus_contacts.store.filters import Filter, Sort
from nexus_contacts.store.rows import Row
from nexus_contacts.store.views import View

if TYPE_CHECKING:
    from nexus_contacts.desktop.session import Session
    from nexus_contacts.sync.progress import SyncState

_ANNOUNCE_MS = 500
_CUSTOM_KEYS_MS = 3000
_PREVIEWED = 500
"""More contacts than are ever on a page need no preview."""


class TablePane(Surface):
    """The contacts of the view that is shown."""

    contact_picked = Signal(str)
    contact_opened = Signal(str)
    filter_changed = Signal(object)
    selection_changed = Signal(object)
    """The `Ticks`: which contacts are ticked, on any page."""
    section_wanted = Signal(str)
    save_view_wanted = Signal()
    export_wanted = Signal()
    search_service_wanted = Signal(str)
    sync_wanted = Signal()
    counted = Signal(int, int)
    """How many contacts the filter shows, of how many."""
    copied = Signal(int)
    edit_wanted = Signal(str)
    note_wanted = Signal(str)
    delete_wanted = Signal(object)
    """The ids of contacts to delete."""
    doubles_wanted = Signal(str)
    print_wanted = Signal(str)
    export_one_wanted = Signal(str)
    page_shown = Signal()
    """Other rows stand in the table than before: a page that was asked for, or the page in its new order."""

    def __init__(self, session: "Session", parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._session = session
        self._view: View | None = None
        self._default_sort = Sort()
        self._announce = QTimer(self, singleShot=True, interval=_ANNOUNCE_MS)
        self._custom_keys = QTimer(self, singleShot=True, interval=_CUSTOM_KEYS_MS)
        self.pager = Pager(session, self)
        self.pager.question = Question(size=session.settings.choices.page_size)
        # The order of making is the order of Tab.
        self.chips = ChipsRow(session.owner_name, self)
        self._stack = QStackedWidget(self)
        self.model = ContactModel(self)
        self.table = TableView(self.model, self._stack)
        self.blank = Blank(session, self._stack)
        self.footer = Footer(self.pager.question.size, self)
        self.bar = TickBar(self)
        self.layout_of_columns = ColumnLayout(session, self.table, self)
        self.selection = Selection(session, self.table, self.pager, self.bar)
        self.changes = RowChanges(session, self, lambda: self.selection.ticks, self._current_row)
        self.editing = CellEditing(session, self.table, self.changes)
        parts = Parts(self.table, self.blank, self._stack, self.footer, self.pager, self.selection)
        self.arrival = Arrival(session, parts, self)
        self._arrange()
        self._connect_list()
        self._connect_rows()
        self.layout_of_columns.show_view(None)
        self.layout_of_columns.refresh_custom_keys()
        self._ask(self.pager.question)
        self.changes.menus.read_tags()

    def _arrange(self) -> None:
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.blank)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.chips)
        column.addWidget(self._stack, 1)
        column.addWidget(self.footer)
        self.table.viewport().installEventFilter(self)

    def _connect_list(self) -> None:
        self.arrival.page_shown.connect(self._note_page)
        self.pager.counted.connect(self._show_count)
        self.layout_of_columns.asked.connect(lambda keys: self.pager.ask_again(custom=keys))
        self.chips.filter_changed.connect(self._change_filter)
        self.chips.section_wanted.connect(self.section_wanted)
        self.chips.save_view_wanted.connect(self.save_view_wanted)
        self.chips.export_wanted.connect(self.export_wanted)
        self.chips.columns_wanted.connect(self.show_columns_menu)
        self.footer.next_wanted.connect(lambda: self._turn("next", by_keys=False))
        self.footer.previous_wanted.connect(lambda: self._turn("previous", by_keys=False))
        self.footer.size_wanted.connect(self._change_size)
        self.footer.refresh_wanted.connect(self.refresh_order)
        self.blank.clear_wanted.connect(lambda: self._change_filter(Filter()))
        self.blank.search_wanted.connect(self.search_service_wanted)
        self.blank.sync_wanted.connect(self.sync_wanted)
        self.blank.retry_wanted.connect(self.pager.reread_now)
        self._announce.timeout.connect(self._say_count)
        self._custom_keys.timeout.connect(self.layout_of_columns.refresh_custom_keys)

    def _connect_rows(self) -> None:
        self.table.picked.connect(self.contact_picked)
        self.table.opened.connect(self.contact_opened)
        self.table.page_wanted.connect(lambda way: self._turn(way))
        self.table.menu_wanted.connect(self._open_row_menu)
        self.table.heading.sort_wanted.connect(self._sort)
        self.table.heading.menu_wanted.connect(self._open_heading_menu)
        self.selection.changed.connect(self.selection_changed)
        self.selection.copied.connect(self.copied)
        self.table.letter_pressed.connect(self._take_letter)
        self.table.cell_opened.connect(self.editing.begin)
        self.editing.open_wanted.connect(self.contact_opened)
        self.changes.delete_wanted.connect(self.delete_wanted)
        changer = self._session.changer
        changer.previewed.connect(self._preview)
        changer.read_only_changed.connect(self.bar.set_read_only)
        changer.progressed.connect(self.bar.show_progress)
        changer.made.connect(self.bar.end_progress)
        self.bar.stop_wanted.connect(changer.stop)
        self.bar.change_wanted.connect(self._change_from_bar)
        self.bar.field_wanted.connect(self.changes.menus.field_wanted)
        self.bar.merge_wanted.connect(self.changes.merge)

    # ── what the window tells ─────────────────────────────────────────────────────────────────────────────────────────

    def show_filter(self, choice: Filter) -> None:
        """Show the contacts of a filter; what is ticked stays ticked."""
        if choice != self.pager.question.filter:
            self._ask(replace(self.pager.question, filter=choice))

    def show_view(self, view: View | None) -> None:
        """Show a saved view with its filter, sort and columns; None for all contacts."""
        self._view = view
        self._default_sort = view.sort if view is not None else Sort()
        self.layout_of_columns.show_view(view)
        choice = view.filter if view is not None else Filter()
        self._ask(replace(self.pager.question, filter=choice, sort=self._default_sort))

    def current_view(self) -> View:
        """The filter, sort and columns as they are now, as a view to save; its id is that of the view shown, or 0."""
        shown = self._view or View(0, "")
        question = self.pager.question
        return replace(shown, filter=question.filter, sort=question.sort, columns=self.layout_of_columns.states)

    def apply_changed(self, changed: Changed) -> None:
        """Show newer values of the rows that are shown; their order stays while somebody is working on them."""
        if changed.kinds & {"contacts", "stars"}:
            self.pager.reread()
        if "contacts" in changed.kinds and not self._custom_keys.isActive():
            self._custom_keys.start()
            self.changes.menus.read_tags()
        if "owners" in changed.kinds:
            self.chips.show_filter(self.pager.question.filter, self._title())
            self.table.viewport().update()

    def set_sync_state(self, state: "SyncState") -> None:
        """Tell how far the download of the first copy is."""
        self.pager.expected = (state.total or 0) if is_first_download(state) else 0
        self.arrival.set_sync_state(state)

    def show_contact(self, id: str) -> None:
        """Make a contact's row current, turning to its page where the list has it."""
        place = self.model.place(id)
        if place >= 0:
            self.table.set_current(place)
            return
        question, database = self.pager.question, self._session.database
        self._session.background.run(
            self,
            lambda: (id, contacts.position(database, question.filter, question.sort, id)),
            self._go_to,
            key="position",
            on_superseded=database.interrupt,
        )

    def pick_first(self) -> None:
        """Make the first row current and pick it."""
        if self.model.rowCount():
            self.table.set_current(0, pick=True)

    def forget_picked(self) -> None:
        """The contact beside the table was closed: picking it again shows it again."""
        self.table.forget_picked()

    def set_compact(self, compact: bool) -> None:
        """Use shorter rows."""
        self.table.set_compact(compact)

    def flush(self) -> None:
        """Remember at once what waits to be remembered; for when the window closes."""
        self.layout_of_columns.flush()

    def show_columns_menu(self) -> None:
        """Open the menu that shows and hides columns."""
        button = self.chips.columns_button
        anchor: QWidget = button if button.isVisible() else self.table.heading
        menus.popup(menus.columns_menu(self, self.layout_of_columns), anchor.mapToGlobal(QPoint(0, anchor.height())))

    def focus_table(self) -> None:
        """Put the focus on the rows."""
        self.table.setFocus()

    # ── the list ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _ask(self, question: Question) -> None:
        self.arrival.expect()
        self.pager.ask(question)
        self.model.set_order(question.sort)
        self.chips.show_filter(question.filter, self._title())

    def _title(self) -> str:
        return self._view.name if self._view is not None and self._view.name else self.tr("All contacts")

    def _change_filter(self, choice: Filter) -> None:
        self.show_filter(choice)
        self.filter_changed.emit(choice)

    def _change_size(self, size: int) -> None:
        self._session.settings.change(page_size=size)
        self._ask(replace(self.pager.question, size=size))

    def _sort(self, key: str, add: bool) -> None:
        sort = self.pager.question.sort
        self._sort_by(added(sort, key) if add else clicked(sort, key, self._default_sort))

    def _sort_by(self, sort: Sort) -> None:
        self._ask(replace(self.pager.question, sort=sort))

    def _turn(self, way: str, *, by_keys: bool = True) -> None:
        self.arrival.expect(by_keys=by_keys)
        (self.pager.show_next if way == "next" else self.pager.show_previous)()

    def _go_to(self, found: "tuple[str, int | None]") -> None:
        id, position = found
        if position is not None:
            self.arrival.expect(id=id)
            self.pager.show_position(position)

    # ── what has arrived ──────────────────────────────────────────────────────────────────────────────────────────────

    def refresh_order(self) -> None:
        """Read the page anew and show its rows in their order."""
        self.pager.reread_now()

    def _note_page(self, new_list: bool) -> None:
        if new_list:
            self._announce.start()
        self.page_shown.emit()

    def _show_count(self) -> None:
        self.footer.show_pages(self.pager, self.arrival.skeleton)
        self.selection.refresh()
        if self.pager.count is not None and self.pager.total is not None:
            self.counted.emit(self.pager.count, self.pager.total)

    def _say_count(self) -> None:
        if self.pager.count is not None:
            one, many = self.tr("1 contact"), self.tr("{n} contacts")
            announce(self.table, words.counted(one, many, self.pager.count))

    # ── menus ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _open_heading_menu(self, key: str, place: QPoint) -> None:
        sort = self.pager.question.sort
        menus.popup(menus.heading_menu(self, self.layout_of_columns, key, sort, self._sort_by), place)

    def _open_row_menu(self, id: str, key: str, place: QPoint) -> None:
        row = self.model.row(self.model.place(id))
        if row is None:
            return
        deeds = menus.RowDeeds(
            open=lambda: self.contact_opened.emit(id),
            copy_email=lambda: self.selection.copy("email"),
            copy_rows=lambda: self.selection.copy("rows"),
            copy_value=QGuiApplication.clipboard().setText,
            set_star=lambda starred: self.set_star((id,), starred),
            show=self._change_filter,
            edit=lambda: self.edit_wanted.emit(id),
            note=lambda: self.note_wanted.emit(id),
            add_changes=None if self._session.changer.read_only else self.changes.menus.add_to,
            delete=self.changes.delete,
            find_doubles=lambda: self.doubles_wanted.emit(id),
            export=lambda: self.export_one_wanted.emit(id),
            print=lambda: self.print_wanted.emit(id),
            merge=self.changes.merge,
        )
        menus.popup(menus.row_menu(self, row, key, self.model.cells, self.pager.question.filter, deeds), place)

    # ── changing ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _current_row(self) -> Row | None:
        return self.model.row(self.table.currentIndex().row())

    def _preview(self, ids: "tuple[str, ...]", edit: Edit) -> None:
        """Paint an edit at once; the rows that were written come with the next reading."""
        places = (self.model.place(id) for id in ids[:_PREVIEWED])
        rows = (self.model.row(place) for place in places if place >= 0)
        self.model.patch_rows([previewed(row, edit) for row in rows if row is not None], self.model.cells)

    def _take_letter(self, deed: str) -> None:
        row, settings = self._current_row(), self._session.settings.choices
        if self._session.changer.read_only or row is None:
            return
        if not settings.letter_keys and deed not in ("edit!", "delete"):
            return
        if deed in ("edit", "edit!"):
            self.edit_wanted.emit(row.id)
        elif deed == "note":
            self.note_wanted.emit(row.id)
        elif deed == "delete":
            self.changes.delete()
        elif deed == "merge":
            self.changes.merge()
        else:
            rect = self.table.visualRect(self.table.currentIndex())
            self.editing.pop_up(deed, self.table.viewport().mapToGlobal(rect.bottomLeft()))

    def _change_from_bar(self, what: str, place: QPoint) -> None:
        if what == "delete":
            self.changes.delete()
        else:
            self.editing.pop_up(what, place)

    def set_star(self, ids: tuple[str, ...], starred: bool) -> None:
        """Star contacts, or take their stars off."""
        database = self._session.database
        change = stars.star if starred else stars.unstar
        self._session.background.run(self, lambda: change(database, ids), self._session.bridge.on_changed)

    # ── sizes ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self.layout_of_columns.arrange()
        return super().eventFilter(watched, event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.footer.set_narrow(self.width() < NARROW_PX)
        self.footer.show_pages(self.pager)
