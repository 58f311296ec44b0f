"""The table itself: moves, ticks and opens rows by mouse and by keys, and lets `RowPainter` paint them."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget
from typing_extensions import override

from nexus_contacts.desktop.controls.drawing import KEYBOARD_REASONS
from nexus_contacts.desktop.table.cells import TICK
from nexus_contacts.desktop.table.header import TableHeader
from nexus_contacts.desktop.table.model import ContactModel
from nexus_contacts.desktop.table.row_painter import Place, RowPainter, Scene
from nexus_contacts.desktop.theme import theme

REST_MS = 80
"""How long a row must stay current before its contact is shown beside the table."""
_CONTROL = Qt.KeyboardModifier.ControlModifier
_LETTERS = {
    Qt.Key.Key_E: "edit",
    Qt.Key.Key_F2: "edit!",
    Qt.Key.Key_N: "note",
    Qt.Key.Key_T: "status",
    Qt.Key.Key_L: "tags",
    Qt.Key.Key_O: "owner",
    Qt.Key.Key_M: "merge",
    Qt.Key.Key_Delete: "delete",
}
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class TableView(QTableView):
    """The view of one page of contacts. What the person wants goes out as signals, by the contact's id."""

    picked = Signal(str)
    opened = Signal(str)
    cell_opened = Signal(str, str)
    """A contact's id and the key of the column whose cell was clicked twice."""
    letter_pressed = Signal(str)
    """A key that acts on the row, or on all ticked ones: ``edit``, ``note``, ``status``, ``tags``, ``owner``,
    ``merge``, ``delete``; ``edit!`` and ``delete`` come from keys that are no letters."""
    page_wanted = Signal(str)
    """``next`` or ``previous``."""
    tick_wanted = Signal(str)
    """``page``, ``all`` or ``none``."""
    ticked = Signal(object, bool)
    """Ids, and whether they are to be ticked."""
    copy_wanted = Signal(str)
    """``rows`` or ``email``."""
    drag_wanted = Signal(str)
    """The contact whose row is dragged away."""
    menu_wanted = Signal(str, str, QPoint)
    """A contact's id, a column's key, and where."""

    def __init__(self, model: ContactModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = model
        self.painter = RowPainter()
        self.heading = TableHeader(model, self)
        self.hovered = -1
        self.compact = False
        self._keyboard = False
        self._anchor = -1
        self._pressed: QPoint | None = None
        self._picked = ""
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._pick)
        self.setModel(model)
        self._dress()
        QWidget.setTabOrder(self.heading, self)
        self.heading.left_downwards.connect(self._take_focus)
        self.selectionModel().currentRowChanged.connect(self._note_current)
        theme().changed.connect(self._restyle)

    def _dress(self) -> None:
        self.setHorizontalHeader(self.heading)
        self.setAccessibleName(self.tr("Contacts"))
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        vertical = self.verticalHeader()
        vertical.hide()
        vertical.setMinimumSectionSize(20)
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._restyle()

    def _restyle(self) -> None:
        height = theme().size("row_compact" if self.compact else "row")
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalScrollBar().setSingleStep(height)
        self.viewport().update()

    def set_compact(self, compact: bool) -> None:
        """Use shorter rows, for low windows."""
        if compact != self.compact:
            self.compact = compact
            self._restyle()

    # ── the current row ───────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def current_id(self) -> str:
        """The id of the current row's contact, ``""`` where there is none."""
        row = self.rows.row(self.currentIndex().row())
        return "" if row is None else row.id

    def set_current(self, number: int, *, pick: bool = False, scroll: bool = True) -> None:
        """Make a row current, or none (-1), and scroll to it; `pick` shows its contact at once."""
        if number < 0:
            self.selectionModel().setCurrentIndex(QModelIndex(), QItemSelectionModel.SelectionFlag.NoUpdate)
            self._rest.stop()
            return
        index = self.rows.index(number, max(0, self.rows.column("name")))
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        if scroll:
            self.scrollTo(index)
        if pick:
            self._pick()
        else:
            self._rest.stop()

    def keep_picked(self) -> None:
        """Put the current row where the contact that was picked last stands now, without picking it again."""
        self.set_current(self.rows.place(self._picked), scroll=False)

    def _note_current(self, current: QModelIndex, previous: QModelIndex) -> None:
        self._update_row(previous.row())
        self._update_row(current.row())
        if current.isValid():
            self._rest.start()

    def _pick(self) -> None:
        self._rest.stop()
        id = self.current_id
        if id and id != self._picked:
            self._picked = id
            self.picked.emit(id)

    def forget_picked(self) -> None:
        """The contact that was picked is shown no longer: the next row, even the same, is picked anew."""
        self._picked = ""

    def _take_focus(self) -> None:
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _update_row(self, number: int) -> None:
        if number >= 0:
            top = self.rowViewportPosition(number)
            self.viewport().update(0, top, self.viewport().width(), self.rowHeight(number))

    # ── keys ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._keyboard = True
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit("rows")
        elif self._command(event) or self._move(event):
            event.accept()
        elif not event.modifiers() and event.key() in _LETTERS:
            self.letter_pressed.emit(_LETTERS[Qt.Key(event.key())])
        elif event.modifiers() & _CONTROL or event.text() == "":
            super().keyPressEvent(event)
        else:
            # Letters are the window's: the view's own search by letters would read every row.
            event.ignore()

    def _command(self, event: QKeyEvent) -> bool:
        keys = Qt.Key
        match (event.key(), event.modifiers() & (_CONTROL | _SHIFT)):
            case (keys.Key_Return | keys.Key_Enter, _):
                self._open(self.currentIndex())
            case (keys.Key_Space, _):
                self._tick_current()
            case (keys.Key_A, modifiers) if modifiers & _CONTROL:
                self.tick_wanted.emit("all" if modifiers & _SHIFT else "page")
            case (keys.Key_C, modifiers) if modifiers == _CONTROL | _SHIFT:
                self.copy_wanted.emit("email")
            case (keys.Key_Escape, _) if self.rows.ticks:
                self.tick_wanted.emit("none")
            case (keys.Key_PageDown | keys.Key_PageUp, modifiers) if modifiers & _CONTROL:
                self.page_wanted.emit("next" if event.key() == keys.Key_PageDown else "previous")
            case (keys.Key_Up, modifiers) if modifiers & _CONTROL:
                self.heading.setFocus(Qt.FocusReason.ShortcutFocusReason)
            case _:
                return False
        return True

    def _move(self, event: QKeyEvent) -> bool:
        count = self.rows.rowCount()
        at = self.currentIndex().row()
        page = max(1, self.viewport().height() // max(1, self.verticalHeader().defaultSectionSize()) - 1)
        target = {
            Qt.Key.Key_Up: at - 1,
            Qt.Key.Key_Down: at + 1,
            Qt.Key.Key_PageUp: at - page,
            Qt.Key.Key_PageDown: at + page,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: count - 1,
        }.get(Qt.Key(event.key()))
        if target is None or not count:
            return False
        target = max(0, min(count - 1, target))
        if event.modifiers() & _SHIFT:
            self._tick_range(at, target)
        else:
            self._anchor = -1
        self.go_to_row(target)
        return True

    def go_to_row(self, number: int) -> None:
        """Move to a row as the arrow keys do: its contact is picked after a rest."""
        index = self.rows.index(number, max(0, self.rows.column("name")))
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.scrollTo(index)

    def _tick_current(self) -> None:
        row = self.rows.row(self.currentIndex().row())
        if row is not None:
            self._anchor = self.currentIndex().row()
            self.ticked.emit((row.id,), row.id not in self.rows.ticks)

    def _tick_range(self, at: int, target: int) -> None:
        """Tick from where Shift was first held to `target`; rows that the range has left again lose their tick."""
        if self._anchor < 0:
            self._anchor = max(0, at)
        kept = range(min(self._anchor, target), max(self._anchor, target) + 1)
        left = [number for number in range(min(at, target), max(at, target) + 1) if number not in kept and number >= 0]
        if left:
            self.ticked.emit(self._ids(left), False)
        self.ticked.emit(self._ids(kept), True)

    def _ids(self, numbers: "list[int] | range") -> tuple[str, ...]:
        rows = (self.rows.row(number) for number in numbers)
        return tuple(row.id for row in rows if row is not None)

    def _open(self, index: QModelIndex) -> None:
        row = self.rows.row(index.row())
        if row is not None:
            self._pick()
            self.opened.emit(row.id)

    # ── mouse ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._keyboard, self._pressed = False, None
        if event.button() != Qt.MouseButton.LeftButton:
            return
        index = self.indexAt(event.position().toPoint())
        row = self.rows.row(index.row())
        if row is None:
            return
        at, number = self.currentIndex().row(), index.row()
        if event.modifiers() & _SHIFT:
            self._tick_range(self._anchor if self._anchor >= 0 else at, number)
        elif self.rows.keys[index.column()] == TICK or event.modifiers() & _CONTROL:
            self._anchor = number
            self.ticked.emit((row.id,), row.id not in self.rows.ticks)
            return
        else:
            self._anchor, self._pressed = -1, event.position().toPoint()
        self.go_to_row(number)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            if self.rows.keys[index.column()] == TICK:
                self.mousePressEvent(event)
            elif (row := self.rows.row(index.row())) is not None:
                self._pick()
                self.cell_opened.emit(row.id, self.rows.keys[index.column()])

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        pressed, here = self._pressed, event.position().toPoint()
        if pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            if (here - pressed).manhattanLength() < QApplication.startDragDistance():
                return
            self._pressed = None
            row = self.rows.row(self.rowAt(pressed.y()))
            if row is not None:
                self.drag_wanted.emit(row.id)
        self._hover(self.rowAt(int(event.position().y())))

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Leave, QEvent.Type.HoverLeave):
            self._hover(-1)
        return super().viewportEvent(event)

    def _hover(self, number: int) -> None:
        if number != self.hovered:
            before, self.hovered = self.hovered, number
            self._update_row(before)
            self._update_row(number)

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if self.hovered >= 0:
            self._hover(self.rowAt(self.viewport().mapFromGlobal(self.cursor().pos()).y()))

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            index, place = self.indexAt(event.pos()), event.globalPos()
        else:
            index = self.currentIndex()
            place = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
        row = self.rows.row(index.row())
        if row is not None:
            self.go_to_row(index.row())
            self.menu_wanted.emit(row.id, self.rows.keys[index.column()], place)
        event.accept()

    # ── painting ──────────────────────────────────────────────────────────────────────────────────────────────────────

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._keyboard = event.reason() in KEYBOARD_REASONS
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows.rowCount() and self._keyboard:
            self.go_to_row(0)
        self._update_row(self.currentIndex().row())

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._update_row(self.currentIndex().row())

    def scene(self) -> Scene:
        """What the rows look like now."""
        columns = [
            (key, self.columnViewportPosition(logical), self.columnWidth(logical))
            for key, logical in self.heading.sections()
        ]
        return Scene(
            columns,
            self.verticalHeader().defaultSectionSize(),
            self.viewport().width(),
            self.layoutDirection() is Qt.LayoutDirection.RightToLeft,
            self.currentIndex().row(),
            self.hovered,
            self.hasFocus(),
            self._keyboard,
            self.rows.ticks,
        )

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        exposed = event.rect()
        scene = self.scene()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(exposed, theme().color("surface"))
        self.painter.paint(painter, exposed, scene, self.rows.cells, self._exposed(exposed.top(), exposed.bottom()))
        painter.end()

    def _exposed(self, top: int, bottom: int) -> list[Place]:
        first, last = self.rowAt(max(0, top)), self.rowAt(bottom)
        if first < 0:
            return []
        last = len(self.rows.rows) - 1 if last < 0 else last
        y, height = self.rowViewportPosition(first), self.verticalHeader().defaultSectionSize()
        rows = self.rows.rows
        return [(y + (number - first) * height, number, rows[number]) for number in range(first, last + 1)]
