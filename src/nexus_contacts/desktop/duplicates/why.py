"""Why a pair has its score: each signal with its weight and a bar; the weights add up to the score's log-odds."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from nexus_contacts.desktop.controls.drawing import mirrored, rounded, smooth
from nexus_contacts.desktop.theme import theme
from nexus_contacts.duplicates import reasons
from nexus_contacts.duplicates.score import Evidence

_CARD, _GAP, _LEAST, _FULL = 47, 10, 190, 7.0


class WhyView(QWidget):
    """The signals as cards in rows of as many as fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._signals: tuple[Evidence, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(self.tr("Reasons"))
        theme().changed.connect(self.updateGeometry)

    def show_evidence(self, evidence: Sequence[Evidence]) -> None:
        """Show what speaks for and against."""
        self._signals = reasons.spoken(evidence)
        self.setAccessibleDescription(reasons.sentence(evidence))
        self.updateGeometry()
        self.update()

    def _columns(self, width: int) -> int:
        return max(1, min(4, (width + _GAP) // (theme().px(_LEAST) + _GAP)))

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        rows = -(-len(self._signals) // self._columns(width))
        return rows * (theme().px(_CARD) + _GAP)

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme().px(400), self.heightForWidth(max(self.width(), theme().px(400))))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), smooth(self)
        columns = self._columns(self.width())
        width = (self.width() - _GAP * (columns - 1)) // columns
        for place, one in enumerate(self._signals):
            row, column = divmod(place, columns)
            box = QRect(column * (width + _GAP), row * (look.px(_CARD) + _GAP), width - 1, look.px(_CARD) - 1)
            self._paint_signal(painter, box, one)
        painter.end()

    def _paint_signal(self, painter: QPainter, box: QRect, one: Evidence) -> None:
        look = theme()
        rounded(painter, QRectF(mirrored(self, box)), look.radius("card"), look.color("raised"), look.color("border"))
        inner = box.adjusted(look.px(12), look.px(8), -look.px(12), 0)
        token = "text2" if one.feature == "prior" else "ok" if one.weight > 0 else "danger"
        weight = f"{one.weight:+.1f}".replace("-", "−")
        taken = look.metrics("small_strong").horizontalAdvance(weight) + 4
        sides = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)
        lead, trail = sides[::-1] if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else sides
        flags = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        text = reasons.phrase(one)
        line = QRect(inner.left(), inner.top(), inner.width() - taken - look.px(6), look.px(18))
        painter.setFont(look.font("small_strong"))
        painter.setPen(look.color("text"))
        shown = look.metrics("small_strong").elidedText(
            text[:1].upper() + text[1:], Qt.TextElideMode.ElideRight, line.width()
        )
        painter.drawText(mirrored(self, line), int(lead | flags), shown)
        spot = QRect(inner.right() - taken, inner.top(), taken, look.px(18))
        painter.setPen(look.color(token))
        painter.drawText(mirrored(self, spot), int(trail | flags), weight)
        track = QRect(inner.left(), inner.top() + look.px(24), inner.width(), look.px(4))
        rounded(painter, QRectF(mirrored(self, track)), 2, look.color("track"))
        bar = QRect(track.left(), track.top(), round(track.width() * min(1.0, abs(one.weight) / _FULL)), track.height())
        rounded(painter, QRectF(mirrored(self, bar)), 2, look.color("control" if token == "text2" else token))
