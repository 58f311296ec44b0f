"""What is sent, and what is not."""

import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from nexus_contacts.api import encode
from nexus_contacts.api.errors import ValidationFailed
from nexus_contacts.api.records import Address, Draft, ListQuery, Patch

JOHN = Draft("John", "john@example.com")


def test_a_draft_sends_what_it_has_and_nothing_else() -> None:
    full = Draft(
        " John ",
        " john@example.com",
        phone="+1 (555) 01-99",
        source="api",
        tags=("prospect", "saas", "prospect"),
        custom_fields=(("industry", "SaaS"), ("seats", 5)),
        address=Address(city="Bern"),
    )

    assert json.loads(encode.create_body(JOHN)) == {"first_name": "John", "email": "john@example.com"}
    assert json.loads(encode.create_body(full)) == {
        "first_name": "John",
        "email": "john@example.com",
        "phone": "+15550199",
        "source": "api",
        "tags": ["prospect", "saas"],
        "custom_fields": {"industry": "SaaS", "seats": 5},
        "address": {"city": "Bern"},
    }


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (Draft(" ", "john@example.com"), "first_name"),
        (Draft("J" * 201, "john@example.com"), "first_name"),
        (Draft("John", ""), "email"),
        (Draft("John", "john"), "email"),
        (Draft("John", "a@x.example, b@x.example"), "email"),
        (Draft("John", f"{'j' * 250}@x.example"), "email"),
        (Draft("John", "j@x.example", phone="555-0199"), "phone"),
        (Draft("John", "j@x.example", phone="+0123"), "phone"),
        (Draft("John", "j@x.example", company="c" * 201), "company"),
        (Draft("John", "j@x.example", tags=("a,b",)), "tags"),
        (Draft("John", "j@x.example", tags=("t" * 65,)), "tags"),
        (Draft("John", "j@x.example", tags=tuple(str(n) for n in range(51))), "tags"),
        (Draft("John", "j@x.example", custom_fields=(("k", "v" * 10_001),)), "custom_fields.k"),
    ],
)
def test_a_draft_that_breaks_a_rule_is_not_sent(draft: Draft, field: str) -> None:
    with pytest.raises(ValidationFailed) as caught:
        encode.create_body(draft)

    assert caught.value.status is None
    assert [name for name, _ in caught.value.fields] == [field]


def test_a_patch_sends_the_changes_alone_and_null_clears() -> None:
    patch = Patch((("status", "dormant"), ("phone", None), ("tags", []), ("address", {"street": None, "zip": "1"})))

    assert json.loads(encode.patch_body(patch)) == {
        "status": "dormant",
        "phone": None,
        "tags": [],
        "address": {"street": None, "zip": "1"},
    }


def test_custom_fields_go_whole_with_what_cannot_be_edited() -> None:
    patch = Patch((("custom_fields", {"plan": "pro", "list": [1, {"a": None}], "gone": None}),))

    assert json.loads(encode.patch_body(patch)) == dict(patch.changes)


@pytest.mark.parametrize(
    "changes",
    [
        (),
        (("engagement_score", 5),),
        (("id", "con_2"),),
        (("first_name", None),),
        (("email", None),),
        (("tags", "a,b"),),
        (("phone", 15550199),),
        (("address", {"planet": "Mars"}),),
        (("company", "\ud800"),),
        (("custom_fields", {"x": float("nan")}),),
    ],
)
def test_a_patch_that_breaks_a_rule_is_not_sent(changes: tuple[tuple[str, object], ...]) -> None:
    with pytest.raises(ValidationFailed):
        encode.patch_body(Patch(changes))  # type: ignore[arg-type]


def test_bulk_takes_one_to_a_hundred_and_names_the_one_at_fault() -> None:
    assert len(json.loads(encode.bulk_body([JOHN] * 100))["contacts"]) == 100
    for drafts in ([], [JOHN] * 101):
        with pytest.raises(ValidationFailed):
            encode.bulk_body(drafts)
    with pytest.raises(ValidationFailed) as caught:
        encode.bulk_body([JOHN, Draft("Jane", "nobody")])
    assert caught.value.fields[0][0] == "contacts.1.email"


def test_a_merge_names_the_one_strategy_and_two_contacts() -> None:
    assert json.loads(encode.merge_body("con_1", "con_2")) == {
        "primary_id": "con_1",
        "secondary_id": "con_2",
        "merge_strategy": "prefer_primary",
    }
    with pytest.raises(ValidationFailed):
        encode.merge_body("con_1", "con_1")


def test_a_note_has_words_but_not_too_many() -> None:
    assert json.loads(encode.note_body("**hi**")) == {"content": "**hi**"}
    for content in ("", "x" * 100_001):
        with pytest.raises(ValidationFailed):
            encode.note_body(content)


def test_an_id_stays_one_part_of_the_path() -> None:
    assert encode.segment("con_abc") == "con_abc"
    assert encode.segment("a/../b?c#d%") == "a%2F..%2Fb%3Fc%23d%25"
    for contact_id in ("", ".", ".."):
        with pytest.raises(ValidationFailed):
            encode.segment(contact_id)


def test_times_are_sent_in_utc() -> None:
    moment = datetime(2026, 1, 15, 11, 30, tzinfo=timezone(timedelta(hours=2)))

    assert encode.wire_time(moment) == "2026-01-15T09:30:00Z"
    assert encode.wire_time(datetime(2026, 1, 15, 9, 30, 0, 250000)) == "2026-01-15T09:30:00.250000Z"
    assert encode.header_time(moment) == "Thu, 15 Jan 2026 09:30:00 GMT"
    assert date(2026, 1, 15).strftime("%a") == "Thu"


def test_a_query_sends_what_it_asks_and_nothing_else() -> None:
    query = ListQuery(
        status="active",
        tags=("a", "b"),
        created_after=datetime(2026, 1, 1, tzinfo=UTC),
        sort="-created_at",
        limit=10,
        fields=("id", "email"),
    )

    assert encode.list_params(ListQuery(), None) == (("limit", "100"),)
    assert encode.list_params(query, "eyJ=") == (
        ("status", "active"),
        ("tags", "a,b"),
        ("sort", "-created_at"),
        ("created_after", "2026-01-01T00:00:00Z"),
        ("limit", "10"),
        ("fields", "id,email"),
        ("cursor", "eyJ="),
    )
