"""Rows that surely make a contact without a fault, told by whole columns: a fast answer for most rows of most files.

What is told here `building.build` would find too; it has the last word on every row of which nothing is told.
"""

import re
from collections.abc import Sequence
from itertools import compress

from nexus_contacts.api.records import SOURCES, STATUSES
from nexus_contacts.exchange import building
from nexus_contacts.exchange.building import Rules
from nexus_contacts.exchange.columns import CUSTOM, FULL_NAME, MORE, NOTE, Targets
from nexus_contacts.exchange.csv_in import ReadRow

_EMAIL = re.compile(r"[^\s@,;<>\"():]+@[^\s@,;<>\"():.]+(?:\.[^\s@,;<>\"():.]+)+")
_E164 = re.compile(r"\+[1-9]\d{6,14}")
_MOST_NAME, _MOST_EMAIL, _MOST_TAG, _MOST_CUSTOM, _MOST_NOTE = 200, 254, 64, 10_000, 100_000

Column = Sequence[str]


def addresses(rows: Sequence[ReadRow], targets: Targets, rules: Rules) -> list[str]:
    """For each row the address of the contact that it surely makes; ``""``: `build` must be asked."""
    plain = [target for target in targets if target and target != NOTE]
    known = "email" in plain and ("first_name" in plain or FULL_NAME in plain) and len(set(plain)) == len(plain)
    cells = [row.cells for row in rows]
    known = known and not (rules.tags and _is_wrong("tags", "", rules))
    if not known or set(map(len, cells)) != {len(targets)}:
        return [""] * len(rows)
    columns = list(zip(*cells, strict=True))
    emails = columns[targets.index("email")]
    unsure = {place for place, row in enumerate(rows) if row.fault}
    for target, column in zip(targets, columns, strict=True):
        if target:
            unsure.update(_unsure(target, column, columns, targets, rules))
    return ["" if place in unsure else email for place, email in enumerate(emails)]


def _unsure(target: str, column: Column, columns: Sequence[Column], targets: Targets, rules: Rules) -> Sequence[int]:
    """The places in a column whose cells may be wrong."""
    match target:
        case "email":
            return [at for at, cell in enumerate(column) if not _EMAIL.fullmatch(cell) or len(cell) > _MOST_EMAIL]
        case "first_name":
            return [at for at, cell in enumerate(column) if not cell or len(cell) > _MOST_NAME]
        case "full_name":
            odd = [at for at, cell in enumerate(column) if not cell or "," in cell or len(cell) > _MOST_NAME]
            return () if "first_name" in targets else odd
        case "last_name" | "company" | "job_title":
            return _longer(_MOST_NAME, column)
        case "phone":
            return _phones(column, columns, targets, rules)
        case "tags" if not rules.tags:
            return _longer(_MOST_TAG, column)
        case "status" | "source" | "tags":
            wrong = {text for text in set(column) if _is_wrong(target, text, rules)}
            return [place for place, text in enumerate(column) if text in wrong] if wrong else ()
        case _ if target == NOTE:
            return _longer(_MOST_NOTE, column)
        case _ if target == MORE:
            return _longer(0, column)
    return _longer(_MOST_CUSTOM, column) if target.startswith(CUSTOM) else ()


def _longer(most: int, column: Column) -> Sequence[int]:
    if max(map(len, column)) <= most:
        return ()
    return [place for place, cell in enumerate(column) if len(cell) > most]


def _phones(column: Column, columns: Sequence[Column], targets: Targets, rules: Rules) -> Sequence[int]:
    odd = [cell and not _E164.fullmatch(cell) for cell in column]
    if not any(odd):
        return ()
    countries = columns[targets.index("address.country")] if "address.country" in targets else [""] * len(column)
    return [
        place
        for place in compress(range(len(column)), odd)
        if building.holds_several(column[place]) or not building.phone_of(column[place], countries[place], rules)
    ]


def _is_wrong(target: str, text: str, rules: Rules) -> bool:
    faults: list[tuple[str, str]] = []
    if target == "tags":
        building.tags_of(text, rules.tags, faults)
    elif target == "status":
        building.word_of("status", text, rules.statuses, STATUSES, faults)
    else:
        building.word_of("source", text, rules.sources, SOURCES, faults)
    return bool(faults)
