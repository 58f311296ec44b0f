"""What a contact's card says, as plain words: a head and sections of items. Nothing here knows how it is laid out."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Pair:
    """A field: its label and its value."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Day:
    """The heading over what happened on one day."""

    text: str


@dataclass(frozen=True, slots=True)
class Happened:
    """A deal, an activity or an event: a title with something short beside it, details and a longer text below."""

    title: str
    aside: str = ""
    detail: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """A note in Markdown, with who wrote it and when."""

    author: str
    when: str
    markdown: str


Item: TypeAlias = Pair | Day | Happened | Noted


@dataclass(frozen=True, slots=True)
class Section:
    """Items under a title. `remark` says why there are none, or what is to be known about them."""

    title: str
    items: tuple[Item, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One contact: its name, what it does and where, how it stands, and all that is known in sections."""

    name: str
    work: str
    standing: str
    sections: tuple[Section, ...]
