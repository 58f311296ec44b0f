"""What a search found is marked where it stands."""

import pytest

from nexus_contacts.desktop.table.matches import matches


@pytest.mark.parametrize(
    ("text", "query", "spans"),
    [
        ("Acme Corp", "acm", [(0, 3)]),
        ("jane@acme.com", "acm", [(5, 8)]),
        ("Café Zoë", "cafe zo", [(0, 4), (5, 7)]),
        ("Weiß", "weiss", [(0, 4)]),
        ("Acme", "cme", []),
        ("Acme", "", []),
    ],
)
def test_words_that_begin_with_what_was_searched_are_found(text: str, query: str, spans: list[tuple[int, int]]) -> None:
    assert matches(text, query) == spans
