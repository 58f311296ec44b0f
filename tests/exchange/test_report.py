"""What became of each row, as files."""

import csv
from pathlib import Path

from nexus_contacts.exchange.building import build
from nexus_contacts.exchange.check import Checked
from nexus_contacts.exchange.csv_in import ReadRow, opened
from nexus_contacts.exchange.report import Line, reason_of, write, write_failed

ROW = ReadRow(3, 4, ("Jane", "=1+1"))


def test_the_report_and_the_failed_rows_can_be_read_again(tmp_path: Path) -> None:
    lines = [
        Line(1, "created", "con_1", "a@b.c", "", ("Jane", "a@b.c")),
        Line(2, "failed", "", "=x", "email cannot be read", ("John", "=x")),
    ]

    assert write(tmp_path / "r.csv", ("Name", "Mail"), lines) == 2
    assert write_failed(tmp_path / "f.csv", ("Name", "Mail"), lines) == 1

    report = list(csv.DictReader((tmp_path / "r.csv").read_text().splitlines()))
    assert report[0] == {
        "row": "1", "outcome": "created", "id": "con_1", "email": "a@b.c", "reason": "",
        "Name": "Jane", "Mail": "a@b.c",
    }  # fmt: skip
    table = opened(tmp_path / "f.csv")
    assert table.columns == ("Name", "Mail", "_error")
    assert [row.cells for row in table.rows()] == [("John", "=x", "email cannot be read")]


def test_reasons_in_words() -> None:
    wrong = build(ReadRow(1, 2, ("", "x"), "quotes"), ("first_name", "email"))
    told = reason_of(Checked(ROW, wrong, "wrong", "faults"))
    assert told == "the row has a quotation mark out of place; first_name is missing; email cannot be read"
    assert reason_of(Checked(ROW, wrong, "exists", "repeated", first_row=7)) == "the same e-mail as row 7"
    assert reason_of(Checked(ROW, wrong, "exists", "taken")) == "a contact has this e-mail already"
    assert reason_of(Checked(ROW, wrong, "same", "taken")) == "nothing to change"
    assert reason_of(Checked(ROW, wrong, "create")) == ""
