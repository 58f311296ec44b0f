"""The contacts of the copy as the person sees them: pages of a filtered, sorted list, counts, single contacts.

Nothing here keeps a contact in memory: the table borrows rows by the page and gives an anchor to go on from.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import islice
from typing import Any

from nexus_contacts.api.records import Contact
from nexus_contacts.store.conditions import Condition, conditions
from nexus_contacts.store.connection import Connection, Database
from nexus_contacts.store.encoding import STATE, decode
from nexus_contacts.store.entries import is_local
from nexus_contacts.store.facets import Facets as Facets
from nexus_contacts.store.facets import custom_keys as custom_keys
from nexus_contacts.store.facets import facets as facets
from nexus_contacts.store.filters import Filter, Sort
from nexus_contacts.store.folding import fold, sort_key
from nexus_contacts.store.incoming import remove as remove
from nexus_contacts.store.incoming import write_page as write_page
from nexus_contacts.store.lists import Place, gathered, places, ranking, slice_of
from nexus_contacts.store.mirror import begin_first_mirror as begin_first_mirror
from nexus_contacts.store.mirror import finish_first_mirror as finish_first_mirror
from nexus_contacts.store.mirror import is_live
from nexus_contacts.store.orders import Order, orders
from nexus_contacts.store.overlay import served_ids as served_ids
from nexus_contacts.store.overlay import served_total as served_total
from nexus_contacts.store.rows import Anchor as Anchor
from nexus_contacts.store.rows import Row as Row
from nexus_contacts.store.rows import RowPage as RowPage

_ROW = (
    "c.number, c.id, c.first_name, c.last_name, c.email, c.phone, c.company, c.job_title, c.status, c.source, c.tags,"
    " c.assigned_to, c.engagement_score, c.created_at, c.updated_at, c.waiting,"
    " EXISTS (SELECT 1 FROM journal.stars j WHERE j.contact_id = c.id)"
)
_CUSTOM = ", coalesce((SELECT v.text FROM custom_values v WHERE v.key = ? AND v.number = c.number), '')"
_CONTACT = f"SELECT c.id, {', '.join('c.' + name for name in STATE)}, b.body FROM contacts c CROSS JOIN bodies b"
_CONTACT_NUMBERED = f"SELECT c.number, {_CONTACT.removeprefix('SELECT ')} ON b.number = c.number"
_PORTION = 500
_SECOND = 1_000_000


@lru_cache(maxsize=4096)
def _tags(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def _row(values: tuple[Any, ...]) -> Row:
    number, id, first, last, email, phone, company, title, status, source, tags, owner, score = values[:13]
    created, updated, waiting, starred = values[13:17]
    return Row(
        number, id, first, last, email, phone, company, title, status, source,
        _tags(tags) if tags else (), owner, score,
        None if created is None else created // _SECOND,
        None if updated is None else updated // _SECOND,
        values[17:], waiting, starred == 1,
    )  # fmt: skip


def _rows(connection: Connection, numbers: Sequence[int], custom: tuple[str, ...]) -> dict[int, Row]:
    """The rows of some contacts, by number."""
    sql = f"SELECT {_ROW}{_CUSTOM * len(custom)} FROM contacts c WHERE c.number IN ({', '.join('?' * len(numbers))})"
    return {values[0]: _row(values) for values in connection.all(sql, (*custom, *numbers))}


def _page(connection: Connection, found: list[tuple[int, Anchor]], custom: tuple[str, ...], forward: bool) -> RowPage:
    if not found:
        return RowPage((), None, None)
    if not forward:
        found.reverse()
    rows = _rows(connection, [number for number, _ in found], custom)
    return RowPage(tuple(rows[number] for number, _ in found if number in rows), found[0][1], found[-1][1])


def page(
    db: Database,
    filter: Filter,
    sort: Sort,
    *,
    size: int = 100,
    after: Anchor | None = None,
    before: Anchor | None = None,
    from_end: bool = False,
    custom: tuple[str, ...] = (),
    now: datetime | None = None,
) -> RowPage:
    """One page of the list: its beginning, its end, or what follows or precedes an anchor; `size` rows at most.

    Rows always stand in the list's order. Contacts without a value to sort by come last, ties stand by number. `custom`
    names the custom fields whose texts the rows carry. An anchor is good for the sort and the filter it was got with,
    and stays good when contacts come and go. Raises Interrupted.
    """
    connection = db.reading()
    met = conditions(connection, filter, now)
    anchor = before or after
    forward = before is None and not from_end
    wanted = orders(sort)
    if len(wanted) > 1:
        numbers = ranking(db, connection, wanted, met, filter)
        chosen = slice_of(numbers, anchor, forward=forward, size=size)
        return _page(connection, [(n, Anchor(None, n, place)) for place, n in chosen], custom, forward)
    found = places(connection, wanted[0], met, anchor, forward=forward, size=size, live=is_live(connection))
    return _page(connection, [(number, Anchor(key, number)) for number, key in found], custom, forward)


def rows_of(db: Database, ids: Sequence[str], *, custom: tuple[str, ...] = ()) -> tuple[Row, ...]:
    """The rows of some contacts, in the order of `ids`; those that the copy does not have are left out."""
    connection = db.reading()
    found: dict[str, Row] = {}
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        sql = f"SELECT {_ROW}{_CUSTOM * len(custom)} FROM contacts c WHERE c.id IN ({', '.join('?' * len(some))})"
        found |= {values[1]: _row(values) for values in connection.all(sql, (*custom, *some))}
    return tuple(found[id] for id in ids if id in found)


def total(db: Database) -> int:
    """How many contacts the copy holds: a stored number."""
    return int(db.reading().value("SELECT count FROM counts WHERE kind = 'total' AND value = ''") or 0)


def _count(connection: Connection, met: Sequence[Condition]) -> int:
    if len(met) == 1 and met[0].exact and met[0].matches is not None:
        return met[0].matches
    if len(met) == 1 and met[0].gather:
        return int(connection.value(f"SELECT count(*) FROM ({met[0].gather})", met[0].gather_values))
    sql, values = gathered(met).select("count(*)")
    return int(connection.value(sql, values))


def count(db: Database, filter: Filter, *, now: datetime | None = None) -> int:
    """How many contacts the filter shows. Raises Interrupted."""
    connection = db.reading()
    met = conditions(connection, filter, now)
    return _count(connection, met) if met else total(db)


def position(db: Database, filter: Filter, sort: Sort, id: str, *, now: datetime | None = None) -> int | None:
    """The contact's place in the list, from 0; None where the list does not show it."""
    connection = db.reading()
    number = connection.value("SELECT number FROM contacts WHERE id = ?", (id,))
    met = conditions(connection, filter, now)
    if number is None or not _shows(connection, met, number):
        return None
    wanted = orders(sort)
    if len(wanted) > 1:
        return ranking(db, connection, wanted, met, filter).index(number)
    order = wanted[0]
    key, join, values = order.joined("v")
    found = connection.one(f"SELECT {key} FROM contacts c{join} WHERE c.number = ?", (*values, number))
    return None if found is None else _count_before(connection, order, met, (number, found[0]))


def _shows(connection: Connection, met: Sequence[Condition], number: int) -> bool:
    tests = " AND ".join(f"({condition.test})" for condition in met) or "1"
    values = [value for condition in met for value in condition.values]
    return connection.one(f"SELECT 1 FROM contacts c WHERE c.number = ? AND {tests}", (number, *values)) is not None


def _count_before(connection: Connection, order: Order, met: Sequence[Condition], place: Place) -> int:
    """How many matches stand before a place."""
    anchor = Anchor(place[1], place[0])
    before = 0
    for stretch in order.stretches(anchor, False, None):
        within = stretch.sql.rsplit(" ORDER BY ", 1)[0]
        if not met:
            before += int(connection.value(f"SELECT count(*) FROM ({within})", stretch.values))
            continue
        tests = " AND ".join(f"({condition.test})" for condition in met)
        values = [value for condition in met for value in condition.values]
        sql = f"SELECT count(*) FROM ({within}) w CROSS JOIN contacts c ON c.number = w.number WHERE {tests}"
        before += int(connection.value(sql, (*stretch.values, *values)))
    return before


def ids(db: Database, filter: Filter, *, now: datetime | None = None) -> tuple[str, ...]:
    """The ids of all contacts the filter shows, in no order that means anything. Raises Interrupted."""
    connection = db.reading()
    sql, values = gathered(conditions(connection, filter, now)).select("c.id")
    return tuple(row[0] for row in connection.all(sql, values))


def get(db: Database, id: str) -> Contact | None:
    """The whole contact, or None where the copy has none with this id."""
    values = db.reading().one(f"{_CONTACT} ON b.number = c.number WHERE c.id = ?", (id,))
    return None if values is None else decode(values[0], values[1:-1], values[-1])


def records(db: Database, ids: Sequence[str]) -> tuple[Contact, ...]:
    """Whole contacts, in the order of `ids`; those that the copy does not have are left out."""
    connection = db.reading()
    found: dict[str, Contact] = {}
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        sql = f"{_CONTACT} ON b.number = c.number WHERE c.id IN ({', '.join('?' * len(some))})"
        for values in connection.all(sql, tuple(some)):
            found[values[0]] = decode(values[0], values[1:-1], values[-1])
    return tuple(found[id] for id in ids if id in found)


def find_by_email(db: Database, email: str) -> str | None:
    """The id of the contact that holds an e-mail address, compared without regard to case or blanks around it.

    Where a new contact waits that was refused for another's address, it is the other one.
    """
    wanted = email.strip().casefold()
    rows = db.reading().all("SELECT id, email FROM contacts WHERE email_key = ?", (sort_key(email),))
    holders = [str(row[0]) for row in rows if str(row[1]).strip().casefold() == wanted]
    return min(holders, key=is_local, default=None)


def export_rows(db: Database) -> Iterator[Contact]:
    """Every contact, the oldest first and those without a time last: streamed, never all in memory."""
    connection = db.reading()
    for walk in (
        connection.stream("SELECT number FROM contacts WHERE created_at IS NOT NULL ORDER BY created_at, id"),
        connection.stream("SELECT number FROM contacts WHERE created_at IS NULL ORDER BY id"),
    ):
        # Sorting whole rows would hold them all.
        while numbers := [row[0] for row in islice(walk, _PORTION)]:
            sql = f"{_CONTACT_NUMBERED} WHERE c.number IN ({', '.join('?' * len(numbers))})"
            found = {values[0]: values for values in connection.all(sql, numbers)}
            yield from (decode(found[n][1], found[n][2:-1], found[n][-1]) for n in numbers if n in found)


def companies(db: Database, prefix: str, limit: int = 20) -> tuple[str, ...]:
    """Company names that begin with `prefix`, or hold it, those of most contacts first."""
    part = fold(prefix)
    rows = db.reading().all(
        "SELECT value FROM counts WHERE kind = 'company' AND value <> '' AND instr(folded, ?) > 0"
        " ORDER BY instr(folded, ?) <> 1, count DESC, folded LIMIT ?",
        (part, part, limit),
    )
    return tuple(row[0] for row in rows)
