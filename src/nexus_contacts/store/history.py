"""What changed in the contacts, field by field, as this machine saw it: on the service or from here."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal

from nexus_contacts.api.records import Contact
from nexus_contacts.store import edits
from nexus_contacts.store.changes import NOTHING, Changed
from nexus_contacts.store.connection import Connection, Database
from nexus_contacts.store.edits import Changes, Value
from nexus_contacts.store.encoding import clean, micros, moment_of
from nexus_contacts.store.mirror import is_live

Origin = Literal["service", "here"]
CREATED, DELETED = "created", "deleted"
"""In place of a field: the contact came, or went."""
SCORE = "engagement_score"
MOST = 100_000
_LOOKED = "history_looked"


@dataclass(frozen=True, slots=True)
class Happened:
    """One field of one contact that changed; `field` is CREATED or DELETED where the whole contact came or went."""

    number: int
    contact_id: str
    name: str
    field: str
    before: Value
    after: Value
    origin: Origin
    at: datetime


def noting(connection: Connection) -> Callable[[Contact | None, Contact], None] | None:
    """What notes the changes that the service tells; None while the copy is filled for the first time."""
    if not is_live(connection):
        return None
    return lambda before, after: note(connection, before, after)


def note(connection: Connection, before: Contact | None, after: Contact | None, origin: Origin = "service") -> None:
    """Note what makes `after` of `before`; None stands for no contact."""
    if before is None and after is not None:
        _put(connection, after, CREATED, "", "", origin)
    elif after is None and before is not None:
        _put(connection, before, DELETED, "", "", origin)
    elif before is not None and after is not None:
        if after.address is None:  # a list that leaves the address out says nothing about it
            after = replace(after, address=before.address)
        note_changes(connection, after, edits.changes_between(before, after), origin)
        if before.engagement_score != after.engagement_score:
            _put(connection, after, SCORE, before.engagement_score, after.engagement_score, origin)


def note_changes(connection: Connection, contact: Contact, changes: Changes, origin: Origin) -> None:
    """Note single fields."""
    for change in changes:
        _put(connection, contact, change.field, change.before, change.after, origin)


def _put(connection: Connection, contact: Contact, field: str, before: Value, after: Value, origin: Origin) -> None:
    connection.run(
        "INSERT INTO journal.history (contact_id, name, field, before, after, origin, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            clean(contact.id),
            clean(contact.name),
            clean(field),
            _text(before),
            _text(after),
            origin,
            micros(datetime.now(UTC)),
        ),
    )


def _text(value: Value) -> str:
    return json.dumps(list(value) if isinstance(value, tuple) else value)


def _happened(row: tuple[Any, ...]) -> Happened:
    number, contact_id, name, field, before, after, origin, at = row
    moment = moment_of(at)
    assert moment is not None
    old, new = json.loads(before), json.loads(after)
    if field == "tags":
        old, new = tuple(old), tuple(new)
    return Happened(number, contact_id, name, field, old, new, origin, moment)


_SELECT = "SELECT number, contact_id, name, field, before, after, origin, at FROM journal.history"


def of_contact(db: Database, contact_id: str, *, limit: int = 500) -> tuple[Happened, ...]:
    """What is known to have changed in one contact, the newest first."""
    rows = db.reading().all(f"{_SELECT} WHERE contact_id = ? ORDER BY number DESC LIMIT ?", (contact_id, limit))
    return tuple(_happened(row) for row in rows)


def looked(db: Database) -> int:
    """The number of the last change that the person has looked at."""
    return int(db.reading().value("SELECT value FROM journal.marks WHERE name = ?", (_LOOKED,)) or 0)


def since(db: Database, number: int, *, limit: int = 2000) -> tuple[Happened, ...]:
    """What the service changed after the change `number`, the newest first."""
    sql = f"{_SELECT} WHERE number > ? AND origin = 'service' ORDER BY number DESC LIMIT ?"
    return tuple(_happened(row) for row in db.reading().all(sql, (number, limit)))


def news(db: Database) -> int:
    """How many contacts the service changed since the person last looked."""
    sql = "SELECT count(DISTINCT contact_id) FROM journal.history WHERE number > ? AND origin = 'service'"
    return int(db.reading().value(sql, (looked(db),)) or 0)


def mark_looked(db: Database) -> Changed:
    """Note that the person has seen everything up to now, and let go of what is too long ago."""
    with db.writing() as connection:
        last = connection.value("SELECT coalesce(max(number), 0) FROM journal.history")
        connection.run("INSERT OR REPLACE INTO journal.marks VALUES (?, ?)", (_LOOKED, str(last)))
        connection.run("DELETE FROM journal.history WHERE number <= ?", (last - MOST,))
    return Changed(frozenset(), frozenset({"history"})) if last else NOTHING
