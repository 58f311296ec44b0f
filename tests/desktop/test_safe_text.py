"""Text of unknown origin is fit for the screen, whatever it holds."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexus_contacts.desktop.safe_text import (
    LONGEST_LINE,
    LONGEST_VALUE,
    breakable,
    cleaned,
    is_rtl,
    one_line,
    plain,
    tip,
    unbroken,
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Jane Smith", "Jane Smith"),
        ("gpj.\u202eexe", "gpj.exe"),
        ("a\0b", "a\ufffdb"),
        ("a\ud800b", "a\ufffdb"),
        ("two\nlines", "two\nlines"),
        ("tab\there", "tab here"),
        ("zero\u200bwidth", "zerowidth"),
    ],
)
def test_controls_do_not_reach_the_screen(text: str, shown: str) -> None:
    assert cleaned(text) == shown


def test_what_is_long_ends_in_an_ellipsis() -> None:
    assert cleaned("x" * 5_000) == "x" * LONGEST_VALUE + "…"
    assert len(one_line("word " * 5_000)) <= LONGEST_LINE + 1


def test_a_line_has_no_breaks() -> None:
    assert one_line("  two\n\n lines ") == "two lines"


def test_a_long_word_may_break_and_is_copied_whole() -> None:
    word = "w" * 60

    assert breakable(word) != word
    assert unbroken(breakable(word)) == word
    assert breakable("short words only") == "short words only"


def test_the_first_letter_with_a_direction_decides() -> None:
    assert is_rtl("12 محمد")
    assert not is_rtl("Jane محمد")
    assert not is_rtl("+1 555")


@given(st.text(max_size=200))
def test_any_text_comes_out_without_overrides(text: str) -> None:
    assert not set(breakable(text)) & set("\0\u202a\u202b\u202d\u202e\u2066\u2067\u2068")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\nb\tc", "a b c"),
        ("\u2066x\u2069\u200fy", "xy"),
        ("ze\u200bro", "zero"),
        ("Zoë 🦊", "Zoë 🦊"),
    ],
)
def test_a_line_keeps_its_blanks_and_loses_what_lies(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_a_text_of_a_million_letters_is_cut() -> None:
    assert len(plain("x" * 1_000_000)) == LONGEST_LINE + 1
    assert len(tip("<" * 1_000_000)) < 10 * LONGEST_VALUE


@given(st.text(alphabet=st.characters()))
def test_any_line_can_be_written(text: str) -> None:
    plain(text).encode("utf-8")

    assert len(plain(text)) <= LONGEST_LINE + 1


def test_a_tool_tip_is_never_html_of_its_author() -> None:
    assert tip("Ann & Bob > all") == "Ann & Bob > all"
    assert tip("<img src=x>\nmore") == "<span>&lt;img src=x&gt;<br>more</span>"


@pytest.mark.parametrize(
    "word", ["e\u0301" * 20, "👨\u200d👩\u200d👧" * 8, "🇩🇪" * 12, "👍🏽" * 12, "م" * 30, "กำ" * 20]
)
def test_a_break_never_parts_what_is_drawn_as_one(word: str) -> None:
    pieces = breakable(word).split("\u200b")

    assert "".join(pieces) == word
    for piece, following in pairwise(pieces):
        assert piece[-1] not in "\u200c\u200d"
        assert not unicodedata.combining(following[0])
        assert unicodedata.category(following[0])[0] != "M"
        assert unicodedata.bidirectional(following[0]) != "AL"
