"""Text as it is compared: without case, accents or double blanks. Sort keys, search words and filters share it."""

import re
import unicodedata
from functools import lru_cache

KEY_LENGTH = 200
"""Longer texts sort by their beginning."""
_SHORT = 60

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"[+-]?\d{1,15}(\.\d{1,15})?")
_BLANKS = {number: " " for number in range(128) if not chr(number).isalnum()}
_NO_DIGIT = re.compile("[^0-9]+")
# Letters that carry their stroke inside, so that no decomposition takes it off.
_STROKES = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})


class _Plain(dict[int, str]):
    """What a sign of a decomposed text is compared as; the answers are kept, for asking costs more than all else."""

    def __missing__(self, ordinal: int) -> str:
        sign = chr(ordinal)
        dropped = unicodedata.combining(sign) or "\ud800" <= sign <= "\udfff"
        self[ordinal] = plain = "" if dropped else sign.casefold().translate(_STROKES)
        return plain


_plain = _Plain()


def fold(text: str) -> str:
    """`text` in lower case, without accents, with single blanks between its words."""
    if text.isascii():
        return " ".join(text.lower().split())
    return _fold_wide(text)


@lru_cache(maxsize=4096)
def _fold_wide(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKD", text.casefold()).translate(_plain).split())


def sort_key(text: str) -> str | None:
    """What `text` is ordered by, or None where there is nothing to order by."""
    return fold(text[: 2 * KEY_LENGTH])[:KEY_LENGTH] or None


def value_key(text: str) -> str | float | None:
    """What a custom value is ordered by: numbers by their size, before all words."""
    return _few_value_keys(text) if len(text) <= _SHORT else _value_key(text)


def _value_key(text: str) -> str | float | None:
    if _NUMBER.fullmatch(text):
        return float(text)
    return sort_key(text)


# Most custom fields are a choice among a few words.
_few_value_keys = lru_cache(maxsize=8192)(_value_key)


def words_of(folded: str) -> list[str]:
    """The runs of letters and digits in a folded text."""
    return folded.translate(_BLANKS).split() if folded.isascii() else _WORD.findall(folded)


def digits_of(text: str) -> str:
    """The ASCII digits in `text`."""
    return _NO_DIGIT.sub("", text)
