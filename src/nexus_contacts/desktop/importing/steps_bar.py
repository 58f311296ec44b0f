"""Where the person is in the import: File, Match columns, Check, Result."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from nexus_contacts.desktop.controls.drawing import draw_icon, mirrored, rounded, smooth
from nexus_contacts.desktop.theme import theme

_SIDE, _GAP, _LINE = 22, 8, 30


class StepsBar(QWidget):
    """Paints the steps; those that are done have a tick."""

    def __init__(self, steps: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = steps
        self._current = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_current(0)

    def set_current(self, current: int) -> None:
        """Mark one step as where the person is."""
        self._current = current
        self.setAccessibleName(f"{current + 1}/{len(self._steps)}: {self._steps[current]}")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme().px(500), theme().px(34))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), smooth(self)
        side, left = look.px(_SIDE), 0
        top = (self.height() - side) // 2
        for place, text in enumerate(self._steps):
            spot = mirrored(self, QRect(left, top, side, side))
            if place < self._current:
                rounded(painter, QRectF(spot), side / 2, look.color("okSoft"))
                draw_icon(painter, spot.adjusted(5, 5, -5, -5), "check", "ok")
            else:
                here = place == self._current
                rounded(painter, QRectF(spot), side / 2, look.color("accent" if here else "raised"),
                        look.color("accent" if here else "control"))  # fmt: skip
                painter.setFont(look.font("small_strong"))
                painter.setPen(look.color("onAccent" if here else "text2"))
                painter.drawText(spot, int(Qt.AlignmentFlag.AlignCenter), str(place + 1))
            left += side + look.px(_GAP)
            font = "strong" if place == self._current else "body"
            width = look.metrics(font).horizontalAdvance(text) + 2
            painter.setFont(look.font(font))
            painter.setPen(look.color("text" if place == self._current else "text2"))
            words = mirrored(self, QRect(left, 0, width, self.height()))
            painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), text)
            left += width + look.px(10)
            if place < len(self._steps) - 1:
                line = mirrored(self, QRect(left, self.height() // 2, look.px(_LINE), 1))
                painter.fillRect(line, look.color("borderStrong"))
                left += look.px(_LINE + 10)
        painter.end()
