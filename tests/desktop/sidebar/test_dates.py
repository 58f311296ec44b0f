"""The date sections: presets, and days of one's own."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.controls.buttons import SoftButton
from nexus_contacts.desktop.sidebar.dates import CREATED_PRESETS, DatesBody
from nexus_contacts.desktop.sidebar.day_field import DayField
from nexus_contacts.store.filters import DateChoice, Filter

TODAY = date(2026, 11, 18)


@pytest.fixture(autouse=True)
def british() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def body(qtbot: QtBot) -> DatesBody:
    """The created section on the 18th of November 2026."""
    made = DatesBody("created", CREATED_PRESETS, today=lambda: TODAY)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def press(body: DatesBody, text: str) -> None:
    next(button for button in body.findChildren(SoftButton) if button.text() == text).click()


def days(body: DatesBody) -> tuple[DayField, DayField]:
    first, last = body.findChildren(DayField)
    return first, last


def test_a_preset_is_told_and_shows_the_days_of_a_quarter(body: DatesBody) -> None:
    told: list[Filter] = []
    body.filter_changed.connect(told.append)

    press(body, "This quarter")
    shown = [field.text() for field in days(body) if field.isVisible()]
    press(body, "Any")

    assert [choice.created for choice in told] == [DateChoice("this_quarter"), DateChoice()]
    assert shown == ["1 Oct 2026", "31 Dec 2026"]
    assert not days(body)[0].isVisible()


def test_custom_opens_the_fields_and_changes_nothing_yet(qtbot: QtBot, body: DatesBody) -> None:
    with qtbot.assertNotEmitted(body.filter_changed):
        press(body, "Custom")

    assert days(body)[0].isVisible()


def test_typed_days_are_a_span_with_an_open_end(body: DatesBody) -> None:
    told: list[Filter] = []
    body.filter_changed.connect(told.append)
    press(body, "Custom")
    first, last = days(body)

    QTest.keyClicks(first, "1 feb 2026")
    QTest.keyClick(first, Qt.Key.Key_Return)
    QTest.keyClicks(last, "2026-01-05")
    QTest.keyClick(last, Qt.Key.Key_Return)

    assert [choice.created for choice in told] == [
        DateChoice("custom", date(2026, 2, 1)),
        DateChoice("custom", date(2026, 1, 5), date(2026, 2, 1)),
    ]
    assert (first.text(), last.text()) == ("5 Jan 2026", "1 Feb 2026")


def test_text_that_is_no_day_is_marked_and_changes_nothing(qtbot: QtBot, body: DatesBody) -> None:
    press(body, "Custom")
    first, _ = days(body)

    with qtbot.assertNotEmitted(body.filter_changed):
        QTest.keyClicks(first, "soon")
        QTest.keyClick(first, Qt.Key.Key_Return)

    assert first.error.startswith("This is not a day.")
    assert first.text() == "soon"
