"""The table's model: one page of borrowed rows. It answers from memory alone; who borrows the rows is `pager`."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from nexus_contacts.desktop import words
from nexus_contacts.desktop.safe_text import plain, tip
from nexus_contacts.desktop.table.cells import TICK, Cells
from nexus_contacts.desktop.table.ordering import direction, rank
from nexus_contacts.desktop.table.ticks import NO_TICKS, Ticks
from nexus_contacts.store.filters import SORT_COLUMNS, Sort
from nexus_contacts.store.rows import Row

Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole


class ContactModel(QAbstractTableModel):
    """The rows of one page. A row that is None is not here yet and is painted as a skeleton.

    Columns are every column there is, shown or not: the tick, then `SORT_COLUMNS`, then the custom fields.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.keys: tuple[str, ...] = (TICK, *SORT_COLUMNS)
        self.rows: list[Row | None] = []
        self.cells = Cells()
        self.ticks: Ticks = NO_TICKS
        self.order = Sort()
        self._places: dict[str, int] = {}

    # ── what Qt asks ──────────────────────────────────────────────────────────────────────────────────────────────────

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.keys)

    @override
    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        if role not in _ANSWERED or not index.isValid():
            return None
        row = self.rows[index.row()]
        key = self.keys[index.column()]
        if key == TICK:
            return self._tick_data(row, role)
        if row is None:
            return QCoreApplication.translate("table", "Loading") if role == _ROLE.AccessibleTextRole else None
        if role == _ROLE.DisplayRole:
            return plain(self.cells.text(row, key))
        if role == _ROLE.AccessibleTextRole:
            return plain(self.cells.spoken(row, key))
        if role == _ROLE.ToolTipRole:
            return tip("\n".join(map(plain, self.cells.tip(row, key).split("\n")[:12])))
        return None

    def _tick_data(self, row: Row | None, role: int) -> Any:
        ticked = row is not None and row.id in self.ticks
        if role == _ROLE.CheckStateRole:
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        if role == _ROLE.AccessibleTextRole and row is not None:
            text = "Selected: {name}" if ticked else "Not selected: {name}"
            return QCoreApplication.translate("table", text).replace("{name}", plain(row.name))
        return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.keys):
            return None
        key = self.keys[section]
        if role == _ROLE.DisplayRole:
            return "" if key == TICK else words.column_title(key)
        if role in (_ROLE.AccessibleTextRole, _ROLE.ToolTipRole):
            return self._spoken_heading(key) if role == _ROLE.AccessibleTextRole else tip(words.column_title(key))
        return None

    def _spoken_heading(self, key: str) -> str:
        if key == TICK:
            return QCoreApplication.translate("table", "Select the page")
        title = words.column_title(key)
        descending = direction(self.order, key)
        if descending is None:
            return title
        way = "sorted descending" if descending else "sorted ascending"
        text = f"{title}, {QCoreApplication.translate('table', way)}"
        return f"{text} {rank(self.order, key)}" if self.order.then else text

    # ── what the pane tells ───────────────────────────────────────────────────────────────────────────────────────────

    def set_custom_fields(self, keys: Sequence[str]) -> None:
        """Offer a column for each custom field."""
        wanted = (TICK, *SORT_COLUMNS, *(f"custom:{key}" for key in keys))
        if wanted != self.keys:
            self.beginResetModel()
            self.keys = wanted
            self.endResetModel()

    def show_rows(self, rows: Sequence[Row | None], cells: Cells) -> None:
        """Show these rows instead of those that are here. Current row and scroll position stay at their numbers."""
        before, after = len(self.rows), len(rows)
        self.cells = cells
        if after > before:
            self.beginInsertRows(QModelIndex(), before, after - 1)
            self._take(rows)
            self.endInsertRows()
        elif after < before:
            self.beginRemoveRows(QModelIndex(), after, before - 1)
            self._take(rows)
            self.endRemoveRows()
        else:
            self._take(rows)
        self._tell(0, min(before, after) - 1)

    def patch_rows(self, rows: Sequence[Row], cells: Cells) -> None:
        """Show newer values of rows that are here, each where it stands."""
        self.cells = cells
        for row in rows:
            at = self._places.get(row.id)
            if at is not None and self.rows[at] != row:
                self.rows[at] = row
                self._tell(at, at)

    def set_ticks(self, ticks: Ticks) -> None:
        """Show which rows are ticked."""
        self.ticks = ticks
        self._tell(0, len(self.rows) - 1)

    def set_order(self, order: Sort) -> None:
        """Show by which columns the rows are sorted."""
        if order == self.order:
            return
        self.order = order
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.keys) - 1)

    # ── what others read ──────────────────────────────────────────────────────────────────────────────────────────────

    def row(self, number: int) -> Row | None:
        """The row at a place of the page, or None."""
        return self.rows[number] if 0 <= number < len(self.rows) else None

    def ids(self) -> tuple[str, ...]:
        """The ids of the rows that are here, in order."""
        return tuple(self._places)

    def place(self, id: str) -> int:
        """Where a contact stands on the page, or -1."""
        return self._places.get(id, -1)

    def column(self, key: str) -> int:
        """The number of a column, or -1."""
        return self.keys.index(key) if key in self.keys else -1

    def _take(self, rows: Sequence[Row | None]) -> None:
        self.rows = list(rows)
        self._places = {row.id: at for at, row in enumerate(rows) if row is not None}

    def _tell(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.keys) - 1))


_ANSWERED = frozenset(
    {
        _ROLE.DisplayRole.value,
        _ROLE.AccessibleTextRole.value,
        _ROLE.ToolTipRole.value,
        _ROLE.CheckStateRole.value,
    }
)
