"""A text from anywhere becomes one honest line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexus_contacts.desktop.table.plain import LONGEST, is_rtl, matches, plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Jane", "Jane"),
        ("a\nb\tc", "a b c"),
        ("evil\u202egpj.exe", "evilgpj.exe"),
        ("\u2066x\u2069\u200fy", "xy"),
        ("half \ud83d pair", "half \ufffd pair"),
        ("a\x00b", "a\ufffdb"),
        ("ze\u200bro", "zero"),
        ("Zoë 🦊", "Zoë 🦊"),
    ],
)
def test_what_could_lie_or_break_is_taken_out(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_a_text_of_a_million_letters_is_cut() -> None:
    assert len(plain("x" * 1_000_000)) == LONGEST + 1


@given(st.text(alphabet=st.characters()))
def test_any_text_can_be_shown(text: str) -> None:
    shown = plain(text)

    shown.encode("utf-8")
    assert len(shown) <= LONGEST + 1


def test_direction_is_that_of_the_first_letter_with_one() -> None:
    assert is_rtl("12 د")
    assert not is_rtl("12 a د")
    assert not is_rtl("123")


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
