"""What stands where there is nothing to show: what is, why and what is safe, and one way on."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from nexus_contacts.desktop.controls.drawing import draw_icon, rounded, smooth
from nexus_contacts.desktop.controls.flow import FlowLayout
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.theme import theme

TONES = {
    "accent": ("accentSoft", "accentText"),
    "ok": ("okSoft", "ok"),
    "warn": ("warnSoft", "warn"),
    "danger": ("dangerSoft", "danger"),
    "info": ("infoSoft", "info"),
    "neutral": ("sunken", "text2"),
}
_TEXT_WIDTH = 380


class IconTile(QWidget):
    """An icon on a soft rounded tile of 72 pixels, or of `side`; decoration."""

    def __init__(
        self, icon: str, tone: str = "accent", *, side: int = 72, icon_side: int = 28, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._tone = tone
        self._side = side
        self._icon_side = icon_side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._restyle)

    def show_icon(self, icon: str, tone: str) -> None:
        """Show another icon in another tone."""
        self._icon_name, self._tone = icon, tone
        self.update()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        side = theme().px(self._side)
        return QSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = smooth(self)
        fill, ink = TONES[self._tone]
        size = self.sizeHint()
        rounded(painter, QRectF(QPointF(), size), size.width() * 0.22, look.color(fill))
        side = look.px(self._icon_side)
        draw_icon(
            painter, QRect((size.width() - side) // 2, (size.height() - side) // 2, side, side), self._icon_name, ink
        )


class _Lines(Label):
    """Wrapped words, each line in the middle."""

    def __init__(self, role: str, token: str = "text", *, selectable: bool = False) -> None:
        super().__init__("", role, token, wrap=True, selectable=selectable)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(120), super().minimumSizeHint().height())


class EmptyState(QWidget):
    """An icon, a title, a line of words, buttons and a technical line, in the middle of the room there is."""

    def __init__(
        self,
        icon: str = "users",
        tone: str = "accent",
        title: str = "",
        text: str = "",
        buttons: Sequence[QPushButton] = (),
        technical: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tile = IconTile(icon, tone)
        self._title = _Lines("heading")
        self._text = _Lines("body", "text2")
        self._technical = _Lines("mono", "text3", selectable=True)
        self._buttons = QWidget()
        self._row = FlowLayout(self._buttons, gap=8, line_gap=8, centered=True)
        self._arrange()
        self.show_state(icon, tone, title, text, buttons, technical)
        theme().changed.connect(self._measure)

    def show_state(
        self,
        icon: str,
        tone: str,
        title: str,
        text: str = "",
        buttons: Sequence[QPushButton] = (),
        technical: str = "",
    ) -> None:
        """Show another state; the buttons of the one before go."""
        self._tile.show_icon(icon, tone)
        for label, words in ((self._title, title), (self._text, text), (self._technical, technical)):
            label.setText(words)
            label.setVisible(bool(words))
        self._technical.setAccessibleName(self.tr("Technical details: {text}").replace("{text}", technical))
        self._replace_buttons(buttons)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self._measure()

    def buttons(self) -> list[QPushButton]:
        """The buttons that show."""
        widgets = (item.widget() for at in range(self._row.count()) if (item := self._row.itemAt(at)) is not None)
        return [widget for widget in widgets if isinstance(widget, QPushButton)]

    def _replace_buttons(self, buttons: Sequence[QPushButton]) -> None:
        for old in self.buttons():
            if old not in buttons:
                self._row.removeWidget(old)
                old.hide()
                old.deleteLater()
        for button in buttons:
            if self._row.indexOf(button) < 0:
                self._row.addWidget(button)
        self._buttons.setVisible(bool(buttons))

    def _arrange(self) -> None:
        self._column = QVBoxLayout(self)
        self._words, self._technical_line = QVBoxLayout(), QVBoxLayout()
        self._column.addStretch(1)
        self._column.addWidget(self._tile, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addSpacing(12)
        self._words.addWidget(self._title)
        self._words.addWidget(self._text)
        self._column.addLayout(self._words)
        self._column.addSpacing(8)
        self._column.addWidget(self._buttons)
        self._column.addSpacing(4)
        self._technical_line.addWidget(self._technical)
        self._column.addLayout(self._technical_line)
        self._column.addStretch(1)

    def _measure(self) -> None:
        look = theme()
        self._column.setSpacing(look.px(4))
        margin = look.px(24)
        self._column.setContentsMargins(margin, margin, margin, margin)
        self._words.setSpacing(look.px(4))
        self._narrow()

    def _narrow(self) -> None:
        """Keep the words at a readable width, in the middle: a layout would put a narrow label at the start."""
        room = self.width() - 2 * theme().px(24)
        side = max(0, (room - theme().px(_TEXT_WIDTH)) // 2)
        for part in (self._words, self._technical_line):
            part.setContentsMargins(side, 0, side, 0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._narrow()
