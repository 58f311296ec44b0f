"""What a sync tells while it runs and when it ends: plain values through a callback, at most ten a second."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from nexus_contacts.api.records import SetAside
from nexus_contacts.errors import NexusError

INTERVAL_S = 0.1
"""The least time between two states of one phase."""


class Phase(StrEnum):
    """What the sync is doing."""

    NEVER = "never"
    IDLE = "idle"
    FIRST_MIRROR = "first_mirror"
    INDEXING = "indexing"
    PULLING = "pulling"
    SWEEPING = "sweeping"
    WAITING = "waiting"
    OFFLINE = "offline"
    PAUSED = "paused"
    HELD = "held"

    @property
    def resting(self) -> bool:
        """Whether nothing goes on until the next pull."""
        return self in (Phase.NEVER, Phase.IDLE, Phase.OFFLINE, Phase.PAUSED, Phase.HELD)


@dataclass(frozen=True, slots=True)
class SyncState:
    """Where the sync stands. `done` of `total` contacts; `reason` says why it is offline, paused, waiting or held, and
    what it left undone where it is idle.
    """

    phase: Phase
    done: int = 0
    total: int | None = None
    last_synced_at: datetime | None = None
    reason: NexusError | None = None
    resumes_at: datetime | None = None
    read_only: bool = False
    """The service said that the key may only read."""


@dataclass(frozen=True, slots=True)
class SyncOutcome:
    """How one pull ended.

    `contacts` stand in the local copy now, `service_total` in the service's list. `created`, `updated` and `deleted`
    count what this pull changed here. `complete` means that both agree, as far as the service can tell; where it is
    False, `reason` says why. `applied` tells whether anything was written at all.
    """

    contacts: int
    service_total: int | None = None
    created: int = 0
    updated: int = 0
    deleted: int = 0
    set_aside: tuple[SetAside, ...] = field(default=(), repr=False)
    complete: bool = True
    reason: NexusError | None = None
    applied: bool = True
    sent: int = 0
    """How many waiting changes were sent."""


class Teller:
    """Tells states to `listener`: a new phase at once, progress within a phase at most every `INTERVAL_S`."""

    def __init__(self, listener: Callable[[SyncState], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._listener = listener
        self._clock = clock
        self._told_at = -INTERVAL_S
        self._resumes_at: datetime | None = None
        self.state = SyncState(Phase.NEVER)

    def enter(
        self,
        phase: Phase,
        *,
        done: int = 0,
        total: int | None = None,
        reason: NexusError | None = None,
        resumes_at: datetime | None = None,
    ) -> None:
        """Tell a new phase. `last_synced_at` stays as it is."""
        last, read_only = self.state.last_synced_at, self.state.read_only
        self._tell(SyncState(phase, done, total, last, reason, resumes_at, read_only))

    def synced(self, moment: datetime | None) -> None:
        """Note when the copy last agreed with the service; told with the next state."""
        self.state = replace(self.state, last_synced_at=moment)

    def may_write(self, allowed: bool) -> None:
        """Note whether the key may write, and tell it where that is news."""
        if self.state.read_only is allowed:
            self._tell(replace(self.state, read_only=not allowed))

    def progress(self, done: int, total: int | None = None) -> None:
        """Note how far the phase is, and tell it when it is time."""
        self.state = replace(self.state, done=done, total=total)
        if self._clock() - self._told_at >= INTERVAL_S:
            self._tell(self.state)

    def pause(self, resumes_at: datetime | None) -> None:
        """Tell that the service asked to wait until `resumes_at`; None: it goes on."""
        if (resumes_at is None) != (self._resumes_at is None):
            self._resumes_at = resumes_at
            self._tell(self.state)

    def _tell(self, state: SyncState) -> None:
        self.state = state
        self._told_at = self._clock()
        if self._resumes_at is not None and not state.phase.resting:
            state = replace(state, phase=Phase.WAITING, resumes_at=self._resumes_at)
        self._listener(state)
