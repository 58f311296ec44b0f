"""Contacts as columns of numbers: each text once in a vocabulary, each contact a row of places in it."""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from nexus_contacts.duplicates.normalize import (
    NameParts,
    email_parts,
    firm,
    name_parts,
    phone_parts,
    script_of,
    street_parts,
    value,
)

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]

CUSTOM_KEYS = 12
"""So many custom fields are compared, those that most contacts have."""

_TEXTS = ("given", "given2", "family", "family2", "local", "base", "domain", "label", "firm", "title")
_PLACES = ("number", "street", "city", "zip", "country")
_NUMBERS = ("generation", "is_free", "is_role", "is_derived", "extension", "base_code", "script")
_PATTERNS = 6


class Person(NamedTuple):
    """One contact as it is compared: texts as they are stored, "" where there is none."""

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    phone: str = ""
    company: str = ""
    job_title: str = ""
    street: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""
    country: str = ""
    custom: tuple[tuple[str, str], ...] = ()


class Vocabulary:
    """Texts and their places. Place -1 is the empty text."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    def place(self, text: str) -> int:
        """The place of `text`, which is taken in if it is new."""
        return self._places.setdefault(text, len(self._places)) if text else -1

    def __len__(self) -> int:
        return len(self._places)

    def texts(self) -> NDArray[np.object_]:
        """The texts by place, shape (len(self) + 1,): the last one, which is place -1, is empty."""
        texts = np.empty(len(self._places) + 1, dtype=object)
        texts[: len(self._places)] = list(self._places)
        texts[-1] = ""
        return texts


class Records:
    """The columns, one row a contact: `column(name)` is an array of shape (rows,)."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.names, self.mail, self.firms = Vocabulary(), Vocabulary(), Vocabulary()
        self.domains, self.titles, self.places = Vocabulary(), Vocabulary(), Vocabulary()
        self.values = Vocabulary()
        self._columns: dict[str, array[int]] = {name: array("i") for name in (*_TEXTS, *_PLACES)}
        self._columns |= {name: array("q") for name in (*_NUMBERS, "line", "trunk")}
        self._patterns = array("q")
        self._custom: dict[str, tuple[array[int], array[int]]] = {}

    def __len__(self) -> int:
        return len(self.ids)

    def add(self, person: Person) -> int:
        """Take one contact in. Returns its row."""
        row = len(self.ids)
        self.ids.append(person.id)
        name = name_parts(person.first_name, person.last_name)
        put = self._columns
        for column, word in zip(_TEXTS[:4], (*_two(name.given), *_two(name.family)), strict=True):
            put[column].append(self.names.place(word))
        put["generation"].append(name.generation)
        put["script"].append(script_of(person.first_name + person.last_name))
        self._add_mail(person.email, name)
        line, trunk, extension = phone_parts(person.phone) if person.phone else (-1, -1, -1)
        put["line"].append(line)
        put["trunk"].append(trunk)
        put["extension"].append(extension)
        put["firm"].append(self.firms.place(firm(person.company)) if person.company else -1)
        put["title"].append(self.titles.place(value(person.job_title)) if person.job_title else -1)
        self._add_places(person)
        for key, text in person.custom:
            if held := value(text):
                rows, values = self._custom.setdefault(key, (array("i"), array("i")))
                rows.append(row)
                values.append(self.values.place(held))
        return row

    def _add_mail(self, email: str, name: NameParts) -> None:
        put = self._columns
        mail = email_parts(email)
        put["local"].append(self.mail.place(mail.local))
        put["base"].append(self.mail.place(mail.base))
        put["domain"].append(self.domains.place(mail.domain))
        put["label"].append(-1 if mail.is_free else self.firms.place(mail.label))
        put["is_free"].append(mail.is_free)
        put["is_role"].append(mail.is_role)
        code = crc32(mail.base.encode()) if mail.base else -1
        patterns = _mail_patterns(name)
        single = {crc32(word.encode()) for word in (*name.given, *name.family)}
        put["base_code"].append(code)
        put["is_derived"].append(code in patterns or code in single)
        self._patterns.extend(patterns)

    def _add_places(self, person: Person) -> None:
        put = self._columns
        number, street = street_parts(person.street) if person.street else ("", "")
        texts = (number, street, value(person.city), value(person.zip), value(person.country)[:3])
        for column, text in zip(_PLACES, texts, strict=True):
            put[column].append(self.places.place(text))

    def column(self, name: str) -> Longs:
        """One column, shape (rows,), int64 or int32; -1 where a contact has nothing there."""
        held = self._columns[name]
        return np.frombuffer(held, dtype=np.int32 if held.typecode == "i" else np.int64)

    def patterns(self) -> Longs:
        """Codes of the mailbox names a person's name makes, shape (rows, 6)."""
        return np.frombuffer(self._patterns, dtype=np.int64).reshape(-1, _PATTERNS)

    def custom_columns(self, keys: Iterable[str] | None = None) -> Mapping[str, Ints]:
        """The custom fields that are compared, by key: shape (rows,), -1 where a contact has none."""
        chosen = self.custom_keys() if keys is None else keys
        columns = {}
        for key in chosen:
            rows, values = self._custom.get(key, (array("i"), array("i")))
            column = np.full(len(self.ids), -1, dtype=np.int32)
            column[np.frombuffer(rows, dtype=np.int32)] = np.frombuffer(values, dtype=np.int32)
            columns[key] = column
        return columns

    def custom_keys(self) -> tuple[str, ...]:
        """The custom fields that most contacts have, at most `CUSTOM_KEYS`, in the order of their names."""
        filled = Counter({key: len(rows) for key, (rows, _) in self._custom.items()})
        return tuple(sorted(key for key, count in filled.most_common(CUSTOM_KEYS) if count > 1))


def _two(words: tuple[str, ...]) -> tuple[str, str]:
    first, second, *_ = (*words, "", "")
    return first, second


def _mail_patterns(name: NameParts) -> tuple[int, ...]:
    """Codes of "janesmith", "smithjane", "jsmith", "janes", "smithj", "sjane"; -2 where a part of the name lacks."""
    if not name.given or not name.family:
        return (-2,) * _PATTERNS
    given, family = name.given[0], "".join(name.family)
    texts = (given + family, family + given, given[0] + family, given + family[0], family + given[0], family[0] + given)
    return tuple(crc32(text.encode()) for text in texts)
