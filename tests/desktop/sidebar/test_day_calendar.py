"""The calendar under a field: it opens at a day, turns its pages, and closes with Esc or a choice."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget, QWidget
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.controls.buttons import ToolButton
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.sidebar.day_calendar import DayCalendar


@pytest.fixture
def made(qtbot: QtBot) -> Iterator[DayCalendar]:
    """The calendar under a field, open at the first of October 2026."""
    field = QWidget()
    qtbot.addWidget(field)
    field.show()
    made = DayCalendar("First day", field)
    made.open_under(field, date(2026, 10, 1))
    yield made
    made.hide()


def month_of(made: DayCalendar) -> QCalendarWidget:
    month = made.findChild(QCalendarWidget)
    assert isinstance(month, QCalendarWidget)
    return month


def test_it_opens_at_the_day_and_names_the_month(qtbot: QtBot, made: DayCalendar) -> None:
    month = month_of(made)
    back, on = made.findChildren(ToolButton)
    title = made.findChild(Label)
    assert isinstance(title, Label)

    opened = (month.selectedDate(), title.text())
    on.click()
    on.click()
    back.click()

    assert opened == (QDate(2026, 10, 1), "October 2026")
    assert title.text() == "November 2026"
    assert month.accessibleName() == "First day"


def test_a_choice_closes_it_and_is_told_as_a_date(qtbot: QtBot, made: DayCalendar) -> None:
    month = month_of(made)

    with qtbot.waitSignal(made.picked) as picked:
        month.clicked.emit(QDate(2026, 10, 9))

    assert picked.args == [date(2026, 10, 9)]
    assert not made.isVisible()


def test_escape_closes_it_without_a_choice(qtbot: QtBot, made: DayCalendar) -> None:
    with qtbot.assertNotEmitted(made.picked):
        QTest.keyClick(made, Qt.Key.Key_Escape)

    assert not made.isVisible()
