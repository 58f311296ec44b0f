"""Full-text search: what is found by what, and what comes first."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexus_contacts.workspace.contact_rows import StoredContact
from nexus_contacts.workspace.database import Database
from nexus_contacts.workspace.full_text import TIERS, PostgresqlFullText, full_text, words_of
from nexus_contacts.workspace.tables import NUMBERS_PER_WORKSPACE

SPAN = (0, 2 * NUMBERS_PER_WORKSPACE)


@pytest.fixture
def find(
    database: Database, stored: Callable[..., StoredContact], put: Callable[..., int]
) -> Callable[[str], list[list[int]]]:
    put(
        stored(first_name="Jane", last_name="Smith", email="jane@example.com", company="Acme Corp"),
        stored(first_name="Janet", last_name="Smithson", email="j.smithson@example.org", company="Beta"),
        stored(first_name="Séan", last_name="O'Brien", email="sean+crm@acme.io"),
        stored(first_name="Lee", email="lee@example.com", custom_fields={"industry": "Smithing", "size": 50}),
    )

    def tiers(query: str) -> list[list[int]]:
        with database.reading() as connection:
            found = [full_text(connection).numbers(connection, query.split(), tier, SPAN, 10) for tier in range(TIERS)]
            assert full_text(connection).count(connection, query.split(), SPAN) == sum(map(len, found))
        return [[number % NUMBERS_PER_WORKSPACE for number in numbers] for numbers in found]

    return tiers


@pytest.mark.parametrize(
    ("query", "tiers"),
    [
        ("smith", [[1], [2], [], [4]]),
        ("SMITH jan", [[], [1, 2], [], []]),
        ("jane smith", [[1], [2], [], []]),
        ("acme", [[], [], [1, 3], []]),
        ("acme jane", [[], [], [1], []]),
        ("sean", [[3], [], [], []]),
        ("o'brien", [[3], [], [], []]),
        ("obri", [[], [3], [], []]),
        ("brien", [[3], [], [], []]),
        ("jane@example.com", [[1], [], [], []]),
        ("jane@exam", [[], [1], [], []]),
        ("sean+crm@", [[], [3], [], []]),
        ("example", [[], [], [1, 2, 4], []]),
        ("50", [[], [], [], [4]]),
        ("smith beta", [[], [], [2], []]),
        ("mith", [[], [], [], []]),
    ],
)
def test_every_word_must_begin_something_and_the_best_comes_first(
    find: Callable[[str], list[list[int]]], query: str, tiers: list[list[int]]
) -> None:
    assert find(query) == tiers


@pytest.mark.parametrize("query", ['"', "NEAR(a", "a* OR b", "names:jane", "a AND NOT b", "{names}", "x'y\"z"])
def test_no_word_is_read_as_an_operator(find: Callable[[str], list[list[int]]], query: str) -> None:
    words = [word for word in query.split() if words_of([word])]

    find(" ".join(words or ["a"]))


@given(st.text())
def test_no_word_can_end_a_quotation(text: str) -> None:
    assert not any(sign in word for word in words_of([text]) for sign in "\"'\\ \0")


def test_postgresql_gets_the_same_search_in_its_own_words() -> None:
    search = PostgresqlFullText()

    assert search._tier(["jane"], 0) == "(('jane':A))"
    assert search._tier(["jane"], 1) == "((('jane':*A))) & !(((('jane':A))))"
    assert search.row(7, (["jane"], ["acme"], ["50"]))["words"] == "'jane':1A 'acme':1B '50':1C"
