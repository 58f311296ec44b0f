"""How the sample divides."""

from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from nexus_contacts.workspace.sample_shape import DAY, Known, age_of, apportion, rest, shape, slots


def test_every_table_of_the_default_adds_up() -> None:
    counts = shape()

    assert sum(counts.cells.values()) == sum(counts.sources.values()) == 1250
    for status, owners in counts.owners.items():
        assert sum(owners.values()) == sum(count for cell, count in counts.cells.items() if cell.status == status)


@given(st.dictionaries(st.integers(), st.integers(1, 500), min_size=1, max_size=20), st.integers(0, 5000))
def test_a_division_is_exact_and_fair(weights: dict[int, int], size: int) -> None:
    shares = apportion(weights, size)

    whole = sum(weights.values())
    assert sum(shares.values()) == size
    assert all(abs(share - weights[key] * size / whole) < 1 for key, share in shares.items())


@given(st.lists(st.sampled_from("abc"), max_size=30), st.integers(0, 60))
def test_what_is_left_has_the_size_asked_for_whatever_was_taken(taken: list[str], size: int) -> None:
    left = rest({"a": 10, "b": 5, "c": 1}, Counter(taken), size)

    assert len(left) == size


def test_slots_complete_what_the_hand_written_people_use_up() -> None:
    known = [Known("lead", 720, 62, "usr_xyz789", "api"), Known("churned", 95 * DAY, 3, "", "import")]

    made = slots(1250, known, Random(1))

    statuses = Counter(slot.cell.status for slot in made)
    assert len(made) == 1248
    assert statuses["lead"] == 417
    assert statuses["churned"] == 54
    assert Counter(slot.owner for slot in made)[""] == 111
    assert Counter(slot.source for slot in made)["api"] == 38


def test_ages_are_told_by_their_spans() -> None:
    assert [age_of(days * DAY) for days in (0, 6, 8, 29, 31, 88, 92, 900)] == [
        "week", "week", "month", "month", "quarter", "quarter", "old", "old",
    ]  # fmt: skip
