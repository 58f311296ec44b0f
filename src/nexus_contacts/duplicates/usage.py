"""How many contacts hold a value: what makes agreement on it worth much or little."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nexus_contacts.duplicates.records import Longs, Records

_TYPICAL_SHARE = 1e-3
_TYPICAL_PEOPLE = 500
"""Shares are counted as if so many people more had been seen, so that two contacts make no name common."""


@dataclass(frozen=True, slots=True)
class Usage:
    """How many contacts hold a value, by row of the records: what makes agreement on it worth much or little."""

    given: NDArray[np.float32]
    family: NDArray[np.float32]
    firm: NDArray[np.int32]
    title: NDArray[np.float32]
    phone_families: NDArray[np.int32]
    street_families: NDArray[np.int32]
    custom: Mapping[str, NDArray[np.int32]]
    custom_filled: Mapping[str, int]


def usage(records: Records) -> Usage:
    """Count the values of `records`, once for all comparisons."""
    rows = max(len(records), 1)

    def share(name: str) -> NDArray[np.float32]:
        held = holders(records.column(name))
        return ((np.maximum(held - 2, 0) + _TYPICAL_PEOPLE * _TYPICAL_SHARE) / (rows + _TYPICAL_PEOPLE)).astype(
            np.float32
        )

    family = records.column("family")
    custom = records.custom_columns()
    return Usage(
        given=share("given"),
        family=share("family"),
        firm=holders(_firms(records)),
        title=share("title"),
        phone_families=_families(records.column("line"), family),
        street_families=_families(_streets(records), family),
        custom={key: holders(column) for key, column in custom.items()},
        custom_filled={key: int((column >= 0).sum()) for key, column in custom.items()},
    )


def holders(column: NDArray[np.integer]) -> NDArray[np.int32]:
    """How many rows hold each row's value, shape (rows,); 0 where there is none."""
    held = column >= 0
    counted = np.zeros(len(column), dtype=np.int32)
    if held.any():
        _, places, counts = np.unique(column[held], return_inverse=True, return_counts=True)
        counted[held] = counts[places]
    return counted


def _families(column: Longs, family: Longs) -> NDArray[np.int32]:
    """With how many different family names each row's value is held; 0 where there is none."""
    held = np.flatnonzero(column >= 0)
    counted = np.zeros(len(column), dtype=np.int32)
    if len(held):
        _, places = np.unique(column[held], return_inverse=True)
        together = np.unique(places.astype(np.int64) * (1 << 32) + (family[held] + 1))
        counts = np.bincount((together >> 32).astype(np.int64), minlength=places.max() + 1)
        counted[held] = counts[places]
    return counted


def _firms(records: Records) -> Longs:
    company, label = records.column("firm"), records.column("label")
    return np.where(company >= 0, company, label)


def _streets(records: Records) -> Longs:
    street, number = records.column("street").astype(np.int64), records.column("number").astype(np.int64)
    return np.where((street >= 0) & (number >= 0), street * (1 << 31) + number, -1)
