"""Contacts as the person sees them: what the service has, with the waiting entries laid over it, kept in the copy.

A contact that something waits for has its service's state in ``served`` (``""``: the service has none, because the
contact is new here or gone there) and the laid-over state in its row, so lists, counts and search need no second
path. Two files cannot be committed as one: a number that both carry tells when the copy fell behind the journal.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from nexus_contacts.api.records import Contact
from nexus_contacts.store import edits
from nexus_contacts.store.changes import NOTHING, Changed
from nexus_contacts.store.connection import Connection, Database
from nexus_contacts.store.encoding import STATE, decode, encode, with_kept
from nexus_contacts.store.entries import ACTIVE, COLUMNS, Entry, entry_of
from nexus_contacts.store.facets import custom_keys
from nexus_contacts.store.writes import BATCH, insert, known, owner_names, take_out, update

REVISION = "outbox_revision"
_LOOKED_AT = 200
NOWHERE = ""
"""The served record of a contact that the service does not have."""

Row = tuple[Any, ...]
_MARKERS = (("delete", "delete"), ("merge", "merge"), ("create", "new"), ("patch", "edit"))


def bump(connection: Connection) -> None:
    """Note in both files that the outbox has changed."""
    found = connection.value("SELECT value FROM journal.marks WHERE name = ?", (REVISION,))
    value = str(int(found or 0) + 1)
    connection.run("INSERT OR REPLACE INTO journal.marks VALUES (?, ?)", (REVISION, value))
    connection.run("INSERT OR REPLACE INTO main.marks VALUES (?, ?)", (REVISION, value))


def record_text(contact: Contact) -> str:
    """A contact as `served` keeps it."""
    encoded = encode(contact, {})
    return json.dumps([*encoded.state, encoded.body])


def contact_of_record(contact_id: str, text: str) -> Contact:
    """The contact that `record_text` wrote."""
    *state, body = json.loads(text)
    return decode(contact_id, tuple(state), body)


def contact_of_row(contact_id: str, row: Row) -> Contact:
    """The contact of a row as `writes.known` gives it."""
    return decode(contact_id, tuple(row[1 : 1 + len(STATE)]), row[-1])


def marker(waiting: Sequence[Entry]) -> str:
    """The one word that a row shows of all that waits for its contact; what needs the person comes first."""
    if any(entry.state == "parked" and entry.reason.code == "conflict" for entry in waiting):
        return "conflict"
    if any(entry.state == "parked" for entry in waiting):
        return "refused"
    kinds = {entry.kind for entry in waiting}
    return next((word for kind, word in _MARKERS if kind in kinds), "note")


def seen(contact_id: str, theirs: Contact | None, shown: Contact | None, waiting: Sequence[Entry]) -> Contact | None:
    """What the person sees: `theirs` with everything that waits laid over it.

    `shown` stands in where the service has no such contact and nothing here creates one: it was deleted there.
    """
    contact = theirs or shown
    created = next((entry for entry in waiting if entry.draft is not None), None)
    if theirs is None and created is not None and created.draft is not None:
        contact = replace(
            edits.contact_of(created.draft, contact_id), created_at=created.created_at, updated_at=created.changed_at
        )
    if contact is None:
        return None
    for entry in waiting:
        if entry.kind in ("patch", "merge") and entry.contact_id == contact_id:
            contact = edits.laid_over(contact, entry.changes)
            if contact.updated_at is None or entry.changed_at > contact.updated_at:
                contact = replace(contact, updated_at=entry.changed_at)
    return contact


def _waiting_for(connection: Connection, ids: Sequence[str]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for start in range(0, len(ids), BATCH):
        some = ids[start : start + BATCH]
        sql = (
            f"SELECT {COLUMNS} FROM journal.outbox WHERE contact_id IN ({', '.join('?' * len(some))}) AND {ACTIVE}"
            " ORDER BY number"
        )
        for row in connection.all(sql, some):
            found.setdefault(row[2], []).append(entry_of(row))
        sql = (
            f"SELECT {COLUMNS} FROM journal.outbox WHERE other_id IN ({', '.join('?' * len(some))}) AND other_id <> ''"
            f" AND kind = 'merge' AND {ACTIVE} ORDER BY number"
        )
        for row in connection.all(sql, some):
            merge = entry_of(row)
            found.setdefault(merge.other_id, []).append(merge)
    return found


def _served(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for start in range(0, len(numbers), BATCH):
        some = numbers[start : start + BATCH]
        sql = f"SELECT number, record FROM served WHERE number IN ({', '.join('?' * len(some))})"
        found |= dict(connection.all(sql, some))
    return found


def relay(connection: Connection, ids: Iterable[str], said: Mapping[str, Contact | None] | None = None) -> list[str]:
    """Lay the entries over some contacts anew, after either changed. Returns the ids of what the copy has of them.

    `said` is what the service just said of some of them; None: it has no such contact any more.
    """
    wanted = list(dict.fromkeys(ids))
    rows = known(connection, wanted)
    served = _served(connection, [row[0] for row in rows.values()])
    waiting = _waiting_for(connection, wanted)
    names = owner_names(connection)
    for contact_id in wanted:
        row = rows.get(contact_id)
        record = None if row is None else served.get(row[0])
        if said is not None and contact_id in said:
            record = _newer(contact_id, row, record, said[contact_id])
        _relay_one(connection, contact_id, row, record, waiting.get(contact_id, []), names)
    return wanted


def _newer(contact_id: str, row: Row | None, record: str | None, contact: Contact | None) -> str:
    """The record of what the service just said, with what its answer left out kept."""
    if contact is None:
        return NOWHERE
    if record is None and row is not None:
        contact = with_kept(contact, row[-1])
    elif record:
        contact = with_kept(contact, json.loads(record)[-1])
    return record_text(contact)


def _relay_one(
    connection: Connection,
    contact_id: str,
    row: Row | None,
    record: str | None,
    waiting: list[Entry],
    names: Mapping[str, str],
) -> None:
    shown = None if row is None else contact_of_row(contact_id, row)
    theirs = shown if record is None else contact_of_record(contact_id, record) if record else None
    contact = seen(contact_id, theirs, shown, waiting) if waiting else theirs
    if contact is None:
        if row is not None:
            take_out(connection, {contact_id: row})
        return
    encoded = encode(contact, names)
    if row is None:
        insert(connection, [encoded])
    else:
        update(connection, row, encoded)
    number = connection.value("SELECT number FROM contacts WHERE id = ?", (encoded.id,))
    if waiting:
        kept = record_text(theirs) if theirs is not None else NOWHERE
        connection.run("INSERT OR REPLACE INTO served VALUES (?, ?)", (number, kept))
    else:
        connection.run("DELETE FROM served WHERE number = ?", (number,))
    word = marker(waiting) if waiting else ""
    connection.run("UPDATE contacts SET waiting = ? WHERE number = ? AND waiting <> ?", (word, number, word))


def settle(db: Database) -> Changed:
    """Lay everything over anew where the copy fell behind the journal: after a kill between two commits, or a rebuild.

    Cheap where nothing is to do. Raises DiskFull, Busy.
    """
    sql = "SELECT (SELECT value FROM journal.marks WHERE name = ?) IS (SELECT value FROM main.marks WHERE name = ?)"
    if db.reading().value(sql, (REVISION, REVISION)):
        return NOTHING
    with db.writing() as connection:
        ids = {row[0] for row in connection.all(f"SELECT DISTINCT contact_id FROM journal.outbox WHERE {ACTIVE}")}
        merges = f"SELECT other_id FROM journal.outbox WHERE other_id <> '' AND kind = 'merge' AND {ACTIVE}"
        ids |= {row[0] for row in connection.all(merges)}
        ids |= {row[0] for row in connection.all("SELECT c.id FROM contacts c JOIN served s ON s.number = c.number")}
        relay(connection, sorted(ids))
        bump(connection)
    return Changed(None, frozenset({"contacts", "outbox"}))


def served_contact(connection: Connection, contact_id: str) -> Contact | None:
    """A contact as the service has it, or None where it has none that is known here."""
    row = known(connection, (contact_id,)).get(contact_id)
    if row is None:
        return None
    record = _served(connection, (row[0],)).get(row[0])
    if record is None:
        return contact_of_row(contact_id, row)
    return contact_of_record(contact_id, record) if record else None


def served_total(db: Database) -> int:
    """How many contacts of the copy the service has, as far as this machine knows."""
    sql = "SELECT (SELECT count FROM counts WHERE kind = 'total') - (SELECT count(*) FROM served WHERE record = ?)"
    return int(db.reading().value(sql, (NOWHERE,)) or 0)


def served_ids(db: Database) -> tuple[str, ...]:
    """The ids of the contacts that the service has, as far as this machine knows."""
    sql = (
        "SELECT id FROM contacts c WHERE NOT EXISTS (SELECT 1 FROM served s WHERE s.number = c.number AND s.record = ?)"
    )
    return tuple(row[0] for row in db.reading().all(sql, (NOWHERE,)))


def served_custom_keys(db: Database) -> tuple[str, ...]:
    """The custom fields that contacts have on the service: those that only stand in waiting changes are left out."""
    connection = db.reading()
    here = (
        "SELECT 1 FROM custom_values v CROSS JOIN contacts c ON c.number = v.number"
        " WHERE v.key = ? AND c.waiting = '' LIMIT 1"
    )
    found = {key for key, _ in custom_keys(db) if connection.value(here, (key,)) is not None}
    records = connection.all("SELECT record FROM served WHERE record <> ? LIMIT ?", (NOWHERE, _LOOKED_AT))
    for (record,) in records:
        found.update(key for key, _ in contact_of_record("", record).custom_fields)
    return tuple(sorted(found))
