"""The list of saved views: pick, drag or Alt+↑↓ to order, F2 to rename, Del to delete; each has its count."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from nexus_contacts.desktop import words
from nexus_contacts.desktop.sidebar.rows import GAP_PX, ROW_PX, RowLook, paint_row
from nexus_contacts.desktop.theme import theme
from nexus_contacts.store.views import View

_MIME = "application/x-nexus-contacts-view"
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class ViewsModel(QAbstractListModel):
    """The views in the person's order with their counts."""

    renamed = Signal(object, str)
    reordered = Signal(object)
    """The views' ids in their new order."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._views: tuple[View, ...] = ()
        self._counts: dict[int, int] = {}

    def show(self, views: Sequence[View]) -> None:
        """Replace the list."""
        self.beginResetModel()
        self._views = tuple(views)
        self.endResetModel()

    def show_count(self, view_id: int, count: int) -> None:
        """Set a view's count."""
        self._counts[view_id] = count
        row = next((row for row, view in enumerate(self._views) if view.id == view_id), -1)
        if row >= 0:
            self.dataChanged.emit(self.index(row, 0), self.index(row, 0))

    def view(self, row: int) -> View | None:
        """The view in a row."""
        return self._views[row] if 0 <= row < len(self._views) else None

    def row_of(self, view_id: int) -> int:
        """The row of a view, -1 where it is not in the list."""
        return next((row for row, view in enumerate(self._views) if view.id == view_id), -1)

    def count(self, row: int) -> int | None:
        """The count of the view in a row, None while it is not known."""
        return self._counts.get(self._views[row].id)

    def move(self, row: int, target: int) -> None:
        """Take the view in `row` out and put it back so that it stands in row `target`."""
        if row == target or not (0 <= row < len(self._views) and 0 <= target < len(self._views)):
            return
        below = target + 1 if target > row else target
        self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), below)
        views = list(self._views)
        views.insert(target, views.pop(row))
        self._views = tuple(views)
        self.endMoveRows()
        self.reordered.emit(tuple(view.id for view in self._views))

    @override
    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._views)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        view = self.view(index.row())
        if view is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole):
            return view.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            count = self._counts.get(view.id)
            return view.name if count is None else f"{view.name}, {words.number(count)}"
        return None

    @override
    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        view, name = self.view(index.row()), str(value).strip()
        if view is None or role != Qt.ItemDataRole.EditRole or not name or name == view.name:
            return False
        self.renamed.emit(view, name)
        return True

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    @override
    def mimeTypes(self) -> list[str]:
        return [_MIME]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(_MIME, QByteArray(str(indexes[0].row()).encode()))
        return data

    @override
    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: _Index) -> bool:
        if not data.hasFormat(_MIME):
            return False
        source = int(bytes(data.data(_MIME).data()))
        target = row if row >= 0 else parent.row() if parent.isValid() else len(self._views)
        self.move(source, target - 1 if target > source else target)
        # The move is done here; False keeps the list from taking the row away a second time.
        return False


class _RowDelegate(QStyledItemDelegate):
    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(theme().px(40), theme().px(ROW_PX) + GAP_PX)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model, views = index.model(), option.widget
        if not isinstance(model, ViewsModel) or not isinstance(views, ViewsList):
            return
        view = model.view(index.row())
        if view is None:
            return
        state = option.state
        look = RowLook(
            view.icon or "star",
            view.name,
            model.count(index.row()),
            current=view.id == views.shown,
            hover=bool(state & QStyle.StateFlag.State_MouseOver),
            focus=bool(state & QStyle.StateFlag.State_HasFocus) and views.ring,
        )
        paint_row(painter, option.rect.adjusted(0, 0, 0, -GAP_PX), look, option.direction)

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAccessibleName(self.tr("Name of the view"))
        editor.setMaxLength(120)
        return editor

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text())


class ViewsList(QListView):
    """The saved views. What the person wants done to one is told by signals; the pane does it."""

    view_picked = Signal(object)
    rename_wanted = Signal(object, str)
    update_wanted = Signal(object)
    copy_wanted = Signal(object)
    deletion_wanted = Signal(object)
    reordered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = 0
        """The id of the view that is shown in the table; 0 for none."""
        self.ring = False
        self._rows = ViewsModel(self)
        self.setModel(self._rows)
        self.setItemDelegate(_RowDelegate(self))
        self.setAccessibleName(self.tr("Views"))
        self._set_up()
        self.clicked.connect(self._pick)
        self.customContextMenuRequested.connect(self._show_menu)
        self._rows.renamed.connect(self.rename_wanted)
        self._rows.reordered.connect(self.reordered)
        for changed in (self._rows.modelReset, theme().changed):
            changed.connect(self._fit)

    def _set_up(self) -> None:
        self.setFrameShape(QListView.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDropIndicatorShown(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(self.sizePolicy().Policy.Expanding, self.sizePolicy().Policy.Fixed)

    def show_views(self, views: Sequence[View]) -> None:
        """Show these views; the line the person was on stays."""
        at = self._rows.view(self.currentIndex().row())
        self._rows.show(views)
        if at is not None and self._rows.row_of(at.id) >= 0:
            self.setCurrentIndex(self._rows.index(self._rows.row_of(at.id), 0))

    def show_count(self, view_id: int, count: int) -> None:
        """Show how many contacts a view holds."""
        self._rows.show_count(view_id, count)

    def show_shown(self, view_id: int) -> None:
        """Mark the view that is in the table, 0 for none."""
        self.shown = view_id
        self.viewport().update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme().px(160), self._rows.rowCount() * (theme().px(ROW_PX) + GAP_PX))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(40), self.sizeHint().height())

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self.ring = event.reason() != Qt.FocusReason.MouseFocusReason
        if not self.currentIndex().isValid() and self._rows.rowCount():
            self.setCurrentIndex(self._rows.index(0, 0))
        super().focusInEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self.currentIndex().row(), event.key()
        view = self._rows.view(row)
        if view is None:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.view_picked.emit(view)
        elif key == Qt.Key.Key_Delete:
            self.deletion_wanted.emit(view)
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._shift(row, -1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Menu:
            self._show_menu(self.visualRect(self.currentIndex()).center())
        else:
            super().keyPressEvent(event)

    def menu_for(self, row: int) -> QMenu | None:
        """The context menu of the view in a row."""
        view = self._rows.view(row)
        if view is None:
            return None
        menu = QMenu(self)
        menu.addAction(self.tr("Rename"), lambda: self.edit(self._rows.index(row, 0)))
        menu.addAction(self.tr("Update with current filters"), lambda: self.update_wanted.emit(view))
        menu.addAction(self.tr("Duplicate"), lambda: self.copy_wanted.emit(view))
        menu.addSeparator()
        up = menu.addAction(self.tr("Move up"), lambda: self._shift(row, -1))
        down = menu.addAction(self.tr("Move down"), lambda: self._shift(row, 1))
        up.setEnabled(row > 0)
        down.setEnabled(row + 1 < self._rows.rowCount())
        menu.addSeparator()
        menu.addAction(self.tr("Delete"), lambda: self.deletion_wanted.emit(view))
        return menu

    def _shift(self, row: int, step: int) -> None:
        self._rows.move(row, row + step)

    def _pick(self, index: QModelIndex) -> None:
        view = self._rows.view(index.row())
        if view is not None:
            self.view_picked.emit(view)

    def _show_menu(self, at: QPoint) -> None:
        menu = self.menu_for(self.indexAt(at).row())
        if menu is not None:
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.viewport().mapToGlobal(at))

    def _fit(self) -> None:
        self.setVisible(self._rows.rowCount() > 0)
        self.updateGeometry()
