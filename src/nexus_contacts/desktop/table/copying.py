"""Rows as text for the clipboard: what is ticked, on any page, in the order of the list."""

from collections.abc import Iterator

from nexus_contacts.desktop.table.cells import Cells, heading_line
from nexus_contacts.desktop.table.pager import Question
from nexus_contacts.desktop.table.ticks import Ticks
from nexus_contacts.store import contacts
from nexus_contacts.store.connection import Database
from nexus_contacts.store.rows import Row

MOST = 100_000
"""No more rows than this go to the clipboard: other programs would choke on it. Export has no limit."""
_STEP = 1000


def ticked_rows(database: Database, ticks: Ticks, question: Question) -> Iterator[Row]:
    """The rows of the ticked contacts. Reads the copy, so not for the UI thread. Raises StoreError."""
    if ticks.every is None:
        yield from contacts.rows_of(database, sorted(ticks.ids), custom=question.custom)
        return
    after = None
    while True:
        page = contacts.page(database, ticks.every, question.sort, size=_STEP, after=after, custom=question.custom)
        yield from (row for row in page.rows if row.id in ticks)
        if len(page.rows) < _STEP:
            return
        after = page.last


def as_text(rows: Iterator[Row], cells: Cells, keys: tuple[str, ...]) -> str:
    """Rows as lines under their headings, cells parted by tabs: what a spreadsheet takes."""
    lines = [heading_line(keys)]
    for row in rows:
        lines.append(cells.line(row, keys))
        if len(lines) > MOST:
            break
    return "\n".join(lines)


def as_addresses(rows: Iterator[Row]) -> str:
    """The e-mail addresses of rows, as a mail program takes them."""
    addresses = []
    for row in rows:
        if row.email:
            addresses.append(" ".join(row.email.split()))
        if len(addresses) >= MOST:
            break
    return ", ".join(addresses)
