"""From bytes to records: the documented, the strange, and the hostile."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexus_contacts.api import decode
from nexus_contacts.api.errors import BadAnswer, NotThisApi
from nexus_contacts.api.records import Address, BulkError, BulkOutcome, Contact, Page, SetAside

JANE: dict[str, Any] = {
    "id": "con_abc123",
    "first_name": "Jane",
    "last_name": "Smith",
    "email": "jane@example.com",
    "phone": "+1-555-0123",
    "company": "Acme Corp",
    "job_title": "VP of Marketing",
    "status": "active",
    "source": "website",
    "tags": ["enterprise", "marketing"],
    "assigned_to": "usr_xyz789",
    "engagement_score": 85,
    "custom_fields": {"industry": "Technology", "company_size": "50-200"},
    "created_at": "2026-01-15T09:30:00Z",
    "updated_at": "2026-03-20T14:22:00Z",
}
META = {"total": 1250, "limit": 10, "next_cursor": "eyJpZCI6ImNvbl9hYmMxMjMifQ==", "has_more": True}


def read(*records: object, meta: object = None) -> Page[Contact]:
    body = json.dumps({"success": True, "data": list(records), "meta": META if meta is None else meta})
    return decode.page(body.encode(), decode.contact)


def one(**members: Any) -> Contact:
    return read(JANE | members).items[0]


def test_the_vendors_example_is_read_whole() -> None:
    page = read(JANE)

    assert (page.total, page.next_cursor, page.has_more) == (1250, META["next_cursor"], True)
    assert page.items == (
        Contact(
            id="con_abc123",
            first_name="Jane",
            last_name="Smith",
            email="jane@example.com",
            phone="+1-555-0123",
            company="Acme Corp",
            job_title="VP of Marketing",
            status="active",
            source="website",
            tags=("enterprise", "marketing"),
            assigned_to="usr_xyz789",
            engagement_score=85.0,
            custom_fields=(("industry", "Technology"), ("company_size", "50-200")),
            address=None,
            created_at=datetime(2026, 1, 15, 9, 30, tzinfo=UTC),
            updated_at=datetime(2026, 3, 20, 14, 22, tzinfo=UTC),
        ),
    )


def test_a_missing_or_null_member_is_no_error() -> None:
    bare = read({"id": "con_1"}).items[0]
    nulls = read({name: None for name in JANE} | {"id": "con_1", "address": None}).items[0]

    assert bare == Contact("con_1")
    assert nulls == Contact("con_1", address=Address())


def test_an_unknown_word_stands_as_it_came() -> None:
    assert one(status="dormant").status == "dormant"
    assert one(status="dormant").odd == ()


def test_an_unknown_member_is_kept() -> None:
    assert one(vip=True, score={"a": [1]}).odd == (("vip", True), ("score", {"a": [1]}))


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("phone", 15550123, "15550123"),
        ("email", {"work": "j@x.example"}, '{"work": "j@x.example"}'),
        ("status", True, "true"),
        ("tags", "a, b,", ("a", "b")),
        ("tags", ["a", 2, None], ("a", "2")),
        ("tags", 7, ()),
        ("engagement_score", "85.5", 85.5),
        ("engagement_score", "high", None),
        ("engagement_score", True, None),
        ("engagement_score", 10**400, None),
        ("custom_fields", ["x"], ()),
        ("address", "1 Main Street", Address()),
        ("address", {"street": "1 Main", "planet": "Mars"}, Address(street="1 Main")),
        ("address", {"zip": 10115}, Address(zip="10115")),
        ("created_at", 1700000000, None),
        ("updated_at", "yesterday", None),
        ("metadata", 1, ()),
    ],
)
def test_a_wrong_type_costs_only_its_member(name: str, value: object, shown: object) -> None:
    contact = one(**{name: value})

    assert getattr(contact, name) == shown
    assert contact.odd == ((name, value),)
    assert contact.name == "Jane Smith"


def test_an_empty_list_in_place_of_an_object_is_nothing_odd() -> None:
    contact = one(custom_fields=[], metadata=[])

    assert contact.custom_fields == ()
    assert contact.odd == ()


def test_a_record_that_is_none_is_set_aside_and_the_rest_stands() -> None:
    page = read(JANE, 7, {"first_name": "Nobody"}, {"id": ""}, {"id": None}, {"id": 12})

    assert [contact.id for contact in page.items] == ["con_abc123", "12"]
    assert page.set_aside == (
        SetAside(1, "not_an_object", "7"),
        SetAside(2, "no_id", '{"first_name": "Nobody"}'),
        SetAside(3, "no_id", '{"id": ""}'),
        SetAside(4, "no_id", '{"id": null}'),
    )


@pytest.mark.parametrize(
    ("meta", "expected"),
    [
        ({}, (None, None, False)),
        ([], (None, None, False)),
        ({"total": "12", "has_more": True}, (12, None, True)),
        ({"total": -1, "next_cursor": "x"}, (None, "x", True)),
        ({"total": True, "next_cursor": ""}, (None, None, False)),
        ({"total": 3.5, "next_cursor": 7, "has_more": "yes"}, (None, "7", True)),
        ({"total": 1, "next_cursor": "x", "has_more": False}, (1, "x", False)),
    ],
)
def test_meta_is_read_as_far_as_it_goes(meta: object, expected: tuple[object, ...]) -> None:
    page = read(JANE, meta=meta)

    assert (page.total, page.next_cursor, page.has_more) == expected


def test_no_data_is_an_empty_page() -> None:
    assert decode.page(b'{"success": true, "data": null}', decode.contact) == Page(())


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"<!doctype html><p>Welcome to our hotel", "html"),
        (b"\xef\xbb\xbf<html>", "html"),
        (b"OK", "text"),
        (b"[]", "json"),
        (b'"fine"', "json"),
        (b'{"products": []}', "json"),
        (b'{"success": true, "data": {"id": "con_1"}}', "json"),
        (b'{"success": true}', "json"),
    ],
)
def test_another_sites_answer_is_not_this_api(body: bytes, reason: str) -> None:
    with pytest.raises(NotThisApi) as caught:
        decode.page(body, decode.contact)

    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b'{"success": true, "data": [{"id": "con_', "not_json"),
        (b'{"success": true, "data": [' + b"[" * 100_000, "too_deep"),
        (b'{"success": true, "data": [' + b"[" * 300 + b"]" * 300 + b"]}", "too_deep"),
    ],
)
def test_a_broken_body_is_a_bad_answer(body: bytes, reason: str) -> None:
    with pytest.raises(BadAnswer) as caught:
        decode.page(body, decode.contact)

    assert caught.value.reason == reason


@pytest.mark.parametrize(
    "body", [b'{"success": false, "data": []}', b'{"error": "no"}', b'{"errors": ["no"]}', b'{"success": false}']
)
def test_an_error_under_a_status_of_success_is_noticed(body: bytes) -> None:
    with pytest.raises(decode.Unsuccessful):
        decode.page(body, decode.contact)


def test_text_that_is_no_unicode_becomes_harmless() -> None:
    body = b'{"success": true, "data": [{"id": "con_1", "first_name": "\\ud800J\\u0000", "company": "\xff"}]}'

    contact = decode.page(body, decode.contact).items[0]

    assert contact.first_name == "�J\0"
    assert contact.company == "�"


def test_numbers_without_end_become_text() -> None:
    members = b'"a": NaN, "b": 1e999, "c": [1e999], "d": 1.5, "e": ' + b"9" * 5000
    body = b'{"success": true, "data": [{"id": "con_1", "custom_fields": {' + members + b"}}]}"

    fields = dict(decode.page(body, decode.contact).items[0].custom_fields)
    json.dumps(fields, allow_nan=False)
    quick = decode.page(body.replace(b"NaN", b"1e999").replace(b"9" * 5000, b"1"), decode.contact).items[0]

    assert fields["a"] == "NaN"
    assert fields["b"] == "Infinity"
    assert fields["c"] == ["Infinity"]
    assert fields["d"] == 1.5
    assert quick.custom_fields[2] == ("c", ["Infinity"])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*JANE, "address", "metadata", "else"]), JSON))
def test_any_record_is_used_or_set_aside_and_can_be_stored(record: dict[str, Any]) -> None:
    page = read(record)

    assert len(page.items) + len(page.set_aside) == 1
    for contact in page.items:
        assert isinstance(contact.name, str)
        json.dumps([contact.odd, contact.custom_fields, contact.tags], allow_nan=False, ensure_ascii=False).encode()


def test_one_record_is_found_in_its_wrapping_or_missed() -> None:
    wrapped = b'{"success": true, "data": {"contact": {"id": "con_1"}}}'

    assert decode.single(wrapped, decode.contact) == Contact("con_1")
    for body in (b'{"success": true}', b'{"data": {}}', b'{"data": {"id": null}}', b'{"data": []}'):
        with pytest.raises(BadAnswer) as caught:
            decode.single(body, decode.contact)
        assert caught.value.reason == "no_record"


def test_a_bulk_answer_is_read_in_its_shapes() -> None:
    full = (
        b'{"success": true, "data": {"created": 1, "failed": 1, "errors": [{"index": 3, "email": "a@x", "code": "c"}]}}'
    )
    bare = b'{"success": true, "data": {"created": 0, "errors": ["no good", {"error": "bad"}]}}'

    assert decode.bulk_outcome(full) == BulkOutcome(1, 1, (BulkError(3, "a@x", "c"),))
    assert decode.bulk_outcome(bare) == BulkOutcome(
        0, 2, (BulkError(0, message="no good"), BulkError(1, message="bad"))
    )
    with pytest.raises(BadAnswer):
        decode.bulk_outcome(b'{"success": true, "data": []}')


def test_what_belongs_to_a_contact_is_read() -> None:
    at = "2026-01-15T09:30:00Z"
    deal = decode.deal({"id": "deal_1", "title": "Big", "value": "1200.50", "probability": 40, "created_at": at})
    activity = decode.activity({"id": "act_1", "type": "call", "duration_minutes": 5, "occurred_at": at})
    event = decode.timeline_event({"id": "evt_1", "type": "odd_one", "data": {"from": "lead"}, "occurred_at": at})
    note = decode.note({"id": "note_1", "content": "**hi**", "created_at": at, "updated_at": None})

    moment = datetime(2026, 1, 15, 9, 30, tzinfo=UTC)
    assert (deal.title, deal.value, deal.created_at, deal.odd) == ("Big", 1200.5, moment, (("value", "1200.50"),))
    assert (activity.type, activity.duration_minutes, activity.occurred_at) == ("call", 5.0, moment)
    assert (event.type, event.data, event.occurred_at) == ("odd_one", (("from", "lead"),), moment)
    assert (note.content, note.created_at, note.updated_at) == ("**hi**", moment, None)
