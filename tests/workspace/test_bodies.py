"""Bodies: strict, and every fault named by its field."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexus_contacts.workspace.answers import RefusedError
from nexus_contacts.workspace.bodies import (
    ContactDraft,
    ContactPatch,
    MergeBody,
    NoteBody,
    read_body,
    read_bulk,
    read_json,
)

GOOD = {"first_name": "Ann", "email": "ann@example.com"}
NESTED = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(st.characters(codec=None)),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)


def faults(**members: Any) -> dict[str, str]:
    with pytest.raises(RefusedError) as refused:
        read_body(ContactDraft, {**GOOD, **members})
    assert refused.value.refusal.status == 422
    assert refused.value.refusal.code == "validation_failed"
    return dict(refused.value.refusal.fields)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("first_name", ""),
        ("first_name", "   "),
        ("first_name", None),
        ("first_name", 7),
        ("first_name", "x" * 201),
        ("first_name", "a\0b"),
        ("first_name", "half \ud83d"),
        ("email", ""),
        ("email", "ann"),
        ("email", "ann@example.com, bob@example.com"),
        ("email", "a" * 250 + "@example.com"),
        ("phone", "0155 5019"),
        ("phone", "+0155"),
        ("phone", "+1234567890123456"),
        ("phone", "+٤٩٣٠"),
        ("status", "hot"),
        ("source", "telepathy"),
        ("tags", "vip"),
        ("tags", ["a,b"]),
        ("tags", [""]),
        ("tags", ["x" * 65]),
        ("tags", [str(number) for number in range(51)]),
        ("tags", [1]),
        ("company", "x" * 201),
        ("custom_fields", []),
        ("custom_fields", {"": 1}),
        ("custom_fields", {f"key {number}": number for number in range(501)}),
        ("address", "Rome"),
        ("nickname", "Annie"),
    ],
)
def test_what_is_not_valid_is_named(name: str, value: Any) -> None:
    assert set(faults(**{name: value})) == {name}


def test_every_fault_is_named_at_once() -> None:
    named = faults(email="ann", phone="1", custom_fields={"a": [1], "b": float("inf")}, address={"planet": "Mars"})

    assert set(named) == {"email", "phone", "custom_fields.a", "custom_fields.b", "address.planet"}


def test_texts_are_trimmed_and_phones_stripped_to_e164() -> None:
    draft = read_body(
        ContactDraft,
        {"first_name": " Ann ", "email": " ann@example.com ", "phone": " +1 (555) 010-23 ", "tags": [" a", "a"]},
    )

    assert (draft.first_name, draft.email, draft.phone, draft.tags) == ("Ann", "ann@example.com", "+155501023", ["a"])


def test_members_that_are_read_only_are_ignored() -> None:
    given_back = {**GOOD, "id": "con_x", "created_at": "x", "updated_at": 3, "engagement_score": 99, "metadata": {}}

    assert read_body(ContactDraft, given_back).first_name == "Ann"


def test_a_patch_knows_what_it_names() -> None:
    assert read_body(ContactPatch, {"phone": None}).model_fields_set == {"phone"}
    assert read_body(ContactPatch, {}).model_fields_set == set()
    for name in ("first_name", "email", "status", "source"):
        with pytest.raises(RefusedError):
            read_body(ContactPatch, {name: None})


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b"[]", b'"text"', b"null", b'{"a": NaN}', b"\xff", b"[" * 100_000, b'{"a": ' + b"9" * 5000 + b"}"],
)
def test_a_body_that_is_no_json_object_is_unreadable(raw: bytes) -> None:
    with pytest.raises(RefusedError) as refused:
        read_json(raw)

    assert (refused.value.refusal.status, refused.value.refusal.code) == (400, "invalid_json")


@pytest.mark.parametrize(
    "body", [{}, {"contacts": []}, {"contacts": [GOOD] * 101}, {"contacts": {}}, {"contacts": [GOOD], "x": 1}]
)
def test_a_bulk_create_has_one_to_a_hundred_items(body: dict[str, Any]) -> None:
    with pytest.raises(RefusedError) as refused:
        read_bulk(body)

    assert refused.value.refusal.status == 422


def test_a_merge_knows_one_strategy() -> None:
    ids = {"primary_id": "con_a", "secondary_id": "con_b"}

    assert read_body(MergeBody, ids).merge_strategy == "prefer_primary"
    with pytest.raises(RefusedError) as refused:
        read_body(MergeBody, {**ids, "merge_strategy": "newest"})
    assert dict(refused.value.refusal.fields).keys() == {"merge_strategy"}


@pytest.mark.parametrize("content", ["", " \n", "x" * 100_001, None, 7])
def test_a_note_has_words_and_an_end(content: Any) -> None:
    with pytest.raises(RefusedError):
        read_body(NoteBody, {"content": content})


@given(st.dictionaries(st.sampled_from([*GOOD, "tags", "address", "custom_fields", "phone", "odd"]), NESTED))
def test_anything_is_read_or_refused_and_told_as_json(members: dict[str, Any]) -> None:
    try:
        read_body(ContactDraft, {**GOOD, **members})
    except RefusedError as refused:
        json.loads(bytes(refused.refusal.response().body))
