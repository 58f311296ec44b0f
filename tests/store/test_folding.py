"""Text as it is compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexus_contacts.store.folding import KEY_LENGTH, digits_of, fold, sort_key, value_key, words_of


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("José  Ávila ", "jose avila"), ("Straße", "strasse"), ("Søren Łukasz", "soren lukasz"), ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
        ("田中", "田中"), ("ﬁne", "fine"), ("İstanbul", "istanbul"), ("a\u00a0b", "a b"), ("Æsir", "aesir"),
    ],
)  # fmt: skip
def test_case_accents_and_blanks_make_no_difference(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(st.characters(codec=None)))
def test_folding_twice_is_folding_once_and_can_be_stored(text: str) -> None:
    folded = fold(text)

    assert fold(folded) == folded
    folded.encode("utf-8")


def test_a_key_is_short_and_missing_where_nothing_is_left() -> None:
    assert sort_key("  ") is None
    assert len(sort_key("x" * 10_000) or "") == KEY_LENGTH


@pytest.mark.parametrize(("text", "key"), [("10", 10.0), ("-2.5", -2.5), ("10-50", "10-50"), ("9" * 40, "9" * 40)])
def test_numbers_in_custom_fields_are_ordered_by_size(text: str, key: str | float) -> None:
    assert value_key(text) == key


def test_words_are_runs_of_letters_and_digits() -> None:
    assert words_of("o'brien_smith-2 x") == ["o", "brien", "smith", "2", "x"]
    assert digits_of("+1 (555) 01٣") == "155501"
