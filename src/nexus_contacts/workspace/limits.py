"""The rate limit: so many requests a minute and key, counted in fixed minutes."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

WINDOW_S = 60
_MOST_BUCKETS = 10_000


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a key stands after a request. `reset` is in seconds since 1970."""

    limit: int
    remaining: int
    reset: int
    allowed: bool

    def headers(self) -> tuple[tuple[str, str], ...]:
        """The three headers of every answer while a limit is on."""
        return (
            ("X-RateLimit-Limit", str(self.limit)),
            ("X-RateLimit-Remaining", str(self.remaining)),
            ("X-RateLimit-Reset", str(self.reset)),
        )


class RateLimit:
    """Counts requests by bucket: a key, or the address of somebody without one."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.time) -> None:
        self._limit = per_minute
        self._clock = clock
        self._lock = threading.Lock()
        self._window = 0
        self._counts: dict[str, int] = {}

    def count(self, bucket: str) -> Standing:
        """Count one request."""
        window = int(self._clock()) // WINDOW_S
        with self._lock:
            if window != self._window or len(self._counts) > _MOST_BUCKETS:
                self._window, self._counts = window, {}
            used = self._counts[bucket] = self._counts.get(bucket, 0) + 1
        reset = (window + 1) * WINDOW_S
        return Standing(self._limit, max(self._limit - used, 0), reset, used <= self._limit)

    def wait_s(self, standing: Standing) -> int:
        """Seconds until the count begins anew, at least one."""
        return max(standing.reset - int(self._clock()), 1)
