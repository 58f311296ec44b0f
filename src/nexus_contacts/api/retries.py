"""A request with its tries: what is sent again, and when; a passing fault is not seen, and nothing is done twice."""

import asyncio
import random
import time
from collections.abc import Callable
from urllib.parse import urljoin

from nexus_contacts.api.addresses import without_query
from nexus_contacts.api.budget import Budget, retry_after_s
from nexus_contacts.api.errors import ApiError, BadAnswer, RateLimited, Redirected, ServerError, Unreachable
from nexus_contacts.api.limits import Limits
from nexus_contacts.api.records import RequestRecord
from nexus_contacts.api.refusals import refusal
from nexus_contacts.api.transport import Answer, Call, Transport

_OFFLINE = frozenset({"dns", "refused", "network"})
_PASSING = frozenset({429, 500, 502, 503, 504})


def may_retry(call: Call, error: ApiError) -> bool:
    """Whether sending `call` again may help and cannot do anything twice.

    A POST goes again only where the service surely did not act: it was never reached, or refused for its rate.
    """
    passing = (
        (isinstance(error, Unreachable) and error.reason != "tls")
        or (isinstance(error, BadAnswer) and error.reason == "truncated")
        or (isinstance(error, RateLimited | ServerError) and error.status in _PASSING)
    )
    return passing and (call.method != "POST" or not error.maybe_sent)


def backoff_s(
    error: ApiError, tries: int, limits: Limits, draw: Callable[[float, float], float] = random.uniform
) -> float:
    """The wait after `tries` failed tries, the last with `error`: full jitter, between nothing and a doubling bound."""
    offline = isinstance(error, Unreachable) and error.reason in _OFFLINE
    first = limits.backoff_offline_s if offline else limits.backoff_s
    return draw(0.0, min(limits.backoff_most_s, first * 2.0 ** (tries - 1)))


class Sender:
    """Sends the requests of one client: so many at once, at the service's pace, each until it is answered or lost."""

    def __init__(
        self,
        base_url: str,
        api_key: str,
        limits: Limits,
        on_request: Callable[[RequestRecord], None] | None,
        on_pause: Callable[[float], None] | None,
    ) -> None:
        self._transport = Transport(base_url, api_key, limits, on_request)
        self._limits = limits
        self._secret = api_key
        self.budget = Budget(limits.retry_after_most_s, on_pause)
        self._places = asyncio.Semaphore(limits.at_once)

    @property
    def base_url(self) -> str:
        """Where requests go, without a slash at its end."""
        return self._transport.base_url

    async def aclose(self) -> None:
        """Close every connection."""
        await self._transport.aclose()

    async def send(self, call: Call) -> Answer:
        """The successful answer (2xx) to `call`. Raises the errors of `api.errors` when its tries are used up."""
        left_s, waited_s, tries, maybe_sent = self._limits.total_s, 0.0, 0, False
        while True:
            tries += 1
            async with self._places:
                waited_s = await self.budget.turn(waited_s)
                started = time.monotonic()
                try:
                    return await self._once(call, left_s)
                except ApiError as error:
                    # What an earlier try may have done, a later one that surely did nothing leaves open.
                    maybe_sent = error.maybe_sent = maybe_sent or error.maybe_sent
                    left_s -= time.monotonic() - started
                    if tries >= self._limits.tries or not may_retry(call, error) or not self._worth(error, waited_s):
                        raise
                    # A pause the service asked for is kept in the next turn, by everybody.
                    wait_s = 0.0 if error.retry_after_s else backoff_s(error, tries, self._limits)
            left_s -= wait_s
            if left_s <= 0:
                raise Unreachable("timeout", url=self.base_url + call.path, maybe_sent=maybe_sent)
            await asyncio.sleep(wait_s)

    def _worth(self, error: ApiError, waited_s: float) -> bool:
        """Whether the pause that the service asks for is short enough to be kept by this request."""
        return error.retry_after_s is None or waited_s + error.retry_after_s <= self._limits.retry_after_most_s

    async def _once(self, call: Call, within_s: float) -> Answer:
        self.budget.sent()
        try:
            answer = await self._transport.exchange(call, within_s)
        finally:
            self.budget.answered()
        self.budget.learn(answer.headers)
        if 200 <= answer.status < 300:
            return answer
        raise self.judged(call, answer)

    def judged(self, call: Call, answer: Answer) -> ApiError:
        """The error that `answer` means; a pause it asks for holds every request of this client."""
        if answer.status in (301, 302, 303, 307, 308):
            return Redirected(status=answer.status, url=answer.url, location=self._target(answer))
        error = refusal(call, answer, self._secret)
        if isinstance(error, RateLimited | ServerError):
            error.retry_after_s = retry_after_s(answer.headers)
            if error.retry_after_s is not None:
                self.budget.hold(error.retry_after_s)
        return error

    def _target(self, answer: Answer) -> str:
        target = without_query(urljoin(answer.url, answer.headers.get("location", "")))
        return target.replace(self._secret, "…")
