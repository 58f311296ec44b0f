"""A field for one day: typed as people write days, or picked from a calendar."""

from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.fields import TextField
from nexus_contacts.desktop.sidebar.days import parse_day
from nexus_contacts.desktop.theme import theme


class DayField(TextField):
    """One day, or none where the field is empty. Text that is no day is marked and changes nothing."""

    day_changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, placeholder=words.date_text(date.today()), parent=parent)
        self._day: date | None = None
        self._calendar: _Calendar | None = None
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
            self._calendar = _Calendar(self.accessibleName(), self)
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


class _Calendar(QFrame):
    """A month in a pop-up, dressed in the theme's colours each time it opens."""

    picked = Signal(object)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("calendarPopup")
        self._month = QCalendarWidget()
        self._month.setAccessibleName(name)
        self._month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._month.setLocale(words.locale())
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self._month)
        self._month.clicked.connect(self._take)
        self._month.activated.connect(self._take)

    def open_under(self, field: QWidget, day: date | None) -> None:
        """Show the month of `day`, or of today, at the field's lower edge."""
        at = day or date.today()
        self._month.setSelectedDate(QDate(at.year, at.month, at.day))
        self._dress()
        self.adjustSize()
        corner = field.mapToGlobal(field.rect().bottomLeft())
        screen = field.screen().availableGeometry()
        x = max(screen.left(), min(corner.x(), screen.right() - self.width()))
        y = corner.y() + 2
        if y + self.height() > screen.bottom():
            y = field.mapToGlobal(field.rect().topLeft()).y() - self.height() - 2
        self.move(x, y)
        self.show()
        self._month.setFocus(Qt.FocusReason.PopupFocusReason)

    def _dress(self) -> None:
        look = theme()
        plain = QTextCharFormat()
        plain.setForeground(look.color("text"))
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self._month.setWeekdayTextFormat(weekday, plain)
        heading = QTextCharFormat()
        heading.setForeground(look.color("text2"))
        heading.setBackground(look.color("raised"))
        self._month.setHeaderTextFormat(heading)

    def _take(self, day: QDate) -> None:
        self.hide()
        self.picked.emit(date(day.year(), day.month(), day.day()))
