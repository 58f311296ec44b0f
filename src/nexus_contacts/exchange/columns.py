"""Which column is which field: by its name in several languages, by what stands in it, as a person says.

A mapping names a target for each column: a field of the API (``first_name``, ``address.city`` …), ``full_name``,
``note``, ``custom_fields.KEY``, or ``""`` for a column that is left out.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any, TypeAlias

from nexus_contacts.store.folding import fold

Targets: TypeAlias = "tuple[str, ...]"

CUSTOM = "custom_fields."
FULL_NAME, NOTE = "full_name", "note"
MORE = "more"
"""A column of further custom fields of a vCard: keys and values by turns, a unit separator between them."""
READ_ONLY = ("id", "created_at", "updated_at", "engagement_score")
"""Columns of our own export that cannot be written; they are known and left out."""
TEXT_FIELDS = (
    "first_name", "last_name", "email", "phone", "company", "job_title", "status", "source", "tags", "assigned_to",
    "address.street", "address.city", "address.state", "address.zip", "address.country",
)  # fmt: skip

_NO_LETTER = re.compile(r"[\W_]+")
_EMAIL = re.compile(r"[^\s@,;<>\"()]+@[^\s@,;<>\"()]+\.[^\s@,;<>\"()]+")
_PHONE = re.compile(r"\+?[\d ().\-/\u2010-\u2015]{7,24}(?:\s*(?:x|ext\.?)\s*\d+)?", re.IGNORECASE)
_MOSTLY = 0.8
_MOST_LOOKED_AT = 300
"""Longer cells are neither an address nor a number."""


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Any]:
    """For names, statuses and sources what each known word stands for, and the lists of words in names."""
    text = files("nexus_contacts.exchange").joinpath("columns.toml").read_text("utf-8")
    tables: dict[str, Any] = tomllib.loads(text)
    listed = {name: words.split() for name, words in tables.pop("listed").items()}
    stands_for = {
        kind: {word: field for field, words in table.items() for word in words.split()}
        for kind, table in tables.items()
    }
    return stands_for | {"listed": listed}


def _listed(name: str) -> frozenset[str]:
    return frozenset(_words()["listed"][name])


def key_of(name: str) -> str:
    """A name as it is looked up: lower case, without accents, letters and digits alone."""
    return _NO_LETTER.sub("", fold(name).replace("ß", "ss"))


def field_named(name: str) -> str:
    """The field, or `full_name` or `note`, that a column's name stands for; ``""`` for none."""
    if name in TEXT_FIELDS or name in READ_ONLY:
        return name
    if name.startswith(CUSTOM) and len(name) > len(CUSTOM):
        return name
    return str(_words()["names"].get(key_of(name), ""))


def is_target(name: str) -> bool:
    """Whether a person may name it as where a column goes; what cannot be written is none."""
    return name in (*TEXT_FIELDS, FULL_NAME, NOTE) or (name.startswith(CUSTOM) and bool(name.removeprefix(CUSTOM)))


def word_for(kind: str, text: str) -> str:
    """The status or source that a word in some language stands for; ``""`` where nobody knows it."""
    return str(_words()[kind].get(key_of(text), ""))


def guessed(columns: Sequence[str], sample: Sequence[Sequence[str]], known_keys: Sequence[str] = ()) -> Targets:
    """The likeliest target of each column. `sample` are some rows; `known_keys` the custom fields of the workspace.

    No field is taken twice: a second e-mail or phone becomes a custom field, as does what nobody knows.
    """
    targets = [field_named(name) for name in columns]
    taken: set[str] = set()
    for place, target in enumerate(targets):
        if target in READ_ONLY:
            targets[place] = ""
        elif target and target in taken and target != NOTE:
            targets[place] = _custom(columns[place], known_keys)
        elif target:
            taken.add(target)
        else:
            targets[place] = "?"
    for place, target in enumerate(targets):
        if target == "?":
            cells = [row[place] for row in sample if place < len(row) and row[place]]
            found = _by_content(cells)
            fits = found and found not in taken
            targets[place] = found if fits else _custom(columns[place], known_keys) if cells else ""
            taken.add(targets[place])
    if {"first_name", "last_name"} <= taken and FULL_NAME in targets:
        targets[targets.index(FULL_NAME)] = ""
    return tuple(targets)


def _by_content(cells: Sequence[str]) -> str:
    if not cells:
        return ""
    if _share(cells, _EMAIL) >= _MOSTLY:
        return "email"
    if _share(cells, _PHONE) >= _MOSTLY and any(cell.startswith(("+", "0", "(")) for cell in cells):
        return "phone"
    return ""


def _share(cells: Sequence[str], form: re.Pattern[str]) -> float:
    short = (cell.strip() for cell in cells if len(cell) <= _MOST_LOOKED_AT)
    return sum(form.fullmatch(cell) is not None for cell in short) / len(cells)


def _custom(name: str, known_keys: Sequence[str]) -> str:
    """The custom field for a column: a known key of the same letters, else the name as it stands."""
    exact = name.strip()
    alike = next((key for key in known_keys if key_of(key) == key_of(exact)), exact)
    return CUSTOM + (exact if exact in known_keys else alike)


def new_keys(targets: Targets, known_keys: Sequence[str]) -> tuple[str, ...]:
    """The custom fields that a mapping would bring into the workspace."""
    keys = (target.removeprefix(CUSTOM) for target in targets if target.startswith(CUSTOM))
    return tuple(key for key in dict.fromkeys(keys) if key not in known_keys)


def missing(targets: Targets) -> tuple[str, ...]:
    """The required fields that no column brings."""
    has_name = "first_name" in targets or FULL_NAME in targets
    return (*(() if has_name else ("first_name",)), *(() if "email" in targets else ("email",)))


def split_name(name: str) -> tuple[str, str]:
    """(first, last) of a whole name: "Smith, Jane", "Dr. Jane van der Berg", "Jane Mary Smith"."""
    name = " ".join(name.split())
    if "," in name:
        last, _, first = name.partition(",")
        return first.strip(), last.strip()
    words = name.split(" ")
    begin = 0
    while begin < len(words) - 1 and words[begin].rstrip(".").lower() in _listed("honorifics"):
        begin += 1
    words = words[begin:]
    if len(words) < 2:
        return name if not words else words[0], ""
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _listed("particles"):
        start -= 1
    return " ".join(words[:start]), " ".join(words[start:])
