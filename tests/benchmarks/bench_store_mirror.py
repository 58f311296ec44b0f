"""P4 (the store's part): contacts written in bulk and built over, against contacts written into live indexes."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from measuring import Times, many_contacts, told

from conftest import COUNT, KEY
from nexus_contacts.api.records import Contact
from nexus_contacts.store import contacts, mirror
from nexus_contacts.store.connection import Database

LIVE_PAGES = 20


def bulk_s(folder: Path, people: Sequence[Contact]) -> float:
    database = Database.open(folder, KEY)
    begun = time.perf_counter()
    mirror.begin_first_mirror(database)
    for start in range(0, len(people), 1000):
        contacts.write_page(database, people[start : start + 1000])
    mirror.finish_first_mirror(database)
    taken = time.perf_counter() - begun
    database.close()
    return taken


def bench_a_first_mirror_is_written_in_bulk(benchmark: Any, tmp_path: Path, database: Database) -> None:
    people = list(many_contacts(COUNT, seed=2))
    taken = benchmark.pedantic(lambda: bulk_s(tmp_path / "bulk", people), rounds=1)

    begun = time.perf_counter()
    for start in range(0, LIVE_PAGES * 100, 100):
        contacts.write_page(database, people[start : start + 100])
    live_us = (time.perf_counter() - begun) / (LIVE_PAGES * 100) * 1e6
    contacts.remove(database, [contact.id for contact in people[: LIVE_PAGES * 100]])

    bulk_us = taken / len(people) * 1e6
    told(
        "P4 1,000 contacts live / bulk",
        Times(live_us, live_us, live_us),
        Times(bulk_us, bulk_us, bulk_us),
        target="≥ 4",
    )
