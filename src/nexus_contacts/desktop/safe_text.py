"""Makes text of unknown origin fit for the screen: no controls, honest about direction, never too long, never HTML."""

import html
import re
import unicodedata
from itertools import pairwise

LONGEST_LINE = 400
"""No line of the window shows more letters; what is longer ends in an ellipsis."""
LONGEST_VALUE = 1_000
"""No value is laid out further than this; copying takes the whole of it."""
_UNBROKEN = 18
_BREAK = "\u200b"

# Controls, embeddings and overrides that would let a text reorder its neighbours, lone surrogates and non-characters.
_UNSAFE_BUT_BREAKS = (
    "\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufffe\uffff"
)
_UNSAFE = re.compile(f"[{_UNSAFE_BUT_BREAKS}\n]")
_UNSAFE_IN_LINES = re.compile(f"[{_UNSAFE_BUT_BREAKS}]")
_SPACES = frozenset("\t\n\r\x0b\x0c\x85\u2028\u2029")
_LONG_WORD = re.compile(rf"\S{{{_UNBROKEN},}}")
_JOINS = frozenset("\u200c\u200d")


def _replacement(match: re.Match[str]) -> str:
    letter = match.group()
    if letter in _SPACES:
        return " "
    return "\ufffd" if letter == "\0" or "\ud800" <= letter <= "\udfff" else ""


def _without(unsafe: re.Pattern[str], text: str, longest: int) -> str:
    if len(text) > longest:
        text = text[:longest].rstrip() + "…"
    if text.isascii() and text.isprintable():
        return text
    return unsafe.sub(_replacement, text)


def cleaned(text: str, longest: int = LONGEST_VALUE) -> str:
    """The text without what a screen should not show; shortened with an ellipsis. Line breaks stay."""
    return _without(_UNSAFE_IN_LINES, text, longest)


def plain(text: str) -> str:
    """The text as one safe line, its blanks as they are."""
    return _without(_UNSAFE, text, LONGEST_LINE)


def one_line(text: str) -> str:
    """The text as one safe line, with single blanks."""
    return " ".join(plain(text).split())


def tip(text: str) -> str:
    """The text as a tool tip that shows it as it is: Qt would take what begins like an element for HTML."""
    safe = cleaned(text)
    return f"<span>{html.escape(safe)}</span>".replace("\n", "<br>") if "<" in safe else safe


def breakable(text: str) -> str:
    """A safe text of several lines whose long words may break anywhere: a label breaks at blanks alone."""
    return _LONG_WORD.sub(lambda match: _with_breaks(match.group()), cleaned(text))


def _with_breaks(word: str) -> str:
    """A break between letters, but never within what is drawn as one: accents, joined emoji and joined scripts."""
    pieces = [word[0]]
    for before, letter in pairwise(word):
        if before not in _JOINS and _stands_alone(letter):
            pieces.append(_BREAK)
        pieces.append(letter)
    return "".join(pieces)


def _stands_alone(letter: str) -> bool:
    if letter.isascii():
        return True
    if letter in _JOINS or "\U0001f1e6" <= letter <= "\U0001f1ff" or "\U0001f3fb" <= letter <= "\U0001f3ff":
        return False
    return not unicodedata.category(letter).startswith("M") and unicodedata.bidirectional(letter) != "AL"


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
