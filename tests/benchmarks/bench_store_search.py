"""P2 (the store's part) and P9: from a typed text to its first page, in the two orders people use most."""

from typing import Any

import pytest
from measuring import interleaved, told

from nexus_contacts.store import contacts
from nexus_contacts.store.connection import Database
from nexus_contacts.store.filters import Filter, Sort

TYPED = ("a", "z", "ma", "zo", "mar", "joha", "tan", "corp", "555", "mar zi", "a b", "mar@x", "nosuchthing")


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize("sort", [Sort("name", False), Sort("updated", True)], ids=["name", "updated"])
def bench_a_typed_text_finds_its_page(
    benchmark: Any, database: Database, plain: Database, typed: str, sort: Sort
) -> None:
    chosen = Filter(text=typed)

    times = interleaved(
        {
            "ours": lambda: contacts.page(database, chosen, sort),
            "plain": lambda: contacts.page(plain, chosen, sort),
            "count": lambda: contacts.count(database, chosen),
        }
    )

    benchmark(lambda: contacts.page(database, chosen, sort))
    told(f"P2 '{typed}' by {sort.column}", times["ours"], times["plain"], target="≤ 5 ms, P9 ≤ 2")
    told(f"P2 '{typed}' count", times["count"], target="≤ 5 ms")


@pytest.mark.parametrize(
    "chosen",
    [
        Filter(statuses=("lead",)),
        Filter(statuses=("churned",)),
        Filter(owners=("usr_001",)),
        Filter(company="mar"),
        Filter(score=(40, 60)),
        Filter(text="ma", statuses=("lead",), sources=("api", "social")),
    ],
    ids=["lead", "churned", "owner", "company", "score", "three choices"],
)
def bench_a_choice_finds_its_page(benchmark: Any, database: Database, plain: Database, chosen: Filter) -> None:
    sort = Sort("name", False)

    times = interleaved(
        {
            "ours": lambda: contacts.page(database, chosen, sort),
            "plain": lambda: contacts.page(plain, chosen, sort),
        }
    )

    benchmark(lambda: contacts.page(database, chosen, sort))
    what = chosen.statuses or chosen.owners or chosen.company or chosen.score
    told(f"P2 filter {what}{' and text' if chosen.text else ''}", times["ours"], times["plain"], target="P9 ≤ 2")
