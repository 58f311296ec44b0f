"""Cards and separators: a rounded frame around what belongs together, and the thin line between what does not."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from nexus_contacts.desktop.controls.drawing import rounded, smooth
from nexus_contacts.desktop.theme import theme


class Card(QFrame):
    """A rounded frame with a vertical layout in it (`body`). "" for `fill` or `line` leaves it out."""

    def __init__(
        self,
        *,
        fill: str = "raised",
        line: str = "border",
        radius: str = "card",
        padding: tuple[int, int] = (14, 12),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._fill = fill
        self._line = line
        self._radius = radius
        self._padding = padding
        self.body = QVBoxLayout(self)
        self._restyle()
        theme().changed.connect(self._restyle)

    def set_colors(self, fill: str, line: str) -> None:
        """Show other colours, by token."""
        self._fill, self._line = fill, line
        self.update()

    def _restyle(self) -> None:
        across, down = (theme().px(length) for length in self._padding)
        self.body.setContentsMargins(across, down, across, down)
        self.body.setSpacing(theme().px(4))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        rounded(
            smooth(self),
            QRectF(self.rect()),
            look.radius(self._radius),
            look.color(self._fill) if self._fill else None,
            look.color(self._line) if self._line else None,
        )


class Divider(QWidget):
    """A line of one pixel, across or down; with `text`, the words stand in its middle."""

    def __init__(
        self, *, vertical: bool = False, text: str = "", token: str = "border", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._vertical = vertical
        self._text = text
        self._token = token
        policy = (QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setSizePolicy(*(policy if vertical else reversed(policy)))
        theme().changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(1, theme().line_height("small") if self._text else 1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = smooth(self)
        color = look.color(self._token)
        if self._vertical or not self._text:
            painter.fillRect(self.rect(), color)
            return
        width = look.metrics("small").horizontalAdvance(self._text) + look.px(32)
        middle, side = self.height() // 2, (self.width() - width) // 2
        painter.fillRect(QRect(0, middle, side, 1), color)
        painter.fillRect(QRect(self.width() - side, middle, side, 1), color)
        painter.setFont(look.font("small"))
        painter.setPen(look.color("text3"))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._text)


class Surface(QWidget):
    """A widget filled with a token's colour: the ground of a pane."""

    def __init__(self, token: str = "surface", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._token = token
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        theme().changed.connect(self.update)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        smooth(self).fillRect(event.rect(), theme().color(self._token))
