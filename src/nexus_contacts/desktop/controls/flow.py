"""A layout that fills lines one after the other, as words in a text; mirrored where the text runs right to left."""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget
from typing_extensions import override

from nexus_contacts.desktop.theme import theme


class FlowLayout(QLayout):
    """Lays its widgets out in lines; `gap` and `line_gap` are in logical pixels before scaling.

    With `centered` each line stands in the middle of the room.
    """

    def __init__(
        self, parent: QWidget | None = None, *, gap: int = 6, line_gap: int = 6, centered: bool = False
    ) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._line_gap = line_gap
        self._centered = centered
        self.setContentsMargins(QMargins())

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        item = self._items.pop(index)
        self.invalidate()
        return item

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), place=False)

    @override
    def sizeHint(self) -> QSize:
        shown = [item for item in self._items if not item.isEmpty()]
        margins = self.contentsMargins()
        width = sum(item.sizeHint().width() for item in shown) + theme().px(self._gap) * max(0, len(shown) - 1)
        height = max((item.sizeHint().height() for item in shown), default=0)
        return QSize(width + margins.left() + margins.right(), height + margins.top() + margins.bottom())

    @override
    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def _lines(self, room: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """The items that show, line by line, each with its size."""
        gap = theme().px(self._gap)
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        taken = 0
        for item in self._items:
            if item.isEmpty():
                continue
            hint = item.sizeHint()
            size = QSize(min(hint.width(), max(room, item.minimumSize().width())), hint.height())
            if not lines or taken + gap + size.width() > room:
                lines.append([])
                taken = -gap
            lines[-1].append((item, size))
            taken += gap + size.width()
        return lines

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        """Lay out within `rect`; returns the height it takes."""
        room = rect.marginsRemoved(self.contentsMargins())
        gap, line_gap = theme().px(self._gap), theme().px(self._line_gap)
        y = 0
        for line in self._lines(room.width()):
            height = max(size.height() for _, size in line)
            width = sum(size.width() for _, size in line) + gap * (len(line) - 1)
            x = max(0, (room.width() - width) // 2) if self._centered else 0
            for item, size in line:
                if place:
                    item.setGeometry(QRect(self._corner(room, x, size.width()) + QPoint(0, y), size))
                x += size.width() + gap
            y += height + line_gap
        margins = self.contentsMargins()
        return max(0, y - line_gap) + margins.top() + margins.bottom()

    def _corner(self, room: QRect, x: int, width: int) -> QPoint:
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent is not None else QGuiApplication.layoutDirection()
        if direction is Qt.LayoutDirection.RightToLeft:
            return QPoint(room.x() + room.width() - x - width, room.y())
        return QPoint(room.x() + x, room.y())
