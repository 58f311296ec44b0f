"""A contact taken apart and put together again, whatever the service sent."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexus_contacts.api.records import Address, Contact
from nexus_contacts.store.encoding import clean, custom_text, decode, encode, micros, moment_of, owner_key, with_kept

texts = st.text(st.characters(codec=None), max_size=40)
json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.floats(allow_nan=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
fields = st.dictionaries(texts, json_values, max_size=3).map(lambda found: tuple(found.items()))
moments = st.none() | st.datetimes(timezones=st.just(UTC))
contacts = st.builds(
    Contact,
    id=st.text("abc_123", min_size=1, max_size=9),
    first_name=texts, last_name=texts, email=texts, phone=texts, company=texts, job_title=texts, status=texts,
    source=texts, tags=st.lists(texts, max_size=3).map(tuple), assigned_to=texts,
    engagement_score=st.none() | st.floats(0, 100), custom_fields=fields,
    address=st.none() | st.builds(Address, texts, texts, texts, texts, texts),
    metadata=fields, created_at=moments, updated_at=moments, odd=fields,
)  # fmt: skip


@given(contacts)
def test_no_contact_is_changed_by_being_kept(contact: Contact) -> None:
    encoded = encode(contact, {})

    assert decode(contact.id, encoded.state, encoded.body) == contact
    for text in (*encoded.state, *encoded.keys, encoded.body, encoded.words):
        if isinstance(text, str):
            text.encode("utf-8")


def test_a_lone_surrogate_is_shown_as_a_replacement_sign() -> None:
    assert clean("a\ud83db") == "a\ufffdb"
    assert clean("😀é") == "😀é"


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), ("", ""), ("x", "x"), (5, "5"), (1.5, "1.5"), (True, "true"), (["a", 1], '["a", 1]')],
)
def test_a_custom_value_has_a_text(value: Any, text: str) -> None:
    assert custom_text(value) == text


def test_a_time_keeps_its_microseconds_and_a_bare_one_is_utc() -> None:
    moment = datetime(2026, 3, 20, 14, 22, 0, 123457, tzinfo=timezone(timedelta(hours=2)))

    assert moment_of(micros(moment)) == moment
    assert micros(datetime(1970, 1, 1, 0, 0, 1)) == 1_000_000
    assert (micros(None), moment_of(None)) == (None, None)


def test_what_a_list_leaves_out_is_kept_from_before(jane: Contact) -> None:
    whole = Contact("con_1", address=Address(city="Bonn"), metadata=(("origin", "fair"),))
    listed = Contact("con_1", first_name="New")

    kept = with_kept(listed, encode(whole, {}).body)

    assert (kept.first_name, kept.address, kept.metadata) == ("New", whole.address, whole.metadata)
    assert with_kept(Contact("con_1", address=Address()), encode(whole, {}).body).address == Address()


def test_an_owner_is_ordered_by_the_name_people_gave() -> None:
    assert owner_key("usr_1", {"usr_1": "Maya"}) == "maya"
    assert owner_key("usr_2", {"usr_1": "Maya"}) == "usr_2"
    assert owner_key("", {}) is None
