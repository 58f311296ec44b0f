"""The pace: what the headers ask for, and one pause for all."""

import asyncio
import time
from datetime import UTC, datetime

import pytest

from nexus_contacts.api.budget import Budget, http_date, reset_after_s, retry_after_s
from nexus_contacts.api.errors import RateLimited

DATE = "Tue, 15 Jan 2030 12:00:00 GMT"


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("7", 7.0),
        (" 1.5 ", 1.5),
        ("0", 0.0),
        ("-3", 0.0),
        ("Tue, 15 Jan 2030 12:00:30 GMT", 30.0),
        ("Tue, 15 Jan 2030 11:00:00 GMT", 0.0),
        ("", None),
        ("soon", None),
        ("inf", None),
        ("Tue, 99 Foo 2030 12:00:30 GMT", None),
    ],
)
def test_retry_after_is_read_in_both_forms_against_the_answers_own_date(text: str, seconds: float | None) -> None:
    assert retry_after_s({"retry-after": text, "date": DATE}) == seconds


def test_a_date_without_the_answers_date_counts_from_now() -> None:
    seconds = retry_after_s({"retry-after": "Tue, 15 Jan 2030 12:00:30 GMT"})

    assert seconds is not None
    expected = (datetime(2030, 1, 15, 12, 0, 30, tzinfo=UTC) - datetime.now(UTC)).total_seconds()
    assert seconds == pytest.approx(max(0.0, expected), abs=60)


@pytest.mark.parametrize(("text", "seconds"), [("1894708810", 10.0), ("5", 5.0), ("1", 1.0), ("x", None)])
def test_the_reset_of_a_rate_limit_is_read(text: str, seconds: float | None) -> None:
    assert reset_after_s({"x-ratelimit-reset": text, "date": "Tue, 15 Jan 2030 12:00:00 GMT"}) == seconds


def test_an_http_date_is_a_time_in_utc() -> None:
    assert http_date(DATE) == datetime(2030, 1, 15, 12, tzinfo=UTC)
    assert http_date("yesterday") is None


def test_one_pause_holds_everybody_and_the_longer_one_wins() -> None:
    pauses: list[float] = []

    async def run() -> list[float]:
        budget = Budget(120, pauses.append)
        budget.hold(0.05)
        budget.hold(0.02)
        started = time.monotonic()
        await asyncio.gather(*(budget.turn(0) for _ in range(5)))
        return [time.monotonic() - started, budget.pause_left_s]

    waited, left = asyncio.run(run())

    assert waited >= 0.05
    assert left == 0
    assert pauses == [0.05]


def test_a_pause_too_long_to_wait_for_is_told_at_once() -> None:
    async def run() -> None:
        budget = Budget(120)
        budget.hold(600)
        await budget.turn(0)

    with pytest.raises(RateLimited) as caught:
        asyncio.run(run())

    assert caught.value.retry_after_s == pytest.approx(600, abs=5)


def test_pauses_of_one_request_add_up() -> None:
    async def run() -> None:
        budget = Budget(120)
        budget.hold(30)
        await budget.turn(100)

    with pytest.raises(RateLimited):
        asyncio.run(run())


def headers(left: int, reset: str) -> dict[str, str]:
    return {"x-ratelimit-limit": "10", "x-ratelimit-remaining": str(left), "x-ratelimit-reset": reset}


def test_a_used_up_budget_waits_for_its_reset() -> None:
    pauses: list[float] = []

    async def run() -> None:
        budget = Budget(120, pauses.append)
        budget.learn(headers(2, "0.05"))
        for _ in range(4):
            await budget.turn(0)

    asyncio.run(run())

    assert len(pauses) == 1
    assert 0 < pauses[0] <= 0.05


def test_what_is_under_way_counts_against_the_budget() -> None:
    pauses: list[float] = []

    async def run() -> None:
        budget = Budget(120, pauses.append)
        budget.sent()
        budget.learn(headers(1, "0.05"))
        await budget.turn(0)
        budget.answered()

    asyncio.run(run())

    assert len(pauses) == 1


@pytest.mark.parametrize("reset", ["3600", "0", "x"])
def test_a_reset_far_away_or_past_holds_nothing(reset: str) -> None:
    async def run() -> float:
        budget = Budget(120)
        budget.learn(headers(0, reset))
        return await budget.turn(0)

    assert asyncio.run(run()) < 1
