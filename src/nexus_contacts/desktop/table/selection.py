"""What is ticked and what is done with it: ticking by row, page and result, and copying as text."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from nexus_contacts.desktop.table.copying import as_addresses, as_text, ticked_rows
from nexus_contacts.desktop.table.pager import Pager
from nexus_contacts.desktop.table.tick_bar import TickBar
from nexus_contacts.desktop.table.ticks import NO_TICKS, Ticks, all_results
from nexus_contacts.desktop.table.view import TableView

if TYPE_CHECKING:
    from nexus_contacts.desktop.session import Session


class Selection(QObject):
    """The ticks of one table. They are kept by id, so pages, sorts and syncs leave them as they are."""

    changed = Signal(object)
    """The `Ticks`."""
    copied = Signal(int)
    """How many contacts went to the clipboard."""

    def __init__(self, session: "Session", table: TableView, pager: Pager, bar: TickBar) -> None:
        super().__init__(table)
        self._session = session
        self._table = table
        self._pager = pager
        self._bar = bar
        self.ticks: Ticks = NO_TICKS
        table.ticked.connect(lambda ids, ticked: self.set_ticks(self.ticks.with_ids(ids, ticked)))
        table.tick_wanted.connect(self._tick)
        table.heading.tick_wanted.connect(self._toggle_page)
        table.copy_wanted.connect(self.copy)
        bar.cleared.connect(lambda: self.set_ticks(NO_TICKS))
        bar.all_wanted.connect(lambda: self._tick("all"))
        bar.copy_wanted.connect(self.copy)

    def set_ticks(self, ticks: Ticks) -> None:
        """Tick these contacts."""
        if ticks.every is not None and not ticks:
            ticks = NO_TICKS
        changed = ticks != self.ticks
        self.ticks = ticks
        self._table.rows.set_ticks(ticks)
        self.refresh()
        if changed:
            self.changed.emit(ticks)

    def refresh(self) -> None:
        """Show the ticks on the page that is shown now: in the header, in the bar, and to screen readers."""
        ids = self._table.rows.ids()
        here = [at for at, id in enumerate(ids) if id in self.ticks]
        whole = bool(ids) and len(here) == len(ids)
        state = Qt.CheckState.Checked if whole else Qt.CheckState.PartiallyChecked
        self._table.heading.set_tick_state(state if here else Qt.CheckState.Unchecked)
        self._bar.show_ticks(self.ticks, whole, self._pager.count)
        model = self._table.selectionModel()
        if not here and not model.hasSelection():
            return
        chosen = QItemSelection()
        last = self._table.rows.columnCount() - 1
        for at in here:
            chosen.select(self._table.rows.index(at, 0), self._table.rows.index(at, last))
        model.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _tick(self, what: str) -> None:
        if what == "none":
            self.set_ticks(NO_TICKS)
        elif what == "page":
            self.set_ticks(self.ticks.with_ids(self._table.rows.ids()))
        elif self._pager.count is not None:
            self.set_ticks(all_results(self._pager.question.filter, self._pager.count))

    def _toggle_page(self) -> None:
        whole = self._table.heading.tick_state is Qt.CheckState.Checked
        self.set_ticks(self.ticks.with_ids(self._table.rows.ids(), not whole))

    # ── copying ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def copy(self, what: str) -> None:
        """Put what is ticked, else the current row, on the clipboard: as ``rows`` or as ``email`` addresses."""
        current = self._table.current_id
        ticks = self.ticks or (Ticks(frozenset({current})) if current else NO_TICKS)
        if not ticks:
            return
        cells, keys = self._table.rows.cells, self._table.heading.shown_keys()
        database, question = self._session.database, self._pager.question

        def work() -> tuple[str, int]:
            rows = tuple(ticked_rows(database, ticks, question))
            return (as_addresses(iter(rows)) if what == "email" else as_text(iter(rows), cells, keys)), len(rows)

        self._session.background.run(self, work, self._put, key="copy", on_superseded=database.interrupt)

    def _put(self, copied: tuple[str, int]) -> None:
        text, count = copied
        QGuiApplication.clipboard().setText(text)
        self.copied.emit(count)
