"""A field for one day: typed, shown, picked from its calendar."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.sidebar.day_field import DayField


@pytest.fixture(autouse=True)
def british() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


def test_a_day_that_is_shown_is_told_to_nobody(qtbot: QtBot) -> None:
    field = DayField("First day")
    qtbot.addWidget(field)

    with qtbot.assertNotEmitted(field.day_changed):
        field.show_day(date(2026, 10, 1))
        QTest.keyClick(field, Qt.Key.Key_Return)

    assert field.text() == "1 Oct 2026"


def test_an_emptied_field_is_no_day(qtbot: QtBot) -> None:
    field = DayField("First day")
    qtbot.addWidget(field)
    field.show_day(date(2026, 10, 1))
    field.clear()

    with qtbot.waitSignal(field.day_changed):
        QTest.keyClick(field, Qt.Key.Key_Return)

    assert field.day() is None


def test_a_day_after_a_mistake_takes_the_mark_away(qtbot: QtBot) -> None:
    field = DayField("First day")
    qtbot.addWidget(field)
    QTest.keyClicks(field, "32 Oct")
    QTest.keyClick(field, Qt.Key.Key_Return)
    wrong = field.error

    field.setText("31 Oct 2026")
    QTest.keyClick(field, Qt.Key.Key_Return)

    assert wrong
    assert (field.error, field.day()) == ("", date(2026, 10, 31))


def test_a_day_is_picked_from_the_calendar(qtbot: QtBot) -> None:
    field = DayField("First day")
    qtbot.addWidget(field)
    field.show_day(date(2026, 10, 1))
    field.open_calendar()
    month = field.findChild(QCalendarWidget)
    assert isinstance(month, QCalendarWidget)
    shown = month.selectedDate()

    with qtbot.waitSignal(field.day_changed):
        month.activated.emit(QDate(2026, 10, 9))

    assert shown == QDate(2026, 10, 1)
    assert field.day() == date(2026, 10, 9)
    assert not month.isVisible()
