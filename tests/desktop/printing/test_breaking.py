"""Text is broken into lines that fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexus_contacts.desktop.printing.breaking import broken
from nexus_contacts.desktop.printing.fonts import fonts

ROOM = 1000


def test_a_short_text_is_one_line_and_no_text_is_none() -> None:
    assert broken("Ada Lovelace", "cell", ROOM) == ("Ada Lovelace",)
    assert broken(" \n ", "cell", ROOM) == ()


def test_lines_break_between_words() -> None:
    lines = broken("The quick brown fox jumps over the lazy dog", "cell", ROOM)

    assert len(lines) > 1
    assert " ".join(lines) == "The quick brown fox jumps over the lazy dog"


def test_an_address_breaks_where_it_may() -> None:
    lines = broken("beth.lawson@tidewaterhomes.com", "cell", ROOM)

    assert "".join(lines) == "beth.lawson@tidewaterhomes.com"
    assert lines[0].endswith("@")


def test_paragraphs_stay_apart() -> None:
    assert broken("One\n\nTwo", "cell", ROOM) == ("One", "", "Two")


def test_what_has_no_room_is_said_by_an_ellipsis() -> None:
    assert broken("word " * 100, "cell", ROOM, 2)[1].endswith("…")
    assert broken("One\nTwo\nThree", "cell", ROOM, 2) == ("One", "Two …")
    assert broken("One\nTwo\n", "cell", ROOM, 2) == ("One", "Two")


@pytest.mark.parametrize(
    "text", ["日本語の長い名前" * 20, "محمد السيد " * 30, "\U0001f469\u200d\U0001f680" * 60, "W" * 400]
)
def test_every_script_breaks_and_nothing_is_lost(text: str) -> None:
    lines = broken(text, "cell", ROOM)

    assert len(lines) > 1
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(st.text(max_size=200), st.integers(0, 3))
def test_no_line_is_wider_than_its_room(text: str, most: int) -> None:
    lines = broken(text, "cell", ROOM, most)

    assert not most or len(lines) <= most
    # One sign alone may be wider than any column.
    assert all(fonts().width(line, "cell") <= ROOM + 60 for line in lines)
