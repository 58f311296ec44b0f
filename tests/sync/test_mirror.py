"""The first mirror by windows: balanced, written with its position, taken up again where it was left."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from tests.sync.desk import Desk

from nexus_contacts.api.records import Contact, Page
from nexus_contacts.store import contacts, marks
from nexus_contacts.sync.copying import Copy
from nexus_contacts.sync.mirror import MARK, Mirror
from nexus_contacts.sync.plan import Ledger


class Enough(Exception):
    """Ends a mirror from within."""


@pytest.fixture
def sampled(desk: Desk, workspace_server: Any) -> Desk:
    """A copy whose engine talks to 1,500 contacts created over years."""
    server = workspace_server(sample=1500)
    desk.base_url, desk.api_key = server.base_url, server.api_key
    return desk


def read(desk: Desk, ledger: Ledger, most_pages: int = 1000) -> list[Page[Contact]]:
    """Mirror the windows of `ledger` until `most_pages` came, and answer the pages."""
    pages: list[Page[Contact]] = []

    def fetched(page: Page[Contact]) -> None:
        pages.append(page)
        if len(pages) >= most_pages:
            raise Enough

    async def run() -> None:
        async with desk.client() as client:
            with ThreadPoolExecutor(1) as executor:
                copy = Copy(desk.database, executor, desk.changed.append)
                await Mirror(client, copy, ledger, fetched, lambda read: None).run()

    asyncio.run(run())
    return pages


def test_every_contact_comes_with_few_pages_more_than_needed(sampled: Desk) -> None:
    pages = read(sampled, Ledger())

    assert contacts.total(sampled.database) == 1500
    assert marks.get(sampled.database, MARK) is None
    assert len(pages) <= 15 + 16


def test_the_windows_are_read_side_by_side(sampled: Desk) -> None:
    ledger = Ledger()
    most = 0

    def count(read: int) -> None:
        nonlocal most
        most = max(most, len(ledger))

    async def run() -> None:
        async with sampled.client() as client:
            with ThreadPoolExecutor(1) as executor:
                copy = Copy(sampled.database, executor, sampled.changed.append)
                await Mirror(client, copy, ledger, lambda page: None, count).run()

    asyncio.run(run())

    assert most >= 4


def test_a_mirror_left_in_the_middle_is_taken_up_where_it_was(sampled: Desk) -> None:
    with pytest.raises(Enough):
        read(sampled, Ledger(), most_pages=12)
    left = Ledger.parse(marks.get(sampled.database, MARK) or "[]")
    before = contacts.total(sampled.database)

    pages = read(sampled, left)

    assert 0 < before < 1500
    assert contacts.total(sampled.database) == 1500
    fetched_again = sum(len(page.items) for page in pages)
    assert fetched_again < 1500


def test_windows_that_are_empty_cost_nothing(sampled: Desk) -> None:
    ledger = Ledger()
    ledger.close(0)

    assert read(sampled, ledger) == []
