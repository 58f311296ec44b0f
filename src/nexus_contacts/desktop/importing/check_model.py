"""The rows of a check as a table shows them: what becomes of each, or each with the cells of its file to be mended."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QObject, Qt, Signal
from typing_extensions import override

from nexus_contacts.desktop.importing.rows_view import ROOT, TONE, WORD_COLUMN, Index, ink
from nexus_contacts.desktop.importing.telling import fault_text, outcome_word, what_happens
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.desktop.sentences import OwnerName
from nexus_contacts.desktop.theme import theme
from nexus_contacts.exchange.check import Checked
from nexus_contacts.exchange.checklist import Checklist
from nexus_contacts.exchange.columns import FULL_NAME
from nexus_contacts.exchange.source import Source

_SEEN = 400
"""So many rows are kept as they are shown."""


def _say(text: str) -> str:
    return QCoreApplication.translate("ImportDialog", text)


class CheckModel(QAbstractTableModel):
    """`mend_wanted(place, column, text)` asks for another text in a cell of the file."""

    mend_wanted = Signal(int, int, str)

    def __init__(self, owner_name: OwnerName, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._owner_name = owner_name
        self._list: Checklist | None = None
        self._places: Sequence[int] = ()
        self._columns: tuple[str, ...] = ()
        self._targets: tuple[str, ...] = ()
        self._cells: tuple[int, ...] = ()
        self._seen = lru_cache(maxsize=_SEEN)(self._looked_up)

    def show_rows(self, checklist: Checklist, places: Sequence[int], source: Source, *, with_cells: bool) -> None:
        """Show some rows of a checklist, `with_cells` those of the file that go somewhere."""
        self.beginResetModel()
        self._list, self._places = checklist, places
        self._columns, self._targets = source.columns, source.targets
        self._cells = tuple(place for place, target in enumerate(source.targets) if target) if with_cells else ()
        self._seen.cache_clear()
        self.endResetModel()

    def refresh(self) -> None:
        """Show the rows as they are now."""
        self._seen.cache_clear()
        if self._places:
            last = self.index(len(self._places) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def place(self, row: int) -> int:
        """The place in the checklist of a row of the table."""
        return self._places[row]

    def _looked_up(self, place: int) -> Checked:
        assert self._list is not None
        return self._list.checked(place)

    @override
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._places)

    @override
    def columnCount(self, parent: Index = ROOT) -> int:
        return 3 + len(self._cells) if self._cells else 6

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        happens = _say("What will happen")
        first = (_say("Row"), _say("Outcome"))
        if self._cells:
            return (*first, happens, *(one_line(self._columns[cell]) for cell in self._cells))[section]
        return (*first, _say("Name"), _say("Email"), _say("Company"), happens)[section]

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if self._cells and index.column() > 2 else flags

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one = self._seen(self._places[index.row()])
        column = index.column()
        if role == Qt.ItemDataRole.EditRole:
            return self._cell(one, column) if self._cells and column > 2 else self._text(one, column)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(one, column)
        if role == TONE and column == WORD_COLUMN:
            return outcome_word(one)[1]
        faults = self._faults(one, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "; ".join(faults) or self._text(one, column)
        if role == Qt.ItemDataRole.BackgroundRole:
            return theme().color("dangerSoft") if faults else None
        if role == Qt.ItemDataRole.ForegroundRole:
            toned = column == (2 if self._cells else 5)
            return ink(outcome_word(one)[1] if toned else None)
        return None

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not self._cells or index.column() < 3:
            return False
        place, column = self._places[index.row()], self._cells[index.column() - 3]
        if str(value) != self._cell(self._seen(place), index.column()):
            self.mend_wanted.emit(place, column, str(value))
        return True

    def _text(self, one: Checked, column: int) -> str:
        if column == 0:
            return str(one.row.number)
        if column == WORD_COLUMN:
            return outcome_word(one)[0]
        if self._cells and column > 2:
            return one_line(self._cell(one, column))
        draft = one.built.draft
        if not self._cells and column < 5:
            name = one_line(f"{draft.first_name} {draft.last_name}".strip()) or "–"
            return (name, one_line(draft.email), one_line(draft.company))[column - 2]
        return what_happens(one, self._owner_name)

    def _cell(self, one: Checked, column: int) -> str:
        """A cell of the file as it stands."""
        cell = self._cells[column - 3]
        return one.row.cells[cell] if cell < len(one.row.cells) else ""

    def _faults(self, one: Checked, column: int) -> list[str]:
        """What is wrong with a cell of the file."""
        if not self._cells or column < 3 or not one.built.faults:
            return []
        target = self._targets[self._cells[column - 3]]
        field = "first_name" if target == FULL_NAME else target
        return [fault_text(name, reason) for name, reason in one.built.faults if name == field]
