"""One record's value of a field that can be chosen, and the result beside it."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget
from typing_extensions import override

from nexus_contacts.desktop.controls.checks import paint_radio
from nexus_contacts.desktop.controls.drawing import mirrored, rounded, smooth
from nexus_contacts.desktop.theme import theme

_HEIGHT = 32


class ValueCell(QRadioButton):
    """A value to choose. The row has the focus, so the cell takes none."""

    def __init__(self, value: str, empty: str, not_kept: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value, self._empty, self._not_kept = value, empty, not_kept
        self._loses = False
        self.setAutoExclusive(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(value or empty)
        self.setToolTip(value)
        theme().changed.connect(self.updateGeometry)

    def show_choice(self, *, chosen: bool, loses: bool) -> None:
        """Draw the value as chosen, or as not kept."""
        self.setChecked(chosen)
        self._loses = loses
        self.setAccessibleDescription(self._not_kept if loses else "")
        self.update()

    @override
    def nextCheckState(self) -> None:
        """What is chosen is for the row to say."""

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme().px(180), theme().px(_HEIGHT))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(90), theme().px(_HEIGHT))

    @override
    def hitButton(self, pos: object) -> bool:
        return True

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), smooth(self)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        chosen = self.isChecked()
        fill = "selected" if chosen else "diff" if self._loses else "hover" if self.underMouse() else "raised"
        line = "accent" if chosen else "diffLine" if self._loses else "border"
        rounded(painter, rect, look.radius("control"), look.color(fill), look.color(line))
        side = look.px(16)
        spot = QRect(look.px(10), (self.height() - side) // 2, side, side)
        paint_radio(painter, mirrored(self, spot), chosen, hovered=self.underMouse())
        room = QRect(spot.right() + look.px(9), 0, self.width() - spot.right() - look.px(19), self.height())
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        lead, trail = (Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft)[:: 1 if rtl else -1]
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        if self._loses:
            taken = look.metrics("small_strong").horizontalAdvance(self._not_kept) + 2
            aside = QRect(room.right() - taken, 0, taken, self.height())
            painter.setFont(look.font("small_strong"))
            painter.setPen(look.color("warn"))
            painter.drawText(mirrored(self, aside), int(trail | flags), self._not_kept)
            room.setRight(aside.left() - look.px(6))
        font = "strong" if chosen else "body"
        painter.setFont(look.font(font))
        painter.setPen(look.color("text" if self._value else "text3"))
        shown = look.metrics(font).elidedText(self._value or self._empty, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(mirrored(self, room), int(lead | flags), shown)
        painter.end()
