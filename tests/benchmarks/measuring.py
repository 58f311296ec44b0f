"""How benchmarks measure: interleaved runs of ours and of its floor, compared by their medians and minima.

Machines are shared and noisy, so only the ratio of two things measured in turns says anything.
"""

import random
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from nexus_contacts.api.records import SOURCES, STATUSES, Address, Contact

Probe = Callable[[], object]
RUNS = 15


@dataclass(frozen=True)
class Times:
    """Milliseconds of one probe over all runs."""

    median: float
    minimum: float
    worst: float


@dataclass(frozen=True)
class Line:
    """One line of the table: what was measured, ours, the floor or rival, their ratio (or absolute), the target."""

    what: str
    ours: str
    floor: str
    ratio: str
    target: str


@dataclass(frozen=True)
class Figure:
    """One line of the table of whole processes, with the verdict."""

    number: str
    what: str
    ours: str
    floor: str
    ratio: str
    target: str
    met: bool


LINES: list[Line] = []
"""The lines of this run; `conftest` prints them at its end."""


def interleaved(
    probes: dict[str, Probe], *, runs: int = RUNS, clock: Callable[[], float] = time.thread_time
) -> dict[str, Times]:
    """Run each probe in turns and return its times. `clock` gives seconds: this thread's processor time by default."""
    found: dict[str, list[float]] = {name: [] for name in probes}
    for probe in probes.values():
        probe()
    for _ in range(runs):
        for name, probe in probes.items():
            begun = clock()
            probe()
            found[name].append((clock() - begun) * 1000)
    return {name: Times(statistics.median(times), min(times), max(times)) for name, times in found.items()}


def told(what: str, ours: Times, floor: Times | None = None, *, target: str) -> Line:
    """Add a line to the table."""
    shown = "" if floor is None else f"{floor.median:.2f} ms"
    ratio = "" if floor is None else f"{ours.median / floor.median:.2f}"
    line = Line(what, f"{ours.median:.2f} ms (min {ours.minimum:.2f})", shown, ratio, target)
    LINES.append(line)
    return line


SYLLABLES = tuple(a + b for a in "bcdfgjklmnprstvwz" for b in ("a", "e", "i", "o", "u", "an", "ar", "el"))


def many_contacts(count: int, seed: int = 1) -> Iterator[Contact]:
    """Contacts with as many different names, firms and gaps as a workspace of this size has."""
    dice = random.Random(seed)

    def word(length: int) -> str:
        return "".join(dice.choice(SYLLABLES) for _ in range(length)).title()

    firsts = [word(2) for _ in range(800)] + ["Zoë", "José", "Jürgen", "Søren", "田中", "Иван"]
    lasts = [word(3) for _ in range(6000)]
    firms = [f"{word(2)} {dice.choice(['Corp', 'Inc', 'GmbH', 'Labs', 'Group'])}" for _ in range(max(50, count // 8))]
    titles = [f"{rank} {field}" for rank in ("Head of", "VP", "Senior", "Chief") for field in ("Sales", "Design", "IT")]
    tags = [word(2).lower() for _ in range(40)]
    weights = [1 / (place + 1) for place in range(40)]
    begin = datetime(2024, 1, 1, tzinfo=UTC)
    for number in range(count):
        first, last, firm = dice.choice(firsts), dice.choice(lasts), dice.choice(firms)
        created = begin + timedelta(seconds=dice.randrange(60 * 60 * 24 * 800))
        yield Contact(
            id=f"con_{dice.getrandbits(48):012x}{number}",
            first_name=first,
            last_name=last,
            email=f"{first}.{last}{number}@{firm.split()[0]}.example".lower(),
            phone="" if dice.random() < 0.2 else f"+1{dice.randrange(2 * 10**9, 9 * 10**9)}",
            company="" if dice.random() < 0.1 else firm,
            job_title=dice.choice(titles),
            status=dice.choices(STATUSES, (5, 3, 2, 1, 0.5))[0],
            source=dice.choice(SOURCES),
            tags=tuple(dict.fromkeys(dice.choices(tags, weights, k=dice.randrange(4)))),
            assigned_to="" if dice.random() < 0.15 else f"usr_{dice.randrange(12):03}",
            engagement_score=None if dice.random() < 0.1 else dice.randrange(101),
            custom_fields=(
                ("industry", dice.choice(["SaaS", "Retail", "Health"])),
                ("seats", dice.randrange(500)),
            ),
            address=Address("1 Main St", "Springfield", "IL", "62701", "US"),
            created_at=created,
            updated_at=created + timedelta(seconds=dice.randrange(60 * 60 * 24 * 90)),
        )
