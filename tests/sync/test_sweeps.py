"""Comparing ids with a real workspace: what is gone goes, what is missing comes, and only after a good pass."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.sync.desk import Desk

from nexus_contacts.api.records import Contact
from nexus_contacts.store import contacts
from nexus_contacts.sync.copying import Copy
from nexus_contacts.sync.errors import DeletionsHeld
from nexus_contacts.sync.plan import Pass
from nexus_contacts.sync.sweeps import FEW, Sweep


def sweep(desk: Desk, *, accept: bool = False) -> tuple[Pass, Sweep]:
    async def run() -> tuple[Pass, Sweep]:
        async with desk.client() as client:
            with ThreadPoolExecutor(1) as executor:
                copy = Copy(desk.database, executor, desk.changed.append)
                made = Sweep(client, copy, lambda page: None, lambda done, total: None)
                return await made.run(accept_deletions=accept), made

    return asyncio.run(run())


@pytest.mark.parametrize("count", [FEW - 10, FEW + 60])
def test_missing_contacts_come_one_by_one_or_by_another_pass(linked: Desk, count: int) -> None:
    linked.fill(count)

    met, made = sweep(linked)

    assert met.steady
    assert len(made.changed_ids) == count
    assert set(linked.here()) == set(linked.there())


def test_gone_contacts_go(linked: Desk) -> None:
    linked.fill(30)
    contacts.write_page(linked.database, [Contact(f"con_gone{number}") for number in range(5)])

    _, made = sweep(linked)

    assert made.deleted == 5
    assert set(linked.here()) == set(linked.there())


def test_too_many_gone_contacts_stay_until_a_word(linked: Desk) -> None:
    linked.fill(30)
    contacts.write_page(linked.database, [Contact(f"con_gone{number}") for number in range(40)])

    with pytest.raises(DeletionsHeld) as caught:
        sweep(linked)
    _, made = sweep(linked, accept=True)

    assert (caught.value.gone, caught.value.contacts, caught.value.total) == (40, 70, 30)
    assert made.deleted == 40
    assert set(linked.here()) == set(linked.there())
