"""The model moves towards the workspace's own data, and only where it may."""

import numpy as np

from nexus_contacts.duplicates.comparison import FEATURES
from nexus_contacts.duplicates.learning import adapted
from nexus_contacts.duplicates.score import model


def test_nothing_seen_nothing_moved() -> None:
    shipped = model(0)

    assert adapted(shipped, np.empty((0, len(FEATURES)), dtype=np.uint8)) is shipped


def test_a_field_that_goes_with_being_one_person_gains_weight() -> None:
    names = list(FEATURES)
    same = np.zeros((400, len(FEATURES) + 1), dtype=np.uint8)
    same[:, names.index("given")], same[:, names.index("family")] = 4, 4
    same[:, names.index("phone")] = 1
    same[:, -1] = 3
    other = np.zeros((4000, len(FEATURES) + 1), dtype=np.uint8)
    other[:, names.index("given")], other[:, names.index("family")] = 10, 9
    other[:, -1] = 6
    shipped = model(1)

    moved = adapted(shipped, np.concatenate((same, other)))

    assert moved.custom[0][3][0] - moved.custom[0][3][3] > shipped.custom[0][3][0] - shipped.custom[0][3][3]
    assert all((a == b).all() for a, b in zip(moved.tables, shipped.tables, strict=True))
