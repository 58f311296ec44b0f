"""Texts as the duplicate engine compares them: names in parts, addresses of mail, digits, firms, streets.

After the standardisation step of record linkage (Christen, "Data Matching", Springer 2012, chapter 3).
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii

from nexus_contacts.duplicates.wordlists import wordlists, words

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "ø": "oe", "æ": "ae"})
_NO_LETTER = re.compile(r"[^a-z ]+")
_NO_SIGN = re.compile(r"[^a-z0-9 ]+")
_DIGITS = re.compile(r"\D+")
_EXTENSION = re.compile(r"(?:\bext\.?|\bextension|\bx|#|;ext=|\bdw|\bposte|\bpbx)\s*\.?\s*(\d{1,6})\s*$", re.IGNORECASE)
_TRAILING_NUMBER = re.compile(r"[\d._\-]+$")
_SCANNED = str.maketrans("015|", "oisl")

_WORDS = wordlists()
HONORIFICS = words("honorifics")
DEGREES = words("degrees")
PARTICLES = words("particles")
LEGAL_FORMS = words("legal_forms")
FREE_MAIL = words("free_mail")
ROLES = words("roles")
GENERATIONS: Mapping[str, int] = _WORDS["generations"]
_STREET_WORDS: Mapping[str, str] = _WORDS["street_words"]


class NameParts(NamedTuple):
    """A person's name as tokens: up to two given, up to two of the family, and 0 or the generation (1 Sr, 2 Jr …)."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    generation: int


class EmailParts(NamedTuple):
    """An e-mail address: its `local` part, that without digits and dots (`base`), and its domain and domain's label."""

    local: str
    base: str
    domain: str
    label: str
    is_free: bool
    is_role: bool


class PhoneParts(NamedTuple):
    """The last nine digits of a number (-1: none), the same without its last four, and the extension (-1: none)."""

    line: int
    trunk: int
    extension: int


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """`text` in lower-case ASCII, other scripts transliterated, German and Nordic letters as they are spelt out."""
    lowered = text.lower()
    if lowered.isascii():
        return lowered
    return anyascii(lowered.translate(_UMLAUTS)).lower()


def _tokens(text: str) -> list[str]:
    spaced = plain(text).replace("'", "").replace("`", "").replace("’", "")
    if not spaced.replace(" ", "").isalpha():
        spaced = " ".join(_name_word(word) for word in spaced.replace("-", " ").replace(".", " ").split())
    return spaced.split()


def _name_word(word: str) -> str:
    if word in GENERATIONS:
        return word
    if any(sign.isdigit() for sign in word) and any(sign.isalpha() for sign in word):
        word = word.translate(_SCANNED)
    return _NO_LETTER.sub(" ", word)


@lru_cache(maxsize=65536)
def name_parts(first: str, last: str) -> NameParts:
    """A name's tokens. Handles "Last, First", a whole name in one field, honorifics, degrees, particles, Jr and Sr."""
    if "," in first and not last:
        last, _, first = first.partition(",")
    elif "," in last and not first:
        last, _, first = last.partition(",")
    given, born_given = _names(first)
    family, born_family = _names(last)
    if not family and len(given) > 1:
        family, given = given[-1:], given[:-1]
    elif not given and len(family) > 1:
        given, family = family[:1], family[1:]
    kept = tuple(word for word in family if word not in PARTICLES) or tuple(family)
    return NameParts(tuple(given[:2]), kept[:2], born_family or born_given)


def _names(text: str) -> tuple[list[str], int]:
    generation = 0
    kept: list[str] = []
    words = _tokens(text)
    for position, word in enumerate(words):
        if word in GENERATIONS and position:
            generation = GENERATIONS[word]
        elif not (word in HONORIFICS and len(words) > 1 and position == 0) and not (word in DEGREES and position):
            kept.append(word)
    return kept, generation


def script_of(text: str) -> int:
    """0 for a text whose ASCII form can be compared with others, else a number for its script (Hebrew, Arabic, Thai,
    Han …): between two scripts such names say nothing, for their transliterations differ from person to person.
    """
    for sign in text:
        code = ord(sign)
        if code >= 0x0590 and sign.isalpha() and not 0x1E00 <= code < 0x2000:
            return next((number for number, first in enumerate(_SCRIPTS, 1) if code < first), len(_SCRIPTS) + 1)
    return 0


_SCRIPTS = (0x0600, 0x0900, 0x0E00, 0x0E80, 0x1100)
"""Where scripts end in Unicode: Hebrew, Arabic, those of India, Thai; what follows is the Far East."""


def email_parts(email: str) -> EmailParts:
    """An address's parts: without "+tag", without the dots that the well-known free services ignore."""
    local, at, domain = plain(email.strip()).partition("@")
    if not at or not local:
        return EmailParts("", "", "", "", False, False)
    local = local.partition("+")[0]
    label = domain.rpartition(".")[0].rpartition(".")[2] or domain
    if label in ("co", "com", "org", "net", "ac", "gov", "edu") and domain.count(".") > 1:
        label = domain.split(".")[-3]
    is_free = label in FREE_MAIL
    if is_free:
        local = local.replace(".", "") if label in ("gmail", "googlemail") else local
        domain = "gmail.com" if label == "googlemail" else domain
    base = _NO_LETTER.sub("", _TRAILING_NUMBER.sub("", local)) or local
    return EmailParts(local, base, domain, label.rstrip("0123456789"), is_free, local in ROLES)


def phone_parts(phone: str) -> PhoneParts:
    """A number's comparable digits: the last nine, so that a country's code or a leading zero makes no difference."""
    extension = -1
    if phone.isascii() and phone[1:].isdigit():
        digits = phone.lstrip("+")
    else:
        text = plain(phone)
        if found := _EXTENSION.search(text):
            extension, text = int(found[1]), text[: found.start()]
        digits = _DIGITS.sub("", text)
    if len(digits) < 6:
        return PhoneParts(-1, -1, -1)
    line = int(digits[-9:])
    return PhoneParts(line, line // 10_000, extension)


@lru_cache(maxsize=65536)
def firm(company: str) -> str:
    """A company's name without legal forms, blanks and signs: "Acme & Sons, Inc." is "acmesons"."""
    words = _NO_SIGN.sub(" ", plain(company).replace(".", "").replace("'", "")).split()
    kept = [word for word in words if word not in LEGAL_FORMS]
    return "".join(kept or words)


def street_parts(street: str) -> tuple[str, str]:
    """A street's house number ("" if none) and its name, the usual words shortened: ("12", "main st apt 4")."""
    words = [_STREET_WORDS.get(word, word) for word in _NO_SIGN.sub(" ", plain(street)).split()]
    for position, word in enumerate(words):
        if word[0].isdigit() and (position in (0, len(words) - 1)):
            return word, " ".join(words[:position] + words[position + 1 :])
    return "", " ".join(words)


def value(text: str) -> str:
    """Any other value in lower-case ASCII letters and digits, single blanks between its words."""
    return " ".join(_NO_SIGN.sub(" ", plain(text)).split())


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """A name's rough sound: doubled letters once, vowels dropped after the first, look- and sound-alikes as one.

    A small relative of the refined Soundex and NYSIIS codes (Taft 1970), made for blocking alone.
    """
    text = word
    for heard, written in _SOUNDS:
        text = text.replace(heard, written)
    kept = text[:1]
    for sign in text[1:]:
        if sign not in "aeiouyhw" and sign != kept[-1]:
            kept += sign
    return kept[:5]


_SOUNDS = (
    ("sch", "s"), ("ph", "f"), ("ck", "k"), ("gh", "g"), ("kn", "n"), ("wr", "r"), ("th", "t"), ("sh", "s"),
    ("ch", "k"), ("tz", "s"), ("c", "k"), ("q", "k"), ("z", "s"), ("v", "f"), ("j", "y"), ("d", "t"), ("b", "p"),
    ("m", "n"), ("w", "f"), ("g", "k"),
)  # fmt: skip
