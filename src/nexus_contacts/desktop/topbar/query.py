"""What is typed in the search field, taken apart: plain words, and tokens like ``status:lead`` that become filters.

Pure: no Qt, no I/O. A token still under the cursor is neither searched for nor applied until a blank or Enter ends it.
"""

import re
from dataclasses import dataclass, replace
from typing import TypeVar

from nexus_contacts.api.records import STATUSES
from nexus_contacts.store.filters import UNASSIGNED, Filter

_T = TypeVar("_T")

FIELDS = ("tag", "status", "owner", "company")

# A sign, a known field, and a value that may be quoted; the last quote may still be missing.
_TOKEN = re.compile(
    rf'(?P<sign>-?)(?P<field>{"|".join(FIELDS)}):(?:"(?P<quoted>[^"]*)(?P<closed>"?)|(?P<plain>\S*))', re.IGNORECASE
)
_PART = re.compile(rf"{_TOKEN.pattern}|(?P<word>\S+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    """One ``field:value`` of the search field; `excluded` for ``-field:value``."""

    field: str
    value: str
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """The parts of the search field: the words to search, the finished tokens, and the token still being typed."""

    text: str = ""
    tokens: tuple[Token, ...] = ()
    unfinished: str = ""

    @property
    def rest(self) -> str:
        """What stays in the field once the finished tokens have become chips."""
        return " ".join(part for part in (self.text, self.unfinished) if part)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names people may type for what the service calls otherwise, as (word of the service, name) pairs."""

    statuses: tuple[tuple[str, str], ...] = tuple((status, status) for status in STATUSES)
    owners: tuple[tuple[str, str], ...] = ()
    nobody: tuple[str, ...] = ("none", "unassigned")


def parse(text: str, *, finished: bool = False) -> Query:
    """Take the search field apart; `finished` (Enter) also ends the last token."""
    words: list[str] = []
    tokens: list[Token] = []
    unfinished = ""
    for part in _PART.finditer(text):
        if part["word"] is not None:
            words.append(part["word"])
            continue
        value = (part["quoted"] if part["quoted"] is not None else part["plain"]).strip()
        ended = part["closed"] == '"' or (part["quoted"] is None and part.end() < len(text))
        if value and (ended or finished):
            tokens.append(Token(part["field"].lower(), value, part["sign"] == "-"))
        elif part.end() == len(text) and not finished:
            unfinished = part[0]
        else:
            words.append(part[0])
    return Query(" ".join(words), tuple(tokens), unfinished)


def apply(choice: Filter, tokens: tuple[Token, ...], vocabulary: Vocabulary) -> Filter:
    """The filter with the tokens added to what is chosen already."""
    for token in tokens:
        for value in _meanings(token, vocabulary):
            choice = _add(choice, token, value)
    return choice


def _add(choice: Filter, token: Token, value: str) -> Filter:
    if token.excluded:
        return replace(choice, excluded=_with(choice.excluded, (token.field, value)))
    match token.field:
        case "tag":
            return replace(choice, tags=_with(choice.tags, value))
        case "status":
            return replace(choice, statuses=_with(choice.statuses, value))
        case "owner":
            return replace(choice, owners=_with(choice.owners, value))
    return replace(choice, company=value)


def _meanings(token: Token, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The service's words for what was typed; what nobody knows stands as it is, so that the chip shows it."""
    if token.field == "status":
        return _find(token.value, vocabulary.statuses)
    if token.field == "owner":
        if token.value.casefold() in vocabulary.nobody:
            return (UNASSIGNED,)
        return _find(token.value, vocabulary.owners)
    return (token.value,)


def _find(typed: str, pairs: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """The exact word or name, else every name with a part that starts so: two Mayas are both meant by their first."""
    wanted = typed.casefold()
    for word, name in pairs:
        if wanted in (word.casefold(), name.casefold()):
            return (word,)
    return tuple(word for word, name in pairs if _starts(name, wanted)) or (typed,)


def _starts(name: str, wanted: str) -> bool:
    folded = name.casefold()
    return folded.startswith(wanted) or any(part.startswith(wanted) for part in folded.split())


def _with(chosen: tuple[_T, ...], value: _T) -> tuple[_T, ...]:
    return chosen if value in chosen else (*chosen, value)
