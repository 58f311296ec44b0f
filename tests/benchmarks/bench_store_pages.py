"""P3 and P9: any page of 100, any sort, any position; encrypted against plain; opening the copy to its first page."""

import time
from pathlib import Path
from typing import Any

import pytest
from measuring import interleaved, told

from conftest import COUNT, KEY
from nexus_contacts.store import contacts
from nexus_contacts.store.connection import Database
from nexus_contacts.store.filters import SORT_COLUMNS, Filter, Sort


def anchor_in_the_middle(database: Database, sort: Sort) -> contacts.Anchor | None:
    return contacts.page(database, Filter(), sort, size=COUNT // 2).last


@pytest.mark.parametrize("column", [*SORT_COLUMNS, "custom:seats"])
def bench_a_page_costs_the_same_anywhere(benchmark: Any, database: Database, plain: Database, column: str) -> None:
    sort = Sort(column, descending=True)
    middle = anchor_in_the_middle(database, sort)
    anchor_in_the_middle(plain, sort)

    times = interleaved(
        {
            "first": lambda: contacts.page(database, Filter(), sort),
            "middle": lambda: contacts.page(database, Filter(), sort, after=middle),
            "last": lambda: contacts.page(database, Filter(), sort, from_end=True),
            "plain": lambda: contacts.page(plain, Filter(), sort, after=middle),
        }
    )

    benchmark(lambda: contacts.page(database, Filter(), sort, after=middle))
    told(f"P3 page by {column}, middle", times["middle"], target="≤ 1 ms CPU")
    told(f"P3 page by {column}, last/first", times["last"], times["first"], target="≤ 1.5")
    told(f"P9 page by {column}, encrypted/plain", times["middle"], times["plain"], target="≤ 2")


def bench_the_copy_opens_to_its_first_page(benchmark: Any, copy_folder: Path) -> None:
    def opened() -> None:
        database = Database.open(copy_folder, KEY)
        contacts.page(database, Filter(), Sort())
        contacts.total(database)
        database.close()

    times = interleaved({"open": opened}, clock=time.perf_counter)

    benchmark(opened)
    told("P1 open, first page, total", times["open"], target="≤ 30 ms")
