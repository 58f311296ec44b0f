"""The detail pane's tab bar: words with an underline under the current one, and a small count beside some."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QTabBar, QWidget
from typing_extensions import override

from nexus_contacts.desktop import words
from nexus_contacts.desktop.theme import theme

_GAP = 5
_LINE = 3


class DetailTabs(QTabBar):
    """Tabs with counts. The accessible name of a tab is its word alone, whatever its count."""

    def __init__(self, titles: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: dict[int, int] = {}
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Contact details"))
        for title in titles:
            self.setAccessibleTabName(self.addTab(title), title)
        theme().changed.connect(self._restyle)

    def set_count(self, index: int, count: int | None) -> None:
        """Show `count` beside the tab at `index`; None or 0 shows nothing."""
        if count:
            self._counts[index] = count
        else:
            self._counts.pop(index, None)
        # The tab's own tool tip is the only text that changes, and with it Qt lays the tabs out anew.
        self.setTabToolTip(index, f"{self.tabText(index)}: {words.number(count)}" if count else "")
        self.setTabText(index, self.tabText(index))
        self.updateGeometry()
        self.update()

    def _restyle(self) -> None:
        for index in range(self.count()):
            self.setTabText(index, self.tabText(index))
        self.update()

    def _count_text(self, index: int) -> str:
        return words.number(self._counts[index]) if index in self._counts else ""

    def _content_width(self, index: int) -> int:
        width = QFontMetrics(theme().font("strong")).horizontalAdvance(self.tabText(index))
        count = self._count_text(index)
        if count:
            width += _GAP + QFontMetrics(theme().font("caption")).horizontalAdvance(count)
        return width + 2

    def _spacing(self) -> int:
        """The free width left and right of each tab's words; less where the pane is narrow."""
        free = self.width() - sum(self._content_width(index) for index in range(self.count()))
        return int(max(4, min(theme().px(8), free // (2 * max(1, self.count())))))

    @override
    def tabSizeHint(self, index: int) -> QSize:
        return QSize(self._content_width(index) + 2 * self._spacing(), theme().px(40))

    @override
    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), theme().color("border"))
        for index in range(self.count()):
            self._paint_tab(painter, index)

    def _paint_tab(self, painter: QPainter, index: int) -> None:
        look = theme()
        current = index == self.currentIndex()
        box = self.tabRect(index)
        space = self._spacing()
        inner = box.adjusted(space, 0, -space, 0)
        title = self.tabText(index)
        width = QFontMetrics(look.font("strong")).horizontalAdvance(title) + 2
        place = QStyle.visualRect(
            self.layoutDirection(), inner, QRect(inner.left(), inner.top(), width, inner.height())
        )
        painter.setFont(look.font("strong"))
        painter.setPen(look.color("text" if current or self._hovered(index) else "text2"))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine), title)
        count = self._count_text(index)
        if count:
            aside = QRect(inner.left() + width + _GAP - 2, inner.top(), inner.width() - width, inner.height())
            aligned = QStyle.visualAlignment(
                self.layoutDirection(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            )
            painter.setFont(look.font("caption"))
            painter.setPen(look.color("text2"))
            painter.drawText(QStyle.visualRect(self.layoutDirection(), inner, aside), int(aligned), count)
        if current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("selectedLine"))
            painter.drawRoundedRect(QRect(inner.left(), box.bottom() - _LINE + 1, inner.width(), _LINE), 1.5, 1.5)
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(look.color("focus"))
                painter.drawRoundedRect(box.adjusted(1, 3, -2, -_LINE - 3), 6, 6)

    def _hovered(self, index: int) -> bool:
        return self.underMouse() and self.tabRect(index).contains(self.mapFromGlobal(self.cursor().pos()))
