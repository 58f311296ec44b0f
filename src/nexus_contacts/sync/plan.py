"""Decisions of a pull, as pure functions and values: windows in time, the mark, what to delete, the brake.

Windows are spans of `created_at` that are still to be read. They are kept as text beside the rows they brought, so
that a killed first mirror goes on where it was.
"""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

SECOND = timedelta(seconds=1)
OVERLAP = timedelta(minutes=2)
"""How far before the mark a pull begins: a service may show a change a little later than the time it carries."""
SWEEP_EVERY = timedelta(days=1)
BRAKE_CONTACTS = 20
BRAKE_SHARE = 0.10
SMALLEST_SPLIT = 300
"""A window with fewer contacts left is not split: its last pages cost less than a new first one."""


@dataclass(frozen=True, slots=True)
class Window:
    """Contacts created in [start, end); an open side is None, and both open is everything, undated contacts too."""

    start: datetime | None = None
    end: datetime | None = None

    @property
    def after(self) -> datetime | None:
        """The exclusive lower bound to ask for: a whole second before the start, so that no fraction slips through."""
        return None if self.start is None else whole_second(self.start) - SECOND

    @property
    def empty(self) -> bool:
        """Whether nothing can lie between start and end."""
        return self.start is not None and self.end is not None and self.start >= self.end

    def share(self, of: "Window", ceiling: datetime) -> float:
        """How much of the time of the window `of` this one covers, 0 to 1; open ends reach to `ceiling`."""
        if self.start is None or of.start is None:
            return 1.0
        whole = ((of.end or ceiling) - of.start).total_seconds()
        part = ((self.end or ceiling) - self.start).total_seconds()
        return min(1.0, max(0.0, part / whole)) if whole > 0 else 0.0


def whole_second(moment: datetime) -> datetime:
    """`moment` without its fraction of a second, in UTC."""
    return moment.astimezone(UTC).replace(microsecond=0)


def middle(window: Window, ceiling: datetime) -> datetime | None:
    """The second at which to split what is left of a window, or None where it is too narrow or has no start."""
    if window.start is None:
        return None
    start, end = whole_second(window.start), window.end or ceiling
    cut = whole_second(start + (end - start) / 2)
    return cut if start < cut < end else None


class Ledger:
    """The windows still to be read, each under a number. Together with what was read they cover everything."""

    def __init__(self, windows: Iterable[Window] = (Window(),)) -> None:
        self._left = dict(enumerate(windows))
        self._next = len(self._left)

    def __len__(self) -> int:
        return len(self._left)

    def __getitem__(self, number: int) -> Window:
        return self._left[number]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the windows that are left."""
        return tuple(self._left)

    def split(self, number: int, cut: datetime) -> int:
        """Cut window `number` at `cut`; it keeps the earlier part. Answers the number of the later one."""
        window = self._left[number]
        self._left[number] = replace(window, end=cut)
        later, self._next = self._next, self._next + 1
        self._left[later] = Window(cut, window.end)
        return later

    def advance(self, number: int, position: datetime) -> None:
        """Note that window `number` is read up to `position`, which itself is read again: others may share it."""
        window = self._left[number]
        start = whole_second(position)
        if window.start is None or start > window.start:
            self._left[number] = replace(window, start=start)

    def close(self, number: int) -> None:
        """Note that window `number` is read to its end."""
        del self._left[number]

    def text(self) -> str:
        """The windows as text for a mark."""
        moments = [(window.start, window.end) for window in self._left.values()]
        return json.dumps([[moment and moment.isoformat() for moment in pair] for pair in moments])

    @classmethod
    def parse(cls, text: str) -> "Ledger":
        """The windows that `text` tells. Raises ValueError."""
        pairs = [[moment and datetime.fromisoformat(moment) for moment in pair] for pair in json.loads(text)]
        return cls(Window(start, end) for start, end in pairs)


def next_mark(previous: datetime | None, newest: datetime | None, service_now: datetime | None) -> datetime | None:
    """Where the next pull begins: at the newest change seen, never beyond the service's own clock.

    A contact dated in the future would otherwise hide every change until then.
    """
    reached = max((moment for moment in (previous, newest) if moment is not None), default=None)
    if reached is None or service_now is None:
        return reached
    return min(reached, service_now)


def sweep_due(swept_at: datetime | None, now: datetime) -> bool:
    """Whether the daily comparison of all ids is due; a clock that went back makes it due too."""
    return swept_at is None or not timedelta(0) <= now - swept_at < SWEEP_EVERY


@dataclass(frozen=True, slots=True)
class Difference:
    """The ids that are here and not there (`gone`), and there and not here (`missing`)."""

    gone: frozenset[str]
    missing: frozenset[str]


def difference(here: Collection[str], there: Collection[str]) -> Difference:
    """What a complete pass tells about the copy."""
    ours, theirs = frozenset(here), frozenset(there)
    return Difference(ours - theirs, theirs - ours)


def brakes(gone: int, contacts: int, listed: int) -> bool:
    """Whether so much would go that a person must say so: an empty list, or more than 20 and more than 10 %."""
    if gone == 0:
        return False
    return listed == 0 or (gone > BRAKE_CONTACTS and gone > BRAKE_SHARE * contacts)


@dataclass(frozen=True, slots=True)
class Pass:
    """One walk over the whole list: what it met, and what the service counted meanwhile.

    `unusable` records were in the list without being contacts. `whole` means that the walk came to the list's end.
    """

    ids: frozenset[str]
    totals: frozenset[int]
    unusable: int = 0
    whole: bool = True

    @property
    def listed(self) -> int:
        """How many records the list held."""
        return len(self.ids) + self.unusable

    @property
    def consistent(self) -> bool:
        """Whether what was met can be all there is, by the service's own count, which may have moved meanwhile."""
        if not self.whole:
            return False
        return not self.totals or min(self.totals) <= self.listed <= max(self.totals)

    @property
    def steady(self) -> bool:
        """Whether nothing moved: one count all the time, and the list holds as many."""
        return self.whole and self.totals == {self.listed}
