"""P1, P2 and P13: from the command, from the last key of a search, and from a change to painted rows."""

import statistics
from collections.abc import Iterator
from pathlib import Path

from measuring import Figure
from places import Places, run_child

FEW = 1000
"""The small copy that a start is held against: a start must not grow with the contacts."""
START_RATIO, GROWTH = 1.3, 1.1
TYPING_MS, REPAINTS = 16.0, 3.0
EDIT_REPAINTS = 1.5


def _start(places: Places, home: Path, probe: str) -> tuple[float, float]:
    """Milliseconds from the start of a process to its painted table: by the wall clock, and of processor time."""
    told = run_child(["window_probe.py", probe], places.environment(home))
    return (told["at"] - told["begun"]) * 1000, told["cpu"] * 1000


def start(places: Places, count: int) -> Iterator[Figure]:
    """P1: a start with `count` contacts, one with few, and a bare window, in turns."""
    probes = {"ours": (count, "start"), "few": (FEW, "start"), "bare": (count, "bare")}
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in probes}
    for size, probe in probes.values():
        _start(places, places.filled_home(size), probe)  # once for the caches of the disk
    for _ in range(places.runs):
        for name, (size, probe) in probes.items():
            found[name].append(_start(places, places.filled_home(size), probe))
    for place, clock in enumerate(("wall clock", "processor time")):
        ours, few, bare = (statistics.median(run[place] for run in found[name]) for name in probes)
        least = min(run[place] for run in found["ours"]) / min(run[place] for run in found["bare"])
        yield Figure(
            "P1",
            f"start to {count:,} contacts, sorted and painted; {clock}",
            f"{ours:.0f} ms",
            f"{bare:.0f} ms (bare window)",
            f"{ours / bare:.2f} (minima {least:.2f})",
            f"≤ {START_RATIO}",
            ours <= START_RATIO * bare,
        )
        yield Figure(
            "P1",
            f"start with {count:,} / with {FEW:,} contacts; {clock}",
            f"{ours:.0f} ms",
            f"{few:.0f} ms",
            f"{ours / few:.2f}",
            f"≤ {GROWTH}",
            ours <= GROWTH * few,
        )


def typing(places: Places, count: int) -> Iterator[Figure]:
    """P2: words typed into the search field of the whole window."""
    home = places.filled_home(count)
    told = [run_child(["window_probe.py", "type"], places.environment(home)) for _ in range(max(1, places.runs // 3))]
    p95, median, repaint = (statistics.median(one[name] for one in told) for name in ("p95", "median", "repaint"))
    yield Figure(
        "P2",
        f"last key to painted rows at {count:,}, 95th percentile",
        f"{p95:.1f} ms",
        "",
        "",
        f"≤ {TYPING_MS:.0f} ms",
        p95 <= TYPING_MS,
    )
    yield Figure(
        "P2",
        f"the same, median, against one repaint of the table at {count:,}",
        f"{median:.1f} ms",
        f"{repaint:.1f} ms",
        f"{median / repaint:.2f}",
        f"≤ {REPAINTS:.0f}",
        median <= REPAINTS * repaint,
    )


def editing(places: Places, count: int) -> Iterator[Figure]:
    """P13: a change in a row, painted whatever the files and the network do."""
    home = places.filled_home(count)
    told = [run_child(["window_probe.py", "edit"], places.environment(home)) for _ in range(max(1, places.runs // 3))]
    p95, median, repaint = (statistics.median(one[name] for one in told) for name in ("p95", "median", "repaint"))
    yield Figure(
        "P13",
        f"a change to its painted row at {count:,}, 95th percentile",
        f"{p95:.1f} ms",
        "",
        "",
        f"≤ {TYPING_MS:.0f} ms",
        p95 <= TYPING_MS,
    )
    yield Figure(
        "P13",
        f"the same, median, against one repaint of the table at {count:,}",
        f"{median:.1f} ms",
        f"{repaint:.1f} ms",
        f"{median / repaint:.2f}",
        f"≤ {EDIT_REPAINTS:.1f}",
        median <= EDIT_REPAINTS * repaint,
    )
