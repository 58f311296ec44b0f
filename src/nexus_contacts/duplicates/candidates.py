"""Which pairs are worth a comparison: contacts that share one of several keys, and neighbours in sorted order.

Standard blocking with several keys and the sorted neighbourhood within large blocks, after Hernández and Stolfo,
"The Merge/Purge Problem for Large Databases" (SIGMOD 1995) and Papadakis et al., "Blocking and Filtering Techniques
for Entity Resolution" (ACM CSUR 2020). A key that many share names only neighbours, so cost grows as n log n.
"""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from nexus_contacts.duplicates.nicknames import formal_names
from nexus_contacts.duplicates.normalize import sound
from nexus_contacts.duplicates.records import Longs, Records

BLOCK = 24
"""All pairs of a block of up to so many contacts are candidates; of a larger one only neighbours."""
NEIGHBOURS = 3
"""So far apart are neighbours, in the order of their names."""

_SALT = 0x9E3779B97F4A7C15 - (1 << 64)
_MASK = (1 << 62) - 1


def mixed(*parts: NDArray[np.integer]) -> Longs:
    """One 64-bit key of several columns, shape (rows,); -1 where any of them is missing (negative)."""
    key = np.zeros(len(parts[0]), dtype=np.int64)
    present = np.ones(len(parts[0]), dtype=bool)
    with np.errstate(over="ignore"):
        for part in parts:
            held = part.astype(np.int64)
            present &= held >= 0
            key = (key ^ (held + 1)) * np.int64(_SALT)
            key ^= (key >> 29) & np.int64((1 << 35) - 1)
    key &= np.int64(_MASK)
    key[~present] = -1
    return key


class KeyMaker:
    """The key families of some records. Keys are made of the texts, so that those of two sets of records agree within
    a run of the program.
    """

    def __init__(self, records: Records, custom_keys: tuple[str, ...] | None = None) -> None:
        self._records = records
        self._custom_keys = records.custom_keys() if custom_keys is None else custom_keys
        self._codes = {
            vocabulary: _hashed(vocabulary.texts())
            for vocabulary in (records.mail, records.firms, records.domains, records.titles, records.places)
        }
        self._names = _NameCodes(records.names.texts())

    def families(self) -> Iterator[tuple[str, Longs]]:
        """Each family's name and keys, shape (rows,), -1 where a contact has none."""
        yield from self._by_mail_and_phone()
        yield from self._by_name()
        yield from self._by_place()
        for key, values in self._records.custom_columns(self._custom_keys).items():
            held = _hashed(self._records.values.texts())[values]
            yield f"rare {key}", mixed(held)
            yield f"rare {key}, given", mixed(held, self._named("given", "sounds"))
            yield f"rare {key}, family", mixed(held, self._named("family", "sounds"))

    def _number(self, name: str) -> Longs:
        return self._records.column(name)

    def _text(self, name: str) -> Longs:
        records = self._records
        vocabularies = {"local": records.mail, "base": records.mail, "domain": records.domains, "title": records.titles}
        vocabularies |= {"firm": records.firms, "label": records.firms}
        return self._codes[vocabularies.get(name, records.places)][records.column(name)]

    def _named(self, column: str, codes: str = "texts") -> Longs:
        held: Longs = getattr(self._names, codes)[self._records.column(column)]
        return held

    def _by_mail_and_phone(self) -> Iterator[tuple[str, Longs]]:
        base = np.where(self._number("is_role") > 0, -1, self._text("base"))
        domain = self._text("domain")
        yield "email", mixed(self._text("local"), domain)
        yield "mailbox", mixed(base)
        yield "mailbox, domain", mixed(base, domain)
        yield "swapped mailbox", self._made_mailbox()
        yield "phone", mixed(self._number("line"))
        yield "trunk, given", mixed(self._number("trunk"), self._named("given", "formal"))
        firms_domain = np.where(self._number("is_free") > 0, -1, domain)
        yield "given, domain", mixed(self._named("given"), firms_domain)

    def _by_name(self) -> Iterator[tuple[str, Longs]]:
        given, family = self._named("given"), self._named("family")
        sound_given, sound_family = self._named("given", "sounds"), self._named("family", "sounds")
        formal, initial = self._named("given", "formal"), self._named("given", "initials")
        firm, label, title = self._text("firm"), self._text("label"), self._text("title")
        company, domain = np.where(firm >= 0, firm, label), np.where(label >= 0, label, firm)
        second = self._named("family2")
        yield "name", mixed(np.minimum(given, family), np.maximum(given, family))
        yield "sound", mixed(np.minimum(sound_given, sound_family), np.maximum(sound_given, sound_family))
        yield "formal name", mixed(formal, family)
        yield "second family", mixed(np.where(second >= 0, second, family), formal)
        yield "family, initial, firm", mixed(sound_family, initial, company)
        yield "family, firm", mixed(family, domain)
        yield "given, firm", mixed(formal, company)
        yield "given, title", mixed(formal, title)
        yield "family, title", mixed(family, title)
        yield "rare given", mixed(given)
        yield "rare family", mixed(family)
        yield "rare firm", mixed(firm)

    def _by_place(self) -> Iterator[tuple[str, Longs]]:
        street, zip_code, city = self._text("street"), self._text("zip"), self._text("city")
        sound_given, sound_family = self._named("given", "sounds"), self._named("family", "sounds")
        initial, place = self._named("given", "initials"), np.where(zip_code >= 0, zip_code, city)
        yield "street, number", mixed(street, self._text("number"))
        yield "street, initial", mixed(street, initial)
        yield "family, place", mixed(sound_family, place)
        yield "given, place", mixed(sound_given, place)
        yield "rare street", mixed(street)
        yield "rare zip", mixed(zip_code)
        yield "rare sounds, place", mixed(sound_family, sound_given, city)
        yield "rare initials, zip", mixed(initial, self._named("family", "initials"), zip_code)

    def _made_mailbox(self) -> Longs:
        """Mailboxes against the names that would make them: "jsmith@" meets a John Smith who has another address."""
        made = self._records.patterns()[:, 2]
        base = self._number("base_code")
        return np.where(self._number("is_derived") > 0, made, base).astype(np.int64)


def _hashed(texts: NDArray[np.object_]) -> Longs:
    """A code of each text by place, -1 for the empty one at the end."""
    codes = np.fromiter((hash(text) & _MASK for text in texts), dtype=np.int64, count=len(texts))
    codes[-1] = -1
    return codes


class _NameCodes:
    """By place in the names: codes of the text, its sound, its formal name, its initial; -1 for the empty one."""

    def __init__(self, names: NDArray[np.object_]) -> None:
        self.texts = _hashed(names)
        self.sounds = self._made(names, sound)
        self.formal = self._made(names, _formal)
        self.initials = self._made(names, lambda name: name[0])

    @staticmethod
    def _made(names: NDArray[np.object_], make: Callable[[str], str]) -> Longs:
        codes = np.full(len(names), -1, dtype=np.int64)
        for place, name in enumerate(names[:-1]):
            codes[place] = hash(make(name)) & _MASK
        return codes


def _formal(name: str) -> str:
    return min(formal_names(name), key=lambda one: (not one.startswith("#"), one))


def candidate_pairs(records: Records, going_on: Callable[[], None] = lambda: None) -> Longs:
    """The pairs to compare as sorted codes `first * rows + second`, first < second, shape (pairs,).

    `going_on` is called between families and may raise to stop.
    """
    rows = len(records)
    order = name_order(records)
    found = np.empty(0, dtype=np.int64)
    fresh: list[Longs] = []
    for name, keys in KeyMaker(records).families():
        going_on()
        fresh.append(_pairs_of(keys, order, rows, 0 if name.startswith("rare") else NEIGHBOURS))
        if sum(map(len, fresh)) > 4_000_000:
            found, fresh = _united(found, fresh), []
    fresh.append(_neighbours(order, rows))
    return _united(found, fresh)


def _united(found: Longs, fresh: list[Longs]) -> Longs:
    pairs = np.concatenate([found, *fresh])
    pairs.sort()
    return pairs[np.concatenate(([True], pairs[1:] != pairs[:-1]))] if len(pairs) else pairs


def name_order(records: Records) -> NDArray[np.intp]:
    """The rows in the order of family and given name, shape (rows,)."""
    texts = records.names.texts()
    rank = np.empty(len(texts), dtype=np.int32)
    rank[np.argsort(texts, kind="stable")] = np.arange(len(texts))
    return np.lexsort((rank[records.column("given")], rank[records.column("family")]))


def _pairs_of(keys: Longs, order: NDArray[np.intp], rows: int, neighbours: int) -> Longs:
    """Pairs within the blocks of one family: all of a small block, `neighbours` by name in a large one."""
    present = order[keys[order] >= 0]
    by_key = present[np.argsort(keys[present], kind="stable")]
    sorted_keys = keys[by_key]
    starts = np.flatnonzero(np.concatenate(([True], sorted_keys[1:] != sorted_keys[:-1]))) if len(by_key) else by_key
    sizes = np.diff(np.append(starts, len(by_key)))
    reach = np.repeat(np.where(sizes <= BLOCK, sizes, neighbours + 1), sizes)
    ends = np.repeat(starts + sizes, sizes)
    at = np.flatnonzero(ends - np.arange(len(by_key)) > 1)
    found = []
    for offset in range(1, BLOCK):
        at = at[(at + offset < ends[at]) & (reach[at] > offset)]
        if not len(at):
            break
        found.append(coded(by_key[at], by_key[at + offset], rows))
    return np.concatenate(found) if found else np.empty(0, dtype=np.int64)


def _neighbours(order: NDArray[np.intp], rows: int) -> Longs:
    return np.concatenate([coded(order[:-offset], order[offset:], rows) for offset in (1, 2)])


def coded(left: NDArray[np.integer], right: NDArray[np.integer], rows: int) -> Longs:
    """Pairs of rows as one number each, the smaller row first."""
    codes: Longs = np.minimum(left, right).astype(np.int64) * rows + np.maximum(left, right)
    return codes
