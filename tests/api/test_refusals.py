"""Errors of any shape, and what may not be taken for one of ours."""

import json

import pytest

from nexus_contacts.api.errors import (
    ApiError,
    Conflict,
    EmailTaken,
    Forbidden,
    NotFound,
    NotThisApi,
    PreconditionFailed,
    RateLimited,
    ReadOnlyKey,
    Refused,
    ServerError,
    Unauthorized,
    Unreachable,
    ValidationFailed,
)
from nexus_contacts.api.refusals import refusal
from nexus_contacts.api.transport import Answer, Call

KEY = "sentinel-key-4711"
GET = Call("GET", "/contacts/con_1")
PUT = Call("PUT", "/contacts/con_1", body=b"{}")
CREATE = Call("POST", "/contacts", body=b"{}")
MERGE = Call("POST", "/contacts/merge", body=b"{}")


def meant(body: object, status: int, call: Call = GET) -> ApiError:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return refusal(call, Answer(status, {"x-request-id": "req_1"}, raw, "https://app.example/contacts"), KEY)


def ours(code: str, message: str = "words", **more: object) -> dict[str, object]:
    return {"success": False, "error": {"code": code, "message": message, **more}}


@pytest.mark.parametrize(
    ("status", "code", "call", "kind"),
    [
        (400, "invalid_parameter", GET, Refused),
        (401, "unauthorized", GET, Unauthorized),
        (403, "read_only_key", PUT, ReadOnlyKey),
        (403, "forbidden", PUT, Forbidden),
        (404, "not_found", GET, NotFound),
        (405, "method_not_allowed", GET, Refused),
        (409, "email_taken", PUT, EmailTaken),
        (409, "whatever", CREATE, EmailTaken),
        (409, "whatever", MERGE, Conflict),
        (412, "changed_meanwhile", PUT, PreconditionFailed),
        (413, "body_too_large", CREATE, Refused),
        (422, "validation_failed", PUT, ValidationFailed),
        (429, "rate_limited", GET, RateLimited),
        (500, "internal_error", GET, ServerError),
        (503, "", GET, ServerError),
        (200, "not_found", GET, NotFound),
        (200, "email_taken", CREATE, EmailTaken),
        (200, "strange", GET, Refused),
    ],
)
def test_each_status_has_its_class(status: int, code: str, call: Call, kind: type[ApiError]) -> None:
    error = meant(ours(code), status, call)

    assert type(error) is kind
    assert (error.status, error.code, error.message, error.request_id) == (status, code, "words", "req_1")


def test_our_own_facts_are_kept() -> None:
    taken = meant(ours("email_taken", fields={"email": "is taken"}, existing_id="con_9"), 409, CREATE)

    assert (taken.existing_id, taken.fields) == ("con_9", (("email", "is taken"),))


@pytest.mark.parametrize(
    ("body", "message", "fields"),
    [
        ({"error": "No good"}, "No good", ()),
        ({"message": "No good"}, "No good", ()),
        ({"detail": "No good"}, "No good", ()),
        ({"errors": ["No", "good"]}, "No; good", ()),
        ({"errors": [{"field": "email", "message": "No good"}]}, "No good", (("email", "No good"),)),
        ({"errors": {"email": ["No good", "at all"]}}, "", (("email", "No good"),)),
        ({"detail": [{"loc": ["body", "email"], "msg": "No good"}]}, "No good", (("email", "No good"),)),
        (["No good"], "No good", ()),
        ("No good", "No good", ()),
        ({"error": {"message": 7, "fields": 3}, "errors": [None, 4]}, "", ()),
        (b"", "", ()),
        (b"<html>422</html>", "", ()),
        (None, "", ()),
        ({"message": "one\ntwo\x1b[31m\u202e"}, "one two [31m", ()),
        ({"message": "x" * 9000}, "x" * 500, ()),
    ],
)
def test_any_shape_is_understood(body: object, message: str, fields: tuple[tuple[str, str], ...]) -> None:
    error = meant(body, 422)

    assert isinstance(error, ValidationFailed)
    assert (error.message, error.fields) == (message, fields)


@pytest.mark.parametrize("body", [b"<html>Not Found</html>", b"", b"404 page not found"])
def test_a_web_servers_404_does_not_mean_that_the_contact_is_gone(body: bytes) -> None:
    assert isinstance(meant(body, 404, PUT), NotThisApi)


def test_a_portal_and_a_proxy_speak_for_themselves() -> None:
    assert isinstance(meant(b"<html>", 511), NotThisApi)
    assert isinstance(meant(b"<html>", 304), NotThisApi)
    proxy = meant(b"<html>", 407)
    assert isinstance(proxy, Unreachable)
    assert proxy.reason == "proxy"


@pytest.mark.parametrize(
    ("message", "call", "kind"),
    [
        ("This key is read-only.", CREATE, ReadOnlyKey),
        ("READ ONLY", PUT, ReadOnlyKey),
        ("This key is read-only.", GET, Forbidden),
        ("Your address is not on the list", PUT, Forbidden),
    ],
)
def test_a_read_only_key_is_told_by_its_words(message: str, call: Call, kind: type[ApiError]) -> None:
    assert type(meant({"error": message}, 403, call)) is kind


def test_a_failure_of_the_service_leaves_open_whether_it_acted() -> None:
    assert meant(b"", 502, CREATE).maybe_sent
    assert not meant(ours("rate_limited"), 429, CREATE).maybe_sent


def test_a_key_the_service_echoes_is_struck_out() -> None:
    error = meant(ours(f"bad_{KEY}", f"bad key {KEY}", fields={KEY: KEY}, existing_id=KEY), 401)

    assert KEY not in str(error)
    assert KEY not in str(vars(error))
