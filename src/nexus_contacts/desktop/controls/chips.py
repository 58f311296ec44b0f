"""Chips: the status pill, the tag, the active filter; as widgets, and as functions that delegates paint with."""

from collections.abc import Callable, Hashable

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.drawing import dot, draw_icon, focus_ring, mirrored, ring_after, rounded, smooth
from nexus_contacts.desktop.controls.stamps import draw_stamp, measured
from nexus_contacts.desktop.safe_text import one_line, tip
from nexus_contacts.desktop.theme import theme

TAG_TONES = {
    "": ("tag", "tagText"),
    "add": ("add", "ok"),
    "ok": ("okSoft", "ok"),
    "warn": ("warnSoft", "warn"),
    "danger": ("dangerSoft", "danger"),
    "info": ("infoSoft", "info"),
    "accent": ("accentSoft", "accentText"),
}
"""The tones of a tag: its fill and its words."""


def status_tokens(status: str) -> tuple[str, str]:
    """The tokens of a status chip, words and fill; a status nobody knows is neutral."""
    if f"status.{status}" in theme().tokens.colors:
        return f"status.{status}", f"status.{status}Fill"
    return "tagText", "tag"


def _status_width(text: str) -> int:
    look = theme()
    return look.px(18) + look.metrics("small_strong").horizontalAdvance(text) + look.px(9)


def status_chip_size(status: str) -> QSize:
    """The size of a status chip."""

    def measure() -> QSize:
        return QSize(_status_width(words.status_text(status)), theme().size("chip"))

    return measured(("status", status), measure)


def _fitted(full: QSize, room: int) -> QSize:
    """The size to paint in: the full one, or as wide as there is room."""
    return full if full.width() <= room else QSize(room, full.height())


def _draw(
    painter: QPainter, rect: QRect, key: Hashable, size: QSize, rtl: bool, paint: Callable[[QPainter, QSize], None]
) -> int:
    """Blit a stamp at the start of `rect`, in its middle line; returns its width."""
    x = rect.x() + rect.width() - size.width() if rtl else rect.x()
    draw_stamp(painter, x, rect.y() + (rect.height() - size.height()) // 2, key, size, paint)
    return size.width()


def paint_status_chip(painter: QPainter, rect: QRect, status: str, *, rtl: bool = False) -> int:
    """Paint a status chip at the start of `rect`, in its middle line; returns its width."""
    size = _fitted(status_chip_size(status), rect.width())
    if size.width() < theme().px(18):
        return 0

    def paint(painter: QPainter, size: QSize) -> None:
        _paint_status(painter, size, status, rtl)

    return _draw(painter, rect, ("status", status, rtl), size, rtl, paint)


def _paint_status(painter: QPainter, size: QSize, status: str, rtl: bool) -> None:
    look = theme()
    text_token, fill_token = status_tokens(status)
    color = look.color(text_token)
    rounded(
        painter, QRectF(QPointF(), size), size.height() / 2, look.color(fill_token), color if look.contrast else None
    )
    center = look.px(10.5)
    dot(painter, QPointF(size.width() - center if rtl else center, size.height() / 2), look.px(5), color)
    metrics = look.metrics("small_strong")
    room = size.width() - look.px(18) - look.px(9)
    text = words.status_text(status)
    if size.width() < _status_width(text):
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    painter.setPen(color)
    painter.setFont(look.font("small_strong"))
    left = look.px(9) if rtl else look.px(18)
    painter.drawText(QRect(left, 0, room + 1, size.height()), int(Qt.AlignmentFlag.AlignVCenter), text)


def tag_size(text: str) -> QSize:
    """The size of a tag."""

    def measure() -> QSize:
        look = theme()
        return QSize(look.metrics("small_strong").horizontalAdvance(text) + 2 * look.px(7), look.size("chip"))

    return measured(("tag", text), measure)


def paint_tag(painter: QPainter, rect: QRect, text: str, *, tone: str = "", rtl: bool = False) -> int:
    """Paint a tag at the start of `rect`, elided where it does not fit; returns its width, 0 where nothing fits."""
    full = tag_size(text)
    size = _fitted(full, rect.width())
    if size.width() < min(full.width(), theme().px(30)):
        return 0

    def paint(painter: QPainter, size: QSize) -> None:
        _paint_tag(painter, size, text, tone)

    return _draw(painter, rect, ("tag", text, tone), size, rtl, paint)


def _paint_tag(painter: QPainter, size: QSize, text: str, tone: str) -> None:
    look = theme()
    fill, ink = TAG_TONES[tone]
    color = look.color(ink)
    rounded(painter, QRectF(QPointF(), size), look.radius("tag"), look.color(fill), color if look.contrast else None)
    pad = look.px(7)
    room = size.width() - 2 * pad
    painter.setPen(color)
    painter.setFont(look.font("small_strong"))
    shown = look.metrics("small_strong").elidedText(text, Qt.TextElideMode.ElideRight, room + 1)
    painter.drawText(QRect(pad, 0, room + 1, size.height()), int(Qt.AlignmentFlag.AlignVCenter), shown)


class StatusChip(QWidget):
    """A status as a pill: a dot and a word."""

    def __init__(self, status: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._status = status
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._restyle()
        theme().changed.connect(self._restyle)

    def set_status(self, status: str) -> None:
        """Show another status."""
        self._status = status
        self._restyle()

    def _restyle(self) -> None:
        self.setAccessibleName(words.status_text(self._status))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return status_chip_size(self._status) if self._status else QSize(0, theme().size("chip"))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._status:
            rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            paint_status_chip(smooth(self), self.rect(), self._status, rtl=rtl)


class TagChip(QPushButton):
    """A tag that can be clicked, and chosen where it is checkable. Its hit area is at least 24 pixels high."""

    removed = Signal()

    def __init__(
        self,
        text: str = "",
        *,
        tone: str = "",
        removable: bool = False,
        checkable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(one_line(text), parent)
        self._tone = tone
        self._removable = removable
        self._ring = False
        self.setCheckable(checkable)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._restyle)

    def set_tone(self, tone: str) -> None:
        """Show another tone of `TAG_TONES`."""
        self._tone = tone
        self.update()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def _has_x(self) -> bool:
        return self._removable or (self.isCheckable() and self.isChecked())

    @override
    def sizeHint(self) -> QSize:
        size = tag_size(self.text())
        extra = theme().px(16) if self._has_x() else 0
        return QSize(max(theme().size("target"), size.width() + extra), theme().size("target"))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme().size("target"), theme().size("target"))

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = ring_after(event.reason(), self._ring)
        super().focusInEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._removable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
            return
        super().keyPressEvent(event)

    @override
    def checkStateSet(self) -> None:
        super().checkStateSet()
        self.updateGeometry()

    @override
    def nextCheckState(self) -> None:
        super().nextCheckState()
        self.updateGeometry()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = smooth(self)
        chosen = self.isCheckable() and self.isChecked()
        fill, ink = TAG_TONES["accent" if chosen else self._tone]
        body = self.rect().adjusted(0, 1, 0, -1)
        line = look.color("borderStrong") if self.underMouse() else look.color(ink) if look.contrast else None
        rounded(painter, QRectF(body), look.radius("tag"), look.color(fill), line)
        pad, cross = look.px(7), look.px(16) if self._has_x() else 0
        room = self.width() - 2 * pad - cross
        painter.setPen(look.color(ink))
        painter.setFont(look.font("small_strong"))
        shown = look.metrics("small_strong").elidedText(self.text(), Qt.TextElideMode.ElideRight, room + 1)
        place = mirrored(self, QRect(pad, 0, room + 1, self.height()))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), shown)
        if cross:
            draw_icon(
                painter,
                mirrored(self, QRect(self.width() - pad - look.px(10), 0, look.px(10), self.height())),
                "x",
                ink,
            )
        if self._ring and self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), look.radius("control"))


class FilterChip(QPushButton):
    """One active filter: its label, its value and an ×. A click goes to its section; the × or Delete removes it."""

    removed = Signal()

    def __init__(self, label: str, value: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = label
        self._value = value
        self._ring = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self._name()
        theme().changed.connect(self._restyle)

    def set_value(self, label: str, value: str) -> None:
        """Show another filter."""
        self._label, self._value = label, value
        self._name()
        self._restyle()

    def _name(self) -> None:
        name = self.tr("Filter {label}: {value}") if self._value else self.tr("Filter {label}")
        name = name.replace("{label}", self._label).replace("{value}", self._value)
        self.setAccessibleName(name)
        self.setAccessibleDescription(self.tr("Enter goes to its section, Delete removes it"))
        self.setToolTip(tip(name))

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def _widths(self) -> tuple[int, int, int]:
        """The widths of label, gap and value."""
        look = theme()
        if not self._value:
            return look.metrics("small_strong").horizontalAdvance(self._label) + 1, 0, 0
        label = look.metrics("small").horizontalAdvance(self._label) + 1
        return label, look.px(6), look.metrics("small_bold").horizontalAdvance(self._value) + 1

    def _cross(self) -> QRect:
        """Where the × is: a square as high as the chip, at its end."""
        side = self.height()
        return mirrored(self, QRect(self.width() - side, 0, side, side))

    @override
    def sizeHint(self) -> QSize:
        look = theme()
        height = look.size("filter_chip")
        return QSize(look.px(9) + sum(self._widths()) + height, height)

    @override
    def minimumSizeHint(self) -> QSize:
        height = theme().size("filter_chip")
        return QSize(min(self.sizeHint().width(), theme().px(120)), height)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = ring_after(event.reason(), self._ring)
        super().focusInEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._cross().contains(event.position().toPoint()):
            event.accept()
            return
        super().mousePressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        on_cross = self._cross().contains(event.position().toPoint())
        if on_cross and not self.isDown() and event.button() == Qt.MouseButton.LeftButton:
            self.removed.emit()
            return
        super().mouseReleaseEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.update()
        super().mouseMoveEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = smooth(self)
        hovered = self.underMouse()
        rounded(
            painter,
            QRectF(self.rect()),
            look.radius("control"),
            look.color("hover" if hovered else "surface"),
            look.color("borderStrong"),
        )
        self._paint_words(painter)
        cross = self._cross()
        over = hovered and cross.contains(self.mapFromGlobal(self.cursor().pos()))
        inset = (cross.height() - look.px(12)) // 2
        draw_icon(painter, cross.adjusted(inset, inset, -inset, -inset), "x", "text" if over else "text3")
        if self._ring and self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), look.radius("control"))

    def _paint_words(self, painter: QPainter) -> None:
        look = theme()
        label, gap, value = self._widths()
        room = self.width() - look.px(9) - self.height()
        x = look.px(9)
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
        painter.setFont(look.font("small" if self._value else "small_strong"))
        painter.setPen(look.color("text2" if self._value else "text"))
        painter.drawText(mirrored(self, QRect(x, 0, min(label, room), self.height())), flags, self._label)
        rest = room - label - gap
        if value and rest > 0:
            painter.setFont(look.font("small_bold"))
            painter.setPen(look.color("text"))
            shown = look.metrics("small_bold").elidedText(self._value, Qt.TextElideMode.ElideRight, rest)
            painter.drawText(mirrored(self, QRect(x + label + gap, 0, min(value, rest), self.height())), flags, shown)
