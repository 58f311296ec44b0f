"""The palette's list: headings, contacts with avatars, actions with their keys."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from nexus_contacts.desktop.controls.avatars import paint_avatar
from nexus_contacts.desktop.controls.drawing import draw_icon, draw_key_cap, key_cap_size, rounded
from nexus_contacts.desktop.palette.entries import Entry
from nexus_contacts.desktop.safe_text import plain
from nexus_contacts.desktop.theme import theme

Index = QModelIndex | QPersistentModelIndex
ENTRY = Qt.ItemDataRole.UserRole
_HEADING, _LINE = 30, 38


class EntryModel(QAbstractListModel):
    """The palette's entries, headings among them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()

    def show_entries(self, entries: tuple[Entry, ...]) -> None:
        """Replace the entries by what a screen may show of them."""
        self.beginResetModel()
        self._entries = tuple(replace(each, title=plain(each.title), detail=plain(each.detail)) for each in entries)
        self.endResetModel()

    def entries(self) -> tuple[Entry, ...]:
        """The entries that show."""
        return self._entries

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._entries)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self._entries[index.row()]
        if role == ENTRY:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return entry.spoken
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if self._entries[index.row()].kind == "heading":
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class EntryDelegate(QStyledItemDelegate):
    """Paints one entry."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry: Entry = index.data(ENTRY)
        return QSize(200, theme().px(_HEADING if entry.kind == "heading" else _LINE))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(ENTRY)
        look = theme()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry.kind == "heading":
            painter.setFont(look.font("small_strong"))
            painter.setPen(look.color("text2"))
            aligned = QStyle.visualAlignment(
                option.direction, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
            )
            painter.drawText(option.rect.adjusted(18, 0, -18, -6), int(aligned), entry.title)
        else:
            self._paint_entry(painter, option, entry)
        painter.restore()

    def _paint_entry(self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry) -> None:
        look = theme()
        rect = option.rect.adjusted(8, 0, -8, 0)
        if option.state & QStyle.StateFlag.State_Selected:
            rounded(painter, rect.toRectF(), look.radius("control"), look.color("selected"))
        side = look.px(24 if entry.kind == "contact" else 16)
        box = QRect(rect.left() + (10 if entry.kind == "contact" else 14), 0, side, side)
        box.moveTop(rect.top() + (rect.height() - side) // 2)
        place = QStyle.visualRect(option.direction, rect, box)
        if entry.kind in ("contact", "owner"):
            paint_avatar(painter, place, entry.id, entry.title)
        elif entry.icon:
            draw_icon(painter, place, entry.icon, "disabled" if entry.reason else "text2")
        end = self._paint_keys(painter, option, rect, entry)
        self._paint_words(painter, option, rect, entry, end)

    def _paint_keys(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, entry: Entry) -> int:
        """Paint the key caps at the end of the row. Returns where they begin, in the row's left-to-right pixels."""
        end = rect.right() - 12
        # The current entry says how it is opened, where no keys of its own do.
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        for key in reversed(entry.keys or (("↵",) if current and not entry.reason else ())):
            size = key_cap_size(key)
            corner = QPoint(end - size.width(), rect.top() + (rect.height() - size.height()) // 2)
            draw_key_cap(painter, QStyle.visualRect(option.direction, rect, QRect(corner, size)), key)
            end -= size.width() + 6
        return end

    def _paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, entry: Entry, end: int
    ) -> None:
        look = theme()
        left = rect.left() + 44
        room = end - left - 8
        aligned = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        title = look.metrics("strong").elidedText(entry.title, Qt.TextElideMode.ElideRight, room)
        width = look.metrics("strong").horizontalAdvance(title) + 2
        painter.setFont(look.font("strong"))
        painter.setPen(look.color("disabled" if entry.reason else "text"))
        line = QRect(left, rect.top(), width, rect.height())
        painter.drawText(QStyle.visualRect(option.direction, rect, line), int(aligned), title)
        detail = entry.reason or entry.detail
        rest = room - width - 10
        if detail and rest > 24:
            painter.setFont(look.font("small"))
            painter.setPen(look.color("text2"))
            shown = look.metrics("small").elidedText(detail, Qt.TextElideMode.ElideRight, rest)
            line = QRect(left + width + 8, rect.top(), rest, rect.height())
            painter.drawText(QStyle.visualRect(option.direction, rect, line), int(aligned), shown)


class EntryList(QListView):
    """The list itself; the focus stays in the palette's field, which moves the current row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = EntryModel(self)
        self.setModel(self._model)
        self.setItemDelegate(EntryDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Results"))
        self.viewport().setAutoFillBackground(False)
        self.entered.connect(self._hover)

    @override
    def sizeHint(self) -> QSize:
        look = theme()
        headings = sum(entry.kind == "heading" for entry in self._model.entries())
        rest = len(self._model.entries()) - headings
        return QSize(look.px(400), headings * look.px(_HEADING) + rest * look.px(_LINE) + look.px(8))

    def _hover(self, index: QModelIndex) -> None:
        if self._model.entries()[index.row()].kind != "heading":
            self.setCurrentIndex(index)

    def show_entries(self, entries: tuple[Entry, ...]) -> None:
        """Show these entries with the first that can be chosen current."""
        self._model.show_entries(entries)
        self.step(1, start=-1)
        self.scrollToTop()

    def current(self) -> Entry | None:
        """The current entry."""
        row = self.currentIndex().row()
        return self._model.entries()[row] if row >= 0 else None

    def step(self, step: int, start: int | None = None) -> None:
        """Move the current row by one, past headings; it stops at the ends."""
        entries = self._model.entries()
        row = (self.currentIndex().row() if start is None else start) + step
        while 0 <= row < len(entries):
            if entries[row].kind != "heading":
                self.setCurrentIndex(self._model.index(row))
                return
            row += step
