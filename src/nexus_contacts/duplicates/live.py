"""What one contact might be a double of, at once: an index of the keys of all contacts, kept from the last scan."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from nexus_contacts.duplicates.candidates import BLOCK, KeyMaker
from nexus_contacts.duplicates.comparison import Comparison
from nexus_contacts.duplicates.records import Longs, Person, Records
from nexus_contacts.duplicates.scan import LISTED_FROM, Pair, Scan
from nexus_contacts.duplicates.score import evidence, likeliest_other
from nexus_contacts.duplicates.usage import Usage

MOST = 600
"""So many candidates of one contact are compared at most."""


class Live:
    """The keys of contacts, and the weights and counts of the scan they are from.

    What changes afterwards is learnt contact by contact; counts of values stay those of the scan.
    """

    def __init__(self, done: Scan) -> None:
        self._scan = done
        self._ids = done.records.ids
        self._row = {contact_id: row for row, contact_id in enumerate(self._ids)}
        self._custom_keys = tuple(done.usage.custom)
        self._families: list[tuple[Longs, NDArray[np.int32]]] = []
        for _, keys in KeyMaker(done.records, self._custom_keys).families():
            rows = np.flatnonzero(keys >= 0)
            rows = rows[np.argsort(keys[rows], kind="stable")]
            self._families.append((keys[rows], rows.astype(np.int32)))
        self._late: dict[tuple[int, int], set[str]] = {}
        self._late_keys: dict[str, list[tuple[int, int]]] = {}

    def candidates(self, person: Person) -> tuple[str, ...]:
        """The ids of contacts that share a key with `person`, those that share most first."""
        shared: dict[str, int] = {}
        for number, key in self._keys(person):
            keys, rows = self._families[number]
            start, end = np.searchsorted(keys, (key, key + 1))
            if end - start <= BLOCK:
                for row in rows[start:end]:
                    contact_id = self._ids[row]
                    if contact_id not in self._late_keys:
                        shared[contact_id] = shared.get(contact_id, 0) + 1
            for contact_id in self._late.get((number, key), ()):
                shared[contact_id] = shared.get(contact_id, 0) + 1
        shared.pop(person.id, None)
        return tuple(sorted(shared, key=lambda one: (-shared[one], one))[:MOST])

    def compare(self, person: Person, others: Sequence[Person], min_score: float = LISTED_FROM) -> tuple[Pair, ...]:
        """The pairs of `person` with `others`, the likeliest first."""
        if not others:
            return ()
        records = Records()
        for one in (*others, person):
            records.add(one)
        comparison = Comparison(records, self._usage_of(others))
        left = np.arange(len(others), dtype=np.int64)
        levels = comparison.levels(left, np.full(len(others), len(others), dtype=np.int64))
        scores = self._scan.model.scores(levels)
        found = []
        for place in np.argsort(-scores, kind="stable"):
            if scores[place] < min_score:
                break
            why = evidence(self._scan.model, levels[place], self._custom_keys)
            other = likeliest_other(self._scan.model, levels[place])
            found.append(Pair(person.id, others[place].id, float(scores[place]), why, other))
        return tuple(found)

    def learn(self, people: Iterable[Person]) -> None:
        """Contacts are as these are from now on."""
        for person in people:
            self.forget((person.id,))
            keys = list(self._keys(person))
            self._late_keys[person.id] = keys
            for key in keys:
                self._late.setdefault(key, set()).add(person.id)

    def forget(self, ids: Iterable[str]) -> None:
        """Contacts are gone."""
        for contact_id in ids:
            for key in self._late_keys.get(contact_id, ()):
                self._late[key].discard(contact_id)
            self._late_keys[contact_id] = []

    def _keys(self, person: Person) -> Iterable[tuple[int, int]]:
        records = Records()
        records.add(person)
        for number, (_, keys) in enumerate(KeyMaker(records, self._custom_keys).families()):
            if keys[0] >= 0:
                yield number, int(keys[0])

    def _usage_of(self, others: Sequence[Person]) -> Usage:
        """The counts for `others` by the scan, and neutral ones for those it did not see and for the contact itself."""
        rows = np.array([*(self._row.get(one.id, -1) for one in others), -1])
        held = self._scan.usage

        def taken(counts: NDArray[np.generic], neutral: float) -> NDArray[np.generic]:
            if not len(counts):
                return np.full(len(rows), neutral, dtype=counts.dtype)
            return np.where(rows >= 0, counts[rows], neutral).astype(counts.dtype)

        return Usage(
            given=taken(held.given, 0.0),  # type: ignore[arg-type]
            family=taken(held.family, 0.0),  # type: ignore[arg-type]
            firm=taken(held.firm, 0),  # type: ignore[arg-type]
            title=taken(held.title, 0.0),  # type: ignore[arg-type]
            phone_families=taken(held.phone_families, 1),  # type: ignore[arg-type]
            street_families=taken(held.street_families, 1),  # type: ignore[arg-type]
            custom={key: taken(counts, 2) for key, counts in held.custom.items()},  # type: ignore[misc]
            custom_filled=held.custom_filled,
        )
