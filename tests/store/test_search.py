"""Search words, typed and found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexus_contacts.api.records import Contact
from nexus_contacts.store import contacts
from nexus_contacts.store.conditions import conditions
from nexus_contacts.store.connection import Database
from nexus_contacts.store.filters import Filter
from nexus_contacts.store.search import parse, words_in

HOSTILE = [
    '"',
    "'",
    "*",
    "a*",
    "NEAR(a b)",
    "a AND b",
    "^a",
    "words:a",
    "-a",
    "(",
    "a\0b",
    "a\ud83d",
    "ß",
    "٣",
    "'" * 9,
]


def test_the_words_of_a_contact() -> None:
    words = words_in(["Zoë", "O'Brien", "Acme Corp", ""], "Zoë.O@Acme.example", "+49 (170) 1234567")

    found = set(words.split())
    assert {"zoe", "o", "brien", "acme", "corp", "zoe.o@acme.example", "example"} <= found
    assert {"491701234567", "1701234567", "1234567", "4567"} <= found
    assert words.startswith(" ")


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("Jane", ((("jane",),),)),
        ("jane  SMITH", ((("jane",),), (("smith",),))),
        ("acme-corp", ((("acme", "corp"), ("acme-corp",)),)),
        ("+1-555", ((("1", "555"), ("+1-555",), ("1555",)),)),
        ("0170", ((("0170",), ("170",)),)),
    ],
)
def test_a_typed_text_asks_for_words(typed: str, parts: tuple[tuple[tuple[str, ...], ...], ...]) -> None:
    query = parse(typed)

    assert query is not None
    assert query.parts == parts


@pytest.mark.parametrize("typed", ["", "  ", "--", '"\'"', "\0"])
def test_a_text_without_letters_or_digits_asks_for_nothing(typed: str) -> None:
    assert parse(typed) is None


@pytest.mark.parametrize("typed", HOSTILE)
def test_no_text_breaks_the_query(database: Database, people: list[Contact], typed: str) -> None:
    contacts.count(database, Filter(text=typed))
    contacts.ids(database, Filter(text=typed, company=typed, statuses=(typed.replace("\ud83d", ""),)))


@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=12), min_size=1, max_size=3))
def test_every_text_is_found_by_its_own_words(texts: list[str]) -> None:
    words = words_in(texts, "", "")
    query = parse(" ".join(texts))

    if query is not None:
        assert all(f" {word}" in words for part in query.parts for word in part[0])


def test_the_word_index_and_a_walk_agree(database: Database, people: list[Contact]) -> None:
    connection = database.reading()
    for typed in ("a", "zo", "smi ja", "p1", "+49 170", "100% pure", "vp", "1701", "p.3@zeta", "田", "o'b"):
        (met,) = conditions(connection, Filter(text=typed))
        walked = connection.all(f"SELECT number FROM contacts c WHERE {met.test} ORDER BY 1", met.values)
        gathered = connection.all(f"SELECT number FROM ({met.gather}) ORDER BY 1", met.gather_values)
        assert walked == gathered, typed
