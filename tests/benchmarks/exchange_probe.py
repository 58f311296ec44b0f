"""In a child: the check of a file against reading it with `csv`, or one command of the program; figures as JSON.

``exchange_probe.py check FILE RUNS`` and ``exchange_probe.py command ARGUMENTS…``.
"""

import csv
import json
import resource
import sys
import time
from collections import deque
from contextlib import closing
from pathlib import Path

from measuring import interleaved

from nexus_contacts import account, cli, paths
from nexus_contacts.exchange import check, source
from nexus_contacts.store import contacts
from nexus_contacts.store.connection import Database
from nexus_contacts.store.holders import Holders


def peak_mb() -> float:
    """The most memory that this process has used."""
    status = Path("/proc/self/status")
    if status.exists():  # what `resource` tells begins with the memory of whoever started this process
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)


def check_times(path: Path, runs: int) -> dict[str, float]:
    """Seconds of processor time: every row read and checked against the copy of this home, and read with `csv`."""
    chosen = account.choose("Figures")
    with closing(Database.open(paths.account_folder(chosen.slug), account.credentials(chosen).cache_key)) as database:

        def ours() -> None:
            found = source.opened(path)
            rules = source.rules_for(contacts.export_rows(database))
            deque(check.check(found.rows(), found.targets, Holders(database).find, "skip", rules), 0)

        def floor() -> None:
            with path.open(encoding="utf-8", newline="") as file:
                deque(csv.reader(file), 0)

        times = interleaved({"ours": ours, "floor": floor}, runs=runs, clock=time.process_time)
    return {name: found.median / 1000 for name, found in times.items()}


def main(arguments: list[str]) -> dict[str, float]:
    """Run one of the two."""
    if arguments[0] == "check":
        figures = check_times(Path(arguments[1]), int(arguments[2]))
    else:
        began = time.monotonic()
        figures = {"code": cli.main(arguments[1:]), "took_s": time.monotonic() - began}
    return figures | {"peak_mb": peak_mb()}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1:])))
