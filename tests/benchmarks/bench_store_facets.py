"""P8: the sidebar's numbers, for the whole list and for a filtered one."""

from typing import Any

import pytest
from measuring import interleaved, told

from nexus_contacts.store import contacts
from nexus_contacts.store.connection import Database
from nexus_contacts.store.filters import Filter


@pytest.mark.parametrize(
    ("chosen", "target"),
    [
        (Filter(), "≤ one repaint (16 ms)"),
        (Filter(statuses=("lead",)), "off the UI thread"),
        (Filter(text="ma"), "off the UI thread"),
        (Filter(text="joha"), "off the UI thread"),
    ],
    ids=["all", "lead", "ma", "joha"],
)
def bench_facets(benchmark: Any, database: Database, chosen: Filter, target: str) -> None:
    times = interleaved({"facets": lambda: contacts.facets(database, chosen)}, runs=7)

    benchmark.pedantic(lambda: contacts.facets(database, chosen), rounds=5)
    told(f"P8 facets of {chosen.text or chosen.statuses or 'all'}", times["facets"], target=target)
