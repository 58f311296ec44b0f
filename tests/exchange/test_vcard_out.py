"""vCards that come back as they were, and that others read."""

import tempfile
from pathlib import Path
from typing import Literal

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from nexus_contacts.api.records import Address, Contact
from nexus_contacts.exchange.building import Rules, build
from nexus_contacts.exchange.vcard_in import COLUMNS, read_cards
from nexus_contacts.exchange.vcard_out import card, escaped, export, folded

# What a single line of text can hold: no control signs, no blanks at its ends, which every reader takes off.
TEXT = st.text(st.characters(exclude_categories=("C", "Z")) | st.sampled_from(" ;,\\:"), max_size=30).map(
    lambda text: " ".join(text.split(" ")).strip()
)
WORD = TEXT.filter(lambda text: bool(text) and "," not in text and ";" not in text and "|" not in text)
CONTACTS = st.builds(
    Contact,
    id=st.just("con_1"), first_name=TEXT.filter(bool), last_name=TEXT, email=st.just("jane@x.org"),
    phone=st.sampled_from(("", "+4989123456")), company=TEXT, job_title=TEXT, status=st.just("active"),
    source=st.just("api"), tags=st.lists(WORD, unique=True, max_size=4).map(tuple), assigned_to=st.just("usr_1"),
    custom_fields=st.dictionaries(WORD, TEXT.filter(bool) | st.integers(0, 99) | st.booleans(), max_size=3).map(
        lambda fields: tuple(fields.items())
    ),
    address=st.none() | st.builds(Address, street=TEXT.filter(bool), city=TEXT, zip=TEXT),
)  # fmt: skip


@pytest.mark.parametrize("version", ["3.0", "4.0"])
@given(contact=CONTACTS)
def test_any_contact_comes_back_as_it_was(version: Literal["3.0", "4.0"], contact: Contact) -> None:
    kinds = dict(contact.custom_fields)
    rules = Rules(
        numeric=frozenset(key for key, value in kinds.items() if type(value) is int),
        boolean=frozenset(key for key, value in kinds.items() if type(value) is bool),
    )
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "one.vcf"
        assert export([contact], path, version, lambda _id: ("a note\nof two lines",)) == 1
        (row,) = read_cards(path)

    built = build(row, COLUMNS, rules)

    draft = built.draft
    assert (draft.first_name, draft.last_name, draft.email) == (contact.first_name, contact.last_name, contact.email)
    assert (draft.phone, draft.company, draft.job_title) == (contact.phone, contact.company, contact.job_title)
    assert (draft.status, draft.source, draft.assigned_to) == ("active", "api", "usr_1")
    assert draft.tags == contact.tags
    assert draft.custom_fields == contact.custom_fields
    assert draft.address == contact.address
    assert built.notes == ("a note\nof two lines",)


@given(contact=CONTACTS)
def test_others_read_what_we_write(contact: Contact) -> None:
    read = vobject.readOne(card(contact, "3.0"))

    assert read.email.value == "jane@x.org"
    assert read.n.value.given.strip() == contact.first_name
    assert read.fn.value.strip() == contact.name.strip()


def test_lines_are_folded_within_75_octets_and_never_within_a_letter() -> None:
    line = "NOTE:" + "ü" * 200

    pieces = folded(line).split("\r\n")

    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line
    assert escaped("a;b,c\\d\r\ne") == "a\\;b\\,c\\\\d\\ne"


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=400))
def test_folded_lines_are_short_and_come_back_whole(line: str) -> None:
    lines = folded(line).split("\r\n")

    assert all(len(one.encode()) <= 75 for one in lines)
    assert lines[0] + "".join(one[1:] for one in lines[1:]) == line
    assert all(one.startswith(" ") for one in lines[1:])
