"""The trash: what was deleted or merged away, with everything that hung on it, kept until the person empties it.

The API deletes for good, so taking back is ours: a copy is made before anything leaves this machine.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from nexus_contacts.api.records import Contact
from nexus_contacts.store import details, overlay
from nexus_contacts.store.changes import NOTHING, Changed
from nexus_contacts.store.connection import Connection, Database
from nexus_contacts.store.details import KINDS, DetailItem, DetailKind
from nexus_contacts.store.encoding import clean, micros, moment_of
from nexus_contacts.store.folding import fold

Cause = Literal["delete", "merge"]
TrashState = Literal["leaving", "kept", "restoring", "restored"]
"""`leaving` while its deletion waits, `restoring` while it is created again."""


@dataclass(frozen=True, slots=True)
class Thrown:
    """One contact in the trash. `known` names the lists that were ever downloaded: of the others nothing is kept."""

    number: int
    cause: Cause
    contact: Contact
    name: str
    primary_id: str
    state: TrashState
    new_id: str
    thrown_at: datetime
    lists: tuple[tuple[DetailKind, tuple[DetailItem, ...]], ...] = ()
    known: frozenset[str] = frozenset()
    unsent_notes: tuple[str, ...] = ()

    def items(self, kind: DetailKind) -> tuple[DetailItem, ...]:
        """One of its lists, as far as it is known."""
        return dict(self.lists).get(kind, ())


def put(
    connection: Connection, contact: Contact, cause: Cause, *, notes: Sequence[str] = (), primary_id: str = ""
) -> int:
    """Put a copy of a contact into the trash, with its lists as far as they are here. Returns its number."""
    lists: dict[str, Any] = {
        kind: json.loads(text)
        for kind, text in connection.all("SELECT kind, items FROM details WHERE contact_id = ?", (contact.id,))
    }
    packed = {"lists": lists, "notes": list(notes)}
    return connection.insert(
        "INSERT INTO journal.trash (cause, contact_id, primary_id, record, details, state, thrown_at, name)"
        " VALUES (?, ?, ?, ?, ?, 'leaving', ?, ?)",
        (
            cause, contact.id, primary_id, overlay.record_text(contact), json.dumps(packed),
            micros(datetime.now(UTC)), clean(contact.name),
        ),
    )  # fmt: skip


def complete(
    db: Database, contact_id: str, contact: Contact | None, lists: dict[DetailKind, tuple[DetailItem, ...]]
) -> None:
    """Before a deletion leaves: bring its copy up to what the service has now."""
    with db.writing() as connection:
        sql = "SELECT number, details FROM journal.trash WHERE contact_id = ? AND state = 'leaving'"
        for number, text in connection.all(sql, (contact_id,)):
            packed = json.loads(text)
            packed["lists"] |= {kind: [details.packed(item) for item in items] for kind, items in lists.items()}
            connection.run("UPDATE journal.trash SET details = ? WHERE number = ?", (json.dumps(packed), number))
            if contact is not None:
                record = overlay.record_text(contact)
                connection.run("UPDATE journal.trash SET record = ? WHERE number = ?", (record, number))


def forget_entry(connection: Connection, contact_id: str) -> None:
    """A deletion that was taken back needs no copy."""
    connection.run("DELETE FROM journal.trash WHERE contact_id = ? AND state = 'leaving'", (contact_id,))


def kept(connection: Connection, contact_id: str) -> None:
    """A deletion has been sent: its copy is what is left."""
    connection.run("UPDATE journal.trash SET state = 'kept' WHERE contact_id = ? AND state = 'leaving'", (contact_id,))


def _thrown(row: tuple[Any, ...]) -> Thrown:
    number, cause, contact_id, primary_id, record, text, state, new_id, at, name = row
    packed = json.loads(text)
    moment = moment_of(at)
    assert moment is not None
    lists = tuple(
        (kind, tuple(details.unpacked(kind, item) for item in packed["lists"][kind]))
        for kind in KINDS
        if kind in packed["lists"]
    )
    contact = overlay.contact_of_record(contact_id, record)
    unsent = tuple(packed.get("notes", ()))
    return Thrown(
        number, cause, contact, name, primary_id, state, new_id, moment, lists, frozenset(packed["lists"]), unsent
    )


_SELECT = (
    "SELECT number, cause, contact_id, primary_id, record, details, state, new_id, thrown_at, name FROM journal.trash"
)


# Of a merge the secondary is listed; the primary's copy lies beside it, for what the merge changed in it.
LISTED = "state <> 'leaving' AND NOT (cause = 'merge' AND contact_id = primary_id)"
"""The rows of the trash that a person sees."""


def listed(db: Database, text: str = "", *, limit: int = 200) -> tuple[Thrown, ...]:
    """What is in the trash, the newest first; `text` must stand in the name or the e-mail address."""
    rows = db.reading().all(f"{_SELECT} WHERE {LISTED} ORDER BY thrown_at DESC, number DESC")
    wanted = fold(text)
    found: list[Thrown] = []
    for row in rows:
        thrown = _thrown(row)
        if wanted in fold(f"{thrown.name} {thrown.contact.email} {thrown.contact.company}"):
            found.append(thrown)
        if len(found) >= limit:
            break
    return tuple(found)


def get(db: Database, number: int) -> Thrown | None:
    """One contact of the trash."""
    row = db.reading().one(f"{_SELECT} WHERE number = ?", (number,))
    return None if row is None else _thrown(row)


def count(db: Database) -> int:
    """How many contacts are in the trash."""
    return int(db.reading().value(f"SELECT count(*) FROM journal.trash WHERE {LISTED}") or 0)


def empty(db: Database, numbers: Sequence[int] | None = None) -> Changed:
    """Throw contacts of the trash away for good; None: all of them. What still leaves or comes back stays."""
    with db.writing() as connection:
        gone = 0
        if numbers is None:
            gone = connection.run("DELETE FROM journal.trash WHERE state IN ('kept', 'restored')")
        else:
            for number in numbers:
                sql = "DELETE FROM journal.trash WHERE number = ? AND state IN ('kept', 'restored')"
                gone += connection.run(sql, (number,))
    return Changed(frozenset(), frozenset({"trash"})) if gone else NOTHING
