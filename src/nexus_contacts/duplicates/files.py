"""Contacts read from a CSV file for a comparison, and the pairs written to one."""

import csv
import gzip
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from nexus_contacts.duplicates.errors import UnreadableContacts
from nexus_contacts.duplicates.records import Person

_FIELDS = Person._fields[1:-1]
_PLAIN = {"id", *_FIELDS}
_NOT_COMPARED = {
    "tags", "source", "status", "assigned_to", "engagement_score", "created_at", "updated_at", "custom_fields",
}  # fmt: skip
PAIR_COLUMNS = ("id_a", "id_b", "score", "reasons")
_CELL = 16 * 1024 * 1024


@contextmanager
def opened(path: Path) -> Iterator[TextIO]:
    """`path` as text, unpacked where its name ends in .gz. A mark of the byte order is taken off."""
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8-sig", newline="", errors="replace") as lines:
            yield lines
    else:
        with path.open(encoding="utf-8-sig", newline="", errors="replace") as lines:
            yield lines


def read_people(path: Path) -> Iterator[Person]:
    """The contacts of a CSV file. Columns by the API's names, "address." before an address's part or not; any may be
    missing. Others are custom fields, with or without "custom_fields." before them; without ids rows are numbered.

    Raises UnreadableContacts where there is no header or no CSV.
    """
    csv.field_size_limit(_CELL)
    with opened(path) as lines:
        reader = csv.reader(line.replace("\0", "") for line in lines)
        try:
            header = [name.strip().removeprefix("address.") for name in next(reader, [])]
            if not set(header) & _PLAIN:
                raise UnreadableContacts(path, "its first line names none of the columns")
            yield from _people(reader, header)
        except csv.Error as error:
            raise UnreadableContacts(path, str(error)) from error


def _people(reader: Iterable[list[str]], header: list[str]) -> Iterator[Person]:
    places = [header.index(name) if name in header else -1 for name in ("id", *_FIELDS)]
    custom = [(place, name) for place, name in enumerate(header) if name and name not in _PLAIN | _NOT_COMPARED]
    custom = [(place, name.removeprefix("custom_fields.")) for place, name in custom]
    objects = header.index("custom_fields") if "custom_fields" in header else -1
    width = len(header)
    for number, row in enumerate(reader, 1):
        if not row:
            continue
        cells = row if len(row) >= width else row + [""] * (width - len(row))
        texts = [cells[place] if place >= 0 else "" for place in places]
        values = [(name, cells[place]) for place, name in custom if cells[place]]
        if objects >= 0 and cells[objects]:
            values.extend(_members(cells[objects]))
        named = dict(zip(_FIELDS, texts[1:], strict=True))
        yield Person(texts[0] or str(number), **named, custom=tuple(values))


def _members(text: str) -> Iterator[tuple[str, str]]:
    try:
        held = json.loads(text)
    except ValueError:
        return
    if isinstance(held, dict):
        yield from ((key, str(value)) for key, value in held.items() if value not in (None, ""))


def write_pairs(path: Path, pairs: Iterable[tuple[str, str, float, str]]) -> int:
    """Write `pairs` (two ids, score, reasons) as they come, in UTF-8. Returns how many."""
    written = 0
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(PAIR_COLUMNS)
        for first, second, score, reasons in pairs:
            writer.writerow((first, second, f"{score:.6f}", reasons))
            written += 1
    return written
