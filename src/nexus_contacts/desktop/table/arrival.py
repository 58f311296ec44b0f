"""What happens when rows arrive: a page that was asked for is shown; a newer state of it is taken over in place, so
that no row moves under the pointer. In between, a skeleton, or words where there are no rows.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from nexus_contacts.desktop.table.blank import Blank
from nexus_contacts.desktop.table.cells import Cells
from nexus_contacts.desktop.table.footer import Footer
from nexus_contacts.desktop.table.pager import Pager
from nexus_contacts.desktop.table.selection import Selection
from nexus_contacts.desktop.table.view import TableView
from nexus_contacts.store import contacts
from nexus_contacts.store.rows import Row, RowPage

if TYPE_CHECKING:
    from nexus_contacts.desktop.session import Session
    from nexus_contacts.sync.progress import SyncState


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of the pane that show what arrives."""

    table: TableView
    blank: Blank
    stack: QStackedWidget
    footer: Footer
    pager: Pager
    selection: Selection


class Arrival(QObject):
    """Takes what the pager reads to the parts of the pane."""

    page_shown = Signal(bool)
    """Other rows stand in the table than before; whether they begin another list or page."""

    def __init__(self, session: "Session", parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._table = parts.table
        self._rows = parts.table.rows
        self._blank = parts.blank
        self._stack = parts.stack
        self._footer = parts.footer
        self._pager = parts.pager
        self._selection = parts.selection
        self._sync: SyncState | None = None
        self._wanted_id = ""
        self._new_list = True
        self._by_keys = False
        self._pager.page_came.connect(self._show_page)
        self._pager.page_reread.connect(self._merge_page)
        self._pager.patience_ended.connect(self._show_skeleton)
        self._pager.refused.connect(self._show_failure)

    def expect(self, *, id: str = "", by_keys: bool = False) -> None:
        """Say how the next page is met: with this contact current, or, turned to by keys, with its first row."""
        self._new_list = not id
        self._wanted_id, self._by_keys = id, by_keys

    def set_sync_state(self, state: "SyncState") -> None:
        """Tell how far the download of the first copy is."""
        self._sync = state
        if self._stack.currentWidget() is self._blank and not self._pager.page.rows:
            self._show_blank_or_table()
        self._footer.show_pages(self._pager, self.skeleton)

    @property
    def skeleton(self) -> bool:
        """Whether a skeleton stands in place of rows that are on their way."""
        return self._pager.loading and None in self._rows.rows

    # ── a page that was asked for ─────────────────────────────────────────────────────────────────────────────────────

    def _cells(self) -> Cells:
        return Cells(self._pager.question.custom, self._session.owner_name)

    def _show_page(self, page: RowPage) -> None:
        new_list, by_keys, wanted = self._new_list, self._by_keys, self._wanted_id
        self._new_list, self._by_keys, self._wanted_id = False, False, ""
        self._put_rows(page)
        if wanted:
            self._table.set_current(self._rows.place(wanted))
        else:
            self._table.keep_picked()
        if new_list:
            self._table.verticalScrollBar().setValue(0)
        if by_keys and page.rows:
            self._table.go_to_row(0)
        self.page_shown.emit(new_list)

    def _put_rows(self, page: RowPage) -> None:
        self._pager.accept(page)
        self._table.painter.lines.set_query(self._pager.question.filter.text)
        self._rows.show_rows(page.rows, self._cells())
        self._footer.show_news(0)
        self._footer.show_pages(self._pager)
        self._show_blank_or_table()
        self._selection.refresh()

    def _show_blank_or_table(self) -> None:
        if self._pager.page.rows:
            self._stack.setCurrentWidget(self._table)
        else:
            self._blank.show_nothing(self._pager.question.filter, self._sync)
            self._stack.setCurrentWidget(self._blank)

    def _show_skeleton(self) -> None:
        """The page takes its time: still bars say that it is coming, and the old rows do not pretend to be it."""
        wanted = self._pager.wanted
        if wanted is None or (wanted == self._pager.place and self._pager.page.rows):
            return
        count = self._pager.known_count
        rows = self._pager.question.size
        if count is not None:
            rows = max(1, min(rows, count - wanted.number * rows))
        self._rows.show_rows([None] * rows, self._cells())
        self._stack.setCurrentWidget(self._table)
        self._footer.show_pages(self._pager, skeleton=True)

    # ── a newer state of the page that is shown ───────────────────────────────────────────────────────────────────────

    def _merge_page(self, page: RowPage) -> None:
        """Show the newest state of the page: in place while somebody is working on it, else in its new order."""
        if [row.id for row in page.rows] == list(self._rows.ids()):
            self._pager.accept(page)
            self._rows.patch_rows(page.rows, self._cells())
            self._footer.show_news(0)
        elif self._is_quiet() or not self._rows.ids():
            self._put_rows(page)
            self._table.keep_picked()
            self.page_shown.emit(False)
        else:
            self._patch(page)

    def _patch(self, page: RowPage) -> None:
        shown = {row.id: row for row in self._pager.page.rows}
        changed = sum(shown.get(row.id) != row for row in page.rows)
        self._rows.patch_rows(page.rows, self._cells())
        self._footer.show_news(max(1, changed))
        left = tuple(shown.keys() - {row.id for row in page.rows})
        database, custom = self._session.database, self._pager.question.custom
        if left:
            self._session.background.run(
                self, lambda: contacts.rows_of(database, left, custom=custom), self._patch_left, key="left"
            )

    def _patch_left(self, rows: tuple[Row, ...]) -> None:
        self._rows.patch_rows(rows, self._cells())

    def _is_quiet(self) -> bool:
        """Whether nobody is working with the rows: none ticked, none under the pointer, the list at its top."""
        return not self._selection.ticks and self._table.hovered < 0 and self._table.verticalScrollBar().value() == 0

    def _show_failure(self, error: BaseException) -> None:
        if self._pager.page.rows:
            # The rows that are here stay of use; the window says what went wrong.
            self._put_rows(self._pager.page)
            self._session.background.error_unclaimed.emit(error)
        else:
            self._blank.show_failure(error)
            self._stack.setCurrentWidget(self._blank)
