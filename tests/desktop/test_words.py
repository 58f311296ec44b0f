"""The words of the desktop: known words are named, unknown ones shown as they came, numbers and dates by locale."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QLocale

from nexus_contacts.api.records import SOURCES, STATUSES
from nexus_contacts.desktop import words
from nexus_contacts.store.filters import SORT_COLUMNS, DateChoice, Filter

BRITISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
AMERICAN = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)


@pytest.fixture(autouse=True)
def british() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(BRITISH)
    yield
    QLocale.setDefault(before)


def test_every_known_status_and_source_has_a_name() -> None:
    texts = [
        *map(words.status_text, STATUSES),
        *map(words.source_text, SOURCES),
        *map(words.column_title, SORT_COLUMNS),
    ]

    assert all(text and text[0].isupper() and "_" not in text for text in texts)


def test_an_unknown_word_is_shown_as_it_came() -> None:
    assert words.status_text("on_hold") == "on_hold"
    assert words.event_text("badge_scanned") == "badge_scanned"
    assert words.column_title("custom:Company_Size") == "Company_Size"


@pytest.mark.parametrize(
    ("value", "text"), [(1250, "1,250"), (0, "0"), (85.0, "85"), (12.345, "12.35"), (2**70, str(2**70))]
)
def test_numbers_are_grouped_as_the_locale_does(value: float, text: str) -> None:
    assert words.number(value) == text


def test_the_c_locale_still_groups_digits() -> None:
    QLocale.setDefault(QLocale.c())

    assert words.number(1250) == "1,250"


@pytest.mark.parametrize(
    ("value", "currency", "text"),
    [
        (48000.0, "USD", "$48,000"),
        (12.5, "EUR", "€12.50"),
        (7.0, "XTS", "XTS 7"),
        (9.0, "", "9"),
        (None, "USD", ""),
        (float("inf"), "USD", "inf USD"),
    ],
)
def test_money_has_its_sign_or_its_code(value: float | None, currency: str, text: str) -> None:
    assert words.money(value, currency) == text


def test_days_near_today_have_names() -> None:
    today = date.today()

    assert words.day_heading(today) == "Today"
    assert words.day_heading(today - timedelta(days=1)) == "Yesterday"
    assert words.day_heading(date(2019, 11, 18)) == "Mon 18 Nov 2019"


def test_the_order_of_day_and_month_follows_the_locale() -> None:
    assert words.date_text(date(2019, 11, 18)) == "18 Nov 2019"

    QLocale.setDefault(AMERICAN)

    assert words.date_text(date(2019, 11, 18)) == "Nov 18, 2019"


def test_a_moment_is_told_in_local_time() -> None:
    when = datetime(2019, 1, 15, 9, 30, tzinfo=UTC)

    text = words.date_time_text(when)

    assert text == words.date_time_text(int(when.timestamp()))
    assert text.endswith(f", {when.astimezone():%H:%M}")


@pytest.mark.parametrize(
    ("choice", "text"),
    [
        (DateChoice(), "Any time"),
        (DateChoice("last_30_days"), "Last 30 days"),
        (DateChoice("custom", date(2019, 10, 1), date(2019, 12, 31)), "1 Oct 2019 – 31 Dec 2019"),
        (DateChoice("custom", date(2019, 10, 1), date(2019, 10, 1)), "1 Oct 2019"),
        (DateChoice("custom", date(2019, 10, 1)), "From 1 Oct 2019"),
        (DateChoice("custom", None, date(2019, 10, 1)), "Until 1 Oct 2019"),
    ],
)
def test_a_span_of_days_is_told_in_words(choice: DateChoice, text: str) -> None:
    assert words.date_choice_text(choice) == text


def test_every_active_part_of_a_filter_is_a_chip_that_names_its_field() -> None:
    choice = Filter(
        text="acm",
        statuses=("lead", "active"),
        sources=("paid_ads",),
        tags=("a", "b"),
        tag_mode="all",
        owners=("usr_1", "usr_2", ""),
        company="Acme",
        updated=DateChoice("last_30_days"),
        score=(40, 80),
        starred=True,
        excluded=(("status", "churned"), ("owner", "")),
    )

    chips = words.filter_chips(choice, {"usr_1": "Maya Okafor", "usr_2": ""}.__getitem__)

    assert [(chip.label, chip.value) for chip in chips] == [
        ("Status", "Lead, Active"),
        ("Source", "Paid ads"),
        ("Tags", "a + b"),
        ("Owner", "Maya Okafor, usr_2, Unassigned"),
        ("Company", "Acme"),
        ("Updated", "Last 30 days"),
        ("Score", "40–80"),
        ("Starred", ""),
        ("Not", "Churned, Unassigned"),
    ]
    for chip in chips:
        choice = choice.without(chip.section)
    assert choice == Filter(text="acm", tag_mode="all")


def test_no_filter_has_no_chip() -> None:
    assert words.filter_chips(Filter(text="anything"), str) == ()


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (True, "true"), (1200, "1,200"), ("pro", "pro"), ([1, "ü"], '[1, "ü"]'), ({"a": None}, '{"a": null}')],
)
def test_any_value_has_a_text(value: object, text: str) -> None:
    assert words.custom_text(value) == text  # type: ignore[arg-type]
