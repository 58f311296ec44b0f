"""What became of each row of an import, as a CSV file: row, outcome, id, e-mail, reason, and its own columns."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from nexus_contacts.exchange.check import Checked
from nexus_contacts.exchange.csv_out import guarded, whole_file

COLUMNS = ("row", "outcome", "id", "email", "reason")
ERROR_COLUMN = "_error"
"""The column of why a row failed, behind its own."""
OUTCOMES = ("created", "updated", "exists", "failed", "skipped")
_REASONS = {
    "missing": "is missing",
    "invalid": "cannot be read",
    "unknown": "is not a known word",
    "too_long": "is too long",
    "quotes": "has a quotation mark out of place",
    "too_many_cells": "has more cells than there are columns",
    "letters": "has letters that cannot be read",
    "not_ended": "ends before its END:VCARD",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the report; `cells` are the row's own, as the file has them."""

    row: int
    outcome: str
    id: str
    email: str
    reason: str
    cells: tuple[str, ...]


def reason_of(checked: Checked) -> str:
    """Why a row would not simply be created, in words; ``""`` where it would."""
    if checked.outcome == "wrong":
        told = (f"{field or 'the row'} {_REASONS.get(reason, reason)}" for field, reason in checked.built.faults)
        return "; ".join(told)
    if checked.reason == "repeated":
        return f"the same e-mail as row {checked.first_row}"
    if checked.reason == "taken" and checked.outcome == "exists":
        return "a contact has this e-mail already"
    return "nothing to change" if checked.outcome == "same" else ""


def write(path: Path, columns: Sequence[str], lines: Iterable[Line]) -> int:
    """Write the report, whole or not at all. Returns how many rows. Raises NotWritten."""
    count = 0
    with whole_file(path) as file:
        writer = csv.writer(file)
        writer.writerow((*COLUMNS, *(guarded(name) for name in columns)))
        for one in lines:
            own = (guarded(cell) for cell in one.cells)
            writer.writerow((one.row, one.outcome, one.id, guarded(one.email), guarded(one.reason), *own))
            count += 1
    return count


def write_failed(path: Path, columns: Sequence[str], lines: Iterable[Line]) -> int:
    """Write the failed rows with their own cells and an column `ERROR_COLUMN`: mended, it can be imported as it is."""
    count = 0
    with whole_file(path) as file:
        writer = csv.writer(file)
        writer.writerow((*(guarded(name) for name in columns), ERROR_COLUMN))
        for one in lines:
            if one.outcome == "failed":
                writer.writerow((*(guarded(cell) for cell in one.cells), guarded(one.reason)))
                count += 1
    return count
