"""Texts as the engine compares them: every habit of writing a name, an address of mail, a number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexus_contacts.duplicates.normalize import (
    email_parts,
    firm,
    name_parts,
    phone_parts,
    plain,
    script_of,
    sound,
    street_parts,
    value,
)


@pytest.mark.parametrize(
    ("first", "last", "given_names", "family", "generation"),
    [
        ("Jane", "Smith", ("jane",), ("smith",), 0),
        ("Jane Smith", "", ("jane",), ("smith",), 0),
        ("Smith, Jane", "", ("jane",), ("smith",), 0),
        ("Dr. José", "García-López Jr.", ("jose",), ("garcia", "lopez"), 2),
        ("J0seph", "Martinez", ("joseph",), ("martinez",), 0),
        ("Jürgen", "von der Heide", ("juergen",), ("heide",), 0),
        ("Мария", "Иванова", ("mariya",), ("ivanova",), 0),
        ("", "", (), (), 0),
    ],
)
def test_a_name_in_parts(
    first: str, last: str, given_names: tuple[str, ...], family: tuple[str, ...], generation: int
) -> None:
    assert name_parts(first, last) == (given_names, family, generation)


def test_an_address_of_mail_without_what_makes_no_difference() -> None:
    assert email_parts("J.Smith+news@googlemail.com").local == "jsmith"
    assert email_parts("a.b27@mail.foo.co.uk").label == "foo"
    assert email_parts("info@acme.com").is_role
    assert email_parts("jane88@acme.com").base == "jane"
    assert email_parts("no address") == ("", "", "", "", False, False)


def test_a_number_by_its_last_digits() -> None:
    assert phone_parts("+33 6 12 34 56 78").line == phone_parts("06.12.34.56.78").line
    assert phone_parts("(359) 963-1971 ext. 465").extension == 465
    assert phone_parts("call me").line == -1


def test_firms_and_streets() -> None:
    assert firm("Acme & Sons, Inc.") == firm("ACME SONS") == "acmesons"
    assert street_parts("12 Main Street") == street_parts("12 Main St.") == ("12", "main st")
    assert value("  VP, Sales ") == "vp sales"


def test_scripts_that_cannot_be_compared_are_told_apart() -> None:
    assert script_of("Jürgen Мария") == 0
    assert len({script_of("רוני"), script_of("นพดล"), script_of("芳田"), 0}) == 4


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_taken(first: str, last: str) -> None:
    parts = name_parts(first, last)

    assert all(word.isascii() and word for word in (*parts.given, *parts.family))
    assert plain(first).isascii()
    for text in (first, last):
        sound(plain(text))
        street_parts(text)
        phone_parts(text)
        email_parts(text)
        firm(text)
        value(text)
