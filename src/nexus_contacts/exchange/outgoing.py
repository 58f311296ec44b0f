"""Contacts on their way out: which, in what order and in what form, written to a file, and counted against the promise.

The window and the command line describe what they want here; nothing of it needs the network.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from nexus_contacts.api.records import Contact
from nexus_contacts.exchange import csv_out, vcard_out
from nexus_contacts.exchange.vcard_out import Version
from nexus_contacts.store import contacts, details, facets
from nexus_contacts.store.connection import Database
from nexus_contacts.store.filters import Filter, Sort

_PAGE = 500
_BY_COLUMN = {
    "name": ("first_name", "last_name"),
    "title": ("job_title",),
    "score": ("engagement_score",),
    "owner": ("assigned_to",),
    "created": ("created_at",),
    "updated": ("updated_at",),
}


NO_FILTER = Filter()


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What goes out: the contacts of `filter` in the order of `sort`, or only some of them, or all without some.

    `columns` are those of a CSV file (none: all), `bom` begins it with a byte order mark. With `vcard` the file holds
    vCards of that version, with the downloaded `notes` if wanted; `apart` makes the path a folder of one file each.
    """

    filter: Filter = NO_FILTER
    sort: Sort | None = None
    only: frozenset[str] | None = None
    without: frozenset[str] = frozenset()
    columns: tuple[str, ...] = ()
    bom: bool = False
    vcard: Version | None = None
    notes: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """How many contacts were written, and how many were promised when the writing began."""

    count: int
    promised: int


def columns_of(keys: Iterable[str]) -> tuple[str, ...]:
    """The CSV columns for columns of the table, in their order: ``name`` is two, ``custom:x`` a custom field."""
    found: list[str] = []
    for key in keys:
        if key.startswith("custom:"):
            found.append(csv_out.CUSTOM_PREFIX + key.removeprefix("custom:"))
        else:
            found += _BY_COLUMN.get(key, (key,))
    return tuple(dict.fromkeys(found))


def promised(database: Database, wanted: Outgoing) -> int:
    """How many contacts are to go out. Raises StoreError."""
    if wanted.only is not None:
        return len(wanted.only - wanted.without)
    return contacts.count(database, wanted.filter) - len(wanted.without)


def chosen(database: Database, wanted: Outgoing) -> Iterator[Contact]:
    """The contacts that go out, streamed: never more than a page in memory. Raises StoreError."""
    if wanted.only is None and not wanted.without and not wanted.filter and wanted.sort is None:
        yield from contacts.export_rows(database)
        return
    if wanted.only is not None and len(wanted.only) == 1:
        yield from contacts.records(database, list(wanted.only - wanted.without))
        return
    # What is ticked stays ticked when the filter changes: it is looked for among all contacts.
    among = wanted.filter if wanted.only is None else NO_FILTER
    after = None
    while True:
        page = contacts.page(database, among, wanted.sort or Sort(), size=_PAGE, after=after)
        ids = [row.id for row in page.rows if row.id not in wanted.without]
        yield from contacts.records(database, [id for id in ids if wanted.only is None or id in wanted.only])
        if len(page.rows) < _PAGE:
            return
        after = page.last


def _told(found: Iterator[Contact], tell: Callable[[int], None] | None) -> Iterator[Contact]:
    for number, contact in enumerate(found, 1):
        yield contact
        if tell is not None and number % _PAGE == 0:
            tell(number)


def write(database: Database, wanted: Outgoing, path: Path, tell: Callable[[int], None] | None = None) -> Written:
    """Write what is wanted to `path`, all of it or nothing; `tell` hears how many are written so far.

    Blocking. Raises NotWritten, StoreError. Whatever `tell` raises stops the writing, and nothing is written.
    """
    promise = promised(database, wanted)
    found = _told(chosen(database, wanted), tell)
    if wanted.vcard is not None:
        notes = (lambda contact_id: notes_of(database, contact_id)) if wanted.notes else None
        export = vcard_out.export_apart if wanted.apart else vcard_out.export
        return Written(export(found, path, wanted.vcard, notes), promise)
    keys = sorted(key for key, _ in facets.custom_keys(database))
    return Written(csv_out.export(found, keys, path, chosen=wanted.columns, bom=wanted.bom), promise)


def notes_of(database: Database, contact_id: str) -> tuple[str, ...]:
    """The notes of a contact that were downloaded."""
    items = details.load(database, contact_id, "notes").items
    return tuple(str(getattr(item, "content", "")) for item in items)
