"""What is ticked becomes text, in the order of the list where it is a list."""

import pytest

from nexus_contacts.desktop.table import copying
from nexus_contacts.desktop.table.cells import Cells
from nexus_contacts.desktop.table.copying import as_addresses, as_text, ticked_rows
from nexus_contacts.desktop.table.pager import Question
from nexus_contacts.desktop.table.ticks import NO_TICKS, all_results
from nexus_contacts.store import contacts
from nexus_contacts.store.connection import Database
from nexus_contacts.store.filters import Filter, Sort

from .conftest import contact
from .rows import row


def test_all_results_but_one_come_in_the_lists_order(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "_STEP", 4)
    contacts.write_page(database, [contact(number) for number in range(12)])
    ticks = all_results(Filter(), 12).toggled("con_00010")

    rows = list(ticked_rows(database, ticks, Question(sort=Sort("name", True))))

    assert [one.id for one in rows] == [f"con_{number:05}" for number in (11, *range(9, -1, -1))]


def test_rows_by_id_are_found_wherever_they_stand(database: Database) -> None:
    contacts.write_page(database, [contact(number) for number in range(3)])

    rows = ticked_rows(database, NO_TICKS.with_ids(("con_00002", "gone")), Question())

    assert [one.id for one in rows] == ["con_00002"]


def test_text_has_a_heading_and_addresses_have_none() -> None:
    rows = (row(), row(1, email=""), row(2, email="a@b.c"))

    assert as_text(iter(rows[:1]), Cells(), ("name",)).splitlines() == ["Name\tEmail", "Jane Smith\tjane@example.com"]
    assert as_addresses(iter(rows)) == "jane@example.com, a@b.c"
