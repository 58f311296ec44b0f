"""The detail pane's tab bar: words with an underline under the current one, and a small count beside some."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QTabBar, QWidget
from typing_extensions import override

from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.drawing import focus_ring, ring_after, rounded
from nexus_contacts.desktop.detail.line_drawing import draw_line, line_height
from nexus_contacts.desktop.theme import theme

_GAP = 5
_LINE = 3


class DetailTabs(QTabBar):
    """Tabs with counts. The accessible name of a tab is its word alone, whatever its count."""

    content_wanted = Signal()
    """The down key: the focus shall go into what the tab shows."""

    def __init__(self, titles: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: dict[int, int] = {}
        self._ring = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
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
        if (count or 0) == self._counts.get(index, 0):
            return
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

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.content_wanted.emit()
        elif event.key() == Qt.Key.Key_Home:
            self.setCurrentIndex(0)
        elif event.key() == Qt.Key.Key_End:
            self.setCurrentIndex(self.count() - 1)
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = ring_after(event.reason(), self._ring)
        super().focusInEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverMove, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    # ── sizes: the words begin where the pane's other words begin, and are set as wide apart as there is room ──

    def _count_text(self, index: int) -> str:
        return words.number(self._counts[index]) if index in self._counts else ""

    def _title_width(self, index: int) -> int:
        return int(theme().metrics("strong").horizontalAdvance(self.tabText(index)) + 2)

    def _content_width(self, index: int) -> int:
        width = self._title_width(index)
        count = self._count_text(index)
        if count:
            width += theme().px(_GAP) + theme().metrics("caption").horizontalAdvance(count)
        return width

    def _spacing(self) -> int:
        """The free width left and right of each tab's words; less where the pane is narrow."""
        taken = sum(self._content_width(index) for index in range(self.count()))
        free = self.width() - 2 * theme().px(10) - taken
        return int(max(3, min(theme().px(8), free // (2 * max(1, self.count())))))

    def _lead(self, index: int) -> int:
        """How far the first tab's words stand in, beyond the spacing they all have."""
        if index:
            return 0
        taken = sum(self._content_width(index) for index in range(self.count())) + 2 * self.count() * self._spacing()
        wanted = theme().size("pane_padding") - self._spacing()
        return int(max(0, min(wanted, self.width() - taken)))

    @override
    def tabSizeHint(self, index: int) -> QSize:
        width = self._content_width(index) + 2 * self._spacing() + self._lead(index)
        return QSize(width, max(theme().px(40), line_height("strong") + theme().px(16)))

    @override
    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(200), self.sizeHint().height())

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme().px(320), self.tabSizeHint(1).height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self._lay_out_anew()
        super().resizeEvent(event)

    def _lay_out_anew(self) -> None:
        # Qt lays tabs out again when a text is set, and at no other bidding.
        if self.count():
            self.setTabText(0, self.tabText(0))

    # ── painting ──

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), theme().color("border"))
        for index in range(self.count()):
            self._paint_tab(painter, index)

    def _paint_tab(self, painter: QPainter, index: int) -> None:
        look = theme()
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        current = index == self.currentIndex()
        box, space, lead = self.tabRect(index), self._spacing(), self._lead(index)
        inner = box.adjusted(space + (0 if rtl else lead), 0, -space - (lead if rtl else 0), 0)
        width = self._title_width(index)
        place = QStyle.visualRect(self.layoutDirection(), inner, QRect(inner.x(), inner.y(), width, inner.height()))
        token = "text" if current or self._hovered(index) else "text2"
        draw_line(painter, place, self.tabText(index), "strong", token, mirrored=rtl)
        count = self._count_text(index)
        if count:
            start = inner.x() + width + look.px(_GAP) - 2
            aside = QRect(start, inner.y() + 1, inner.right() - start + 3, inner.height())
            place = QStyle.visualRect(self.layoutDirection(), inner, aside)
            draw_line(painter, place, count, "caption", "text2", mirrored=rtl)
        if current:
            line = QRectF(inner.x(), box.bottom() - _LINE + 1, inner.width(), _LINE)
            rounded(painter, line, 1.5, look.color("selectedLine"))
            if self._ring and self.hasFocus():
                around = inner.adjusted(-space, 4, space, -_LINE - 3)
                focus_ring(painter, QRectF(around), look.radius("control"))

    def _hovered(self, index: int) -> bool:
        return self.underMouse() and self.tabRect(index).contains(self.mapFromGlobal(self.cursor().pos()))
