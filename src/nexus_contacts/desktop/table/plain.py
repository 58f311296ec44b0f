"""Makes a text of unknown origin fit for one line on the screen: short, without controls, honest about direction."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

LONGEST = 400
"""No line of the window shows more letters; what is longer ends in an ellipsis."""

# Controls, embeddings and overrides that would let a text reorder its neighbours, lone surrogates and non-characters.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufffe\uffff]"
)
_SPACES = frozenset("\t\n\r\x0b\x0c\x85\u2028\u2029")
_WORD = re.compile(r"\w+")


def _replacement(match: re.Match[str]) -> str:
    letter = match.group()
    if letter in _SPACES:
        return " "
    return "\ufffd" if "\ud800" <= letter <= "\udfff" or letter == "\x00" else ""


def plain(text: str) -> str:
    """The text as one safe line of at most `LONGEST` letters."""
    if len(text) > LONGEST:
        text = text[:LONGEST].rstrip() + "…"
    if text.isascii() and text.isprintable():
        return text
    return _UNSAFE.sub(_replacement, text)


def is_rtl(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("R", "AL"):
            return True
        if kind == "L":
            return False
    return False


def folded(text: str) -> tuple[str, Sequence[int]]:
    """The text without case and accents, and for each letter of that its index in the text."""
    if text.isascii():
        return text.lower(), range(len(text))
    letters: list[str] = []
    places: list[int] = []
    for index, letter in enumerate(text):
        for part in unicodedata.normalize("NFKD", letter).casefold():
            if not unicodedata.combining(part):
                letters.append(part)
                places.append(index)
    return "".join(letters), places


@lru_cache(maxsize=64)
def search_words(query: str) -> tuple[str, ...]:
    """The folded words of a search text, the longest first."""
    return tuple(sorted({folded(word)[0] for word in _WORD.findall(query)} - {""}, key=len, reverse=True))


def matches(text: str, query: str) -> list[tuple[int, int]]:
    """Where words of `text` begin with words of `query`: spans of first and behind-last index, in order."""
    words = search_words(query)
    if not words:
        return []
    flat, places = folded(text)
    if not any(wanted in flat for wanted in words):
        return []
    spans = []
    for word in _WORD.finditer(flat):
        hit = next((wanted for wanted in words if word.group().startswith(wanted)), None)
        if hit is not None:
            spans.append((places[word.start()], places[word.start() + len(hit) - 1] + 1))
    return spans
