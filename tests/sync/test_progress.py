"""What a sync tells: phases at once, figures at most ten a second."""

from datetime import UTC, datetime

import pytest

from nexus_contacts.sync.progress import Phase, SyncState, Teller

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_new_phase_is_told_at_once_and_figures_ten_times_a_second(clock: Clock) -> None:
    told: list[SyncState] = []
    teller = Teller(told.append, clock)

    teller.enter(Phase.FIRST_MIRROR)
    for hundredths in range(1, 101):
        clock.now = hundredths / 100
        teller.progress(hundredths, 100)
    teller.enter(Phase.IDLE)

    assert told[0].phase is Phase.FIRST_MIRROR
    assert told[-1].phase is Phase.IDLE
    assert 9 <= len(told) - 2 <= 10


def test_the_last_sync_is_remembered_from_phase_to_phase(clock: Clock) -> None:
    told: list[SyncState] = []
    teller = Teller(told.append, clock)

    teller.synced(NOON)
    teller.enter(Phase.OFFLINE)

    assert told == [SyncState(Phase.OFFLINE, last_synced_at=NOON)]


def test_a_pause_covers_the_phase_and_lifts_again(clock: Clock) -> None:
    told: list[SyncState] = []
    teller = Teller(told.append, clock)
    teller.enter(Phase.PULLING, done=5)

    teller.pause(NOON)
    clock.now = 1.0
    teller.progress(6, 10)
    teller.pause(None)

    assert [state.phase for state in told] == [Phase.PULLING, Phase.WAITING, Phase.WAITING, Phase.PULLING]
    assert told[1].resumes_at == NOON
    assert told[3].done == 6


def test_a_pause_does_not_hide_that_all_rests(clock: Clock) -> None:
    told: list[SyncState] = []
    teller = Teller(told.append, clock)

    teller.pause(NOON)
    teller.enter(Phase.PAUSED)

    assert told[-1].phase is Phase.PAUSED
