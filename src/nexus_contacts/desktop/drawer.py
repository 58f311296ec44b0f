"""A drawer: a pane that slides over the window's edge, casts a shadow, and closes with Esc or a click beside it."""

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPropertyAnimation, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QLinearGradient, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from nexus_contacts.desktop.theme import theme

_PAGE_SHARE = 0.8
"""A drawer that takes more than this of its area is a page, which casts no shadow."""
_SHADOW = 18
"""The width of the shadow beside the pane. An effect would paint the whole pane twice on every change."""


class Drawer(QFrame):
    """Holds one pane at the left or the right edge of `area`, below the top bar's height."""

    closed = Signal()

    def __init__(self, area: QWidget, edge: Qt.Edge) -> None:
        super().__init__(area)
        self._area = area
        self._edge = edge
        self._pane: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._slide = QPropertyAnimation(self, b"geometry", self)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        leave = QShortcut(QKeySequence("Esc"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.close_drawer)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether the drawer is open."""
        return self._pane is not None

    def open(self, pane: QWidget, width: int) -> None:
        """Show `pane` in the drawer, `width` pixels wide."""
        self._pane = pane
        pane.setMinimumWidth(0)
        pane.setMaximumWidth(16_777_215)
        self._column.addWidget(pane)
        self._column.setContentsMargins(*((_SHADOW, 0, 0, 0) if self._at_right() else (0, 0, _SHADOW, 0)))
        pane.show()
        self.show()
        self.raise_()
        goal = self._place(width)
        start = QRect(goal)
        start.moveLeft(goal.left() + (width if self._at_right() else -width))
        self._slide.stop()
        self._slide.setDuration(theme().motion_ms("slide"))
        self._slide.setStartValue(start)
        self._slide.setEndValue(goal)
        self.setGeometry(goal)
        if self._slide.duration():
            self._slide.start()
        self._area.installEventFilter(self)

    def close_drawer(self, *, quiet: bool = False) -> None:
        """Close the drawer; the pane stays alive for its next place. `quiet` tells nobody."""
        if self._pane is None:
            return
        self._area.removeEventFilter(self)
        self._slide.stop()
        self._column.removeWidget(self._pane)
        self._pane.setParent(self._area)
        self._pane.hide()
        self._pane = None
        self.hide()
        if not quiet:
            self.closed.emit()

    def fit(self, width: int) -> None:
        """Stand at the edge again after the area has changed its size."""
        if self._pane is not None:
            self._slide.stop()
            self.setGeometry(self._place(width))

    def _at_right(self) -> bool:
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        return (self._edge == Qt.Edge.RightEdge) != mirrored

    def _place(self, width: int) -> QRect:
        top = theme().size("topbar") if self._edge == Qt.Edge.RightEdge else 0
        left = self._area.width() - width - _SHADOW if self._at_right() else 0
        return QRect(left, top, width + _SHADOW, self._area.height() - top)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress and watched is self._area:
            self.close_drawer()
        return super().eventFilter(watched, event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        right = self._at_right()
        strip = QRect(0 if right else self.width() - _SHADOW, 0, _SHADOW, self.height())
        if self.width() < self._area.width() * _PAGE_SHARE:
            shade = QLinearGradient(strip.topLeft(), strip.topRight())
            dark = QColor(0, 0, 0, 90 if theme().dark else 34)
            shade.setColorAt(1 if right else 0, dark)
            shade.setColorAt(0 if right else 1, QColor(0, 0, 0, 0))
            painter.fillRect(strip, shade)
        edge = strip.right() if right else strip.left()
        painter.fillRect(QRect(edge, 0, 1, self.height()), theme().color("border"))
