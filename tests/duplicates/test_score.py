"""The score is a probability, and its reasons add up to its log-odds."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexus_contacts.duplicates.comparison import CUSTOM_LEVELS, FEATURES
from nexus_contacts.duplicates.score import CLASSES, evidence, likeliest_other, model, shipped, shipped_shares

LEVELS = st.tuples(*(st.integers(0, len(words) - 1) for words in FEATURES.values()), st.integers(0, 6))


@given(LEVELS)
def test_the_reasons_add_up_to_the_log_odds(levels: tuple[int, ...]) -> None:
    used = model(1)

    score = float(used.scores(np.array([levels], dtype=np.uint8))[0])

    total = sum(one.weight for one in evidence(used, levels, ("industry",)))
    assert 0 <= score <= 1
    if 1e-12 < score < 1 - 1e-12:
        assert total == pytest.approx(math.log(score / (1 - score)), abs=1e-3)


def test_what_is_missing_weighs_nothing() -> None:
    _, tables = shipped()

    assert all(not table[0].any() for table in tables.values())
    assert len(tables["custom"]) == len(CUSTOM_LEVELS)


def test_the_shares_are_those_of_all_classes() -> None:
    assert shipped_shares().sum() == pytest.approx(1, abs=1e-2)
    assert len(shipped_shares()) == len(CLASSES)


def test_what_two_are_if_not_one() -> None:
    colleagues = [0] * len(FEATURES)
    colleagues[list(FEATURES).index("firm")] = 3
    colleagues[list(FEATURES).index("given")] = 10
    colleagues[list(FEATURES).index("family")] = 9
    colleagues[list(FEATURES).index("email")] = 10

    assert likeliest_other(model(0), colleagues) == "colleague"
