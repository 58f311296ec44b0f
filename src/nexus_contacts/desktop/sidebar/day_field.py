"""A field for one day: typed as people write days, or picked from a calendar."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.fields import TextField
from nexus_contacts.desktop.sidebar.day_calendar import DayCalendar
from nexus_contacts.desktop.sidebar.days import parse_day


class DayField(TextField):
    """One day, or none where the field is empty. Text that is no day is marked and changes nothing."""

    day_changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, placeholder=words.date_text(date.today()), parent=parent)
        self._day: date | None = None
        self._calendar: DayCalendar | None = None
        self._button = self.add_button("calendar", self.tr("Pick a day: {field}").replace("{field}", name))
        self._button.clicked.connect(self.open_calendar)
        self.editingFinished.connect(self._take_text)

    def day(self) -> date | None:
        """The day that stands in the field."""
        return self._day

    def show_day(self, day: date | None) -> None:
        """Show a day, without telling anyone."""
        self._day = day
        self.set_error("")
        text = "" if day is None else words.date_text(day, year=True)
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)
        self.setToolTip(text)

    def open_calendar(self) -> None:
        """Open the calendar under the field."""
        if self._calendar is None:
            self._calendar = DayCalendar(self.accessibleName(), self)
            self._calendar.picked.connect(self._pick)
        self._calendar.open_under(self, self._day)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() == Qt.Key.Key_Down:
            self.open_calendar()
            return
        super().keyPressEvent(event)

    def _take_text(self) -> None:
        text = self.text().strip()
        shown = "" if self._day is None else words.date_text(self._day, year=True)
        if text == shown:
            return
        day = parse_day(text, date.today())
        if day is None and text:
            self.set_error(self.tr("This is not a day. Write it like {day}.").replace("{day}", shown or _example()))
            self.setToolTip(self.error)
            return
        self.show_day(day)
        self.day_changed.emit()

    def _pick(self, day: date) -> None:
        self.show_day(day)
        self.day_changed.emit()


def _example() -> str:
    return words.date_text(date.today(), year=True)
