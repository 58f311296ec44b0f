"""Mine against theirs: what is combined, what is so already, what clashes; and what an answer left out."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexus_contacts.api.records import Contact, Draft
from nexus_contacts.store.edits import Change, laid_over, value_of
from nexus_contacts.sync import rebase

THEIRS = Contact("con_1", "Jane", company="Acme", phone="+15550123", tags=("b", "c"), custom_fields=(("plan", "Pro"),))


@pytest.mark.parametrize(
    ("change", "sent", "clashing"),
    [
        (Change("company", "Acme", "Mine"), [("Acme", "Mine")], ()),
        (Change("company", "Old", "Acme"), [], ()),
        (Change("company", "Old", "Mine"), [("Old", "Mine")], ("company",)),
        (Change("phone", "+1 555 0123", "+15550199"), [("+15550123", "+15550199")], ()),
        (Change("tags", ("a", "b"), ("b", "new")), [(("b", "c"), ("b", "c", "new"))], ()),
        (Change("tags", ("a",), ("a", "b")), [], ()),
        (Change("custom_fields.plan", "Pro", None), [("Pro", None)], ()),
        (Change("custom_fields.other", None, 5), [(None, 5)], ()),
        (Change("custom_fields.plan", None, "Free"), [(None, "Free")], ("custom_fields.plan",)),
    ],
)
def test_three_versions_of_a_field(change: Change, sent: list[Any], clashing: tuple[str, ...]) -> None:
    merged = rebase.rebase((change,), THEIRS)

    assert [(one.before, one.after) for one in merged.changes] == sent
    assert merged.clashing == clashing
    assert dict(merged.theirs) == {field: value_of(THEIRS, field) for field in clashing}


@given(st.sampled_from(["x", "y", "z"]), st.sampled_from(["x", "y", "z"]), st.sampled_from(["x", "y", "z"]))
def test_a_field_clashes_only_where_both_sides_changed_it_differently(before: str, mine: str, theirs: str) -> None:
    merged = rebase.rebase((Change("company", before, mine),), Contact("con_1", company=theirs))

    assert bool(merged.clashing) == (theirs not in (before, mine))
    if not merged.clashing:
        expected = mine if mine != before or theirs == before else theirs
        assert laid_over(Contact("con_1", company=theirs), merged.changes).company == expected


def test_an_answer_shows_what_was_not_kept() -> None:
    changes = (
        Change("custom_fields.Industry", None, "SaaS"),
        Change("custom_fields.plan", None, "Pro"),
        Change("company", "Acme", "Mine"),
        Change("job_title", "", "  CEO "),
        Change("phone", "", "+1-555-0123"),
    )
    answer = Contact("con_1", company="Acme", job_title="CEO", phone="+15550123", custom_fields=(("plan", "Pro"),))

    assert [one.field for one in rebase.not_kept(changes, answer)] == ["custom_fields.Industry", "company"]


@pytest.mark.parametrize(
    ("typed", "likely"),
    [("Industry", "industry"), ("company size", "company_size"), ("industri", "industry"), ("zzz", None)],
)
def test_the_likely_key_is_offered(typed: str, likely: str | None) -> None:
    changes = (Change(f"custom_fields.{typed}", None, "x"),)

    found = dict(rebase.likely_keys(changes, ["industry", "company_size"]))

    assert found.get(f"custom_fields.{typed}") == likely


def test_what_a_draft_made_is_known_again() -> None:
    draft = Draft("Ada", "Ada@Example.com ", phone="+1 555 0199", tags=("a ",), custom_fields=(("dropped", 1),))
    made = Contact("con_9", "Ada", email="ada@example.com", phone="+15550199", tags=("a", "b"), status="lead")

    assert rebase.is_this(draft, made)
    assert not rebase.is_this(draft, Contact("con_9", "Adam", email="ada@example.com", phone="+15550199", tags=("a",)))
    assert [one.field for one in rebase.not_created(draft, made)] == ["custom_fields.dropped"]
