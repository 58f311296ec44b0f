"""Text of unknown origin is fit for the screen, whatever it holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexus_contacts.desktop.detail.shown_text import (
    LONGEST_LINE,
    LONGEST_VALUE,
    breakable,
    cleaned,
    is_rtl,
    one_line,
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
