"""A button of the top bar that says one thing with an icon, on a quiet or a coloured ground; folded it is the icon."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QWidget
from typing_extensions import override

from nexus_contacts.desktop.controls.drawing import KEYBOARD_REASONS
from nexus_contacts.desktop.theme import theme
from nexus_contacts.desktop.topbar.sync_words import DANGER, PLAIN, WARN

_FILLS = {WARN: "warnSoft", DANGER: "dangerSoft"}
_TEXTS = {PLAIN: "text2", WARN: "warn", DANGER: "danger"}


class Pill(QPushButton):
    """Shows what `say` was given last. Pressing it is for the window to answer."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._icon_token, self._words, self._tone = "refresh", "text2", "", PLAIN
        self._folded = False
        self._ring = False
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def say(self, text: str, icon: str, icon_token: str, tone: str, tip: str = "") -> None:
        """Show other words."""
        self._words, self._icon, self._icon_token, self._tone = text, icon, icon_token, tone
        self.setAccessibleDescription(text)
        self.setToolTip(tip or text)
        self.updateGeometry()
        self.update()

    def set_folded(self, folded: bool) -> None:
        """Show the icon alone, with the words as tool tip."""
        if folded != self._folded:
            self._folded = folded
            self.updateGeometry()
            self.update()

    @override
    def sizeHint(self) -> QSize:
        look = theme()
        height = look.size("nav")
        if self._folded:
            return QSize(height, height)
        width = look.metrics("small_strong").horizontalAdvance(self._words)
        return QSize(width + look.px(10 + 16 + 7 + 10), height)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme().size("nav"), theme().size("nav"))

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in KEYBOARD_REASONS
        super().focusInEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = _FILLS.get(self._tone) or ("hover" if self.underMouse() else "")
        if fill:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color(fill))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        if self.hasFocus() and self._ring:
            painter.setPen(QPen(look.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        self._paint_words(painter)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        look = theme()
        side = look.px(16)
        left = (self.width() - side) // 2 if self._folded else look.px(10)
        spot = QRect(left, (self.height() - side) // 2, side, side)
        spot = QStyle.visualRect(self.layoutDirection(), self.rect(), spot)
        icon = look.pixmap(self._icon, self._icon_token, side, self.devicePixelRatioF())
        painter.drawPixmap(spot.topLeft(), icon)
        if self._folded:
            return
        painter.setFont(look.font("small_strong"))
        painter.setPen(look.color(_TEXTS[self._tone]))
        room = self.rect().adjusted(look.px(10 + 16 + 7), 0, -look.px(8), 0)
        text = look.metrics("small_strong").elidedText(
            self._words, Qt.TextElideMode.ElideRight, room.width() + look.px(2)
        )
        align = QStyle.visualAlignment(
            self.layoutDirection(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        painter.drawText(
            QStyle.visualRect(self.layoutDirection(), self.rect(), room),
            int(align | Qt.AlignmentFlag.AlignAbsolute),
            text,
        )
