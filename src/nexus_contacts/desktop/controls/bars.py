"""The engagement score: a bar with its number beside it, so that colour never speaks alone."""

import math

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.drawing import rounded, smooth
from nexus_contacts.desktop.controls.stamps import draw_stamp, measured
from nexus_contacts.desktop.theme import theme

BAR_WIDTH = 24
_GAP = 7


def score_text(score: float | None) -> str:
    """A score as a whole number; a dash where there is none."""
    return "–" if score is None or not math.isfinite(score) else words.number(round(score))


def score_size(score: float | None, bar_width: int = BAR_WIDTH) -> QSize:
    """The size of a score's bar and number."""

    def measure() -> QSize:
        look = theme()
        text = look.metrics("strong").horizontalAdvance(score_text(score)) + 1
        bar = 0 if _share(score) is None else look.px(bar_width) + look.px(_GAP)
        return QSize(bar + text, look.size("chip"))

    return measured(("score", score, bar_width), measure)


def _share(score: float | None) -> int | None:
    """How much of the bar is filled, in percent."""
    return None if score is None or not math.isfinite(score) else max(0, min(100, round(score)))


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
    size = score_size(score, bar_width)

    def paint(painter: QPainter, size: QSize) -> None:
        _paint_score(painter, size, score, bar_width, token, rtl)

    x = rect.x() + rect.width() - size.width() if rtl else rect.x()
    y = rect.y() + (rect.height() - size.height()) // 2
    draw_stamp(painter, x, y, ("score", score, bar_width, token, rtl), size, paint)


def _paint_score(painter: QPainter, size: QSize, score: float | None, bar_width: int, token: str, rtl: bool) -> None:
    look = theme()
    share = _share(score)
    if share is not None:
        bar = QRectF(0, 0, look.px(bar_width), look.px(4))
        bar.moveTop((size.height() - bar.height()) / 2)
        if rtl:
            bar.moveRight(size.width())
        _paint_bar(painter, bar, share, rtl)
    painter.setFont(look.font("strong"))
    painter.setPen(look.color("text3" if share is None else token))
    end = Qt.AlignmentFlag.AlignLeft if rtl else Qt.AlignmentFlag.AlignRight
    painter.drawText(
        QRect(0, 0, size.width(), size.height()), int(Qt.AlignmentFlag.AlignVCenter | end), score_text(score)
    )


def _paint_bar(painter: QPainter, bar: QRectF, share: int, rtl: bool) -> None:
    look = theme()
    radius = bar.height() / 2
    rounded(painter, bar, radius, look.color("track"), look.color("control") if look.contrast else None)
    if share:
        filled = QRectF(bar)
        filled.setWidth(max(bar.width() * share / 100, bar.height()))
        if rtl:
            filled.moveRight(bar.right())
        rounded(painter, filled, radius, look.score_color(share))


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
        return score_size(self._score, self._bar_width)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        paint_score(smooth(self), self.rect(), self._score, bar_width=self._bar_width, rtl=rtl)
