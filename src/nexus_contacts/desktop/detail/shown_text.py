"""Makes text of unknown origin fit for the screen: no controls, honest about direction, never wider than the pane."""

import re
import unicodedata

LONGEST_LINE = 400
LONGEST_VALUE = 1_000
"""No value is laid out further than this; copying takes the whole of it."""
_UNBROKEN = 18
_BREAK = "\u200b"

# Controls, embeddings and overrides that would let a text reorder its neighbours, lone surrogates and non-characters.
_UNSAFE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufffe\uffff]"
)
_SPACES = frozenset("\t\r\x0b\x0c\x85\u2028\u2029")
_LONG_WORD = re.compile(rf"\S{{{_UNBROKEN},}}")


def _replacement(match: re.Match[str]) -> str:
    letter = match.group()
    if letter in _SPACES:
        return " "
    return "\ufffd" if letter == "\0" or "\ud800" <= letter <= "\udfff" else ""


def cleaned(text: str, longest: int = LONGEST_VALUE) -> str:
    """The text without what a screen should not show; shortened with an ellipsis. Line breaks stay."""
    if len(text) > longest:
        text = text[:longest].rstrip() + "…"
    if text.isascii() and text.isprintable():
        return text
    return _UNSAFE.sub(_replacement, text)


def one_line(text: str) -> str:
    """The text as one safe line."""
    return " ".join(cleaned(text, LONGEST_LINE).split())


def breakable(text: str) -> str:
    """A safe text of several lines whose long words may break anywhere: a label breaks at blanks alone."""
    return _LONG_WORD.sub(lambda match: _BREAK.join(match.group()), cleaned(text))


def unbroken(text: str) -> str:
    """A part of a `breakable` text without the places to break."""
    return text.replace(_BREAK, "")


def is_rtl(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("R", "AL"):
            return True
        if kind == "L":
            return False
    return False
