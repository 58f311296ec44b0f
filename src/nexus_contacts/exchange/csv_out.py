"""Contacts as a CSV file (RFC 4180, UTF-8): every member of the API a column, no cell a formula, the file whole or not.

The guard: a cell that a spreadsheet would take for a formula gets a leading apostrophe, and so does one that already
begins like a guarded cell, so that our own import can take exactly one away.
"""

import csv
import json
import os
import secrets
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from nexus_contacts.api.records import Address, Contact, Json
from nexus_contacts.exchange.errors import NotWritten
from nexus_contacts.store.entries import is_local

PLAIN_COLUMNS = (
    "id", "first_name", "last_name", "email", "phone", "company", "job_title", "status", "source", "tags",
    "assigned_to", "engagement_score",
)  # fmt: skip
ADDRESS_COLUMNS = ("address.street", "address.city", "address.state", "address.zip", "address.country")
TIME_COLUMNS = ("created_at", "updated_at")
CUSTOM_PREFIX = "custom_fields."

_NOWHERE = Address()
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\0")


def guarded(cell: str) -> str:
    """`cell` as it is written: one more apostrophe where it begins like a formula, with or without apostrophes before.

    Taking one apostrophe away from every cell that begins like a guarded one gives back exactly what was there.
    """
    if cell[:1].isalnum():
        return cell
    return f"'{cell}" if cell.lstrip("'").startswith(_FORMULA_STARTS) else cell


def columns(custom_keys: Iterable[str]) -> tuple[str, ...]:
    """The header of a file with these custom fields, in their order."""
    custom = tuple(f"{CUSTOM_PREFIX}{key}" for key in custom_keys)
    return (*PLAIN_COLUMNS, *custom, *ADDRESS_COLUMNS, *TIME_COLUMNS)


def time_text(moment: datetime | None) -> str:
    """A time as the service writes it, in UTC with a Z; fractions of a second only where there are any."""
    if moment is None:
        return ""
    return (moment if moment.tzinfo is UTC else moment.astimezone(UTC)).isoformat().replace("+00:00", "Z")


def number_text(number: float | None) -> str:
    """A number without a needless fraction: 85, 85.5."""
    if number is None:
        return ""
    return str(int(number)) if float(number).is_integer() else repr(number)


def value_text(value: Json) -> str:
    """A custom field's value: text as it stands, nothing for null, everything else as JSON."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def cells(contact: Contact, custom_keys: Iterable[str]) -> tuple[str, ...]:
    """The unguarded cells of one contact, in the order of `columns`."""
    custom = dict(contact.custom_fields)
    address = contact.address or _NOWHERE
    return (
        # A contact that was not sent yet has no id outside of this machine.
        "" if is_local(contact.id) else contact.id,
        contact.first_name, contact.last_name, contact.email, contact.phone, contact.company,
        contact.job_title, contact.status, contact.source, ",".join(contact.tags), contact.assigned_to,
        number_text(contact.engagement_score),
        *[value_text(custom[key]) if key in custom else "" for key in custom_keys],
        address.street, address.city, address.state, address.zip, address.country,
        time_text(contact.created_at), time_text(contact.updated_at),
    )  # fmt: skip


def export(
    contacts: Iterable[Contact],
    custom_keys: Iterable[str],
    path: Path,
    *,
    chosen: Sequence[str] = (),
    bom: bool = False,
) -> int:
    """Write `contacts` to `path`, all of them or none, and answer how many they were. One contact is held at a time.

    `chosen` are the columns to write, in order; none: all. `bom` begins the file with a byte order mark.
    Raises NotWritten; what stood at `path` before is unchanged then.
    """
    keys = tuple(custom_keys)
    names = columns(keys)
    places = [names.index(name) for name in chosen if name in names] or list(range(len(names)))
    count = 0
    with whole_file(path) as file:
        file.write("\ufeff" * bom)
        writer = csv.writer(file)
        writer.writerow([guarded(names[place]) for place in places])
        for contact in contacts:
            row = cells(contact, keys)
            writer.writerow([cell if (cell := row[place])[:1].isalnum() else guarded(cell) for place in places])
            count += 1
    return count


def _can_be_replaced(path: Path) -> bool:
    """Whether nothing stands at `path`, or a plain file: what else there is (a pipe, a device) has to be opened itself.

    Raises OSError, as for links in a circle.
    """
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except FileNotFoundError:
        return True


def whole_file(path: Path) -> AbstractContextManager[IO[str]]:
    """A text file that takes the place of `path` once it is complete, readable by this person only."""
    # A lone surrogate cannot be written as UTF-8; a question mark is better than no export at all.
    return _whole(path, mode="w", encoding="utf-8", errors="replace", newline="")


def whole_bytes(path: Path) -> AbstractContextManager[IO[bytes]]:
    """A file of bytes that takes the place of `path` once it is complete, readable by this person only."""
    return _whole(path, mode="wb")


@contextmanager
def _whole(path: Path, **how: Any) -> Iterator[IO[Any]]:
    try:
        if not _can_be_replaced(path):
            with open(path, **how) as file:
                yield file
            return
        target = Path(os.path.realpath(path))  # so that a link stays a link
        draft = target.with_name(f".export-{secrets.token_hex(4)}.part")
        try:
            handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with open(handle, **how) as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            os.replace(draft, target)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise NotWritten(path, error.strerror or str(error)) from error
