"""The search field taken apart: words, tokens that become filters, and the token still being typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexus_contacts.desktop.topbar.query import Query, Token, Vocabulary, apply, parse
from nexus_contacts.store.filters import UNASSIGNED, Filter

PEOPLE = Vocabulary(
    statuses=(("lead", "Interessent"), ("active", "Aktiv")),
    owners=(("usr_1", "Maya Okafor"), ("usr_2", "Leo Brandt"), ("usr_3", "Maya Lind")),
)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", Query()),
        ("  acme   corp ", Query("acme corp")),
        ("status:lead acm", Query("acm", (Token("status", "lead"),))),
        ("acm status:lead ", Query("acm", (Token("status", "lead"),))),
        ("acm status:le", Query("acm", (), "status:le")),
        ("tag:", Query("", (), "tag:")),
        ("tag: x", Query("tag: x")),
        ("TAG:Big ", Query("", (Token("tag", "Big"),))),
        ('company:"acme corp"', Query("", (Token("company", "acme corp"),))),
        ('company:"acme co', Query("", (), 'company:"acme co')),
        ("-status:churned ", Query("", (Token("status", "churned", True),))),
        ("http://x.example 14:30 mytag:x", Query("http://x.example 14:30 mytag:x")),
    ],
)
def test_the_field_is_taken_apart_while_typing(text: str, query: Query) -> None:
    assert parse(text) == query


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("acm status:lead", Query("acm", (Token("status", "lead"),))),
        ('company:"acme co', Query("", (Token("company", "acme co"),))),
        ("tag:", Query("tag:")),
    ],
)
def test_enter_ends_the_last_token(text: str, query: Query) -> None:
    assert parse(text, finished=True) == query


@given(st.text(alphabet='abtg:"- status', max_size=40))
def test_what_is_left_in_the_field_holds_no_finished_token(text: str) -> None:
    rest = parse(text).rest

    assert parse(rest).tokens == () or '"' in rest
    assert len(rest) <= len(text)


@given(st.text(max_size=60))
def test_any_text_can_be_typed(text: str) -> None:
    query = parse(text)

    assert isinstance(apply(Filter(text=query.text), query.tokens, PEOPLE), Filter)


def test_tokens_add_to_what_is_chosen() -> None:
    choice = Filter(text="acm", tags=("a",), statuses=("lead",))
    tokens = parse('tag:b tag:a status:active company:"acme corp" -tag:c -tag:c ').tokens

    changed = apply(choice, tokens, Vocabulary())

    assert changed == Filter(
        text="acm", tags=("a", "b"), statuses=("lead", "active"), company="acme corp", excluded=(("tag", "c"),)
    )


@pytest.mark.parametrize(
    ("typed", "owners"),
    [
        ("usr_2", ("usr_2",)),
        ("leo", ("usr_2",)),
        ("brandt", ("usr_2",)),
        ('"Maya Lind"', ("usr_3",)),
        ("maya", ("usr_1", "usr_3")),
        ("none", (UNASSIGNED,)),
        ("usr_unknown", ("usr_unknown",)),
    ],
)
def test_an_owner_is_found_by_id_or_by_the_start_of_a_name(typed: str, owners: tuple[str, ...]) -> None:
    choice = apply(Filter(), parse(f"owner:{typed} ").tokens, PEOPLE)

    assert choice.owners == owners


def test_a_status_is_found_by_its_name_on_the_screen() -> None:
    choice = apply(Filter(), parse("status:interessent status:on_hold ").tokens, PEOPLE)

    assert choice.statuses == ("lead", "on_hold")
