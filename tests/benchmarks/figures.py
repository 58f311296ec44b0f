"""The figures of the whole program: processes that start, type, sync and rest, each held against its floor.

Run ``python tests/benchmarks/figures.py [--contacts 100000] [--runs 7] [--only P1,P5]``. It makes its own data in a
temporary folder, measures ours and the floor in turns, and prints one table in Markdown. It takes some minutes.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import figures_exchange
import figures_server
import figures_sync
import figures_window
from measuring import Figure
from places import Places

MEASURES: dict[str, Callable[[Places, int], Iterable[Figure]]] = {
    "P1": figures_window.start,
    "P2": figures_window.typing,
    "P4": figures_sync.first_sync,
    "P5": figures_sync.heartbeat_and_memory,
    "P11": figures_exchange.files,
    "P12": figures_server.pages,
    "P13": figures_window.editing,
}
"""What can be measured; P7 comes with P5, whose copies it uses."""


def table(figures: Iterable[Figure]) -> str:
    """The figures as one Markdown table."""
    rows = [("", "what", "ours", "floor", "ratio", "target", "met"), tuple("-" * 7)]
    rows += [
        (one.number, one.what, one.ours, one.floor, one.ratio, one.target, "yes" if one.met else "**no**")
        for one in figures
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def main(arguments: Sequence[str] | None = None) -> str:
    """Measure what is asked for and return the table; progress goes to standard error."""
    parser = argparse.ArgumentParser("figures.py", description="Measure the whole program against its floors.")
    parser.add_argument("--contacts", type=int, default=100_000, help="how many contacts (default: %(default)s)")
    parser.add_argument("--runs", type=int, default=7, help="runs of ours and of the floor (default: %(default)s)")
    parser.add_argument("--only", default=",".join(MEASURES), help="which (default: %(default)s)")
    chosen = parser.parse_args(arguments)
    found: list[Figure] = []
    with tempfile.TemporaryDirectory() as folder:
        places = Places(Path(folder), chosen.runs)
        for number in chosen.only.split(","):
            print(f"{number} …", file=sys.stderr, flush=True)
            found += MEASURES[number](places, chosen.contacts)
    return table(found)


if __name__ == "__main__":
    print(main())
