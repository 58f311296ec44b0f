"""The table's heading: sorts, moves, resizes and hides columns, by mouse and by keys, and says so to screen readers."""

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget
from typing_extensions import override

from nexus_contacts.desktop.controls.checks import paint_check
from nexus_contacts.desktop.controls.drawing import draw_icon, focus_ring, ring_after
from nexus_contacts.desktop.table.cells import TICK
from nexus_contacts.desktop.table.lines import Lines, draw_line
from nexus_contacts.desktop.table.model import ContactModel
from nexus_contacts.desktop.table.ordering import direction, rank
from nexus_contacts.desktop.table.row_painter import AVATAR_LEFT, END, PAD
from nexus_contacts.desktop.theme import theme

_STEP_PX = 8
_ARROW_PX = 12


class TableHeader(QHeaderView):
    """The heading of the contact table. What it is asked for goes out as signals with the column's key."""

    sort_wanted = Signal(str, bool)
    """A column's key, and whether it is to be added to the sort."""
    moved = Signal(str, int)
    """A column's key, and by how many places."""
    dragged = Signal()
    """Columns were moved by dragging: the header stands in the new order."""
    resized_by_hand = Signal(str, int)
    """A column's key and its new width; 0 gives the width back to the table."""
    menu_wanted = Signal(str, QPoint)
    tick_wanted = Signal()
    left_downwards = Signal()

    def __init__(self, model: ContactModel, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._rows = model
        self._lines = Lines()
        self._at = 0
        self._ring = False
        self._pressed_at: QPoint | None = None
        self._dragging = ""
        self._resized_to = 0
        self._arranging = False
        self._sections: list[tuple[str, int]] | None = None
        self.tick_state = Qt.CheckState.Unchecked
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(False)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(40)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Table header"))
        self.setAccessibleDescription(self.tr("Left and right move, Enter sorts, Shift+Enter adds a sort key"))
        self.sectionResized.connect(self._note_resize)
        # First of all, before anybody who is told of the move asks for the order.
        self.sectionMoved.connect(self._forget_sections)
        self.sectionCountChanged.connect(self._forget_sections)
        model.modelReset.connect(self._forget_sections)
        self.sectionMoved.connect(self._note_move)
        self.sectionHandleDoubleClicked.connect(lambda logical: self.resized_by_hand.emit(model.keys[logical], 0))
        theme().changed.connect(self._restyle)

    def arrange(self, keys: tuple[str, ...], widths: list[int]) -> None:
        """Show the columns `keys` in this order with these widths, the tick before them, and hide the others."""
        self._arranging = True
        shown = dict(zip((TICK, *keys), (self.tick_width(), *widths), strict=True))
        for logical, key in enumerate(self._rows.keys):
            self.setSectionHidden(logical, key not in shown)
        for visual, key in enumerate(shown):
            logical = self._rows.column(key)
            self.moveSection(self.visualIndex(logical), visual)
            self.resizeSection(logical, shown[key])
        self._at = min(self._at, len(shown) - 1)
        self._arranging = False
        self._forget_sections()
        self.viewport().update()

    def shown_keys(self) -> tuple[str, ...]:
        """The keys of the shown columns in their order, without the tick."""
        return tuple(key for key, _ in self.sections() if key != TICK)

    def sections(self) -> list[tuple[str, int]]:
        """The shown columns in their order: key and logical number."""
        if self._sections is None:
            order = (self.logicalIndex(visual) for visual in range(self.count()))
            self._sections = [
                (self._rows.keys[logical], logical) for logical in order if not self.isSectionHidden(logical)
            ]
        return self._sections

    def _forget_sections(self) -> None:
        self._sections = None

    def set_tick_state(self, state: Qt.CheckState) -> None:
        """Show whether none, some or all rows of the page are ticked."""
        if state != self.tick_state:
            self.tick_state = state
            self.viewport().update()

    def current_key(self) -> str:
        """The key of the column that the keys act on."""
        sections = self.sections()
        return sections[min(self._at, len(sections) - 1)][0] if sections else ""

    def tick_width(self) -> int:
        """The width of the first column, of avatars and ticks."""
        return theme().px(AVATAR_LEFT + 28) + 4

    def _restyle(self) -> None:
        self.updateGeometry()
        self.viewport().update()

    # ── mouse ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _note_resize(self, logical: int, _old: int, new: int) -> None:
        if not self._arranging and self._pressed_at is not None:
            self._dragging = self._rows.keys[logical]
            self._resized_to = new

    def _note_move(self, _logical: int, _old: int, _new: int) -> None:
        if self._arranging:
            return
        if self.visualIndex(0) != 0:
            self._arranging = True
            self.moveSection(self.visualIndex(0), 0)
            self._arranging = False
        self._dragging = "move"
        self.dragged.emit()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()
        self._dragging = ""
        super().mousePressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed_at = self._pressed_at, None
        super().mouseReleaseEvent(event)
        if self._resized_to:
            width, self._resized_to = self._resized_to, 0
            self.resized_by_hand.emit(self._dragging, width)
        if pressed is None or self._dragging or event.button() != Qt.MouseButton.LeftButton:
            return
        point = event.position().toPoint()
        logical = self.logicalIndexAt(point)
        if logical < 0 or logical != self.logicalIndexAt(pressed) or self._on_edge(pressed):
            return
        self._at = [number for _, number in self.sections()].index(logical)
        self._act(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def _on_edge(self, point: QPoint) -> bool:
        """Whether a press at `point` is on the handle between two columns."""
        return self.cursor().shape() is Qt.CursorShape.SplitHCursor

    def _act(self, add: bool) -> None:
        key = self.current_key()
        if key == TICK:
            self.tick_wanted.emit()
        elif key:
            self.sort_wanted.emit(key, add)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            logical = self.logicalIndexAt(event.pos())
            key, place = (self._rows.keys[logical] if logical >= 0 else ""), event.globalPos()
        else:
            key, place = self.current_key(), self.mapToGlobal(self._ring_rect().bottomLeft())
        self.menu_wanted.emit("" if key == TICK else key, place)
        event.accept()

    # ── keys ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            forward = (key == Qt.Key.Key_Right) != (self.layoutDirection() is Qt.LayoutDirection.RightToLeft)
            self._step(1 if forward else -1, event.modifiers())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._act(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(0 if key == Qt.Key.Key_Home else len(self.sections()) - 1)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Escape):
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)

    def _step(self, step: int, modifiers: Qt.KeyboardModifier) -> None:
        key = self.current_key()
        if modifiers & Qt.KeyboardModifier.AltModifier:
            if key != TICK and 0 < self._at + step < len(self.sections()):
                self._at += step
                self.moved.emit(key, step)
                self._say()
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            if key != TICK:
                width = self.sectionSize(self._rows.column(key)) + step * _STEP_PX
                self.resized_by_hand.emit(key, max(self.minimumSectionSize(), width))
        else:
            self._go(self._at + step)

    def _go(self, at: int) -> None:
        self._at = max(0, min(len(self.sections()) - 1, at))
        self._ring = True
        self._say()
        self.viewport().update()

    def _say(self) -> None:
        """Let a screen reader hear the column: Qt tells nothing of a heading's own current section."""
        words = self._rows.headerData(
            self._rows.column(self.current_key()), Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole
        )
        self.setAccessibleName(self.tr("Table header: {column}").replace("{column}", str(words)))

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = ring_after(event.reason(), self._ring)
        self._say()
        super().focusInEvent(event)
        self.viewport().update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # ── painting ──────────────────────────────────────────────────────────────────────────────────────────────────────

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme().size("header"))

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self.viewport().update()
        return super().event(event)

    def _ring_rect(self) -> QRect:
        logical = self._rows.column(self.current_key())
        return QRect(self.sectionViewportPosition(logical), 0, self.sectionSize(logical), self.height())

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        key = self._rows.keys[logicalIndex]
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        look = theme()
        painter.fillRect(rect, look.color("surface"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, look.color("border"))
        if key == TICK:
            self._paint_tick(painter, rect, rtl)
        else:
            self._paint_title(painter, rect, key, rtl)
        if self._ring and self.hasFocus() and key == self.current_key():
            focus_ring(painter, QRectF(rect.adjusted(1, 3, -1, -4)), look.radius("control"))

    def _paint_tick(self, painter: QPainter, rect: QRect, rtl: bool) -> None:
        pad, side = theme().px(AVATAR_LEFT), theme().px(28)
        x = rect.x() + rect.width() - pad - side if rtl else rect.x() + pad
        paint_check(painter, QRect(x, rect.y(), side, rect.height()), self.tick_state)

    def _paint_title(self, painter: QPainter, rect: QRect, key: str, rtl: bool) -> None:
        look = theme()
        descending = direction(self._rows.order, key)
        role = "small_strong" if descending is None else "small_bold"
        number = str(rank(self._rows.order, key)) if descending is not None and self._rows.order.then else ""
        side, gap = look.px(_ARROW_PX), 3
        extra = 0 if descending is None else side + gap
        extra += look.metrics("caption").horizontalAdvance(number) + 2 if number else 0
        # The heading of the sort may lean into the padding before its words are cut for the arrow.
        room = rect.width() - PAD - (1 if extra else END) - extra
        title = str(self._rows.headerData(self._rows.column(key), Qt.Orientation.Horizontal))
        line = self._lines.line(title, role, room)
        x = rect.x() + (rect.width() - PAD - line.width if rtl else PAD)
        painter.setFont(look.font(role))
        painter.setPen(look.color("text2" if descending is None else "text"))
        draw_line(painter, line, x, rect.y() + rect.height() / 2)
        if descending is None:
            return
        left = round(x - gap - side if rtl else x + line.width + gap)
        icon = "arrow-down" if descending else "arrow-up"
        draw_icon(painter, QRect(left, rect.y() + (rect.height() - side) // 2, side, side), icon, "text")
        if number:
            line = self._lines.line(number, "caption", extra, code=True)
            painter.setFont(look.font("caption"))
            draw_line(painter, line, left - 2 - line.width if rtl else left + side + 2, rect.y() + rect.height() / 2)
