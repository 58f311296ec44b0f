"""The decisions of a pull, by tables and properties."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexus_contacts.sync.plan import (
    Ledger,
    Pass,
    Window,
    brakes,
    difference,
    middle,
    next_mark,
    sweep_due,
    whole_second,
)

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))
IDS = st.frozensets(st.text("abc", min_size=1, max_size=2))


def holds(window: Window, moment: datetime) -> bool:
    after = window.after is None or moment > window.after
    return after and (window.end is None or moment < window.end)


MOVES = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 5), st.booleans()), max_size=20)


@given(st.lists(MOMENTS, min_size=1, max_size=30), MOVES)
def test_every_contact_is_read_or_still_to_be_read_however_windows_are_split(
    contacts: list[datetime], moves: list[tuple[int, int, bool]]
) -> None:
    ledger, read = Ledger(), {min(contacts)}
    ledger.advance(0, min(contacts))
    for pick, count, split in moves:
        number = ledger.numbers[pick % len(ledger)]
        cut = middle(ledger[number], max(contacts))
        if split and cut is not None:
            ledger.split(number, cut)
            continue
        met = sorted(moment for moment in contacts if holds(ledger[number], moment))[:count]
        read.update(met)
        if met:
            ledger.advance(number, met[-1])

    left = [ledger[number] for number in ledger.numbers]

    assert all(moment in read or any(holds(window, moment) for window in left) for moment in contacts)


@given(st.lists(st.tuples(st.none() | MOMENTS, st.none() | MOMENTS), max_size=5))
def test_the_windows_survive_being_written_down(pairs: list[tuple[datetime | None, datetime | None]]) -> None:
    ledger = Ledger(Window(*pair) for pair in pairs)

    again = Ledger.parse(ledger.text())

    assert [again[number] for number in again.numbers] == [ledger[number] for number in ledger.numbers]


@pytest.mark.parametrize("text", ["", "{", "[[1]]", '[["x", null]]', "[null]"])
def test_windows_that_nobody_understands_are_refused(text: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        Ledger.parse(text)


def test_a_closed_window_is_gone() -> None:
    ledger = Ledger()

    ledger.close(0)

    assert len(ledger) == 0
    assert ledger.text() == "[]"


@given(MOMENTS, MOMENTS)
def test_the_middle_lies_strictly_inside_on_a_whole_second(one: datetime, other: datetime) -> None:
    window = Window(min(one, other), max(one, other))

    cut = middle(window, NOON)

    if cut is not None:
        assert window.start is not None
        assert window.end is not None
        assert whole_second(window.start) < cut < window.end
        assert cut == whole_second(cut)


def test_a_window_without_a_start_or_of_one_second_has_no_middle() -> None:
    assert middle(Window(), NOON) is None
    assert middle(Window(NOON, NOON + timedelta(seconds=1)), NOON) is None
    assert middle(Window(NOON), NOON - timedelta(days=1)) is None


@given(st.none() | MOMENTS, st.none() | MOMENTS, MOMENTS)
def test_the_mark_never_passes_the_service_s_clock(
    previous: datetime | None, newest: datetime | None, now: datetime
) -> None:
    mark = next_mark(previous, newest, now)

    assert mark is None or mark <= now
    assert (mark is None) == (previous is None and newest is None)


def test_without_the_service_s_clock_the_newest_change_is_the_mark() -> None:
    assert next_mark(NOON, NOON + timedelta(hours=1), None) == NOON + timedelta(hours=1)
    assert next_mark(NOON, None, None) == NOON


@pytest.mark.parametrize(
    ("ago", "due"),
    [(None, True), (timedelta(hours=23), False), (timedelta(hours=24), True), (timedelta(hours=-1), True)],
)
def test_a_sweep_is_due_once_a_day(ago: timedelta | None, due: bool) -> None:
    assert sweep_due(None if ago is None else NOON - ago, NOON) is due


@given(IDS, IDS)
def test_gone_and_missing_turn_the_copy_into_the_list(here: frozenset[str], there: frozenset[str]) -> None:
    found = difference(here, there)

    assert (here - found.gone) | found.missing == there
    assert not found.gone & there
    assert not found.missing & here


@pytest.mark.parametrize(
    ("gone", "contacts", "listed", "held"),
    [
        (0, 0, 0, False),
        (0, 100, 100, False),
        (1, 1, 0, True),
        (1, 1, 5, False),
        (20, 21, 1, False),
        (21, 100, 79, True),
        (21, 210, 189, False),
        (22, 210, 188, True),
        (100, 1250, 1150, False),
        (126, 1250, 1124, True),
        (1250, 1250, 0, True),
    ],
)
def test_the_brake_holds_beyond_both_bounds_and_for_an_empty_list(
    gone: int, contacts: int, listed: int, held: bool
) -> None:
    assert brakes(gone, contacts, listed) is held


@pytest.mark.parametrize(
    ("totals", "unusable", "whole", "consistent", "steady"),
    [
        ({3}, 0, True, True, True),
        ({3}, 0, False, False, False),
        ({4}, 1, True, True, True),
        ({2, 5}, 0, True, True, False),
        ({4}, 0, True, False, False),
        (set(), 0, True, True, False),
    ],
)
def test_a_pass_is_judged_by_the_service_s_own_count(
    totals: set[int], unusable: int, whole: bool, consistent: bool, steady: bool
) -> None:
    met = Pass(frozenset("abc"), frozenset(totals), unusable, whole)

    assert (met.consistent, met.steady) == (consistent, steady)


@given(MOMENTS, MOMENTS, MOMENTS)
def test_a_share_of_time_lies_between_nothing_and_all(start: datetime, part: datetime, end: datetime) -> None:
    start, part, end = sorted((start, part, end))

    assert 0 <= Window(part, end).share(Window(start, end), NOON) <= 1
