"""How likely a pair is one person: a Fellegi-Sunter score over four classes of pair.

*Same person* is weighed against colleague, relative and unrelated together: with two classes, estimation finds
"same company" rather than "same person". Each class has a weight for each level of each feature; the sums go through
the softmax, so weights are log-likelihood ratios (Fellegi and Sunter 1969) and the score is a probability.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nexus_contacts.duplicates.comparison import CUSTOM_LEVELS, FEATURES
from nexus_contacts.duplicates.likeness import Levels

Floats = NDArray[np.float64]

CLASSES = ("same person", "colleague", "relative", "unrelated")
SAME = 0


@dataclass(frozen=True, slots=True)
class Model:
    """The weights: `prior` of shape (4,), one table of shape (levels, 4) a feature, then one a custom field."""

    prior: Floats
    tables: tuple[Floats, ...]
    custom: tuple[Floats, ...]

    def logits(self, levels: Levels) -> Floats:
        """The classes' log-weights of pairs with `levels`, shape (pairs, 4)."""
        sums = np.tile(self.prior, (len(levels), 1))
        for column, table in enumerate((*self.tables, *self.custom)):
            sums += table[levels[:, column]]
        return sums

    def scores(self, levels: Levels) -> Floats:
        """The probability of each pair to be one person, shape (pairs,)."""
        return probabilities(self.logits(levels))[:, SAME]

    def shifted(self, shift: Floats) -> "Model":
        """The same weights with the classes as common as `shift`, shape (4,), makes them."""
        return replace(self, prior=self.prior + shift)


def probabilities(logits: Floats) -> Floats:
    """The softmax of `logits` along the last axis."""
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    shares: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return shares


@lru_cache(maxsize=1)
def _held() -> Mapping[str, Any]:
    held: Mapping[str, Any] = json.loads(files("nexus_contacts.duplicates").joinpath("weights.json").read_text("utf-8"))
    return held


def shipped_shares() -> Floats:
    """How common each class was among the pairs the shipped weights were estimated from, shape (4,)."""
    return np.array(_held()["shares"])


@lru_cache(maxsize=1)
def shipped() -> tuple[Floats, Mapping[str, Floats]]:
    """The prior and the tables that come with the program, by feature and "custom"; see `weights.json`."""
    held = _held()
    tables = {
        feature: np.array([held["weights"][feature][level] for level in levels])
        for feature, levels in (*FEATURES.items(), ("custom", CUSTOM_LEVELS))
    }
    return np.array(held["prior"]), tables


def model(custom_fields: int) -> Model:
    """The shipped model for records with so many custom fields."""
    prior, tables = shipped()
    return Model(prior, tuple(tables[name] for name in FEATURES), (tables["custom"],) * custom_fields)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason of a score: a feature (or custom field, or "prior"), its level, and what it adds to the log-odds."""

    feature: str
    level: str
    weight: float


def evidence(used: Model, levels: Sequence[int], custom_keys: Sequence[str]) -> tuple[Evidence, ...]:
    """Why one pair has its score. The weights, that of the prior included, add up to the score's log-odds.

    A level's weight is that of *same person* less the mean of the other classes, weighted by how likely each of them
    is for this pair; what remains, the log-odds before any evidence, is the prior's.
    """
    row = np.array([levels], dtype=np.uint8)
    logits = used.logits(row)[0]
    others = probabilities(logits[1:])
    parts: list[Evidence] = []
    names = [(feature, feature, FEATURES[feature]) for feature in FEATURES]
    names += [("custom", key, CUSTOM_LEVELS) for key in custom_keys]
    for (_, name, words), table, level in zip(names, (*used.tables, *used.custom), levels, strict=True):
        weight = float(table[level][SAME] - others @ table[level][1:])
        parts.append(Evidence(name, words[level], weight))
    odds = float(logits[SAME] - logits[1:].max() - np.log(np.exp(logits[1:] - logits[1:].max()).sum()))
    parts.append(Evidence("prior", "", odds - sum(part.weight for part in parts)))
    return tuple(parts)


def likeliest_other(used: Model, levels: Sequence[int]) -> str:
    """What a pair most likely is if it is not one person: a word of `CLASSES`."""
    return CLASSES[1 + int(np.argmax(used.logits(np.array([levels], dtype=np.uint8))[0][1:]))]
