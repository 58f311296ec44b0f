"""The list that shows happenings: the timeline with its day headings and the activities, one delegate for both."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QGuiApplication, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QMenu, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from nexus_contacts.desktop.controls.avatars import paint_avatar
from nexus_contacts.desktop.controls.drawing import dot, draw_icon, rounded
from nexus_contacts.desktop.detail.happenings import Happening, OwnerName
from nexus_contacts.desktop.detail.line_drawing import draw_line, line_height, line_width
from nexus_contacts.desktop.safe_text import breakable, cleaned, is_rtl
from nexus_contacts.desktop.theme import theme

Index = QModelIndex | QPersistentModelIndex
HAPPENING = Qt.ItemDataRole.UserRole

_ICON = 24
_TILE = 28
_GAP = 12
_QUOTE_PADDING = 10
_QUOTE_LINES = 8
_QUOTE_FLAGS = int(Qt.TextFlag.TextWordWrap)
_KEPT = 2_000
_AT_ONCE = 60
"""Lines laid out in one go; the others follow when the event loop has time."""
_TONES = {
    "ok": ("okSoft", "ok"),
    "info": ("infoSoft", "info"),
    "accent": ("accentSoft", "accentText"),
    "neutral": ("sunken", "text2"),
}


def _margin() -> int:
    return theme().size("pane_padding")


class HappeningModel(QAbstractListModel):
    """The lines of one list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Happening, ...] = ()

    def show_lines(self, lines: tuple[Happening, ...]) -> None:
        """Replace the lines; nothing happens where they are the same."""
        if lines != self._lines:
            self.beginResetModel()
            self._lines = lines
            self.endResetModel()

    def line(self, row: int) -> Happening:
        """The line at `row`."""
        return self._lines[row]

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._lines)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == HAPPENING:
            return self._lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return cleaned(self._lines[index.row()].spoken)
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if self._lines[index.row()].heading:
            return Qt.ItemFlag.NoItemFlags  # the keys pass it over
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class HappeningDelegate(QStyledItemDelegate):
    """Paints one line: icon, title, time, second line, quote. `timeline` joins the icons by a thread."""

    def __init__(self, parent: QWidget, owner_name: OwnerName, *, timeline: bool) -> None:
        super().__init__(parent)
        self._owner_name = owner_name
        self._timeline = timeline
        self._heights: dict[tuple[str, bool, int], int] = {}
        self._generation = -1

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: Happening = index.data(HAPPENING)
        width = option.rect.width() if option.rect.width() > 0 else 320
        return QSize(width, self._height(line, width))

    def _height(self, line: Happening, width: int) -> int:
        """The height of a line; the quote is what costs time, so its height is kept."""
        look = theme()
        if line.heading:
            return max(look.px(30), line_height("small_strong"))
        height = line_height("strong") + look.px(10 if self._timeline else 18)
        if line.detail:
            height += line_height("small")
        if line.quote:
            height += self._quote_height(line.quote, width) + look.px(6)
        return height + look.px(8 if self._timeline else 0)

    def _text_left(self) -> int:
        return int(_margin() + theme().px(_ICON if self._timeline else _TILE) + theme().px(_GAP))

    def _quote_height(self, quote: str, width: int) -> int:
        if theme().generation != self._generation or len(self._heights) > _KEPT:
            self._generation = theme().generation
            self._heights.clear()
        key = (quote, self._timeline, width)
        found = self._heights.get(key)
        if found is None:
            found = self._heights[key] = self._measure_quote(quote, width)
        return found

    def _measure_quote(self, quote: str, width: int) -> int:
        space = max(60, width - self._text_left() - _margin() - 2 * _QUOTE_PADDING)
        metrics = theme().metrics("body")
        lines = metrics.boundingRect(QRect(0, 0, space, 4000), _QUOTE_FLAGS, breakable(quote))
        return int(min(lines.height(), metrics.lineSpacing() * _QUOTE_LINES)) + 2 * _QUOTE_PADDING

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Happening = index.data(HAPPENING)
        painter.save()
        if line.heading:
            paint_heading(painter, option.rect, line.title, option.direction)
        else:
            last = index.row() + 1 >= index.model().rowCount()
            following: Happening | None = None if last else index.sibling(index.row() + 1, 0).data(HAPPENING)
            self._paint_line(painter, option, line, joined=following is not None and not following.heading)
        painter.restore()

    def _paint_line(self, painter: QPainter, option: QStyleOptionViewItem, line: Happening, *, joined: bool) -> None:
        look = theme()
        rect = option.rect
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if option.state & QStyle.StateFlag.State_MouseOver and not focused:
            painter.fillRect(rect, look.color("hover"))
        if focused:
            painter.fillRect(rect, look.color("selected"))
            bar = QRect(rect.left(), rect.top(), 3, rect.height())
            painter.fillRect(QStyle.visualRect(option.direction, rect, bar), look.color("focus"))
        self._paint_icon(painter, option, line, joined=joined)
        self._paint_texts(painter, option, line)
        if not self._timeline:
            painter.fillRect(
                rect.left() + _margin(), rect.bottom(), rect.width() - 2 * _margin(), 1, look.color("border")
            )

    def _paint_icon(self, painter: QPainter, option: QStyleOptionViewItem, line: Happening, *, joined: bool) -> None:
        look = theme()
        rect = option.rect
        side = look.px(_ICON if self._timeline else _TILE)
        top = rect.top() + (look.px(6) if self._timeline else self._tile_top(line, side))
        box = QStyle.visualRect(option.direction, rect, QRect(rect.left() + _margin(), top, side, side))
        soft, strong = _TONES[line.tone]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._timeline and joined:
            thread = QRect(box.center().x(), box.bottom() + 4, 1, rect.bottom() - box.bottom() - 1)
            painter.fillRect(thread, look.color("border"))
        rounded(painter, QRectF(box), side / 2 if self._timeline else look.radius("control"), look.color(soft))
        if not line.icon:
            dot(painter, QRectF(box).center(), look.px(6), look.color(strong))
            return
        inset = (side - look.px(14)) // 2
        draw_icon(painter, box.adjusted(inset, inset, -inset, -inset), line.icon, strong)

    def _tile_top(self, line: Happening, side: int) -> int:
        """Where an activity's tile begins: beside its title, not beside what is quoted below."""
        words = line_height("strong") + (line_height("small") if line.detail else 0)
        return max(theme().px(4), theme().px(9) + (words - side) // 2)

    def _paint_texts(self, painter: QPainter, option: QStyleOptionViewItem, line: Happening) -> None:
        look = theme()
        rect = option.rect
        left = rect.left() + self._text_left()
        width = rect.right() - left - _margin() + 1
        top = rect.top() + look.px(6 if self._timeline else 9)
        aside = self._paint_aside(painter, option, line)
        title = QRect(left, top, width - aside, line_height("strong"))
        self._paint_text(painter, option, title, line.title, "strong", "text")
        top += title.height()
        if line.detail:
            room = width - (0 if self._timeline else aside)
            detail = QRect(left, top, room, line_height("small"))
            self._paint_text(painter, option, detail, line.detail, "small", "text2")
            top += detail.height()
        if line.quote:
            box = QRect(left, top + look.px(6), width, self._quote_height(line.quote, rect.width()))
            self._paint_quote(painter, QStyle.visualRect(option.direction, rect, box), line.quote)

    def _paint_aside(self, painter: QPainter, option: QStyleOptionViewItem, line: Happening) -> int:
        """Paint the time or the owner at the far end. Returns the width it takes, in pixels."""
        look = theme()
        rect = option.rect
        if not self._timeline:
            if not line.owner_id:
                return 0
            side = look.px(22)
            top = rect.top() + self._tile_top(line, side)
            box = QRect(rect.right() - _margin() - side + 1, top, side, side)
            shown = QStyle.visualRect(option.direction, rect, box)
            paint_avatar(painter, shown, line.owner_id, self._owner_name(line.owner_id) or line.owner_id)
            return side + _GAP
        if not line.time:
            return 0
        width = line_width(line.time, "small")
        box = QRect(rect.right() - _margin() - width + 1, rect.top() + look.px(6), width, line_height("strong"))
        self._paint_text(painter, option, box, line.time, "small", "text2", at_end=True)
        return width + _GAP

    def _paint_text(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        box: QRect,
        text: str,
        role: str,
        token: str,
        *,
        at_end: bool = False,
    ) -> None:
        rtl = option.direction is Qt.LayoutDirection.RightToLeft
        place = QStyle.visualRect(option.direction, option.rect, box)
        draw_line(painter, place, text, role, token, mirrored=rtl, at_end=at_end)

    def _paint_quote(self, painter: QPainter, box: QRect, quote: str) -> None:
        look = theme()
        text = breakable(quote)
        rounded(painter, QRectF(box), look.radius("control"), look.color("hover"))
        painter.setPen(look.color("text2"))
        painter.setFont(look.font("body"))
        inner = box.adjusted(_QUOTE_PADDING, _QUOTE_PADDING, -_QUOTE_PADDING, -_QUOTE_PADDING)
        painter.setClipRect(inner)
        side = Qt.AlignmentFlag.AlignRight if is_rtl(text) else Qt.AlignmentFlag.AlignLeft
        direction = Qt.TextFlag.TextForceRightToLeft if is_rtl(text) else Qt.TextFlag.TextForceLeftToRight
        flags = int(side | Qt.AlignmentFlag.AlignAbsolute) | int(direction) | _QUOTE_FLAGS
        painter.drawText(inner, flags, text)
        painter.setClipping(False)


def paint_heading(painter: QPainter, rect: QRect, title: str, direction: Qt.LayoutDirection) -> None:
    """Paint a day's heading: its words, then a line to the end of the row."""
    look = theme()
    painter.fillRect(rect, look.color("surface"))
    width = line_width(title, "small_strong")
    words = QRect(rect.left() + _margin(), rect.top(), width, rect.height())
    rtl = direction is Qt.LayoutDirection.RightToLeft
    draw_line(painter, QStyle.visualRect(direction, rect, words), title, "small_strong", "text2", mirrored=rtl)
    start = words.right() + 10
    rule = QRect(start, rect.center().y(), max(0, rect.right() - _margin() - start), 1)
    painter.fillRect(QStyle.visualRect(direction, rect, rule), look.color("border"))


class HappeningList(QListView):
    """The timeline or the activities of a contact. The day of what is at the top stays in sight (a sticky heading)."""

    def __init__(self, *, timeline: bool, owner_name: OwnerName, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = HappeningModel(self)
        self.setModel(self._lines)
        self.setItemDelegate(HappeningDelegate(self, owner_name, timeline=timeline))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_AT_ONCE)
        theme().changed.connect(self._restyle)

    def show_lines(self, lines: tuple[Happening, ...], *, from_top: bool) -> None:
        """Show these lines: from the top, or where the list was scrolled to."""
        self._lines.show_lines(lines)
        if from_top:
            self.setCurrentIndex(QModelIndex())
            self.scrollToTop()

    def _restyle(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            first = next((row for row in range(self._lines.rowCount()) if not self._lines.line(row).heading), -1)
            self.setCurrentIndex(self._lines.index(first))

    @override
    def moveCursor(self, cursorAction: QListView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        index = super().moveCursor(cursorAction, modifiers)
        # Home and the page keys may end on a heading, which cannot be current: the line below it can.
        if index.isValid() and self._lines.line(index.row()).heading:
            return self._lines.index(index.row() + 1)
        return index

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        # Qt moves what was painted, the heading that stays among it: its old and its new place are painted anew.
        self.viewport().update(0, 0, self.viewport().width(), self._heading_height() + abs(dy))

    def _heading_height(self) -> int:
        return int(max(theme().px(30), line_height("small_strong")))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        top = self.indexAt(QPoint(self.viewport().width() // 2, 0))
        if not top.isValid():
            return
        row = top.row()
        while row > 0 and not self._lines.line(row).heading:
            row -= 1
        if self._lines.line(row).heading and self.visualRect(self._lines.index(row)).top() < 0:
            painter = QPainter(self.viewport())
            rect = QRect(0, 0, self.viewport().width(), self._heading_height())
            paint_heading(painter, rect, self._lines.line(row).title, self.layoutDirection())

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos()) if event.reason() == QContextMenuEvent.Reason.Mouse else self.currentIndex()
        if not index.isValid() or self._lines.line(index.row()).heading:
            return
        text = self._lines.line(index.row()).spoken
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Copy as text")).triggered.connect(lambda: QGuiApplication.clipboard().setText(text))
        menu.popup(event.globalPos())
