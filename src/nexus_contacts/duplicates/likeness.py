"""How alike two texts are, for arrays of them at once: the levels of names, distances, numbers a digit apart."""

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cpdist

from nexus_contacts.duplicates.nicknames import are_forms_of_one
from nexus_contacts.duplicates.records import Longs

Levels = NDArray[np.uint8]
_CLOSE, _ALIKE = 0.92, 0.82


def graded(share: NDArray[np.float32], bounds: tuple[float, float, float]) -> Levels:
    """Levels 1-4 of equal values by how common they are."""
    common, usual, rare = bounds
    return np.select([share > common, share > usual, share > rare], [1, 2, 3], 4).astype(np.uint8)


def lengths(texts: NDArray[np.object_]) -> NDArray[np.int64]:
    """The lengths of texts, shape (texts,)."""
    return np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))


def osa(left: NDArray[np.object_], right: NDArray[np.object_], cutoff: int) -> NDArray[np.uint8]:
    """Distances of optimal string alignment; one more than `cutoff` where they are greater."""
    if not len(left):
        return np.empty(0, dtype=np.uint8)
    return cpdist(left, right, scorer=OSA.distance, score_cutoff=cutoff, dtype=np.uint8)


def jaro_winkler(left: NDArray[np.object_], right: NDArray[np.object_], cutoff: float) -> NDArray[np.float32]:
    """Jaro-Winkler similarities of pairs of texts (Winkler 1990), 0 below `cutoff`."""
    if not len(left):
        return np.empty(0, dtype=np.float32)
    return cpdist(left, right, scorer=JaroWinkler.normalized_similarity, score_cutoff=cutoff, dtype=np.float32)


def given_words(left: NDArray[np.object_], right: NDArray[np.object_]) -> Levels:
    """Levels 5-11 of pairs of different given names."""
    found = np.full(len(left), 10, dtype=np.uint8)
    likeness = jaro_winkler(left, right, _ALIKE)
    distance = osa(left, right, 1)
    shorter = np.minimum(lengths(left), lengths(right))
    first = np.fromiter((a[:1] == b[:1] for a, b in zip(left, right, strict=True)), dtype=bool, count=len(left))
    found[likeness > 0] = 9
    found[(shorter >= 3) & _begins(left, right)] = 8
    found[((distance <= 1) & (shorter >= 3)) | ((likeness >= _CLOSE) & (shorter >= 4))] = 6
    found[(shorter == 1) & first] = 7
    found[(shorter == 1) & ~first] = 11
    open_ = np.flatnonzero((shorter > 1) & (distance > 1))
    forms = [are_forms_of_one(left[place], right[place]) for place in open_]
    found[open_[np.array(forms, dtype=bool)]] = 5
    return found


def _begins(left: NDArray[np.object_], right: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Whether one text of each pair is the beginning of the other: Gui and Guilherme."""
    begins = (a.startswith(b) or b.startswith(a) for a, b in zip(left, right, strict=True))
    return np.fromiter(begins, dtype=bool, count=len(left))


def family_words(left: NDArray[np.object_], right: NDArray[np.object_]) -> Levels:
    """Levels 5-9 of pairs of different family names."""
    found = np.full(len(left), 9, dtype=np.uint8)
    likeness = jaro_winkler(left, right, _ALIKE)
    distance = osa(left, right, 2)
    shorter = np.minimum(lengths(left), lengths(right))
    first = np.fromiter((a[:1] == b[:1] for a, b in zip(left, right, strict=True)), dtype=bool, count=len(left))
    found[likeness > 0] = 8
    found[(likeness >= _CLOSE) & (shorter >= 4)] = 5
    found[((distance <= 1) & (shorter >= 3)) | ((distance <= 2) & (shorter >= 7) & (likeness >= 0.88))] = 5
    found[(shorter == 1) & first] = 7
    return found


def one_digit_off(left: Longs, right: Longs) -> NDArray[np.bool_]:
    """Whether two numbers differ in one digit, or by two neighbouring digits in the other order."""
    rest = np.abs(left - right)
    for _ in range(8):
        rest = np.where((rest % 10 == 0) & (rest > 0), rest // 10, rest)
    near: NDArray[np.bool_] = ((rest > 0) & (rest <= 9)) | ((rest % 9 == 0) & (rest > 0) & (rest <= 81))
    return near
