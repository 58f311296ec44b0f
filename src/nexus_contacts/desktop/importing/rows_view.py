"""Rows of an import in a table: plain cells, the outcome as a coloured word, what is meant in its colour."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from nexus_contacts.desktop.controls.chips import TAG_TONES, paint_tag
from nexus_contacts.desktop.theme import theme

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
TONE = Qt.ItemDataRole.UserRole + 1
"""The role of a word's tone, as tags have them."""
WORD_COLUMN = 1
"""The column of the outcome."""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row: its cells, the tone of its outcome, and that of its last cell."""

    cells: tuple[str, ...]
    tone: str = ""
    last: str = ""
    key: str = ""


class RowsModel(QAbstractTableModel):
    """The rows under their titles."""

    def __init__(self, titles: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles = tuple(titles)
        self._rows: tuple[ShownRow, ...] = ()

    def show_rows(self, rows: Sequence[ShownRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, place: int) -> ShownRow | None:
        """One row, or None outside."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    @override
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = ROOT) -> int:
        return len(self._titles)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.cells[index.column()]
        if role == TONE and index.column() == WORD_COLUMN:
            return row.tone
        if role == Qt.ItemDataRole.ForegroundRole:
            return ink(row.last if index.column() == len(self._titles) - 1 else None)
        return None


def ink(tone: str | None) -> Any:
    """The colour of words of a tone; None: of plain words."""
    return theme().color("text" if tone is None else TAG_TONES[tone][1] if tone else "text2")


class WordDelegate(QStyledItemDelegate):
    """Paints the outcome as a tag in its tone."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        text, tone = str(index.data() or ""), str(index.data(TONE) or "")
        option.text = ""
        rect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme().color("selected"))
        pad = theme().px(4)
        rtl = option.direction is Qt.LayoutDirection.RightToLeft
        paint_tag(painter, rect.adjusted(pad, 0, -pad, 0), text, tone=tone, rtl=rtl)


class CellDelegate(QStyledItemDelegate):
    """Edits a cell where it stands; one of several lines in as many lines."""

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        is_long = "\n" in str(index.data(Qt.ItemDataRole.EditRole) or "")
        editor = QPlainTextEdit(parent) if is_long else super().createEditor(parent, option, index)
        title = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        editor.setAccessibleName(str(title or ""))
        return editor

    @override
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        super().updateEditorGeometry(editor, option, index)
        if isinstance(editor, QPlainTextEdit):
            editor.resize(editor.width(), 3 * editor.height())


class RowsHeader(QHeaderView):
    """Quiet titles on a band, without lines between them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.setHighlightSections(False)
        self.setStretchLastSection(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme().px(32))

    @override
    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        look, pad = theme(), theme().px(4)
        painter.fillRect(rect, look.color("sunken"))
        painter.setPen(look.color("text2"))
        painter.setFont(look.font("small_strong"))
        text = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        room = rect.adjusted(pad, 0, -pad, 0)
        shown = look.metrics("small_strong").elidedText(text, Qt.TextElideMode.ElideRight, room.width() + 1)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter), shown)


class RowsView(QTableView):
    """The table: no lines between columns, the last column takes the rest of the room."""

    def __init__(self, name: str, widths: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme()
        self._widths = tuple(widths)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setItemDelegate(CellDelegate(self))
        self.setItemDelegateForColumn(WORD_COLUMN, WordDelegate(self))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look.px(36))
        self.verticalHeader().setMinimumSectionSize(look.px(24))
        self.setHorizontalHeader(RowsHeader(self))
        colors = self.palette()
        colors.setColor(QPalette.ColorRole.Highlight, look.color("selected"))
        colors.setColor(QPalette.ColorRole.HighlightedText, look.color("text"))
        self.setPalette(colors)

    def set_widths(self) -> None:
        """Give the columns their widths; those beyond get that of a cell."""
        model = self.model()
        for place in range(0 if model is None else model.columnCount() - 1):
            width = self._widths[place] if place < len(self._widths) else 130
            self.setColumnWidth(place, theme().px(width))
