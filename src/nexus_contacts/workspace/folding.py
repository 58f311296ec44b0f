"""Folding text for comparing: case and accents are ignored. Sort keys, tags and search words all go through here."""

import re
import unicodedata

# Letters that Unicode does not take apart, though people type the plain letter for them.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ŧ": "t", "ŋ": "n"}
)
_ACCENT_CLASS = 200  # combining classes from here on sit above or below a letter; lower ones are letters' own signs
_NOT_A_WORD = re.compile(r"[^a-z0-9]+", re.ASCII)


def fold(text: str) -> str:
    """`text` without case and accents, for comparing and sorting; blanks at the ends are dropped."""
    if text.isascii():
        return text.strip().lower()
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = "".join(letter for letter in apart if unicodedata.combining(letter) < _ACCENT_CLASS)
    return unicodedata.normalize("NFC", plain.translate(_PLAIN)).strip()


def tokens(text: str) -> list[str]:
    """The words of `text`, folded and split at anything but letters (with their own signs) and digits."""
    return _split(fold(text))


def joined(text: str) -> str:
    """`text` folded and stripped to letters and digits: ``O'Brien`` is ``obrien``."""
    return "".join(_split(fold(text)))


def _split(folded: str) -> list[str]:
    if folded.isascii():
        return [word for word in _NOT_A_WORD.split(folded) if word]
    # Marks belong to their letter: scripts of India and Thai would fall to pieces without them.
    spaced = (letter if unicodedata.category(letter)[0] in "LMN" else " " for letter in folded)
    return "".join(spaced).split()
