"""The score section: a range from 0 to 100, and the whole range means no choice."""

from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.sidebar.body import INSET_PX, SectionBody
from nexus_contacts.desktop.sidebar.range_slider import RangeSlider
from nexus_contacts.store.filters import Filter

_WHOLE = (0, 100)


class ScoreBody(SectionBody):
    """The engagement score between two bounds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._slider = RangeSlider(*_WHOLE, (self.tr("Lowest score"), self.tr("Highest score")))
        self._low, self._high = Label("", "body", "text2"), Label("", "body", "text2")
        ends = QHBoxLayout()
        ends.addWidget(self._low)
        ends.addStretch()
        ends.addWidget(self._high)
        column = QVBoxLayout(self)
        column.setContentsMargins(INSET_PX, 2, INSET_PX, 6)
        column.setSpacing(0)
        column.addWidget(self._slider)
        column.addLayout(ends)
        self._slider.range_changed.connect(self._show_bounds)
        self._slider.range_settled.connect(self._take)
        self._show_bounds(*_WHOLE)

    @override
    def show_filter(self, choice: Filter) -> None:
        super().show_filter(choice)
        bounds = choice.score or _WHOLE
        if bounds != self._slider.bounds():
            self._slider.set_bounds(*bounds)
        self._show_bounds(*bounds)

    def _show_bounds(self, low: int, high: int) -> None:
        self._low.setText(words.number(low))
        self._high.setText(words.number(high))

    def _take(self, low: int, high: int) -> None:
        self.tell(replace(self.choice, score=None if (low, high) == _WHOLE else (low, high)))
