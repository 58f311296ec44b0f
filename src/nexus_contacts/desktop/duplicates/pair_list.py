"""The queue's list: two avatars, both names, the reasons, the score; worked by single keys."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from nexus_contacts.desktop.controls.avatars import paint_avatar
from nexus_contacts.desktop.controls.drawing import rounded
from nexus_contacts.desktop.duplicates.items import (
    Item,
    confidence,
    first_name_line,
    percent,
    reason_line,
    spoken_item,
    tone,
)
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.desktop.theme import theme

Index = QModelIndex | QPersistentModelIndex
ITEM = Qt.ItemDataRole.UserRole
_ROW, _PAD, _SIDE = 76, 16, 26
_LETTERS = {
    Qt.Key.Key_J: "next",
    Qt.Key.Key_K: "previous",
    Qt.Key.Key_M: "merge",
    Qt.Key.Key_N: "dismiss",
    Qt.Key.Key_S: "skip",
    Qt.Key.Key_U: "undo",
}


class PairModel(QAbstractListModel):
    """The items of the queue."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[Item, ...] = ()

    def show_items(self, items: tuple[Item, ...]) -> None:
        """Show other items."""
        self.beginResetModel()
        self._items = items
        self.endResetModel()

    def item(self, row: int) -> Item | None:
        """One item, or None outside the list."""
        return self._items[row] if 0 <= row < len(self._items) else None

    def row_of(self, key: frozenset[str]) -> int:
        """Where an item stands, or -1."""
        return next((row for row, item in enumerate(self._items) if item.key == key), -1)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._items)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item = self._items[index.row()]
        if role == ITEM:
            return item
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken_item(item)
        return confidence(item.score) if role == Qt.ItemDataRole.ToolTipRole else None


class PairDelegate(QStyledItemDelegate):
    """Paints one item."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, theme().px(_ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: Item = index.data(ITEM)
        look, rect = theme(), option.rect
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if current:
            painter.fillRect(rect, look.color("selected"))
            if option.state & QStyle.StateFlag.State_HasFocus:
                bar = QStyle.visualRect(option.direction, rect, QRect(rect.left(), rect.top(), 3, rect.height()))
                painter.fillRect(bar, look.color("selectedLine"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.color("hover"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.color("border"))
        side, start = look.px(_SIDE), rect.left() + look.px(_PAD)
        for place, (contact_id, name) in enumerate(list(zip(item.ids, item.names, strict=True))[:2]):
            box = QRect(start + place * look.px(22), rect.top() + (rect.height() - side) // 2, side, side)
            paint_avatar(painter, QStyle.visualRect(option.direction, rect, box), contact_id, name)
        chip = self._paint_score(painter, option, item)
        self._paint_lines(painter, option, item, chip)
        painter.restore()

    def _paint_score(self, painter: QPainter, option: QStyleOptionViewItem, item: Item) -> int:
        """Paint the score's chip. Returns its width."""
        look, rect = theme(), option.rect
        text = f"{percent(item.score)} %"
        width = look.metrics("small_strong").horizontalAdvance(text) + look.px(16)
        box = QRect(rect.right() - look.px(12) - width, rect.top() + look.px(10), width, look.px(20))
        box = QStyle.visualRect(option.direction, rect, box)
        ink = tone(item.score)
        fill = {"ok": "okSoft", "warn": "warnSoft"}.get(ink, "tag")
        rounded(painter, QRectF(box), look.radius("tag"), look.color(fill))
        painter.setFont(look.font("small_strong"))
        painter.setPen(look.color(ink))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
        return width

    def _paint_lines(self, painter: QPainter, option: QStyleOptionViewItem, item: Item, chip: int) -> None:
        look, rect = theme(), option.rect
        start = rect.left() + look.px(_PAD + 22 + _SIDE + 12)
        room = rect.right() - look.px(12) - start
        aligned = int(
            QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        )
        lines = (
            (one_line(item.names[0]), "strong", "text", room - chip - look.px(8)),
            (first_name_line(item), "body", "text2", room - chip - look.px(8)),
            (reason_line(item), "small", "text2", room),
        )
        for place, (text, font, token, width) in enumerate(lines):
            box = QRect(start, rect.top() + look.px(9 + 19 * place), width, look.px(19))
            painter.setFont(look.font(font))
            painter.setPen(look.color(token))
            shown = look.metrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QStyle.visualRect(option.direction, rect, box), aligned, shown)


class PairList(QListView):
    """The list. `key_pressed` tells ``next``, ``previous``, ``merge``, ``dismiss``, ``skip`` or ``undo``."""

    key_pressed = Signal(str)
    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pairs = PairModel(self)
        self.letters_on = True
        self.setModel(self.pairs)
        self.setItemDelegate(PairDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Possible duplicates"))
        theme().changed.connect(self.scheduleDelayedItemsLayout)

    def go_to(self, row: int) -> None:
        """Make a row current, or the last where there are fewer."""
        count = self.pairs.rowCount()
        if count:
            self.setCurrentIndex(self.pairs.index(max(0, min(row, count - 1))))

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.picked.emit(current.row())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and self.letters_on and event.key() in _LETTERS:
            self.key_pressed.emit(_LETTERS[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.key_pressed.emit("merge")
        else:
            super().keyPressEvent(event)
