"""The figures of the duplicate engine on labelled sets, beside the rivals': one table in Markdown.

    python tests/benchmarks/duplicates_table.py FOLDER [--sets a5k,a50k,a50ku]

FOLDER holds NAME.contacts.csv.gz and NAME.truth.csv.gz (columns id, entity). Each set is read and scanned in a process
of its own, as `nexus-contacts duplicates` does it; time includes the start of Python, memory is the process's peak.
"""

import argparse
import collections
import csv
import gzip
import itertools
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

RIVALS = {
    "same e-mail or phone": {"a5k": ".59 / .48", "a50k": ".62 / .49", "a50ku": ".21 / .07"},
    "Salesforce's standard rule": {"a5k": ".78 / .64", "a50k": ".79 / .66", "a50ku": ".66 / .49"},
    "KAddressBook's rule": {"a5k": ".70 / .49", "a50k": ".59 / .36", "a50ku": ".41 / .17"},
    "Splink 5": {"a5k": ".78 / .84, 5 s, 260 MB", "a50k": ".72 / .78, 10 s, 500 MB", "a50ku": ".73 / .75, 9 s"},
}
"""Best F1 / average precision, as measured for this project's quality targets on a machine of two cores."""


def figures(truth: Path, pairs: Path) -> dict[str, float]:
    """Best F1, average precision, F1 and precision at 0.5, recall at precision .99, of one list of pairs."""
    with gzip.open(truth, "rt", encoding="utf-8", newline="") as lines:
        entity = {row["id"]: row["entity"] for row in csv.DictReader(lines)}
    sizes = collections.Counter(entity.values())
    total = sum(size * (size - 1) // 2 for size in sizes.values())
    with pairs.open(encoding="utf-8", newline="") as lines:
        ranked = [(float(row["score"]), entity[row["id_a"]] == entity[row["id_b"]]) for row in csv.DictReader(lines)]
    listed = found = 0
    before = area = best = at_half = precision_at_half = trusted = 0.0
    for score, block in itertools.groupby(sorted(ranked, key=lambda one: -one[0]), key=lambda one: one[0]):
        for _, same in block:
            listed, found = listed + 1, found + same
        precision, recall = found / listed, found / total
        area, before = area + (recall - before) * precision, recall
        f1 = 2 * precision * recall / max(precision + recall, 1e-12)
        best = max(best, f1)
        trusted = max(trusted, recall) if precision >= 0.99 else trusted
        if score >= 0.5:
            at_half, precision_at_half = f1, precision
    return {"f1": best, "ap": area, "half": at_half, "precision": precision_at_half, "trusted": trusted}


def measured(contacts: Path, out: Path) -> tuple[float, float]:
    """Seconds and peak megabytes of one run of the command."""
    code = f"from nexus_contacts.cli import main; main(['duplicates', {str(contacts)!r}, '--out', {str(out)!r}])"
    begun = time.perf_counter()
    child = os.spawnv(os.P_NOWAIT, sys.executable, [sys.executable, "-c", code])
    _, _, used = os.wait4(child, 0)
    return time.perf_counter() - begun, used.ru_maxrss / 1024


def table(folder: Path, names: Sequence[str]) -> str:
    """The whole table."""
    rows = [("", *names), ("-", *("-" for _ in names))]
    ours: list[str] = []
    more: list[str] = []
    for name in names:
        with tempfile.TemporaryDirectory() as place:
            out = Path(place) / "pairs.csv"
            seconds, megabytes = measured(folder / f"{name}.contacts.csv.gz", out)
            found = figures(folder / f"{name}.truth.csv.gz", out)
        ours.append(f"{found['f1']:.3f} / {found['ap']:.3f}, {seconds:.1f} s, {megabytes:.0f} MB")
        more.append(f"{found['half']:.3f}; {found['precision']:.3f}; {found['trusted']:.3f}")
    rows += [(rival, *(known.get(name, "") for name in names)) for rival, known in RIVALS.items()]
    rows += [("**ours**: best F1 / average precision", *ours)]
    rows += [("ours at score 0.5: F1; precision; recall at precision .99", *more)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the duplicate engine on labelled sets.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sets", default="a5k,a50k,a50ku")
    chosen = parser.parse_args()
    print(table(chosen.folder, chosen.sets.split(",")))


if __name__ == "__main__":
    main()
