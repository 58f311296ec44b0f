"""The engagement score: a bar with its number beside it, so that colour never speaks alone."""

import math

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.drawing import rounded, smooth
from nexus_contacts.desktop.controls.stamps import draw_stamp
from nexus_contacts.desktop.theme import theme

BAR_WIDTH = 24
_GAP = 7


def score_text(score: float | None) -> str:
    """A score as a whole number; a dash where there is none."""
    return "–" if score is None or not math.isfinite(score) else words.number(round(score))


def _paint_bar(painter: QPainter, size: QSize, score: int, rtl: bool) -> None:
    look = theme()
    radius = size.height() / 2
    whole = QRectF(QPointF(), size)
    rounded(painter, whole, radius, look.color("track"), look.color("control") if look.contrast else None)
    width = size.width() * score / 100
    if score:
        width = max(width, size.height())
        left = size.width() - width if rtl else 0.0
        rounded(painter, QRectF(left, 0, width, size.height()), radius, look.score_color(score))


def paint_score(
    painter: QPainter,
    rect: QRect,
    score: float | None,
    *,
    bar_width: int = BAR_WIDTH,
    token: str = "text2",
    rtl: bool = False,
) -> None:
    """Paint a score's bar and number at the start of `rect`, in its middle line; without a score, a dash."""
    look = theme()
    start = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft)
    painter.setFont(look.font("strong"))
    if score is None or not math.isfinite(score):
        painter.setPen(look.color("text3"))
        painter.drawText(rect, start, "–")
        return
    share = max(0, min(100, round(score)))
    size = QSize(look.px(bar_width), look.px(4))
    x = rect.x() + rect.width() - size.width() if rtl else rect.x()

    def paint(painter: QPainter, size: QSize) -> None:
        _paint_bar(painter, size, share, rtl)

    place = QPoint(x, rect.y() + (rect.height() - size.height()) // 2)
    draw_stamp(painter, place, ("score", share, rtl), size, paint)
    taken = size.width() + look.px(_GAP)
    painter.setPen(look.color(token))
    painter.drawText(rect.adjusted(0 if rtl else taken, 0, -taken if rtl else 0, 0), start, score_text(score))


class ScoreBar(QWidget):
    """A score as a widget."""

    def __init__(self, score: float | None = None, *, bar_width: int = 36, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._score = score
        self._bar_width = bar_width
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._restyle()
        theme().changed.connect(self._restyle)

    def set_score(self, score: float | None) -> None:
        """Show another score; None for none."""
        self._score = score
        self._restyle()

    def _restyle(self) -> None:
        if self._score is None:
            self.setAccessibleName(self.tr("No engagement score"))
        else:
            text = self.tr("Engagement score {score} of 100")
            self.setAccessibleName(text.replace("{score}", score_text(self._score)))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        look = theme()
        text = look.metrics("strong").horizontalAdvance(score_text(self._score)) + 1
        bar = 0 if self._score is None else look.px(self._bar_width) + look.px(_GAP)
        return QSize(bar + text, look.size("chip"))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        paint_score(smooth(self), self.rect(), self._score, bar_width=self._bar_width, rtl=rtl)
