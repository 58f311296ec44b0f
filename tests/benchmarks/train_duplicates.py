"""Estimate the weights that ship with the duplicate engine from labelled sets, and write `weights.json`.

    python tests/benchmarks/train_duplicates.py SET.contacts.csv.gz SET.truth.csv.gz [more pairs of files]

Start: naive Bayes over four classes, the three kinds of different people told apart by hand. Then the log-loss of
"same person or not" is minimised with a pull towards that start, which corrects for features that go together.
It needs SciPy, which the program itself does not.
"""

import csv
import itertools
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, vstack

from nexus_contacts.duplicates import score
from nexus_contacts.duplicates.candidates import candidate_pairs
from nexus_contacts.duplicates.comparison import CUSTOM_LEVELS, FEATURES, Comparison
from nexus_contacts.duplicates.files import opened, read_people
from nexus_contacts.duplicates.records import Records

WITHOUT: tuple[tuple[str, ...], ...] = (
    (),
    ("email",),
    ("email", "phone", "company", "job_title"),
    ("email", "phone", "company", "job_title", "street"),
)
"""Each set is used whole, and as if it lacked these fields, so that no weight leans on a field that may be missing."""
BY_HAND = {
    ("given", "part"): (0.9, -0.6, 0.5, 0.0),
    ("family", "part"): (0.8, -1.0, 0.5, -0.3),
    ("given", "other script"): (-1.0, 0.3, 0.0, 0.2),
    ("family", "other script"): (-1.0, 0.3, 0.0, 0.2),
    ("email", "other, free mail"): (-1.6, -0.2, 0.6, 0.2),
    ("generation", "other"): (-4.5, 0.0, 2.0, 0.5),
    ("phone", "same and extension"): (3.9, -3.0, 0.5, -3.0),
    ("country", "other"): (-1.0, 0.0, -0.5, 0.3),
    ("title", "same, rare"): (1.4, -0.6, -0.4, -0.2),
    ("title", "same, common"): (0.6, -0.2, -0.2, 0.0),
    ("title", "alike"): (1.2, -0.4, -0.2, -0.2),
    ("title", "other"): (-0.6, 0.5, 0.0, 0.0),
    ("custom", "same, common"): (0.2, 0.0, 0.0, 0.0),
    ("custom", "same"): (1.0, -0.3, 0.0, -0.5),
    ("custom", "alike"): (0.4, -0.2, 0.0, 0.0),
}
"""Levels that hardly occur in the sets, or whose truth lies elsewhere (real titles are written freely): what is
reasonable, in the order of the classes. The other weights are estimated around them."""
PULL = 3e-6
CUSTOM_AT_MOST = 5.0
TABLES = [*FEATURES.items(), ("custom", CUSTOM_LEVELS)]
OFFSETS = np.cumsum([0] + [len(levels) for _, levels in TABLES])
SILENT = OFFSETS[:-1]
NAMES = [name for name, _ in TABLES]
FIXED = {
    int(OFFSETS[NAMES.index(feature)] + TABLES[NAMES.index(feature)][1].index(level)): weights
    for (feature, level), weights in BY_HAND.items()
}


def pairs_of(contacts: Path, truth: Path, without: Sequence[str] = ()):
    """One set's design matrix, labels and levels, as if the fields `without` did not exist."""
    records = Records()
    for person in read_people(contacts):
        records.add(person._replace(**dict.fromkeys(without, "")))
    with opened(truth) as lines:
        entity = {row["id"]: row["entity"] for row in csv.DictReader(lines)}
    pairs = candidate_pairs(records)
    left, right = pairs // len(records), pairs % len(records)
    levels = Comparison(records).levels(left, right)
    same = np.array([entity[records.ids[a]] == entity[records.ids[b]] for a, b in zip(left, right, strict=True)])
    columns = levels.astype(np.int64) + np.array([OFFSETS[min(f, len(FEATURES))] for f in range(levels.shape[1])])
    rows = np.repeat(np.arange(len(levels)), levels.shape[1])
    design = csr_matrix((np.ones(columns.size), (rows, columns.ravel())), shape=(len(levels), OFFSETS[-1]))
    return design, same, levels


def kinds_of(levels, same):
    """The class of each pair by hand: 0 where it is one person, else colleague, relative or unrelated."""
    given, family, address, firm = levels[:, 0], levels[:, 1], levels[:, 7], levels[:, 6]
    kinds = np.full(len(levels), 3)
    kinds[(firm >= 1) & (firm <= 5)] = 1
    kinds[(family >= 1) & (family <= 5) & (given >= 8) & np.isin(address, (1, 2, 4))] = 2
    kinds[same] = 0
    return kinds


def start(design, kinds):
    """Naive Bayes: log frequencies of the levels in each class, less those of all, shape (levels, 4), and the prior."""
    everywhere = np.asarray(design.sum(axis=0)).ravel() + 1
    weights = np.zeros((OFFSETS[-1], 4))
    for kind in range(4):
        counts = np.asarray(design[kinds == kind].sum(axis=0)).ravel() + 0.5
        for first, last in itertools.pairwise(OFFSETS):
            shares = counts[first:last] / counts[first:last].sum()
            base = everywhere[first:last] / everywhere[first:last].sum()
            weights[first:last, kind] = np.log(shares / base)
    weights[SILENT] = 0
    for place, by_hand in FIXED.items():
        weights[place] = np.array(by_hand) * 2  # the anchor halves it
    prior = np.log(np.bincount(kinds, minlength=4) / len(kinds))
    return np.clip(weights, -6, 6), prior


def fitted(design, same, weights, prior, importance):
    """The weights and prior of least log-loss."""
    size = weights.size
    anchor = weights.ravel() * 0.5

    def loss(at):
        table, bias = at[:size].reshape(weights.shape), at[size:]
        logits = design @ table + bias
        shares = score.probabilities(logits)
        others = shares[:, 1:] / np.maximum(shares[:, 1:].sum(axis=1, keepdims=True), 1e-300)
        likely = np.clip(shares[:, 0], 1e-9, 1 - 1e-9)
        total = -(importance * np.where(same, np.log(likely), np.log1p(-likely))).sum()
        pull = shares[:, 0] - same
        slope = np.column_stack((pull, -pull[:, None] * others)) * importance[:, None]
        gradient = (design.T @ slope).copy()
        gradient[[*SILENT, *FIXED]] = 0
        away = at[:size] - anchor
        total += PULL * len(same) * (away**2).sum()
        return total, np.concatenate((gradient.ravel() + 2 * PULL * len(same) * away, slope.sum(axis=0)))

    begun = np.concatenate((anchor, prior))
    done = minimize(loss, begun, jac=True, method="L-BFGS-B", options={"maxiter": 400})
    table = done.x[:size].reshape(weights.shape)
    table[SILENT] = 0
    return table, done.x[size:]


def _rounded(numbers):
    return [round(float(one), 4) for one in numbers]


def _on_one_line(found):
    return "[" + " ".join(found[1].split()) + "]"


def main(names: Sequence[str]) -> None:
    sets = [
        pairs_of(Path(a), Path(b), without) for a, b in zip(names[::2], names[1::2], strict=True) for without in WITHOUT
    ]
    design = vstack([one[0] for one in sets]).tocsr()
    same = np.concatenate([one[1] for one in sets])
    kinds = np.concatenate([kinds_of(one[2], one[1]) for one in sets])
    weights, prior = start(design, kinds)
    table, bias = fitted(design, same, weights, prior, np.ones(len(same)))
    custom = table[OFFSETS[-2] :]
    np.clip(custom, -CUSTOM_AT_MOST, CUSTOM_AT_MOST, out=custom)
    written = {
        name: {level: _rounded(table[OFFSETS[place] + number]) for number, level in enumerate(levels)}
        for place, (name, levels) in enumerate(TABLES)
    }
    for (feature, level), by_hand in BY_HAND.items():
        written[feature][level] = list(by_hand)
    shares = score.probabilities(design @ table + bias).mean(axis=0)
    held = {"classes": list(score.CLASSES), "shares": _rounded(shares), "prior": _rounded(bias), "weights": written}
    target = Path(score.__file__).with_name("weights.json")
    on_one_line = re.sub(r"\[\s+([^\]]*?)\s+\]", _on_one_line, json.dumps(held, indent=1))
    target.write_text(on_one_line + "\n", "utf-8")
    print(f"{len(same)} pairs, {int(same.sum())} true; written to {target.name}")


if __name__ == "__main__":
    main(sys.argv[1:])
