"""One run over all contacts: candidates, comparison in portions, weights moved to the data, pairs best first."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nexus_contacts.duplicates.candidates import candidate_pairs
from nexus_contacts.duplicates.comparison import Comparison
from nexus_contacts.duplicates.learning import adapted
from nexus_contacts.duplicates.likeness import Levels
from nexus_contacts.duplicates.records import Longs, Person, Records
from nexus_contacts.duplicates.score import CLASSES, Evidence, Model, evidence, likeliest_other, model
from nexus_contacts.duplicates.usage import Usage, usage

LISTED_FROM = 0.01
"""Pairs below this score are not listed."""
PORTION = 100_000
_LEARN_FROM = 300_000
"""The weights are moved by a sample of so many pairs at most."""

Progress = Callable[[float], None]
"""Gets the share that is done, 0-1. It may raise to stop."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two contacts that may be one person, the score, why, and what they are if they are not."""

    first_id: str
    second_id: str
    score: float
    evidence: tuple[Evidence, ...]
    else_: str = CLASSES[-1]


@dataclass(frozen=True, slots=True)
class Scan:
    """What a scan found: pairs of rows by falling score, and what is needed to explain them and to go on."""

    records: Records
    model: Model
    usage: Usage
    left: Longs
    right: Longs
    scores: NDArray[np.float64]
    levels: Levels

    def __len__(self) -> int:
        return len(self.scores)

    def pairs(self) -> Iterator[Pair]:
        """The pairs with their reasons, best first."""
        keys = tuple(self.usage.custom)
        ids = self.records.ids
        # What the reasons depend on is the pattern of levels alone, and most patterns occur again and again.
        known: dict[bytes, tuple[tuple[Evidence, ...], str]] = {}
        for left, right, score, levels in zip(self.left, self.right, self.scores, self.levels, strict=True):
            pattern = levels.tobytes()
            if pattern not in known:
                known[pattern] = evidence(self.model, levels, keys), likeliest_other(self.model, levels)
            why, other = known[pattern]
            yield Pair(ids[left], ids[right], float(score), why, other)


def read_records(people: Iterable[Person], on_progress: Progress = lambda share: None, expected: int = 0) -> Records:
    """Take all contacts in. `expected` is how many there will be, for the progress."""
    records = Records()
    for number, person in enumerate(people):
        records.add(person)
        if number % 2000 == 0:
            on_progress(min(number / expected, 1.0) if expected else 0.0)
    return records


def scan(records: Records, min_score: float = LISTED_FROM, on_progress: Progress = lambda share: None) -> Scan:
    """Compare every candidate pair of `records`. `on_progress` gets shares of 0-1 and may raise to stop."""
    rows = max(len(records), 1)
    codes = candidate_pairs(records, lambda: on_progress(0.0))
    counted = usage(records)
    comparison = Comparison(records, counted)
    shipped = model(len(counted.custom))
    sample = codes[:: max(1, -(-len(codes) // _LEARN_FROM))]
    moved = adapted(shipped, _levels(comparison, sample, rows))
    on_progress(0.1)
    kept: list[tuple[Longs, NDArray[np.float64], Levels]] = []
    for start in range(0, len(codes), PORTION):
        some = codes[start : start + PORTION]
        levels = _levels(comparison, some, rows)
        scores = moved.scores(levels)
        listed = scores >= min_score
        kept.append((some[listed], scores[listed], levels[listed]))
        on_progress(0.1 + 0.9 * min(1.0, (start + PORTION) / len(codes)))
    return _ranked(records, moved, counted, kept)


def _levels(comparison: Comparison, codes: Longs, rows: int) -> Levels:
    parts = [
        comparison.levels(codes[start : start + PORTION] // rows, codes[start : start + PORTION] % rows)
        for start in range(0, len(codes), PORTION)
    ]
    if parts:
        return np.concatenate(parts)
    return comparison.levels(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))


def _ranked(
    records: Records, moved: Model, counted: Usage, kept: list[tuple[Longs, NDArray[np.float64], Levels]]
) -> Scan:
    rows = max(len(records), 1)
    width = len(moved.tables) + len(moved.custom)
    codes = np.concatenate([one[0] for one in kept]) if kept else np.empty(0, dtype=np.int64)
    scores = np.concatenate([one[1] for one in kept]) if kept else np.empty(0)
    levels = np.concatenate([one[2] for one in kept]) if kept else np.empty((0, width), dtype=np.uint8)
    order = np.argsort(-scores, kind="stable")
    codes = codes[order]
    return Scan(records, moved, counted, codes // rows, codes % rows, scores[order], levels[order])
