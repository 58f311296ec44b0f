"""The pace the service allows: one pause for every request of a client, learnt from `Retry-After` and rate headers."""

import asyncio
import math
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from nexus_contacts.api.errors import RateLimited

_EPOCH_FROM = 100_000_000
"""A reset below this is a number of seconds from now; above, it is seconds since 1970 (as our own server sends it)."""


def http_date(text: str) -> datetime | None:
    """An HTTP date as an aware datetime in UTC; None where `text` is none."""
    try:
        moment = parsedate_to_datetime(text)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _answered_at(headers: Mapping[str, str]) -> datetime:
    return http_date(headers.get("date", "")) or datetime.now(UTC)


def retry_after_s(headers: Mapping[str, str]) -> float | None:
    """The seconds that `Retry-After` asks to wait, in either form; a date counts against the answer's own `Date`."""
    text = headers.get("retry-after", "").strip()
    if not text:
        return None
    seconds = _number(text)
    if seconds is None:
        until = http_date(text)
        if until is None:
            return None
        seconds = (until - _answered_at(headers)).total_seconds()
    return max(0.0, seconds)


def reset_after_s(headers: Mapping[str, str]) -> float | None:
    """The seconds until the rate limit's window ends, from `X-RateLimit-Reset`; None where it is not given."""
    value = _number(headers.get("x-ratelimit-reset", ""))
    if value is None:
        return None
    return max(0.0, value - _answered_at(headers).timestamp() if value >= _EPOCH_FROM else value)


class Budget:
    """When the next request may go. One for all requests of a client, on one event loop.

    `on_pause` hears every new or longer pause, in seconds from now.
    """

    def __init__(self, most_s: float, on_pause: Callable[[float], None] | None = None) -> None:
        self._most_s = most_s
        self._on_pause = on_pause
        self._until = 0.0
        self._left: int | None = None
        self._reset_at = 0.0
        self._under_way = 0

    @property
    def pause_left_s(self) -> float:
        """How long the present pause still lasts; 0 where there is none."""
        return max(0.0, self._until - time.monotonic())

    def hold(self, seconds: float) -> None:
        """Let nothing go for `seconds`; a longer pause already running stays."""
        if seconds > self.pause_left_s:
            self._until = time.monotonic() + seconds
            if self._on_pause is not None:
                self._on_pause(seconds)

    def learn(self, headers: Mapping[str, str]) -> None:
        """Take in what an answer says about the rate limit."""
        left, reset = _number(headers.get("x-ratelimit-remaining", "")), reset_after_s(headers)
        if left is None or reset is None:
            return
        # What is still under way is not counted in the answer, and will be by the service.
        self._left = max(0, int(left) - self._under_way)
        self._reset_at = time.monotonic() + reset

    async def turn(self, waited_s: float) -> float:
        """Wait until a request may go; answers `waited_s` and the wait of this turn in seconds.

        Raises RateLimited where the wait, with `waited_s` already waited by the same request, would be too long.
        """
        started = time.monotonic()
        self._spare()
        while (left_s := self.pause_left_s) > 0:
            if left_s + waited_s + time.monotonic() - started > self._most_s:
                raise RateLimited("pause", retry_after_s=left_s)
            await asyncio.sleep(left_s)
        if self._left is not None:
            self._left -= 1
        return waited_s + time.monotonic() - started

    def _spare(self) -> None:
        """Pause where the learnt budget is used up; a window that ends too late is tried instead of waited for."""
        if self._left is None or self._left > 0:
            return
        wait_s = self._reset_at - time.monotonic()
        self._left = None
        if 0 < wait_s <= self._most_s:
            self.hold(wait_s)

    def sent(self) -> None:
        """A request left; it counts against the budget until `answered`."""
        self._under_way += 1

    def answered(self) -> None:
        """A request that was `sent` ended, however it did."""
        self._under_way -= 1
