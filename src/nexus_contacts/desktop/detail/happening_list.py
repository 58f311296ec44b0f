"""The list that shows happenings: the timeline with its day headings and the activities, one delegate for both."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QGuiApplication, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QMenu, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from nexus_contacts.desktop.controls.avatars import paint_avatar
from nexus_contacts.desktop.detail.happenings import Happening, OwnerName
from nexus_contacts.desktop.theme import theme

Index = QModelIndex | QPersistentModelIndex
HAPPENING = Qt.ItemDataRole.UserRole

_MARGIN = 20
_ICON = 24
_GAP = 12
_QUOTE_PADDING = 10
_TONES = {
    "ok": ("okSoft", "ok"),
    "info": ("infoSoft", "info"),
    "accent": ("accentSoft", "accentText"),
    "neutral": ("sunken", "text2"),
}


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
            return self._lines[index.row()].spoken
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if self._lines[index.row()].heading:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class HappeningDelegate(QStyledItemDelegate):
    """Paints one line: icon, title, time, second line, quote. `timeline` joins the icons by a thread."""

    def __init__(self, parent: QWidget, owner_name: OwnerName, *, timeline: bool) -> None:
        super().__init__(parent)
        self._owner_name = owner_name
        self._timeline = timeline

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: Happening = index.data(HAPPENING)
        width = option.rect.width() if option.rect.width() > 0 else 320
        return QSize(width, self._height(line, width))

    def _height(self, line: Happening, width: int) -> int:
        look = theme()
        if line.heading:
            return look.px(30)
        height = QFontMetrics(look.font("strong")).height() + look.px(8 if self._timeline else 18)
        if line.detail:
            height += QFontMetrics(look.font("small")).height() + 1
        if line.quote:
            height += self._quote_height(line.quote, width) + look.px(8)
        return height + look.px(8 if self._timeline else 0)

    def _text_left(self) -> int:
        return int(_MARGIN + theme().px(_ICON if self._timeline else 28) + _GAP)

    def _quote_height(self, quote: str, width: int) -> int:
        space = max(60, width - self._text_left() - _MARGIN - 2 * _QUOTE_PADDING)
        metrics = QFontMetrics(theme().font("body"))
        lines = metrics.boundingRect(QRect(0, 0, space, 4000), int(Qt.TextFlag.TextWordWrap), quote)
        return int(min(lines.height(), metrics.lineSpacing() * 8)) + 2 * _QUOTE_PADDING

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
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.color("selected"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.color("hover"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), look.color("focus"))
        self._paint_icon(painter, option, line, joined=joined)
        self._paint_texts(painter, option, line)
        if not self._timeline:
            painter.fillRect(rect.left() + _MARGIN, rect.bottom(), rect.width() - 2 * _MARGIN, 1, look.color("border"))

    def _paint_icon(self, painter: QPainter, option: QStyleOptionViewItem, line: Happening, *, joined: bool) -> None:
        look = theme()
        rect = option.rect
        side = look.px(_ICON if self._timeline else 28)
        top = rect.top() + (look.px(6) if self._timeline else (rect.height() - side) // 2)
        box = QStyle.visualRect(option.direction, rect, QRect(rect.left() + _MARGIN, top, side, side))
        soft, strong = _TONES[line.tone]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._timeline and joined:
            painter.fillRect(
                box.center().x(), box.bottom() + 3, 1, rect.bottom() - box.bottom() - 2, look.color("border")
            )
        painter.setBrush(look.color(soft))
        if self._timeline:
            painter.drawEllipse(box)
        else:
            painter.drawRoundedRect(box, 6, 6)
        if not line.icon:
            painter.setBrush(look.color(strong))
            painter.drawEllipse(box.center() + QPoint(1, 1), 3, 3)
            return
        size = look.px(14)
        mark = QRect(0, 0, size, size)
        mark.moveCenter(box.center())
        painter.drawPixmap(mark, look.pixmap(line.icon, strong, size, painter.device().devicePixelRatioF()))

    def _paint_texts(self, painter: QPainter, option: QStyleOptionViewItem, line: Happening) -> None:
        look = theme()
        rect = option.rect
        left = rect.left() + self._text_left()
        width = rect.right() - left - _MARGIN + 1
        top = rect.top() + look.px(6 if self._timeline else 9)
        aside = self._paint_aside(painter, option, line)
        strong, small = look.font("strong"), look.font("small")
        title = QRect(left, top, width - aside, QFontMetrics(strong).height())
        self._paint_text(painter, option, title, line.title, "strong", "text")
        top = title.bottom() + 2
        if line.detail:
            detail = QRect(left, top, width - (0 if self._timeline else aside), QFontMetrics(small).height())
            self._paint_text(painter, option, detail, line.detail, "small", "text2")
            top = detail.bottom() + 1
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
            box = QRect(rect.right() - _MARGIN - side + 1, rect.top() + (rect.height() - side) // 2, side, side)
            shown = QStyle.visualRect(option.direction, rect, box)
            paint_avatar(painter, shown, line.owner_id, self._owner_name(line.owner_id) or line.owner_id)
            return side + _GAP
        metrics = QFontMetrics(look.font("body"))
        width = metrics.horizontalAdvance(line.time) + 2
        box = QRect(rect.right() - _MARGIN - width + 1, rect.top() + look.px(6), width, metrics.height())
        self._paint_text(painter, option, box, line.time, "body", "text2")
        return width + _GAP

    def _paint_text(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, text: str, role: str, token: str
    ) -> None:
        font = theme().font(role)
        painter.setFont(font)
        painter.setPen(theme().color(token))
        shown = QFontMetrics(font).elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, box.width())
        place = QStyle.visualRect(option.direction, option.rect, box)
        aligned = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(place, int(aligned) | int(Qt.TextFlag.TextSingleLine), shown)

    def _paint_quote(self, painter: QPainter, box: QRect, quote: str) -> None:
        look = theme()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("hover"))
        painter.drawRoundedRect(box, 6, 6)
        painter.setPen(look.color("text2"))
        painter.setFont(look.font("body"))
        inner = box.adjusted(_QUOTE_PADDING, _QUOTE_PADDING, -_QUOTE_PADDING, -_QUOTE_PADDING)
        painter.setClipRect(box)
        painter.drawText(inner, int(Qt.TextFlag.TextWordWrap), quote)
        painter.setClipping(False)


def paint_heading(painter: QPainter, rect: QRect, title: str, direction: Qt.LayoutDirection) -> None:
    """Paint a day's heading: its words, then a line to the end of the row."""
    look = theme()
    font = look.font("small_strong")
    painter.fillRect(rect, look.color("surface"))
    painter.setFont(font)
    painter.setPen(look.color("text2"))
    width = QFontMetrics(font).horizontalAdvance(title) + 2
    words = QRect(rect.left() + _MARGIN, rect.top(), width, rect.height())
    place = QStyle.visualRect(direction, rect, words)
    painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignHCenter), title)
    start = words.right() + 10
    rule = QRect(start, rect.center().y(), max(0, rect.right() - _MARGIN - start), 1)
    painter.fillRect(QStyle.visualRect(direction, rect, rule), look.color("border"))


class HappeningList(QListView):
    """The timeline or the activities of a contact. The day of what is at the top stays in sight (a sticky heading)."""

    def __init__(self, name: str, owner_name: OwnerName, parent: QWidget | None = None, *, timeline: bool) -> None:
        super().__init__(parent)
        self._lines = HappeningModel(self)
        self.setModel(self._lines)
        self.setItemDelegate(HappeningDelegate(self, owner_name, timeline=timeline))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        theme().changed.connect(self._restyle)

    def show_lines(self, lines: tuple[Happening, ...]) -> None:
        """Show these lines, from the top."""
        self._lines.show_lines(lines)

    def _restyle(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

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
            rect = QRect(0, 0, self.viewport().width(), theme().px(30))
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
