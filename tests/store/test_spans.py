"""Date choices as spans of time, in the person's own days."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from nexus_contacts.store.filters import DateChoice
from nexus_contacts.store.spans import span

NOW = datetime(2026, 5, 20, 23, 30, tzinfo=UTC)
SECOND = 1_000_000


@pytest.fixture(autouse=True)
def in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two hours ahead in summer, one in winter: at the time above, the day here is one further."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = "CET-1CEST,M3.5.0,M10.5.0/3"
    time.tzset()
    yield
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


def utc(text: str) -> int:
    return int(datetime.fromisoformat(text + "+00:00").timestamp()) * SECOND


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (DateChoice("last_24_hours"), (utc("2026-05-19T23:30:00"), None)),
        (DateChoice("last_7_days"), (utc("2026-05-14T22:00:00"), None)),
        (DateChoice("last_30_days"), (utc("2026-04-21T22:00:00"), None)),
        (DateChoice("this_month"), (utc("2026-04-30T22:00:00"), None)),
        (DateChoice("this_quarter"), (utc("2026-03-31T22:00:00"), None)),
        (DateChoice("not_for_90_days"), (None, utc("2026-02-19T23:00:00"))),
        (DateChoice("custom", date(2026, 3, 29), date(2026, 3, 29)),
         (utc("2026-03-28T23:00:00"), utc("2026-03-29T22:00:00"))),
        (DateChoice("custom", None, date.max), (None, None)),
        (DateChoice("custom", date.min, None), (utc("0001-01-01T00:00:00"), None)),
        (DateChoice("custom", date(2026, 1, 1), None), (utc("2025-12-31T23:00:00"), None)),
    ],
)  # fmt: skip
def test_a_choice_spans_local_days(choice: DateChoice, expected: tuple[int | None, int | None]) -> None:
    assert span(choice, NOW) == expected
