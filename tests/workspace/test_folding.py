"""Folding: what counts as the same text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexus_contacts.workspace.folding import fold, joined, tokens


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Acme Corp ", "acme corp"),
        ("Ångström", "angstrom"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("Søren Ærø", "soren aero"),
        ("İstanbul", "istanbul"),
        ("が", "が"),
        ("김", "김"),
    ],
)
def test_case_and_accents_do_not_count(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_words_are_split_at_anything_but_letters_and_digits() -> None:
    assert tokens("Jean-Luc O'Brien, 3rd_of") == ["jean", "luc", "o", "brien", "3rd", "of"]
    assert tokens("张伟 (Wei)") == ["张伟", "wei"]
    assert tokens("प्रिया शर्मा") == ["प्रिया", "शर्मा"]
    assert joined("O'Brien") == "obrien"


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold(text)

    assert fold(once) == once


@given(st.text())
def test_the_way_a_text_is_composed_does_not_count(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))
