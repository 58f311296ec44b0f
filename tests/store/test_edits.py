"""Edits as values: compared, folded, laid over, turned round, and made into what is sent."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexus_contacts.api.records import Address, Contact, Draft
from nexus_contacts.store import edits
from nexus_contacts.store.edits import Change, Edit

TEXT = st.text(max_size=6)
TAGS = st.lists(st.sampled_from(["a", "b", "c", "d"]), unique=True, max_size=4).map(tuple)
VALUES = st.one_of(st.none(), TEXT, st.integers(-9, 9), st.booleans())


@st.composite
def contacts(draw: st.DrawFn) -> Contact:
    custom = draw(
        st.dictionaries(
            st.sampled_from(["plan", "Plan", "seats"]), VALUES.filter(lambda value: value not in (None, ""))
        )
    )
    return Contact(
        "con_1",
        first_name=draw(TEXT),
        email=draw(TEXT),
        phone=draw(TEXT),
        status=draw(st.sampled_from(["lead", "active"])),
        tags=draw(TAGS),
        custom_fields=tuple(custom.items()),
        address=Address(city=draw(TEXT), country=draw(TEXT)),
    )


def as_sets(contact: Contact) -> Any:
    """What counts of a contact: custom fields have no order, and an address without parts is none."""
    return (
        *(getattr(contact, name) for name in edits.TEXTS),
        frozenset(contact.tags),
        dict(contact.custom_fields),
        contact.address or Address(),
    )


@given(contacts(), contacts())
def test_the_changes_between_two_contacts_make_one_of_the_other(before: Contact, after: Contact) -> None:
    changes = edits.changes_between(before, after)

    assert as_sets(edits.laid_over(before, changes)) == as_sets(after)


@given(contacts(), contacts(), contacts())
def test_folded_changes_do_what_both_do(first: Contact, second: Contact, third: Contact) -> None:
    earlier, later = edits.changes_between(first, second), edits.changes_between(second, third)

    together = edits.folded(earlier, later)

    assert as_sets(edits.laid_over(first, together)) == as_sets(third)
    assert len({change.field for change in together}) == len(together)


@given(contacts(), contacts())
def test_what_is_turned_round_takes_back(before: Contact, after: Contact) -> None:
    changes = edits.changes_between(before, after)

    assert edits.folded(changes, edits.inverse(changes)) == ()


@given(contacts(), contacts())
def test_changes_go_through_json(before: Contact, after: Contact) -> None:
    changes = edits.changes_between(before, after)
    packed = [json.loads(json.dumps(part)) for part in edits.packed(changes)]

    assert edits.unpacked(*packed) == changes


@given(TAGS, TAGS, TAGS)
def test_tags_merge_by_what_each_side_added_and_took_off(base: Any, mine: Any, theirs: Any) -> None:
    merged = edits.merged_tags(base, mine, theirs)

    assert len(set(merged)) == len(merged)
    assert {tag for tag in mine if tag not in base} <= set(merged)
    assert not {tag for tag in base if tag not in mine} & set(merged)
    assert {tag for tag in theirs if tag not in base} <= set(merged)


def test_tags_are_added_and_taken_off_whatever_else_the_contact_carries() -> None:
    changes = (Change("tags", ("a", "b"), ("b", "new")),)

    assert edits.laid_over(Contact("con_1", tags=("b", "a", "other")), changes).tags == ("b", "other", "new")


@pytest.mark.parametrize(
    ("edit", "fields"),
    [
        (Edit((("status", "customer"),)), {"status": "customer"}),
        (Edit((("status", "lead"),)), {}),
        (Edit(add_tags=("vip", "a")), {"tags": ("a", "b", "vip")}),
        (Edit(remove_tags=("a", "x")), {"tags": ("b",)}),
        (Edit(rename_tags=(("a", "b"),)), {"tags": ("b",)}),
        (Edit(rename_tags=(("x", "y"),)), {}),
        (
            Edit((("custom_fields.plan", 5), ("address.city", "Bonn"))),
            {"custom_fields.plan": 5, "address.city": "Bonn"},
        ),
        (Edit((("custom_fields.seats", None),)), {"custom_fields.seats": None}),
    ],
)
def test_an_edit_changes_what_is_not_so_already(edit: Edit, fields: dict[str, Any]) -> None:
    contact = Contact("con_1", "Jane", status="lead", tags=("a", "b"), custom_fields=(("seats", 3),))

    changes = edits.changes_for(contact, edit)

    assert {change.field: change.after for change in changes} == fields


def test_a_patch_sends_whole_objects_and_names_what_goes() -> None:
    contact = Contact(
        "con_1", company="Acme", custom_fields=(("plan", "Pro"), ("seats", 3)), address=Address(city="Bonn", zip="5")
    )
    changes = (
        Change("custom_fields.plan", "Pro", None),
        Change("address.city", "Bonn", ""),
        Change("company", "Acme", ""),
        Change("status", "lead", "active"),
        Change("tags", (), ("a",)),
    )

    sent = dict(edits.patch_of(contact, changes).changes)

    assert sent == {
        "custom_fields": {"plan": None, "seats": 3},
        "address": {"city": None, "zip": "5"},
        "company": None,
        "status": "active",
        "tags": ["a"],
    }


def test_a_draft_is_the_contact_it_will_be_and_back() -> None:
    draft = Draft("Ada", "ada@example.com", tags=("a",), custom_fields=(("n", 1),), address=Address(city="Bonn"))

    contact = edits.contact_of(draft, "local:1")

    assert (contact.id, contact.status, contact.source) == ("local:1", "lead", "api")
    assert edits.unpacked_draft(edits.packed_draft(draft)) == draft
    assert edits.draft_of(contact).custom_fields == draft.custom_fields


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("", None, True), ((), "", True), (1, True, False), (0, False, False), (1, 1.0, True), ("a", "A", False)],
)
def test_nothing_is_nothing_and_one_is_not_true(one: Any, other: Any, expected: bool) -> None:
    assert edits.same(one, other) is expected


def test_a_field_nobody_knows_is_no_field() -> None:
    with pytest.raises(KeyError):
        edits.value_of(Contact("con_1"), "engagement_score")
