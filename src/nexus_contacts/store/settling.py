"""The outbox as the sync sees it: what may be sent next, and what the service's answers make of it.

Confirmed server state and the end of its entry are one transaction.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from nexus_contacts.api.records import Contact, Note
from nexus_contacts.store import details, edits, entries, history, overlay, trash
from nexus_contacts.store.changes import NOTHING, Changed
from nexus_contacts.store.connection import Connection, Database
from nexus_contacts.store.edits import Changes
from nexus_contacts.store.encoding import clean, micros, moment_of
from nexus_contacts.store.entries import ACTIVE, Entry, Reason, reason_text, select
from nexus_contacts.store.writes import known, take_out

KEPT_FOR = timedelta(days=30)
"""So long the outbox remembers what was sent."""

_EARLIER = (
    "SELECT 1 FROM journal.outbox e WHERE e.contact_id = o.contact_id AND e.number < o.number AND e.state <> 'sent'"
)
_GOING = (
    "SELECT 1 FROM journal.outbox d WHERE d.contact_id = o.contact_id AND d.kind = 'delete' AND d.state = 'waiting'"
)
# A merge touches two contacts: it follows what came before for either, and what comes later for either follows it.
_BEFORE_MERGE = (
    "SELECT 1 FROM journal.outbox e WHERE o.other_id <> '' AND e.contact_id = o.other_id AND e.number < o.number"
    " AND e.state <> 'sent'"
)
_MERGE_BEFORE = (
    "SELECT 1 FROM journal.outbox e WHERE e.other_id = o.contact_id AND e.other_id <> '' AND e.kind = 'merge'"
    " AND e.number < o.number AND e.state <> 'sent'"
)
# One contact's entries never overtake each other; but what is to be deleted need not be changed first.
_READY = (
    "state = 'waiting' AND ((kind = 'delete'"
    f" AND NOT EXISTS ({_EARLIER} AND (e.kind = 'create' OR e.state = 'sending')))"
    f" OR (kind <> 'delete' AND NOT EXISTS ({_EARLIER}) AND (kind = 'create' OR NOT EXISTS ({_GOING}))))"
    f" AND NOT EXISTS ({_BEFORE_MERGE}) AND NOT EXISTS ({_MERGE_BEFORE})"
)


def ready(db: Database, *, limit: int = 64, passed_over: Collection[str] = ()) -> tuple[Entry, ...]:
    """What may be sent now, in order, at most one entry a contact; `passed_over` are contacts to leave for later."""
    columns = ", ".join(f"o.{name.strip()}" for name in entries.COLUMNS.split(","))
    sql = f"SELECT {columns} FROM journal.outbox o WHERE {_READY} ORDER BY o.number LIMIT ?"
    found: dict[str, Entry] = {}
    for row in db.reading().stream(sql, (limit + 4 * len(passed_over),)):
        entry = entries.entry_of(row)
        if entry.contact_id not in passed_over:
            found.setdefault(entry.contact_id, entry)
        if len(found) >= limit:
            break
    return tuple(found.values())


def something_waits(db: Database) -> bool:
    """Whether there is anything that may be sent now."""
    now = micros(datetime.now(UTC))
    sql = "SELECT 1 FROM journal.outbox WHERE state IN ('waiting', 'sending') OR (state = 'held' AND hold_until <= ?)"
    return db.reading().value(f"{sql} LIMIT 1", (now,)) is not None


def next_release(db: Database) -> datetime | None:
    """When the next held deletion may leave; None: none is held."""
    return moment_of(db.reading().value("SELECT min(hold_until) FROM journal.outbox WHERE state = 'held'"))


def begin(db: Database, number: int, *, seen: Collection[str] | None = None) -> Entry | None:
    """Mark an entry as being sent, before anything leaves, so that a kill leaves a trace; None: it is gone or held.

    `seen` are the ids of the notes of the same words that the service has already.
    """
    with db.writing() as connection:
        sending = "UPDATE journal.outbox SET state = 'sending', attempts = attempts + 1"
        if not connection.run(f"{sending} WHERE number = ? AND state = 'waiting'", (number,)):
            return None
        if seen is not None:
            base = json.dumps({"seen": sorted(seen)})
            connection.run("UPDATE journal.outbox SET base = ? WHERE number = ?", (base, number))
        return select(connection, "number = ?", (number,))[0]


def begin_many(db: Database, numbers: Sequence[int]) -> tuple[Entry, ...]:
    """Mark several entries as being sent, as `begin` does one; those that are gone or held are left out."""
    found: list[Entry] = []
    with db.writing() as connection:
        for number in numbers:
            sending = "UPDATE journal.outbox SET state = 'sending', attempts = attempts + 1"
            if connection.run(f"{sending} WHERE number = ? AND state = 'waiting'", (number,)):
                found += select(connection, "number = ?", (number,))
    return tuple(found)


def put_back(db: Database, number: int, *, unsent: bool = False) -> None:
    """An entry waits again: nobody knows whether it was sent, or, where `unsent`, it surely was not."""
    with db.writing() as connection:
        back = "UPDATE journal.outbox SET state = 'waiting', attempts = max(0, attempts - ?)"
        connection.run(f"{back} WHERE number = ? AND state = 'sending'", (int(unsent), number))


def put_all_back(db: Database) -> None:
    """Nothing is being sent: what a killed program was sending waits again. Long-sent entries are forgotten."""
    with db.writing() as connection:
        connection.run("UPDATE journal.outbox SET state = 'waiting' WHERE state = 'sending'")
        too_old = micros(datetime.now(UTC) - KEPT_FOR)
        connection.run("DELETE FROM journal.outbox WHERE state = 'sent' AND sent_at < ?", (too_old,))


def park(db: Database, number: int, reason: Reason) -> Changed:
    """Set an entry aside until the person decides; the others go on."""
    with db.writing() as connection:
        found = select(connection, f"number = ? AND {ACTIVE}", (number,))
        for entry in found:
            sql = "UPDATE journal.outbox SET state = 'parked', reason = ? WHERE number = ?"
            connection.run(sql, (reason_text(reason), number))
            said = {entry.contact_id: None} if reason.code == "gone" else None
            overlay.relay(connection, (entry.contact_id,), said)
            overlay.bump(connection)
    return _changed(*(entry.contact_id for entry in found))


def _changed(*ids: str, also: tuple[str, ...] = ()) -> Changed:
    return Changed(frozenset(ids), frozenset({"contacts", "outbox", *also})) if ids else NOTHING


def _end(connection: Connection, entry: Entry) -> None:
    """Note that an entry was sent."""
    now = micros(datetime.now(UTC))
    connection.run(
        "UPDATE journal.outbox SET state = 'sent', reason = '', sent_at = ? WHERE number = ?", (now, entry.number)
    )


def confirm_patch(
    db: Database, entry: Entry, contact: Contact, left: Changes = (), reason: Reason | None = None
) -> Changed:
    """The service has a patch: `contact` is its answer. `left` are changes it did not keep, with the reason."""
    with db.writing() as connection:
        before = overlay.served_contact(connection, entry.contact_id)
        if before is not None and contact.address is None:
            contact = replace(contact, address=before.address)
        if left and reason is not None:
            after, base = edits.packed(left)
            sql = "UPDATE journal.outbox SET body = ?, base = ?, state = 'parked', reason = ? WHERE number = ?"
            connection.run(sql, (json.dumps(after), json.dumps(base), reason_text(reason), entry.number))
        else:
            _end(connection, entry)
        if before is not None:
            history.note_changes(connection, contact, edits.changes_between(before, contact), "here")
        overlay.relay(connection, (entry.contact_id,), {entry.contact_id: contact})
        overlay.bump(connection)
    return _changed(entry.contact_id, also=("history",))


def take_served(db: Database, contact: Contact) -> Changed:
    """Take over what the service has of a contact that something waits for, before the entry is compared with it."""
    with db.writing() as connection:
        before = overlay.served_contact(connection, contact.id)
        if before == contact:
            return NOTHING
        history.note(connection, before, contact)
        overlay.relay(connection, (contact.id,), {contact.id: contact})
    return Changed(frozenset({contact.id}), frozenset({"contacts", "history"}))


def confirm_create(
    db: Database, entry: Entry, contact: Contact, left: Changes = (), reason: Reason | None = None
) -> Changed:
    """The service has a new contact: everything that speaks of its temporary id speaks of the real one from now on.

    `left` are fields it did not keep: they become a patch that is set aside with the reason.
    """
    old, new = entry.contact_id, clean(contact.id)
    with db.writing() as connection:
        _take_id(connection, entry, contact)
        if left and reason is not None:
            _set_aside(connection, contact, left, reason)
        overlay.relay(connection, (new,), {new: contact})
        overlay.bump(connection)
    return Changed(
        frozenset({old, new}),
        frozenset({"contacts", "details", "outbox", "trash", "history"}),
        ((old, new),) * (old != new),
    )


def _take_id(connection: Connection, entry: Entry, contact: Contact) -> None:
    """End a creation: what spoke of the temporary id speaks of the contact's own."""
    _end(connection, entry)
    if entry.contact_id != clean(contact.id):
        _rename(connection, entry.contact_id, clean(contact.id))
    history.note(connection, None, contact, "here")


def confirm_creates(db: Database, made: Sequence[tuple[Entry, Contact]]) -> Changed:
    """The service has several new contacts, as `confirm_create` has one, in one transaction."""
    if not made:
        return NOTHING
    with db.writing() as connection:
        for entry, contact in made:
            _take_id(connection, entry, contact)
        said: dict[str, Contact | None] = {clean(contact.id): contact for _, contact in made}
        overlay.relay(connection, list(said), said)
        overlay.bump(connection)
    renamed = tuple((entry.contact_id, clean(contact.id)) for entry, contact in made)
    ids = frozenset(one for pair in renamed for one in pair)
    return Changed(ids, frozenset({"contacts", "details", "outbox", "trash", "history"}), renamed)


def _set_aside(connection: Connection, contact: Contact, left: Changes, reason: Reason) -> None:
    """Put a parked patch of what the service did not keep."""
    after, base = edits.packed(left)
    now = micros(datetime.now(UTC))
    connection.run(
        "INSERT INTO journal.outbox (kind, contact_id, name, body, base, state, reason, created_at, changed_at)"
        " VALUES ('patch', ?, ?, ?, ?, 'parked', ?, ?, ?)",
        (clean(contact.id), clean(contact.name), json.dumps(after), json.dumps(base), reason_text(reason), now, now),
    )


_FOLLOWERS = (
    ("journal.outbox", "contact_id"),
    ("journal.outbox", "other_id"),
    ("journal.history", "contact_id"),
)


def _rename(connection: Connection, old: str, new: str) -> None:
    here = known(connection, (old, new))
    if new in here and old in here:
        # A pull brought the contact before its creation was known to have worked: one of the two rows goes.
        take_out(connection, {old: here[old]})
    else:
        connection.run("UPDATE contacts SET id = ? WHERE id = ?", (new, old))
    connection.run("UPDATE OR REPLACE details SET contact_id = ? WHERE contact_id = ?", (new, old))
    for table, column in _FOLLOWERS:
        # Few entries have another contact: their index is found only by whoever says that there is one.
        connection.run(f"UPDATE {table} SET {column} = ? WHERE {column} = ? AND {column} <> ''", (new, old))
    connection.run("UPDATE OR REPLACE journal.step_items SET contact_id = ? WHERE contact_id = ?", (new, old))
    connection.run("UPDATE OR REPLACE journal.stars SET contact_id = ? WHERE contact_id = ?", (new, old))
    for column in ("first_id", "second_id"):
        connection.run(f"UPDATE OR REPLACE journal.not_pairs SET {column} = ? WHERE {column} = ?", (new, old))
    for kind in ("form", "note"):
        sql = "UPDATE OR REPLACE journal.drafts SET key = ? WHERE key = ?"
        connection.run(sql, (f"{kind}:{new}", f"{kind}:{old}"))
    sql = "UPDATE journal.trash SET state = 'restored', new_id = ? WHERE new_id = ?"
    connection.run(sql, (new, old))


def confirm_note(db: Database, entry: Entry, note: Note) -> Changed:
    """The service has a note; it joins the contact's list where that was downloaded."""
    with db.writing() as connection:
        _end(connection, entry)
        row = connection.one("SELECT items FROM details WHERE contact_id = ? AND kind = 'notes'", (entry.contact_id,))
        if row is not None:
            items = [item for item in json.loads(row[0]) if item["id"] != note.id]
            text = json.dumps([details.packed(note), *items], separators=(",", ":"))
            connection.run(
                "UPDATE details SET items = ?, count = ? WHERE contact_id = ? AND kind = 'notes'",
                (text, len(items) + 1, entry.contact_id),
            )
        overlay.relay(connection, (entry.contact_id,))
        overlay.bump(connection)
    return _changed(entry.contact_id, also=("details",))


def confirm_delete(db: Database, entry: Entry) -> Changed:
    """The service no longer has a contact: it goes here too, with whatever waited for it; the trash has its copy."""
    with db.writing() as connection:
        _end(connection, entry)
        connection.run(f"DELETE FROM journal.outbox WHERE contact_id = ? AND {ACTIVE}", (entry.contact_id,))
        trash.kept(connection, entry.contact_id)
        here = known(connection, (entry.contact_id,))
        if here:
            history.note(connection, overlay.contact_of_row(entry.contact_id, here[entry.contact_id]), None, "here")
        take_out(connection, here)
        overlay.bump(connection)
    return _changed(entry.contact_id, also=("details", "trash", "history"))


def drop(db: Database, entry: Entry) -> Changed:
    """An entry turned out to be so already on the service: it is done without being sent."""
    with db.writing() as connection:
        _end(connection, entry)
        overlay.relay(connection, (entry.contact_id,))
        overlay.bump(connection)
    return _changed(entry.contact_id)
