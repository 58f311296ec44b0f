"""What a pull must survive: each fault of the network and of the service ends in a true state and a whole copy."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from tests.api.raw_server import Asked, RawServer, Reply, json_reply
from tests.faults.proxy import Proxy, is_list, params, rewritten
from tests.sync.desk import Desk

from nexus_contacts.api.errors import (
    ApiError,
    BadAnswer,
    Forbidden,
    NotThisApi,
    RateLimited,
    Redirected,
    ServerError,
    Unauthorized,
    Unreachable,
)
from nexus_contacts.api.limits import Limits
from nexus_contacts.api.records import Patch
from nexus_contacts.sync.errors import EndedInPart, RecordsSetAside, Stalled
from nexus_contacts.sync.progress import Phase
from nexus_contacts.sync.pull import read_position

Behind = Callable[..., Proxy]
HASTY = Limits(silence_s=0.5, total_s=1.0, tries=2, backoff_s=0.001, backoff_most_s=0.002, answer_bytes=200_000)
HTML = Reply(200, b"<html>Please sign in</html>", {"Content-Type": "text/html"})


@pytest.mark.parametrize(
    ("reply", "reason", "phase"),
    [
        (HTML, NotThisApi, Phase.OFFLINE),
        (Reply(302, b"", {"Location": "https://elsewhere.example/"}), Redirected, Phase.OFFLINE),
        (json_reply({"success": True}, length=500, cut_after=5), BadAnswer, Phase.OFFLINE),
        (Reply(200, b"x" * 300_000, {"Content-Type": "application/json"}), BadAnswer, Phase.OFFLINE),
        (Reply(silent=True), Unreachable, Phase.OFFLINE),
        (Reply(reset=True), Unreachable, Phase.OFFLINE),
        (json_reply({"success": True, "data": []}, drip_s=0.2), Unreachable, Phase.OFFLINE),
        (json_reply({"error": "no"}, 401), Unauthorized, Phase.PAUSED),
        (json_reply({"error": "no"}, 403), Forbidden, Phase.PAUSED),
        (json_reply({"error": "no"}, 500), ServerError, Phase.OFFLINE),
        (json_reply({"error": "slow"}, 429, headers={"Retry-After": "9999"}), RateLimited, Phase.WAITING),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_the_reason_is_told_and_the_copy_kept(
    desk: Desk, behind: Behind, reply: Reply, reason: type[ApiError], phase: Phase
) -> None:
    behind(sample=40)
    desk.pull()
    before = desk.here()
    desk.limits = HASTY

    with RawServer(reply) as server:
        desk.base_url = server.url
        outcome = desk.pull()

    assert isinstance(outcome.reason, reason)
    assert desk.states[-1].phase is phase
    assert desk.states[-1].last_synced_at is not None
    assert desk.here() == before


def test_a_long_wait_names_its_end(desk: Desk) -> None:
    with RawServer(json_reply({"error": "slow"}, 429, headers={"Retry-After": "9999"})) as server:
        desk.base_url, desk.api_key = server.url, "key"
        outcome = desk.pull()

    assert not outcome.complete
    assert desk.states[-1].resumes_at is not None


def test_a_short_wait_is_kept_and_told(desk: Desk, behind: Behind) -> None:
    proxy = behind(sample=40)
    proxy.fault = lambda asked, reply, number: (
        json_reply({"error": "slow"}, 429, headers={"Retry-After": "2"}) if number == 1 else reply
    )

    outcome = desk.pull()

    assert outcome.complete
    waiting = [state for state in desk.states if state.phase is Phase.WAITING]
    assert waiting
    assert waiting[0].resumes_at is not None


def test_a_silent_service_ends_a_headless_pull(desk: Desk) -> None:
    with RawServer(Reply(silent=True)) as server:
        desk.base_url, desk.api_key = server.url, "key"
        outcome = desk.pull(stall_s=0.3)

    assert isinstance(outcome.reason, Stalled)
    assert desk.states[-1].phase is Phase.OFFLINE


def test_a_cut_page_is_not_applied_and_the_rest_follows_later(desk: Desk, behind: Behind) -> None:
    proxy = behind(sample=700)
    proxy.fault = lambda asked, reply, number: replace(reply, cut_after=900) if number >= 5 else reply

    cut = desk.pull()
    there = len(desk.here())
    proxy.fault = None
    whole = desk.pull()

    assert isinstance(cut.reason, BadAnswer)
    assert 0 < there < 700
    assert (whole.contacts, whole.complete) == (700, True)
    assert desk.here() == desk.there()


def test_lost_answers_now_and_then_cost_nothing(desk: Desk, behind: Behind) -> None:
    proxy = behind(sample=700)
    proxy.fault = lambda asked, reply, number: Reply(reset=True) if number % 4 == 0 else reply

    outcome = desk.pull()

    assert outcome.complete
    assert desk.here() == desk.there()


def test_a_malformed_record_is_set_aside_and_the_others_are_read(desk: Desk, behind: Behind) -> None:
    proxy = behind(sample=150)

    def spoil(answer: dict[str, Any]) -> None:
        answer["data"][3] = {"first_name": "Nobody"} if len(answer["data"][3]) > 1 else {}

    proxy.fault = lambda asked, reply, number: rewritten(reply, spoil) if is_first_page(asked) else reply
    outcome = desk.pull()

    assert isinstance(outcome.reason, RecordsSetAside)
    assert len(outcome.set_aside) == 1
    assert (outcome.contacts, outcome.complete) == (149, True)


def is_first_page(asked: Asked) -> bool:
    return is_list(asked) and "cursor" not in params(asked)


def test_a_field_of_another_type_and_unknown_words_are_read(desk: Desk, behind: Behind) -> None:
    proxy = behind(sample=5)

    def bend(answer: dict[str, Any]) -> None:
        answer["data"][0] |= {"status": "vip", "company": 5, "created_at": "soon", "shoe_size": 44}

    proxy.fault = lambda asked, reply, number: rewritten(reply, bend) if is_first_page(asked) else reply
    outcome = desk.pull()

    assert (outcome.contacts, outcome.reason) == (5, None)
    assert "vip" in {contact.status for contact in desk.here().values()}


def test_an_expired_cursor_restarts_where_it_was(desk: Desk, behind: Behind) -> None:
    proxy = behind(sample=700)
    expired = json_reply({"success": False, "error": {"code": "invalid_parameter", "message": "cursor"}}, 400)
    proxy.fault = lambda asked, reply, number: expired if number in (4, 8) and "cursor" in params(asked) else reply

    outcome = desk.pull()

    assert outcome.complete
    assert desk.here() == desk.there()


def test_a_missing_cursor_is_completed_by_narrower_windows(desk: Desk, behind: Behind) -> None:
    proxy = behind(sample=700)

    def forget(answer: dict[str, Any]) -> None:
        answer["meta"].pop("next_cursor", None)

    def fault(asked: Asked, reply: Reply, number: int) -> Reply:
        return rewritten(reply, forget) if is_list(asked) and params(asked).get("fields") != "id" else reply

    proxy.fault = fault
    outcome = desk.pull()
    proxy.fault = None

    assert outcome.complete
    assert desk.here() == desk.there()


def test_pages_that_lead_nowhere_end_in_part_and_delete_nothing(desk: Desk, behind: Behind) -> None:
    proxy = behind(sample=250)
    desk.pull()
    before = desk.here()
    count = 0

    def circle(answer: dict[str, Any]) -> None:
        nonlocal count
        count += 1
        answer["meta"] |= {"has_more": True, "next_cursor": f"new-{count}", "total": 240}

    first: dict[str, Reply] = {}

    def fault(asked: Asked, reply: Reply, number: int) -> Reply:
        if params(asked).get("limit") == "1":
            return rewritten(reply, lambda answer: answer["meta"].update(total=240))
        if "cursor" not in params(asked):
            first["page"] = reply
        return rewritten(first["page"], circle)

    proxy.fault = fault
    outcome = desk.pull()

    assert isinstance(outcome.reason, EndedInPart)
    assert (outcome.reason.why, outcome.deleted, outcome.complete) == ("cursor", 0, False)
    assert desk.here() == before
    assert count < 40


def test_a_repeated_cursor_ends_in_part_with_what_was_read(desk: Desk, behind: Behind) -> None:
    proxy = behind(sample=250)
    proxy.fault = lambda asked, reply, number: (
        rewritten(reply, lambda answer: answer["meta"].update(next_cursor="same", has_more=True))
        if "cursor" not in params(asked)
        else json_reply({"success": True, "data": [], "meta": {"next_cursor": "same", "has_more": True, "total": 250}})
    )

    outcome = desk.pull()

    assert isinstance(outcome.reason, EndedInPart)
    assert outcome.contacts >= 100


@pytest.mark.parametrize("total", [None, "many", -3])
def test_a_missing_or_senseless_total_is_made_up_for_by_the_sweep(desk: Desk, behind: Behind, total: Any) -> None:
    proxy = behind(sample=250)
    proxy.fault = lambda asked, reply, number: (
        rewritten(reply, lambda answer: answer["meta"].update(total=total)) if b'"meta"' in reply.body else reply
    )

    outcome = desk.pull()
    gone = sorted(desk.here())[0]
    desk.with_client(lambda client: client.delete(gone))
    again = desk.pull()

    assert (outcome.contacts, outcome.complete) == (250, True)
    assert (again.contacts, again.deleted, again.complete) == (249, 1, True)


def test_a_total_that_contradicts_the_list_ends_in_part_and_deletes_nothing(desk: Desk, behind: Behind) -> None:
    proxy = behind(sample=250)
    desk.pull()
    gone = sorted(desk.here())[0]
    desk.with_client(lambda client: client.delete(gone))
    proxy.fault = lambda asked, reply, number: rewritten(reply, lambda answer: answer["meta"].update(total=300))

    outcome = desk.pull()

    assert isinstance(outcome.reason, EndedInPart)
    assert (outcome.reason.why, outcome.reason.listed, outcome.reason.total) == ("total", 249, 300)
    assert gone in desk.here()


def test_a_service_that_ignores_bounds_and_order_is_read_whole(desk: Desk, behind: Behind) -> None:
    proxy = behind(sample=700)

    def ignore(asked: Asked) -> Asked:
        kept = {name: value for name, value in params(asked).items() if name in ("limit", "cursor", "fields")}
        return replace(asked, target=f"{urlsplit(asked.target).path}?{urlencode(kept)}")

    proxy.turn = ignore
    outcome = desk.pull()
    again = desk.pull()

    assert outcome.complete
    assert again.complete
    assert desk.here() == desk.there()


def test_contacts_without_a_time_are_found_by_the_sweep(desk: Desk, behind: Behind) -> None:
    proxy = behind(sample=700)
    undated = max(desk.there().values(), key=lambda contact: str(contact.created_at)).id

    def undate(answer: dict[str, Any], bounded: bool) -> None:
        if not isinstance(answer["data"], list):
            return
        for record in answer["data"]:
            if record["id"] == undated:
                record.pop("created_at", None)
        if bounded:
            answer["data"] = [record for record in answer["data"] if record["id"] != undated]

    def fault(asked: Asked, reply: Reply, number: int) -> Reply:
        bounded = any(name in params(asked) for name in ("created_after", "created_before"))
        return rewritten(reply, lambda answer: undate(answer, bounded))

    proxy.fault = fault
    outcome = desk.pull()

    assert (outcome.contacts, outcome.complete) == (700, True)
    assert undated in desk.here()


@pytest.mark.parametrize("date", ["Mon, 01 Jan 2001 00:00:00 GMT", "Sun, 01 Jan 2090 00:00:00 GMT"])
def test_a_wrong_clock_loses_no_change(desk: Desk, behind: Behind, date: str) -> None:
    proxy = behind(sample=40)
    proxy.fault = lambda asked, reply, number: replace(reply, headers=reply.headers | {"date": date, "Date": date})
    desk.pull()
    one = sorted(desk.here())[0]
    desk.with_client(lambda client: client.update(one, Patch((("company", "Elsewhere"),))))

    outcome = desk.pull()

    assert outcome.complete
    assert desk.here()[one].company == "Elsewhere"
    mark = read_position(desk.database).mark
    assert mark is not None
    assert mark.year in (2001, 2025, 2026, 2027)


def test_rows_that_come_and_go_while_they_are_read_leave_no_hole(desk: Desk, behind: Behind) -> None:
    proxy = behind(sample=400)
    ids = sorted(desk.there())
    doomed = iter(ids)

    def fault(asked: Asked, reply: Reply, number: int) -> Reply:
        if asked.method == "GET" and number % 2 == 0 and number < 12:
            gone = next(doomed)
            target = f"{urlsplit(proxy.base_url).path}/contacts/{gone}"
            headers = {"authorization": f"Bearer {desk.api_key}"}
            assert proxy.ask(Asked("DELETE", target, headers, b"")).status == 200
        return reply

    proxy.fault = fault
    desk.pull()
    proxy.fault = None
    outcome = desk.pull()

    assert outcome.complete
    assert desk.here() == desk.there()


def test_the_key_is_nowhere_in_what_a_sync_tells(desk: Desk) -> None:
    with RawServer(json_reply({"error": "no"}, 401)) as server:
        desk.base_url, desk.api_key = server.url, "sk_sentinel_9f8e"
        outcome = desk.pull()

    assert "sk_sentinel" not in repr(outcome) + repr(desk.states) + str(outcome.reason)


def test_json_of_another_service_is_not_taken_for_an_empty_list(desk: Desk, behind: Behind) -> None:
    behind(sample=40)
    desk.pull()

    with RawServer(Reply(200, json.dumps({"items": []}).encode(), {"Content-Type": "application/json"})) as server:
        desk.base_url = server.url
        outcome = desk.pull(accept_deletions=True)

    assert isinstance(outcome.reason, NotThisApi)
    assert len(desk.here()) == 40
