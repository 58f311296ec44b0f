"""Search words: what a contact can be found by, and what a typed text asks for, for the word index and for a walk.

Every word typed must be the beginning of one of the contact's words. A contact's words are the runs of letters and
digits in its texts, its whole e-mail address, and its phone number with and without its first digits.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from nexus_contacts.store.folding import digits_of, fold, words_of

TEXT_LENGTH = 2000
"""Words are taken from the beginning of a text only: a note pasted into a custom field must not fill the index."""

_WHOLE = re.compile("[!#-&(-~]+")
"""A folded word of which the word index takes every sign: ASCII but for blanks and quotes."""


@dataclass(frozen=True, slots=True)
class Query:
    """A search: all of `parts` must hold, each of which is a choice of alternatives, each of them all of its words."""

    parts: tuple[tuple[tuple[str, ...], ...], ...]

    @property
    def match(self) -> str:
        """The query in the word index's language."""
        return " AND ".join(
            "(" + " OR ".join("(" + " AND ".join(f'"{word}" *' for word in words) + ")" for words in part) + ")"
            for part in self.parts
        )

    def walk(self, words: str) -> tuple[str, list[str]]:
        """The query as a condition on the column `words`, with its values: for testing one row after another."""
        values: list[str] = []
        tests = []
        for part in self.parts:
            choices = []
            for alternative in part:
                choices.append("(" + " AND ".join(f"instr({words}, ?) > 0" for _ in alternative) + ")")
                values.extend(" " + word for word in alternative)
            tests.append("(" + " OR ".join(choices) + ")")
        return " AND ".join(tests), values


def _phone_words(phone: str) -> Iterable[str]:
    """The number, and the same without its country's digits (one to three), and its last seven and four digits."""
    digits = digits_of(phone)
    if not digits:
        return ()
    if len(digits) <= 7:
        return digits, digits[-4:]
    return digits, digits[-4:], digits[1:], digits[2:], digits[3:], digits[-7:]


@lru_cache(maxsize=16384)
def _few_words(text: str) -> tuple[str, ...]:
    """The words of a text; names, firms, titles, tags and choices come again and again."""
    return tuple(words_of(fold(text[:TEXT_LENGTH])))


def words_in(texts: Iterable[str], email: str, phone: str) -> str:
    """Everything a contact can be found by, with a blank before each word."""
    words: list[str] = []
    for text in texts:
        if text:
            words += _few_words(text)
    whole = fold(email[:TEXT_LENGTH])
    words += words_of(whole)
    if _WHOLE.fullmatch(whole):
        words.append(whole)
    words += _phone_words(phone)
    return " " + " ".join(dict.fromkeys(words))


def _alternatives(word: str) -> tuple[tuple[str, ...], ...]:
    pieces = tuple(dict.fromkeys(words_of(word)))
    if not pieces:
        return ()
    found = [pieces]
    if len(pieces) > 1 or pieces[0] != word:
        if _WHOLE.fullmatch(word):
            found.append((word,))
        if "".join(pieces).isdigit():
            found.append((digits_of(word),))
    elif word.isdigit() and word.startswith("0") and word.strip("0"):
        # A number as it is dialled at home: the zero stands where the country's digits stand in the stored one.
        found.append((word.lstrip("0"),))
    return tuple(dict.fromkeys(alternative for alternative in found if all(alternative)))


def parse(text: str) -> Query | None:
    """What a typed text asks for, or None where it asks for nothing (no letters or digits in it)."""
    parts = [_alternatives(word) for word in fold(text[:TEXT_LENGTH]).split()]
    parts = [part for part in parts if part]
    return Query(tuple(dict.fromkeys(parts))) if parts else None
