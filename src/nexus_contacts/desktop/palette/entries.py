"""What the palette lists and in which order, free of widgets: contacts, actions, places, tags and owners."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

EntryKind = Literal["heading", "contact", "action", "search", "tag", "owner"]

COMMANDS, TAGS, OWNERS = ">", "#", "@"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the palette. `id` is the contact, action, tag or owner it stands for.

    A greyed entry has a `reason`; a heading has only a title.
    """

    kind: EntryKind
    id: str
    title: str
    detail: str = ""
    keys: tuple[str, ...] = ()
    icon: str = ""
    reason: str = ""

    @property
    def spoken(self) -> str:
        """The entry in words, for a screen reader."""
        return ", ".join(part for part in (self.title, self.detail, self.reason, " ".join(self.keys)) if part)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed: the kind of entries wanted (``""`` for all) and the words."""

    prefix: str
    words: tuple[str, ...]

    @property
    def text(self) -> str:
        """The words without the prefix, as they were typed."""
        return " ".join(self.words)


def asked(typed: str) -> Asked:
    """Take apart what was typed: ``>`` commands, ``#`` tags, ``@`` owners, then words."""
    text = typed.strip()
    prefix = text[:1] if text[:1] in (COMMANDS, TAGS, OWNERS) else ""
    return Asked(prefix, tuple(text[len(prefix) :].split()))


def folded(text: str) -> str:
    """Text for comparing: without case and accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def fit(title: str, words: Iterable[str]) -> int | None:
    """How well `title` answers the words: 0 begins with them, 1 a word begins so, 2 contains them, None not at all."""
    name = folded(title)
    starts = name.split()
    worst = 0
    for word in map(folded, words):
        if name.startswith(word):
            continue
        if any(part.startswith(word) for part in starts):
            worst = max(worst, 1)
        elif word in name:
            worst = max(worst, 2)
        else:
            return None
    return worst


def ranked(entries: Iterable[Entry], words: tuple[str, ...], used: Mapping[str, int]) -> tuple[Entry, ...]:
    """The entries that answer the words: the best fit first, among equals the most used, else in their own order.

    `used` counts how often an entry's id was chosen.
    """
    found = [
        (quality, -used.get(entry.id, 0), place, entry)
        for place, entry in enumerate(entries)
        if (quality := fit(entry.title, words)) is not None
    ]
    found.sort(key=lambda each: each[:3])
    return tuple(each[3] for each in found)
