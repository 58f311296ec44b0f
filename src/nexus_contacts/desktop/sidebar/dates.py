"""The created and updated sections: presets that move with the calendar, or two days of one's own."""

from collections.abc import Callable
from datetime import date

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.buttons import SoftButton
from nexus_contacts.desktop.controls.flow import FlowLayout
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.sidebar.body import INSET_PX, SectionBody
from nexus_contacts.desktop.sidebar.choices import changed, custom_days, days_of
from nexus_contacts.desktop.sidebar.day_field import DayField
from nexus_contacts.desktop.theme import theme
from nexus_contacts.store.filters import DateChoice, DatePreset, Filter

CREATED_PRESETS: tuple[DatePreset, ...] = ("", "last_7_days", "last_30_days", "this_quarter", "custom")
UPDATED_PRESETS: tuple[DatePreset, ...] = (
    "", "last_24_hours", "last_7_days", "last_30_days", "this_month", "not_for_90_days", "custom"
)  # fmt: skip

_BESIDE_PX = 250
"""From this width on the two days stand beside each other; in less their year would be cut off."""


class DatesBody(SectionBody):
    """A span of days in one attribute of the filter, ``created`` or ``updated``."""

    def __init__(
        self,
        attribute: str,
        presets: tuple[DatePreset, ...],
        parent: QWidget | None = None,
        *,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(parent)
        self._attribute = attribute
        self._today = today
        self._own_days = False
        self._buttons = {preset: self._make_button(preset) for preset in presets}
        self._first, self._last = DayField(self.tr("First day")), DayField(self.tr("Last day"))
        self._days = QWidget(self)
        self._to = Label(self.tr("to"), "small", "text2", parent=self)
        self._arrange()
        for field in (self._first, self._last):
            field.day_changed.connect(self._take_days)
        self.show_filter(Filter())

    def _make_button(self, preset: DatePreset) -> SoftButton:
        button = SoftButton(words.preset_text(preset, short=True), checkable=True, parent=self)
        button.setAccessibleName(words.preset_text(preset))
        button.clicked.connect(lambda _checked=False, preset=preset: self._take_preset(preset))
        return button

    def _arrange(self) -> None:
        presets = FlowLayout(gap=6, line_gap=6)
        for button in self._buttons.values():
            presets.addWidget(button)
        self._days_row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._days)
        self._days_row.setContentsMargins(0, 2, 0, 0)
        self._days_row.setSpacing(6)
        self._days_row.addWidget(self._first, 1)
        self._days_row.addWidget(self._to)
        self._days_row.addWidget(self._last, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(INSET_PX, 2, INSET_PX, 6)
        column.setSpacing(6)
        column.addLayout(presets)
        column.addWidget(self._days)

    @override
    def show_filter(self, choice: Filter) -> None:
        super().show_filter(choice)
        span: DateChoice = getattr(choice, self._attribute)
        if span:
            self._own_days = span.preset in ("", "custom")
        preset = "custom" if self._own_days else span.preset
        for name, button in self._buttons.items():
            button.setChecked(name == preset)
        first, last = days_of(span, self._today())
        self._first.show_day(first)
        self._last.show_day(last)
        # A span that ends now is told by its preset; only where the days say more are they shown.
        wanted = self._own_days or span.preset == "this_quarter"
        if wanted == self._days.isHidden():
            self._days.setVisible(wanted)
            self.rebuilt.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= theme().px(_BESIDE_PX)
        self._days_row.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._to.setVisible(beside)

    def _take_preset(self, preset: DatePreset) -> None:
        self._own_days = preset == "custom"
        span: DateChoice = getattr(self.choice, self._attribute)
        if preset == "custom":
            first, last = days_of(span, self._today())
            wanted = custom_days(first, last) if span else DateChoice()
        else:
            wanted = DateChoice(preset)
        self._tell_span(wanted)
        if preset == "custom":
            self._first.setFocus()

    def _take_days(self) -> None:
        self._own_days = True
        first, last = self._first.day(), self._last.day()
        self._tell_span(DateChoice() if first is None and last is None else custom_days(first, last))

    def _tell_span(self, span: DateChoice) -> None:
        self.tell(changed(self.choice, self._attribute, span))
        self.show_filter(self.choice)
