"""A month to pick a day from, as a pop-up under a field; Qt's own calendar, painted from the tokens."""

from datetime import date

from PySide6.QtCore import QDate, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.buttons import ToolButton
from nexus_contacts.desktop.controls.drawing import rounded, smooth
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.theme import theme

_PAD = 8


class _Month(QCalendarWidget):
    """Qt's calendar without its own bar; the chosen day is a filled square, today an outlined one."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setNavigationBarVisible(False)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self.setLocale(words.locale())
        self.setFirstDayOfWeek(words.locale().firstDayOfWeek())
        self.setMinimumSize(theme().px(248), theme().px(200))

    def dress(self) -> None:
        """Take the colours of the theme."""
        look = theme()
        heading = QTextCharFormat()
        heading.setForeground(look.color("text3"))
        heading.setBackground(look.color("raised"))
        self.setHeaderTextFormat(heading)
        # The weekend has a format of its own, red at first, which would win in the heading.
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(weekday, heading)

    @override
    def paintCell(self, painter: QPainter, rect: QRect, date: QDate) -> None:
        look = theme()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, look.color("raised"))
        chosen = date == self.selectedDate()
        box = QRectF(rect).adjusted(2, 1, -2, -1)
        if chosen:
            rounded(painter, box, look.radius("control"), look.color("accent"))
        elif date == QDate.currentDate():
            rounded(painter, box, look.radius("control"), None, look.color("accentText"))
        within = date.month() == self.monthShown()
        painter.setFont(look.font("strong" if chosen else "body"))
        painter.setPen(look.color("onAccent" if chosen else "text" if within else "text3"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words.locale().toString(date.day()))
        painter.restore()


class DayCalendar(QFrame):
    """A month in a pop-up. `picked` carries the `date`."""

    picked = Signal(object)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._month = _Month(name, self)
        self._title = Label("", "bold", parent=self)
        back = ToolButton("chevron-left", self.tr("Previous month"), parent=self)
        on = ToolButton("chevron-right", self.tr("Next month"), parent=self)
        head = QHBoxLayout()
        head.addWidget(back)
        head.addWidget(self._title, 1, Qt.AlignmentFlag.AlignCenter)
        head.addWidget(on)
        column = QVBoxLayout(self)
        column.setContentsMargins(_PAD, _PAD, _PAD, _PAD)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._month)
        back.clicked.connect(self._month.showPreviousMonth)
        on.clicked.connect(self._month.showNextMonth)
        self._month.currentPageChanged.connect(self._show_title)
        self._month.clicked.connect(self._take)
        self._month.activated.connect(self._take)

    def open_under(self, field: QWidget, day: date | None) -> None:
        """Show the month of `day`, or of today, at the field's lower edge, within the screen."""
        at = day or date.today()
        self._month.dress()
        self._month.setSelectedDate(QDate(at.year, at.month, at.day))
        self._show_title(at.year, at.month)
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

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = smooth(self)
        painter.fillRect(self.rect(), look.color("raised"))
        rounded(painter, QRectF(self.rect()), 0, None, look.color("borderStrong"))
        painter.end()

    def _show_title(self, year: int, month: int) -> None:
        name = words.locale().standaloneMonthName(month)
        self._title.setText(f"{name} {year}")

    def _take(self, day: QDate) -> None:
        self.hide()
        self.picked.emit(date(day.year(), day.month(), day.day()))
