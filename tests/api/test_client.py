"""The thirteen endpoints as they are sent, and what answers of every kind become."""

import asyncio
import gzip
import json
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

import pytest
from tests.api.raw_server import Asked, RawServer, Reply, Script, json_reply

from nexus_contacts.api.client import Client
from nexus_contacts.api.errors import (
    ApiError,
    BadAnswer,
    EmailTaken,
    NotFound,
    NotThisApi,
    Refused,
    Unauthorized,
    ValidationFailed,
)
from nexus_contacts.api.limits import Limits
from nexus_contacts.api.pages import walk
from nexus_contacts.api.records import BulkOutcome, Contact, Draft, ListQuery, Note, Patch

KEY = "sentinel-key-4711"
Result = TypeVar("Result")
JOHN = Draft("John", "john@example.com")


def data(value: object, status: int = 200, **meta: object) -> Reply:
    return json_reply({"success": True, "data": value, "meta": meta}, status)


def run(server: RawServer, limits: Limits, act: Callable[[Client], Awaitable[Result]]) -> Result:
    async def scenario() -> Result:
        async with Client(server.url + "/v1", KEY, limits=limits) as client:
            return await act(client)

    return asyncio.run(scenario())


def asked_for(script: Script, limits: Limits, act: Callable[[Client], Awaitable[Result]]) -> tuple[Result, list[Asked]]:
    with RawServer(script) as server:
        return run(server, limits, act), server.asked


def failure(script: Script, limits: Limits, act: Callable[[Client], Awaitable[object]]) -> ApiError:
    with RawServer(script) as server, pytest.raises(ApiError) as caught:
        run(server, limits, act)
    return caught.value


ONE = data({"id": "con_1"})
MANY = data([{"id": "x_1"}], total=1, limit=100, has_more=False)
CALLS: list[tuple[Callable[[Client], Awaitable[object]], Reply, str, object]] = [
    (lambda c: c.list(ListQuery(status="lead", limit=10)), MANY, "GET /v1/contacts?status=lead&limit=10", None),
    (lambda c: c.list(cursor="a=b"), MANY, "GET /v1/contacts?limit=100&cursor=a%3Db", None),
    (lambda c: c.get("con_1"), ONE, "GET /v1/contacts/con_1", None),
    (lambda c: c.create(JOHN), ONE, "POST /v1/contacts", {"first_name": "John", "email": "john@example.com"}),
    (lambda c: c.update("con_1", Patch((("status", "lead"),))), ONE, "PUT /v1/contacts/con_1", {"status": "lead"}),
    (lambda c: c.delete("con_1"), data({"id": "con_1", "deleted": True}), "DELETE /v1/contacts/con_1", None),
    (
        lambda c: c.bulk([JOHN]),
        data({"created": 1, "failed": 0, "errors": []}),
        "POST /v1/contacts/bulk",
        {"contacts": [{"first_name": "John", "email": "john@example.com"}]},
    ),
    (
        lambda c: c.merge("con_1", "con_2"),
        ONE,
        "POST /v1/contacts/merge",
        {"primary_id": "con_1", "secondary_id": "con_2", "merge_strategy": "prefer_primary"},
    ),
    (
        lambda c: c.search("acme corp", limit=20, fields=("id", "email")),
        MANY,
        "GET /v1/contacts/search?q=acme+corp&limit=20&fields=id%2Cemail",
        None,
    ),
    (lambda c: c.activities("con_1"), MANY, "GET /v1/contacts/con_1/activities?limit=100", None),
    (lambda c: c.timeline("con_1", cursor="x"), MANY, "GET /v1/contacts/con_1/timeline?limit=100&cursor=x", None),
    (lambda c: c.deals("con_1", limit=5), MANY, "GET /v1/contacts/con_1/deals?limit=5", None),
    (lambda c: c.notes("con_1"), MANY, "GET /v1/contacts/con_1/notes?limit=100", None),
    (lambda c: c.add_note("con_1", "**hi**"), data({"id": "note_1"}, 201), "POST /v1/contacts/con_1/notes",
     {"content": "**hi**"}),
]  # fmt: skip


@pytest.mark.parametrize(("act", "reply", "line", "body"), CALLS, ids=[line for _, _, line, _ in CALLS])
def test_each_endpoint_is_asked_as_documented(
    act: Callable[[Client], Awaitable[object]], reply: Reply, line: str, body: object, quick: Limits
) -> None:
    _, (asked,) = asked_for(reply, quick, act)

    assert f"{asked.method} {asked.target}" == line
    assert asked.headers["authorization"] == f"Bearer {KEY}"
    assert (asked.json if asked.body else None) == body
    assert asked.headers.get("content-type") == (None if body is None else "application/json")
    assert ("idempotency-key" in asked.headers) == (asked.method == "POST")


def test_answers_become_records(quick: Limits) -> None:
    assert asked_for(ONE, quick, lambda c: c.get("con_1"))[0] == Contact("con_1")
    assert asked_for(data({"id": "note_1", "content": "hi"}, 201), quick, lambda c: c.add_note("con_1", "hi"))[
        0
    ] == Note("note_1", content="hi")
    assert asked_for(data({"created": 1, "failed": 0}), quick, lambda c: c.bulk([JOHN]))[0] == BulkOutcome(1, 0)


def test_a_page_knows_the_services_clock(quick: Limits) -> None:
    reply = json_reply({"success": True, "data": []}, headers={"Date": "Tue, 15 Jan 2030 12:00:00 GMT"})

    page, _ = asked_for(reply, quick, lambda c: c.list())

    assert page.answered_at == datetime(2030, 1, 15, 12, tzinfo=UTC)


def test_a_big_compressed_page_is_read_and_walked(quick: Limits) -> None:
    def script(asked: Asked) -> Reply:
        second = "cursor=" in asked.target
        records = [{"id": f"con_{number + 100 * second}", "company": "c" * 400} for number in range(100)]
        meta = {"total": 200, "has_more": not second} | ({} if second else {"next_cursor": "n"})
        body = gzip.compress(json.dumps({"success": True, "data": records, "meta": meta}).encode())
        return Reply(body=body, headers={"Content-Encoding": "gzip"})

    async def ids(client: Client) -> list[str]:
        return [one.id async for page in walk(lambda cursor: client.list(cursor=cursor)) for one in page.items]

    found, asked = asked_for(script, quick, ids)

    assert found == [f"con_{number}" for number in range(200)]
    assert len(asked) == 2


def test_a_precondition_is_sent_as_an_http_date(quick: Limits) -> None:
    since = datetime(2026, 1, 15, 9, 30, 0, 999, tzinfo=UTC)

    _, (asked,) = asked_for(
        ONE, quick, lambda c: c.update("con_1", Patch((("status", "lead"),)), unmodified_since=since)
    )

    assert asked.headers["if-unmodified-since"] == "Thu, 15 Jan 2026 09:30:00 GMT"


def test_the_holder_of_a_taken_address_is_found_by_search(quick: Limits) -> None:
    found = data([{"id": "con_8", "email": "x@example.com"}, {"id": "con_9", "email": "JOHN@example.com"}])

    error = failure([json_reply({"error": "exists"}, 409), found], quick, lambda c: c.create(JOHN))

    assert isinstance(error, EmailTaken)
    assert error.existing_id == "con_9"


def test_a_holder_who_is_named_is_not_searched_and_one_not_found_is_left_open(quick: Limits) -> None:
    named = json_reply({"error": {"code": "email_taken", "existing_id": "con_7"}}, 409)
    with RawServer(named) as server, pytest.raises(EmailTaken) as caught:
        run(server, quick, lambda c: c.create(JOHN))
    unknown = failure([json_reply({}, 409), Reply(404)], quick, lambda c: c.create(JOHN))

    assert caught.value.existing_id == "con_7"
    assert len(server.asked) == 1
    assert isinstance(unknown, EmailTaken)
    assert unknown.existing_id == ""


@pytest.mark.parametrize(
    ("act", "target"),
    [
        (lambda c: c.update("con_1", Patch((("status", "lead"),))), "/v1/contacts/con_1"),
        (lambda c: c.merge("con_1", "con_2"), "/v1/contacts/con_1"),
    ],
)
def test_an_answer_without_its_record_is_completed_by_reading(
    act: Callable[[Client], Awaitable[Contact]], target: str, quick: Limits
) -> None:
    contact, asked = asked_for([data(None), data({"id": "con_1", "first_name": "Jane"})], quick, act)

    assert contact.first_name == "Jane"
    assert (asked[1].method, asked[1].target) == ("GET", target)


def test_a_created_contact_that_is_not_shown_may_exist(quick: Limits) -> None:
    error = failure(data({}), quick, lambda c: c.create(JOHN))

    assert isinstance(error, BadAnswer)
    assert error.maybe_sent
    assert error.status == 200


HTML = Reply(body=b"<!doctype html><title>Welcome</title>", headers={"Content-Type": "text/html"})


@pytest.mark.parametrize(
    "act", [lambda c: c.list(), lambda c: c.get("con_1"), lambda c: c.delete("con_1"), lambda c: c.bulk([JOHN])]
)
def test_a_captive_portal_is_not_this_api(act: Callable[[Client], Awaitable[object]], quick: Limits) -> None:
    error = failure(HTML, quick, act)

    assert isinstance(error, NotThisApi)
    assert (error.reason, error.status) == ("html", 200)


@pytest.mark.parametrize("path", ["list", "search"])
def test_an_address_without_contacts_is_not_this_api(path: str, quick: Limits) -> None:
    reply = json_reply({"success": False, "error": {"code": "not_found", "message": "no such path"}}, 404)

    error = failure(reply, quick, lambda c: c.list() if path == "list" else c.search("x"))

    assert isinstance(error, NotThisApi)
    assert isinstance(failure(reply, quick, lambda c: c.get("con_1")), NotFound)
    assert isinstance(failure(reply, quick, lambda c: c.notes("con_1")), NotFound)


def test_deleting_is_believed_only_where_the_service_says_so(quick: Limits) -> None:
    asked_for(Reply(204), quick, lambda c: c.delete("con_1"))
    asked_for(json_reply({"success": True}), quick, lambda c: c.delete("con_1"))

    assert isinstance(failure(Reply(200), quick, lambda c: c.delete("con_1")), BadAnswer)
    assert isinstance(failure(json_reply({"error": "no"}), quick, lambda c: c.delete("con_1")), Refused)


def test_an_error_under_a_status_of_success_is_an_error(quick: Limits) -> None:
    reply = json_reply({"success": False, "error": {"code": "unauthorized", "message": "No."}})

    error = failure(reply, quick, lambda c: c.list())

    assert isinstance(error, Unauthorized)
    assert error.message == "No."


def test_what_breaks_a_rule_is_not_sent(quick: Limits) -> None:
    with RawServer(ONE) as server, pytest.raises(ValidationFailed):
        run(server, quick, lambda c: c.create(Draft("", "nobody")))

    assert server.asked == []


def test_a_malformed_record_costs_only_itself(quick: Limits) -> None:
    page, _ = asked_for(data([{"id": "con_1"}, "?", {"id": "con_2"}]), quick, lambda c: c.list())

    assert [contact.id for contact in page.items] == ["con_1", "con_2"]
    assert [aside.index for aside in page.set_aside] == [1]


def test_the_key_is_in_nothing_that_can_be_read(quick: Limits, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    def echo(asked: Asked) -> Reply:
        return json_reply({"error": asked.headers["authorization"]}, 400, headers={"X-Request-Id": KEY})

    async def scenario(client: Client) -> list[str]:
        texts = [repr(client), str(client)]
        with pytest.raises(Refused) as caught:
            await client.list()
        error: BaseException | None = caught.value
        while error is not None:
            texts += [repr(error), str(error), str(vars(error)), str(error.args)]
            error = error.__cause__ or error.__context__
        return texts

    texts, asked = asked_for(echo, quick, scenario)

    assert KEY in asked[0].headers["authorization"]
    assert not [text for text in texts if KEY in text]
    assert KEY not in caplog.text


def test_pauses_are_told(quick: Limits) -> None:
    pauses: list[float] = []
    page: Any = MANY

    async def scenario(url: str) -> float:
        async with Client(url, KEY, limits=quick, on_pause=pauses.append) as client:
            await client.list()
            return client.pause_left_s

    with RawServer([Reply(503, headers={"Retry-After": "0.05"}), page]) as server:
        left = asyncio.run(scenario(server.url))

    assert pauses == [0.05]
    assert left == 0
