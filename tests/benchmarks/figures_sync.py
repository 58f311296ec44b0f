"""P4, P5 and P7: how fast a first sync is, how well the window lives meanwhile, and what it holds then."""

import shutil
import sqlite3
import statistics
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

from measuring import Figure
from places import KEY, Places, Served, run_child

LATENCY_MS = 80
WINDOWS = 8
ONE_WINDOW_PAGES = 40
"""So many pages tell the rate of one window: it is the same all the way."""
P99_MS, ABOVE_IDLE_MS = 16.0, 50.0
IDLE_RATIO, PEAK_RATIO = 2.0, 3.0


def _bounds(places: Places, count: int) -> list[str]:
    """The times that cut the workspace into eight windows with as many contacts each."""
    with closing(sqlite3.connect(places.workspace(count))) as connection:
        sql = "SELECT created_at FROM contacts ORDER BY created_at LIMIT 1 OFFSET ?"
        times = [connection.execute(sql, (count * part // WINDOWS,)).fetchone()[0] for part in range(1, WINDOWS)]
    return [datetime.fromtimestamp(one, UTC).strftime("%Y-%m-%dT%H:%M:%SZ") for one in times]


def _fresh_sync(places: Places, probe: tuple[str, ...], served: Served) -> dict[str, Any]:
    """A probe in a home that has synced nothing yet."""
    home = places.home("fresh", served.url)
    shutil.rmtree(home / "data", ignore_errors=True)
    return run_child(list(probe), places.environment(home))


def _rate(told: list[dict[str, Any]], clock: str = "seconds") -> float:
    """Contacts a second, the median of the runs."""
    return statistics.median(one["contacts"] / one[clock] for one in told)


def first_sync(places: Places, count: int) -> Iterator[Figure]:
    """P4: against a raw loop where every answer is late, and against live indexes where none is."""
    yield from _late_sync(places, count)
    yield from _near_sync(places, count)


def _late_sync(places: Places, count: int) -> Iterator[Figure]:
    bounds = _bounds(places, count)
    found: dict[str, list[dict[str, Any]]] = {"ours": [], "one": [], "eight": []}
    with places.served(count, latency_ms=LATENCY_MS) as served:
        environment = places.environment(places.home("raw"))
        raw = ["sync_probe.py", "raw", served.url, KEY]
        for _ in range(max(1, places.runs // 2)):
            found["ours"].append(_fresh_sync(places, ("sync_probe.py", "ours"), served))
            found["one"].append(run_child([*raw, str(ONE_WINDOW_PAGES)], environment))
            found["eight"].append(run_child([*raw, str(count), *bounds], environment))
    ours, reading = _rate(found["ours"]), _rate(found["ours"], "reading")
    for name, rate, least in (("one", ours, 0.95), ("eight", ours, 0.8), ("eight", reading, 0.8)):
        floor = _rate(found[name])
        part = "" if rate == ours else ", until all is read and written, before the indexes"
        yield Figure(
            "P4",
            f"first sync of {count:,} at {LATENCY_MS} ms latency{part}",
            f"{rate:,.0f} contacts/s",
            f"{floor:,.0f}/s (raw loop, {name} window{'s' if name == 'eight' else ''})",
            f"{rate / floor:.2f}",
            f"≥ {least}",
            rate >= least * floor,
        )


def _near_sync(places: Places, count: int) -> Iterator[Figure]:
    ours, live = [], []
    with places.served(count) as served:
        environment = places.environment(places.filled_home(count))
        for _ in range(max(1, places.runs // 2)):
            ours.append(_fresh_sync(places, ("sync_probe.py", "ours"), served))
            live.append(run_child(["sync_probe.py", "live"], environment))
    for what, clock in (("wall clock", "seconds"), ("processor time", "cpu")):
        rate, floor = _rate(ours, clock), _rate(live, clock)
        yield Figure(
            "P4",
            f"first sync of {count:,} without latency; {what}",
            f"{rate:,.0f} contacts/s",
            f"{floor:,.0f}/s (writing into live indexes)",
            f"{rate / floor:.2f}",
            "≥ 4",
            rate >= 4 * floor,
        )


def heartbeat_and_memory(places: Places, count: int) -> Iterator[Figure]:
    """P5 and P7: the window open while everything is synced from another process; then started anew, at rest."""
    synced, rested, bare = [], [], []
    with places.served(count) as served:
        for _ in range(max(1, places.runs // 2)):
            synced.append(_fresh_sync(places, ("window_probe.py", "sync"), served))
            environment = places.environment(places.folder / "fresh")
            rested.append(run_child(["window_probe.py", "rest"], environment))
            bare.append(run_child(["window_probe.py", "bare"], environment))
    assert all(one["rows"] == count for one in synced), [one["rows"] for one in synced]
    yield from _heartbeat(synced, count)
    yield from _memory(synced, rested, bare, count)


def _heartbeat(synced: list[dict[str, Any]], count: int) -> Iterator[Figure]:
    p99, idle99, most, idle_most = (
        statistics.median(one[part][name] for one in synced) for name in ("p99", "max") for part in ("syncing", "idle")
    )
    what = f"gap of a 5 ms heartbeat while {count:,} are synced"
    yield Figure(
        "P5",
        f"{what}, 99th percentile",
        f"{p99:.1f} ms",
        f"{idle99:.1f} ms (idle)",
        f"{p99 / idle99:.2f}",
        f"≤ {P99_MS:.0f} ms",
        p99 <= P99_MS,
    )
    yield Figure(
        "P5",
        f"{what}, longest",
        f"{most:.1f} ms",
        f"{idle_most:.1f} ms (idle)",
        f"{most / idle_most:.2f}",
        f"≤ idle + {ABOVE_IDLE_MS:.0f} ms",
        most <= idle_most + ABOVE_IDLE_MS,
    )


def _memory(
    synced: list[dict[str, Any]], rested: list[dict[str, Any]], bare: list[dict[str, Any]], count: int
) -> Iterator[Figure]:
    floor = statistics.median(one["rss"] for one in bare) / 1024
    for what, runs, name, ratio in (
        (f"memory at rest, {count:,} contacts", rested, "rss", IDLE_RATIO),
        (f"most memory ever, while {count:,} are synced first", synced, "peak", PEAK_RATIO),
        (f"memory after that, {count:,} contacts", synced, "rss", IDLE_RATIO),
    ):
        ours = statistics.median(one[name] for one in runs) / 1024
        yield Figure(
            "P7",
            what,
            f"{ours:.0f} MB",
            f"{floor:.0f} MB (bare window)",
            f"{ours / floor:.2f}",
            f"≤ {ratio:.0f}",
            ours <= ratio * floor,
        )
