"""Where the words of a search stand in a text: without case and accents, at the beginning of words."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_WORD = re.compile(r"\w+")


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
