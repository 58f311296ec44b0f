"""P11: the check of a file of new people against reading it, and the memory of files that come in and go out."""

import csv
from collections.abc import Iterator
from pathlib import Path

from measuring import Figure, many_contacts
from places import Places, run_child

RATIO = 5.0
FLAT = 1.25
"""So much more memory may a hundred times the rows take."""
FEW = 1000
SEED = 7
"""Of people that are not in any copy of the figures."""
HEADER = (
    "First name", "Last name", "Email", "Phone", "Company", "Job title", "Status", "Source", "Tags", "Street", "City",
    "Country", "Industry", "Seats",
)  # fmt: skip


def people_file(folder: Path, count: int) -> Path:
    """A CSV file of `count` people, as a spreadsheet would have them."""
    path = folder / f"people-{count}.csv"
    if not path.exists():
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(HEADER)
            for one in many_contacts(count, SEED):
                address = one.address
                assert address is not None
                writer.writerow(
                    (
                        one.first_name, one.last_name, one.email, one.phone, one.company, one.job_title, one.status,
                        one.source, ";".join(one.tags), address.street, address.city, address.country,
                        *(value for _, value in one.custom_fields),
                    )
                )  # fmt: skip
    return path


def files(places: Places, count: int) -> Iterator[Figure]:
    """P11: the check as a ratio, then the memory of a dry run and of exports as ratios of many rows to few."""
    yield _check(places, count)
    with places.served(FEW) as served:
        home = places.home("importing", served.url)
        dry = ("import", "{file}", "--dry-run", "--report", str(places.folder / "report.csv"))
        peaks = {
            rows: _run(places, home, *(part.format(file=people_file(places.folder, rows)) for part in dry))
            for rows in (FEW, count)
        }
        yield _flat("a dry run of an import", count, peaks)
    homes = {rows: _mirrored(places, rows) for rows in (FEW, count)}
    for what, suffix in (("CSV", "csv"), ("vCards", "vcf")):
        target = str(places.folder / f"out.{suffix}")
        peaks = {rows: _run(places, home, "export", "--out", target) for rows, home in homes.items()}
        yield _flat(f"an export as {what}", count, peaks)


def _mirrored(places: Places, rows: int) -> Path:
    """A home with a copy that a sync has made."""
    with places.served(rows) as served:
        home = places.home(f"mirrored-{rows}", served.url)
        _run(places, home, "sync")
    return home


def _check(places: Places, count: int) -> Figure:
    environment = places.environment(places.filled_home(count))
    command = ["exchange_probe.py", "check", str(people_file(places.folder, count)), str(places.runs)]
    found = run_child(command, environment)
    ratio = found["ours"] / found["floor"]
    return Figure(
        "P11",
        f"check of {count:,} rows against a copy of as many",
        f"{found['ours']:.2f} s",
        f"{found['floor']:.2f} s (`csv.reader`)",
        f"{ratio:.1f}",
        f"≤ {RATIO:.0f}",
        ratio <= RATIO,
    )


def _run(places: Places, home: Path, *arguments: str) -> float:
    """The peak memory of one command, in MB."""
    found = run_child(["exchange_probe.py", "command", *arguments], places.environment(home))
    assert found["code"] in (0, 3), found
    return float(found["peak_mb"])


def _flat(what: str, count: int, peaks: dict[int, float]) -> Figure:
    ratio = peaks[count] / peaks[FEW]
    return Figure(
        "P11",
        f"peak memory of {what}, {count:,} against {FEW:,} rows",
        f"{peaks[count]:.0f} MB",
        f"{peaks[FEW]:.0f} MB",
        f"{ratio:.2f}",
        f"≤ {FLAT}",
        ratio <= FLAT,
    )
