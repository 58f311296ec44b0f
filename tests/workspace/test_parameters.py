"""Query strings: checked strictly, and refused by name."""

from urllib.parse import urlencode

import pytest

from nexus_contacts.workspace.answers import RefusedError
from nexus_contacts.workspace.parameters import (
    FIELDS,
    FILTERS,
    PAGING,
    Paging,
    read_listing,
    read_paging,
    read_parameters,
    read_search,
)

ALL = FILTERS + PAGING


def refusal_of(**given: str) -> str:
    def read() -> None:
        parameters = read_parameters(urlencode(given).encode(), ALL)
        read_paging(parameters)
        read_listing(parameters)

    with pytest.raises(RefusedError) as refused:
        read()
    assert refused.value.refusal.status == 400
    assert refused.value.refusal.code == "invalid_parameter"
    return refused.value.refusal.message


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("statsu", "lead"),
        ("status", "hot"),
        ("status", ""),
        ("source", "telepathy"),
        ("sort", "email"),
        ("sort", "--company"),
        ("limit", "0"),
        ("limit", "101"),
        ("limit", "ten"),
        ("limit", "²"),
        ("fields", "id,password"),
        ("fields", "metadata"),
        ("tags", ", ,"),
        ("created_after", "yesterday"),
        ("created_before", "2026-02-30"),
        ("updated_after", "1e9"),
        ("company", "a\0b"),
        ("assigned_to", "x" * 10_001),
    ],
)
def test_a_bad_parameter_is_refused_by_its_name(name: str, value: str) -> None:
    assert name in refusal_of(**{name: value})


def test_the_refusal_tells_what_is_allowed() -> None:
    assert "churned" in refusal_of(status="hot")
    assert "last_name" in refusal_of(sort="email")
    assert "100" in refusal_of(limit="1000")


@pytest.mark.parametrize("query", [b"sort=company&sort=company", b"\xff=1", b"status=%ff"])
def test_a_query_that_is_doubled_or_unreadable_is_refused(query: bytes) -> None:
    with pytest.raises(RefusedError):
        read_parameters(query, ALL)


def test_what_is_not_given_has_its_default() -> None:
    listing = read_listing({})

    assert read_paging({}) == Paging(25, None, ())
    assert (listing.sort, listing.descending) == ("created_at", True)
    assert not any(listing.filters())


def test_bounds_leave_out_their_own_second() -> None:
    listing = read_listing({"created_after": "1970-01-01T00:00:10Z", "created_before": "1970-01-01T00:00:20.5Z"})

    assert (listing.created_from, listing.created_to) == (11, 20)


def test_fields_always_include_the_id_in_the_order_of_the_page() -> None:
    assert read_paging({"fields": "email, first_name"}).fields == ("id", "first_name", "email")
    assert FIELDS[0] == "id"


def test_tags_are_folded_and_without_repeats() -> None:
    assert read_listing({"tags": "VIP,vip, Café"}).tags == ("cafe", "vip")


@pytest.mark.parametrize("given", [{}, {"q": ""}, {"q": "  "}])
def test_a_search_needs_words(given: dict[str, str]) -> None:
    with pytest.raises(RefusedError) as refused:
        read_search(given)

    assert refused.value.refusal.status == 422
    assert dict(refused.value.refusal.fields).keys() == {"q"}
