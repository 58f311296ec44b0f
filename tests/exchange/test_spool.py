"""Checked rows on disk: the same rows in the same order, as often as they are asked for, and no file left behind."""

from pathlib import Path

from nexus_contacts.api.records import Draft
from nexus_contacts.exchange.building import Built
from nexus_contacts.exchange.check import Checked
from nexus_contacts.exchange.csv_in import ReadRow
from nexus_contacts.exchange.spool import Spool
from nexus_contacts.store.edits import Change


def row(number: int) -> Checked:
    draft = Draft("Zoë \ud800", f"z{number}@x.org", tags=("a", "b"), custom_fields=(("seats", 5),))
    read = ReadRow(number, number + 1, ("Zoë \ud800", "one\ntwo"), "quotes")
    return Checked(read, Built(draft, ("note",)), "update", "taken", "con_1", (Change("tags", (), ("a",)),))


def test_rows_come_back_as_they_were_and_no_file_stays(tmp_path: Path) -> None:
    rows = [row(number) for number in range(50)]

    with Spool(tmp_path) as spool:
        for one in rows:
            spool.add(one)

        assert len(spool) == 50
        assert list(spool) == list(spool) == rows

    assert list(tmp_path.iterdir()) == []
