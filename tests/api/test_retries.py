"""What is sent again, when, and what never is."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.api.raw_server import Asked, RawServer, Reply, Script, json_reply

from nexus_contacts.api.errors import (
    ApiError,
    BadAnswer,
    Forbidden,
    NotThisApi,
    RateLimited,
    Redirected,
    ServerError,
    Unreachable,
)
from nexus_contacts.api.limits import Limits
from nexus_contacts.api.retries import Sender, backoff_s, may_retry
from nexus_contacts.api.transport import Answer, Call

GET = Call("GET", "/contacts")
POST = Call("POST", "/contacts", body=b"{}", headers=(("Idempotency-Key", "k1"),))
OK = json_reply({"success": True, "data": []})


def send(
    url: str, limits: Limits, *calls: Call, on_pause: Callable[[float], None] | None = None
) -> list[Answer | BaseException]:
    async def run() -> list[Answer | BaseException]:
        sender = Sender(url, "key-4711", limits, None, on_pause)
        answers = await asyncio.gather(*(sender.send(call) for call in calls or (GET,)), return_exceptions=True)
        await sender.aclose()
        return answers

    return asyncio.run(run())


def outcome(script: Script, limits: Limits, call: Call = GET) -> tuple[Answer | BaseException, list[Asked]]:
    with RawServer(script) as server:
        return send(server.url, limits, call)[0], server.asked


@pytest.mark.parametrize(
    "fault",
    [Reply(429), Reply(500), Reply(502), Reply(503), Reply(504), Reply(reset=True), Reply(body=b"{}", length=9)],
)
@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_a_passing_fault_is_not_seen(fault: Reply, method: str, quick: Limits) -> None:
    answer, asked = outcome([fault, fault, OK], quick, Call(method, "/contacts/con_1"))

    assert isinstance(answer, Answer)
    assert [one.method for one in asked] == [method] * 3


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (Reply(503), ServerError),
        (Reply(429), RateLimited),
        (Reply(reset=True), Unreachable),
        (Reply(body=b"{}", cut_after=1), BadAnswer),
        (Reply(silent=True), Unreachable),
    ],
)
def test_four_tries_are_enough(fault: Reply, kind: type[ApiError], quick: Limits) -> None:
    error, asked = outcome(fault, replace(quick, silence_s=0.05))

    assert isinstance(error, kind)
    assert len(asked) == quick.tries


@pytest.mark.parametrize(
    ("reply", "kind"),
    [(Reply(403), Forbidden), (Reply(501), ServerError), (Reply(raw=b"220 no\r\n\r\n"), NotThisApi)],
)
def test_what_will_not_pass_is_not_tried_again(reply: Reply, kind: type[ApiError], quick: Limits) -> None:
    error, asked = outcome(reply, quick)

    assert isinstance(error, kind)
    assert len(asked) == 1


@pytest.mark.parametrize("fault", [Reply(500), Reply(503), Reply(reset=True), Reply(silent=True), Reply(cut_after=0)])
def test_a_post_that_may_have_arrived_is_never_sent_again(fault: Reply, quick: Limits) -> None:
    error, asked = outcome([replace(fault, body=b"{}"), OK], replace(quick, silence_s=0.05), POST)

    assert isinstance(error, ApiError)
    assert error.maybe_sent
    assert len(asked) == 1


def test_what_an_early_try_may_have_done_stays_open_after_a_late_one_that_did_nothing(quick: Limits) -> None:
    error, _asked = outcome([Reply(502), Reply(429), Reply(429), Reply(429)], quick, Call("PUT", "/contacts/con_1"))

    assert isinstance(error, RateLimited)
    assert error.maybe_sent


def test_a_post_refused_for_its_rate_goes_again_under_the_same_key(quick: Limits) -> None:
    answer, asked = outcome([Reply(429), OK], quick, POST)

    assert isinstance(answer, Answer)
    assert [one.headers["idempotency-key"] for one in asked] == ["k1", "k1"]


def test_a_post_that_never_left_may_go_again() -> None:
    assert may_retry(POST, Unreachable("refused"))
    assert may_retry(POST, Unreachable("dns"))
    assert not may_retry(POST, Unreachable("tls"))
    assert not may_retry(GET, Unreachable("tls"))
    assert not may_retry(POST, Unreachable("timeout", maybe_sent=True))


def test_the_total_covers_all_tries(quick: Limits) -> None:
    started = time.monotonic()

    error, asked = outcome(Reply(silent=True), replace(quick, silence_s=0.2, total_s=0.3))

    assert isinstance(error, Unreachable)
    assert error.reason == "timeout"
    assert len(asked) == 2
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("status", [429, 503])
def test_one_pause_holds_every_request_of_the_client(status: int, quick: Limits) -> None:
    pauses: list[float] = []
    arrived: list[float] = []

    def script(asked: Asked) -> Reply:
        arrived.append(time.monotonic())
        return Reply(status, headers={"Retry-After": "0.2"}) if len(arrived) == 1 else OK

    with RawServer(script) as server:
        answers = send(server.url, replace(quick, at_once=1), *[GET] * 5, on_pause=pauses.append)

    assert all(isinstance(answer, Answer) for answer in answers)
    assert len(arrived) == 6
    assert arrived[1] - arrived[0] >= 0.2
    assert pauses == [0.2]


def test_a_pause_longer_than_the_total_is_no_time_out(quick: Limits) -> None:
    answer, _ = outcome([Reply(429, headers={"Retry-After": "1.2"}), OK], replace(quick, total_s=1))

    assert isinstance(answer, Answer)


def test_a_date_in_retry_after_counts_from_the_answers_own_date(quick: Limits) -> None:
    headers = {"Date": "Tue, 15 Jan 2030 12:00:30 GMT", "Retry-After": "Tue, 15 Jan 2030 12:00:30 GMT"}

    answer, asked = outcome([Reply(503, headers=headers), OK], quick)

    assert isinstance(answer, Answer)
    assert len(asked) == 2


def test_a_pause_too_long_is_told_and_kept_by_the_others(quick: Limits) -> None:
    with RawServer(Reply(429, headers={"Retry-After": "600"})) as server:
        errors = send(server.url, replace(quick, at_once=1), GET, GET)

    assert all(isinstance(error, RateLimited) for error in errors)
    assert [round(error.retry_after_s or 0, -2) for error in errors if isinstance(error, RateLimited)] == [600, 600]
    assert len(server.asked) == 1


def test_a_redirect_is_not_followed_and_tells_where_it_points(quick: Limits) -> None:
    headers = {"Location": "https://user@elsewhere.example/login?token=1"}

    error, asked = outcome(Reply(302, headers=headers), quick)

    assert isinstance(error, Redirected)
    assert error.location == "https://elsewhere.example/login"
    assert len(asked) == 1


def test_only_so_many_requests_are_under_way(quick: Limits) -> None:
    with RawServer(replace(OK, delay_s=0.02)) as server:
        answers = send(server.url, replace(quick, at_once=2), *[GET] * 8)

    assert all(isinstance(answer, Answer) for answer in answers)
    assert server.connections <= 2


def test_waiting_for_a_place_is_not_part_of_the_total(quick: Limits) -> None:
    with RawServer(replace(OK, delay_s=0.2)) as server:
        answers = send(server.url, replace(quick, at_once=1, total_s=0.9), *[GET] * 6)

    assert all(isinstance(answer, Answer) for answer in answers)


def test_the_backoff_is_drawn_below_a_bound_that_doubles() -> None:
    limits = Limits()

    bounds = [backoff_s(ServerError(status=500), tries, limits, lambda low, high: high) for tries in range(1, 7)]

    assert bounds == [0.5, 1, 2, 4, 8, 8]
    assert backoff_s(ServerError(status=500), 3, limits, lambda low, high: low) == 0


@pytest.mark.parametrize("reason", ["dns", "refused", "network"])
def test_having_no_network_is_known_within_a_second(reason: str) -> None:
    limits = Limits()

    waits = [backoff_s(Unreachable(reason), tries, limits, lambda low, high: high) for tries in range(1, limits.tries)]

    assert sum(waits) < 1


def test_cancelling_takes_effect_at_once(quick: Limits) -> None:
    async def run(url: str) -> float:
        sender = Sender(url, "key-4711", replace(quick, silence_s=60, total_s=60), None, None)
        task = asyncio.create_task(sender.send(GET))
        while not server.asked:
            await asyncio.sleep(0)
        started = time.monotonic()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await sender.aclose()
        return time.monotonic() - started

    with RawServer(Reply(silent=True)) as server:
        assert asyncio.run(run(server.url)) < 2
