"""Days as people type them."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from nexus_contacts.desktop.sidebar.days import parse_day

TODAY = date(2026, 11, 18)
LOCALES = {
    "en_GB": QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
    "en_US": QLocale(QLocale.Language.English, QLocale.Country.UnitedStates),
    "de_DE": QLocale(QLocale.Language.German, QLocale.Country.Germany),
}


@pytest.fixture(autouse=True)
def british() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(LOCALES["en_GB"])
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("typed", "locale", "day"),
    [
        ("2026-10-01", "en_GB", date(2026, 10, 1)),
        ("1/10/2026", "en_GB", date(2026, 10, 1)),
        ("10/1/2026", "en_US", date(2026, 10, 1)),
        ("1/10/26", "en_GB", date(2026, 10, 1)),
        ("1.10.2026", "de_DE", date(2026, 10, 1)),
        ("1 Oct 2019", "en_GB", date(2019, 10, 1)),
        ("October 1, 2019", "en_US", date(2019, 10, 1)),
        ("  1  Oct ", "en_GB", date(2026, 10, 1)),
        ("", "en_GB", None),
        ("soon", "en_GB", None),
        ("31/02/2026", "en_GB", None),
        ("29 Feb", "en_GB", None),
        ("29 Feb 2028", "en_GB", date(2028, 2, 29)),
        ("3.4.", "de_DE", date(2026, 4, 3)),
    ],
)
def test_a_day_is_read_in_the_locales_order(typed: str, locale: str, day: date | None) -> None:
    QLocale.setDefault(LOCALES[locale])

    assert parse_day(typed, TODAY) == day


@given(st.dates(min_value=date(1900, 1, 1)))
def test_a_day_that_was_written_by_the_program_is_read_again(day: date) -> None:
    assert parse_day(day.isoformat(), TODAY) == day
    assert parse_day(f"{day.day} {day:%b} {day.year}", TODAY) == day


@given(st.text(max_size=30))
def test_any_text_can_be_typed(text: str) -> None:
    assert parse_day(text, TODAY) is None or parse_day(text, TODAY)
