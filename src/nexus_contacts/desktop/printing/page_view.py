"""The preview: pages below each other as on paper, drawn off the UI thread when they come into sight."""

from functools import partial

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QSizePolicy, QWidget
from typing_extensions import override

from nexus_contacts.desktop.background import Background
from nexus_contacts.desktop.controls.drawing import focus_ring, ring_after
from nexus_contacts.desktop.printing.output import picture
from nexus_contacts.desktop.printing.printout import Printout
from nexus_contacts.desktop.theme import theme

WIDTH, PAGE = "width", "page"
"""The zooms that follow the room: as wide as the view, and a whole page."""
LEAST, MOST = 25, 300
_AROUND, _GAP = 20, 16
_KEPT = 8
_PX_PER_TENTH = 96 / 720
_MOST_PIXELS = 12_000_000


class PageView(QAbstractScrollArea):
    """Shows a printout; `percent` of its size on a screen of 96 dots to the inch."""

    page_shown = Signal(int)
    """Another page is in front, from 0."""
    zoomed = Signal()

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._printout: Printout | None = None
        self._waiting = ""
        self._zoom: str | int = WIDTH
        self._pictures: dict[int, QImage] = {}
        self._drawing: set[int] = set()
        self._generation = 0
        self._front = -1
        self._ring = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Preview"))
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().valueChanged.connect(self._look)
        theme().changed.connect(self.viewport().update)

    # ── what is shown ─────────────────────────────────────────────────────────────────────────────────────────────────

    def show_printout(self, printout: Printout | None, waiting: str = "") -> None:
        """Show other pages from the first on; None: the words `waiting` in their place."""
        self._printout = printout
        self._waiting = waiting
        self._front = -1
        self._forget()
        self._measure()
        self.verticalScrollBar().setValue(0)
        self._look()

    @property
    def front(self) -> int:
        """The page in front, from 0."""
        return max(0, self._front)

    @property
    def ready(self) -> bool:
        """Whether every page in sight is drawn."""
        return self._printout is not None and all(at in self._pictures for at in self._in_sight())

    def pictures(self) -> tuple[QImage, ...]:
        """The pages that are drawn and kept."""
        return tuple(self._pictures.values())

    @property
    def zoom(self) -> str | int:
        """The zoom that was chosen: `WIDTH`, `PAGE`, or percent."""
        return self._zoom

    @property
    def percent(self) -> int:
        """How large the pages are now."""
        return round(self._scale() / _PX_PER_TENTH * 100)

    def set_zoom(self, zoom: str | int) -> None:
        """Show the pages in another size: `WIDTH`, `PAGE` or percent, kept within `LEAST` and `MOST`."""
        front = self.front
        self._zoom = zoom if isinstance(zoom, str) else max(LEAST, min(MOST, zoom))
        self._forget()
        self._measure()
        self.go_to(front)
        self._look()
        self.zoomed.emit()

    def step_zoom(self, step: int) -> None:
        """One step larger (1) or smaller (-1)."""
        now = self.percent
        self.set_zoom((now // 25 + 1) * 25 if step > 0 else (now - 1) // 25 * 25)

    def go_to(self, at: int) -> None:
        """Bring a page to the top, from 0."""
        if self._printout is not None:
            at = max(0, min(len(self._printout.pages) - 1, at))
            self.verticalScrollBar().setValue(at * self._step())

    # ── geometry ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _scale(self) -> float:
        """Logical pixels for a tenth of a point."""
        if self._printout is None or isinstance(self._zoom, int):
            return _PX_PER_TENTH * (self._zoom if isinstance(self._zoom, int) else 100) / 100
        paper, room = self._printout.paper, self.viewport().size()
        across = (room.width() - 2 * _AROUND) / paper.width
        if self._zoom == PAGE:
            across = min(across, (room.height() - 2 * _GAP) / paper.height)
        return max(_PX_PER_TENTH * LEAST / 100, min(_PX_PER_TENTH * MOST / 100, across))

    def _page_size(self) -> QSize:
        assert self._printout is not None
        paper, scale = self._printout.paper, self._scale()
        return QSize(round(paper.width * scale), round(paper.height * scale))

    def _step(self) -> int:
        return self._page_size().height() + _GAP

    def _measure(self) -> None:
        count = len(self._printout.pages) if self._printout is not None else 0
        room = self.viewport().size()
        size = self._page_size() if count else QSize()
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setPageStep(room.height())
        down.setSingleStep(theme().px(40))
        down.setRange(0, max(0, count * (size.height() + _GAP) + _GAP - room.height()))
        across.setPageStep(room.width())
        across.setRange(0, max(0, size.width() + 2 * _AROUND - room.width()))

    def _place(self, at: int) -> QRect:
        """Where a page lies on the viewport."""
        size, room = self._page_size(), self.viewport().width()
        wide = size.width() + 2 * _AROUND > room
        x = _AROUND - self.horizontalScrollBar().value() if wide else (room - size.width()) // 2
        return QRect(QPoint(x, _GAP + at * self._step() - self.verticalScrollBar().value()), size)

    def _in_sight(self) -> range:
        if self._printout is None:
            return range(0)
        top, step = self.verticalScrollBar().value(), self._step()
        first = max(0, (top - _GAP) // step)
        last = (top + self.viewport().height()) // step
        return range(first, min(last + 1, len(self._printout.pages)))

    # ── pictures ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _forget(self) -> None:
        self._generation += 1
        self._pictures.clear()
        self._drawing.clear()

    def _look(self) -> None:
        """Have drawn what is in sight and is not yet, tell which page is in front."""
        sight = self._in_sight()
        for at in sight:
            if at not in self._pictures and at not in self._drawing:
                self._draw(at)
        if self._printout is not None:
            middle = self.verticalScrollBar().value() + self.viewport().height() // 3
            front = min(middle // self._step(), len(self._printout.pages) - 1)
            if front != self._front:
                self._front = front
                self.setAccessibleDescription(self._printout.text_of(front))
                self.page_shown.emit(front)
        self.viewport().update()

    def _draw(self, at: int) -> None:
        printout, generation = self._printout, self._generation
        assert printout is not None
        size, ratio = self._page_size() * self.devicePixelRatioF(), self.devicePixelRatioF()
        if size.width() * size.height() > _MOST_PIXELS:  # drawn smaller, and stretched
            size.scale(size / 2, Qt.AspectRatioMode.KeepAspectRatio)
            ratio /= 2
        self._drawing.add(at)
        self._background.run(
            self, partial(picture, printout, at, size), lambda drawn: self._take(generation, at, drawn)
        )

    def _take(self, generation: int, at: int, drawn: QImage) -> None:
        if generation != self._generation:
            return
        self._drawing.discard(at)
        self._pictures[at] = drawn
        sight = self._in_sight()
        for other in sorted(self._pictures, key=lambda page: abs(page - sight.start), reverse=True):
            if len(self._pictures) <= max(_KEPT, len(sight)):
                break
            del self._pictures[other]
        self.viewport().update()

    # ── events ────────────────────────────────────────────────────────────────────────────────────────────────────────

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme().px(700), theme().px(500))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(240), theme().px(200))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        front = self.front
        if isinstance(self._zoom, str):
            self._forget()
        self._measure()
        if isinstance(self._zoom, str):
            self.go_to(front)
        self._look()
        self.zoomed.emit()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = ring_after(event.reason(), self._ring)
        super().focusInEvent(event)

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        down, line = self.verticalScrollBar(), theme().px(40)
        last = len(self._printout.pages) - 1 if self._printout is not None else 0
        moves = {
            Qt.Key.Key_PageDown: lambda: self.go_to(self.front + 1),
            Qt.Key.Key_PageUp: lambda: self.go_to(self.front - 1),
            Qt.Key.Key_Home: lambda: self.go_to(0),
            Qt.Key.Key_End: lambda: self.go_to(last),
            Qt.Key.Key_Down: lambda: down.setValue(down.value() + line),
            Qt.Key.Key_Up: lambda: down.setValue(down.value() - line),
            Qt.Key.Key_Plus: lambda: self.step_zoom(1),
            Qt.Key.Key_Minus: lambda: self.step_zoom(-1),
        }
        move = moves.get(Qt.Key(event.key()))
        if move is not None and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            move()
        else:
            event.ignore()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = self.viewport().rect()
        painter.fillRect(room, look.color("sunken"))
        if self._printout is None:
            painter.setFont(look.font("body"))
            painter.setPen(look.color("text2"))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), self._waiting)
        for at in self._in_sight():
            self._paint_page(painter, at)
        if self._ring and self.hasFocus():
            focus_ring(painter, QRectF(room), 0)

    def _paint_page(self, painter: QPainter, at: int) -> None:
        place = self._place(at)
        painter.fillRect(place, Qt.GlobalColor.white)
        drawn = self._pictures.get(at)
        if drawn is not None:
            painter.drawImage(place, drawn)
        painter.setPen(QPen(theme().color("borderStrong"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place.adjusted(0, 0, -1, -1))
