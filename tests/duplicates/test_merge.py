"""What a merge makes of contacts, and that nothing disappears unnamed."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexus_contacts.api.records import Address, Contact
from nexus_contacts.duplicates.merge import (
    STRATEGIES,
    lost_as_note,
    merge_fields,
    merged,
    preset,
    same_value,
    service_result,
    suggested_primary,
)
from nexus_contacts.store import edits

JANE = Contact(
    "con_1", "Jane", "Smith", "jane@example.com", "+15550123", "Acme", "VP", status="active", source="website",
    tags=("a", "b"), custom_fields=(("plan", "team"),), updated_at=datetime(2026, 1, 1, tzinfo=UTC),
)  # fmt: skip
JAYNE = Contact(
    "con_2", "Jane", "Smyth", "j.smith@acme.com", "+1 555 0123", "", "Marketing VP", status="lead", source="website",
    tags=("b", "c"), custom_fields=(("zone", "PST"),), address=Address(city="Hull"),
    updated_at=datetime(2026, 2, 1, tzinfo=UTC),
)  # fmt: skip

TEXT = st.sampled_from(("", "x", "y", "Z"))
CONTACTS = st.builds(
    Contact,
    id=st.just(""), first_name=st.sampled_from(("Ann", "Bo")), last_name=TEXT,
    email=st.sampled_from(("a@b.c", "d@e.f", "A@B.C")), phone=st.sampled_from(("", "+491234", "0123", "+49 1234")),
    company=TEXT, job_title=TEXT, status=st.sampled_from(("lead", "active")), source=st.sampled_from(("api", "import")),
    assigned_to=TEXT, tags=st.lists(TEXT.filter(bool), unique=True).map(tuple),
    custom_fields=st.dictionaries(st.sampled_from("kK"), st.sampled_from((1, "1", True, "x"))).map(
        lambda fields: tuple(fields.items())
    ),
    address=st.none() | st.builds(Address, street=TEXT, city=TEXT),
)  # fmt: skip


def named(contacts: list[Contact]) -> list[Contact]:
    from dataclasses import replace

    return [replace(one, id=f"con_{number}") for number, one in enumerate(contacts)]


@given(st.lists(CONTACTS, min_size=2, max_size=4).map(named), st.data())
def test_no_value_disappears_without_having_been_named(contacts: list[Contact], data: Any) -> None:
    fields = merge_fields(*contacts)
    chosen = {field: data.draw(st.integers(0, len(contacts) - 1), label=field) for field in fields}
    dropped = data.draw(st.lists(st.sampled_from(("x", "y", "Z"))))

    merge = merged(contacts, chosen, dropped_tags=dropped)

    said = [(one.field, one.value) for one in merge.lost]
    for one in contacts:
        for field in merge_fields(one):
            value = edits.value_of(one, field)
            kept = same_value(field, value, edits.value_of(merge.result, field))
            assert kept or any(name == field and same_value(field, value, other) for name, other in said)
        assert all(tag in merge.result.tags or ("tags", tag) in said for tag in one.tags)


@given(st.lists(CONTACTS, min_size=2, max_size=4).map(named), st.sampled_from(STRATEGIES))
def test_a_strategy_never_empties_a_field(contacts: list[Contact], strategy: Any) -> None:
    merge = merged(contacts, preset(strategy, contacts))

    for field in merge_fields(*contacts):
        assert edits.value_of(merge.result, field) not in ("", None)


@given(st.lists(CONTACTS, min_size=2, max_size=4).map(named))
def test_the_parts_lead_from_the_primary_to_the_result(contacts: list[Contact]) -> None:
    merge = merged(contacts, preset("newest", contacts))

    parts = merge.parts
    assert parts[0].primary == contacts[0]
    assert parts[-1].wanted == merge.result
    assert [one.secondary for one in parts] == contacts[1:]


def test_preferring_the_primary_is_what_the_service_does() -> None:
    assert merged((JANE, JAYNE), preset("primary", (JANE, JAYNE))).result == service_result(JANE, JAYNE)


def test_strategies_choose() -> None:
    assert merged((JANE, JAYNE), preset("newest", (JANE, JAYNE))).result.last_name == "Smyth"
    assert merged((JANE, JAYNE), preset("complete", (JANE, JAYNE))).result.job_title == "Marketing VP"


def test_what_was_typed_wins_and_the_rest_is_lost_by_name() -> None:
    merge = merged((JANE, JAYNE), preset("primary", (JANE, JAYNE)), {"last_name": "Smithe"}, ("c",))

    assert merge.result.last_name == "Smithe"
    assert {(one.field, one.value) for one in merge.lost} == {
        ("last_name", "Smith"), ("last_name", "Smyth"), ("email", "j.smith@acme.com"), ("job_title", "Marketing VP"),
        ("status", "lead"), ("tags", "c"),
    }  # fmt: skip
    assert not merge.is_lossless
    assert "- E-mail of Jane Smyth: j.smith@acme.com" in lost_as_note(merge.lost, {"email": "E-mail"})
    assert lost_as_note((), {}) == ""


PHONES = [("+1 (555) 0123", "+15550123", True), ("", "", True), ("1", "2", False)]


@pytest.mark.parametrize(("one", "other", "same"), PHONES)
def test_phones_are_the_same_by_their_digits(one: str, other: str, same: bool) -> None:
    assert same_value("phone", one, other) is same


def test_the_one_with_most_on_it_is_suggested() -> None:
    assert suggested_primary((JANE, JAYNE), {"con_2": 3}) == 1
    assert suggested_primary((JANE, JAYNE), {}) == 0
