"""What a person decides about entries: take back, send now, keep or let go, mine or theirs, create again."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from nexus_contacts.api.records import Note
from nexus_contacts.store import details, edits
from nexus_contacts.store.changes import Changed
from nexus_contacts.store.connection import Database
from nexus_contacts.store.encoding import micros
from nexus_contacts.store.entries import Entry, Reason, reason_text, select
from nexus_contacts.store.outbox import HOLD_S, Done, also
from nexus_contacts.store.putting import Putting, remove


def cancel(db: Database, *numbers: int) -> Done:
    """Take back entries that wait or are parked: Undo, Discard, Keep contact. What is on its way is not counted."""
    contact_id, count = "", 0
    with db.writing() as connection:
        put = Putting(connection)
        for number in numbers:
            for entry in select(connection, "number = ? AND state IN ('held', 'waiting', 'parked')", (number,)):
                remove(put, entry)
                contact_id, count = entry.contact_id, count + 1
        changed = also(put.finish(), "details", "trash")
    return Done(None, count, changed=changed, contact_id=contact_id)


def retry(db: Database, *numbers: int) -> Changed:
    """Let parked or held entries wait to be sent: Send now."""
    marks = ", ".join("?" * len(numbers))
    return _let_wait(db, f"number IN ({marks}) AND state IN ('parked', 'held')", numbers)


def release_held(db: Database, now: datetime | None = None) -> Changed:
    """Let the deletions go whose ten seconds are over, and those that a clock set back would hold for hours."""
    moment = now or datetime.now(UTC)
    values = (micros(moment), micros(moment + 6 * timedelta(seconds=HOLD_S)))
    return _let_wait(db, "state = 'held' AND (hold_until <= ? OR hold_until > ?)", values)


def _let_wait(db: Database, where: str, values: Sequence[Any]) -> Changed:
    with db.writing() as connection:
        put = Putting(connection)
        for entry in select(connection, where, values):
            put.touched += _about(entry)
            connection.run(
                "UPDATE journal.outbox SET state = 'waiting', reason = '', hold_until = NULL WHERE number = ?",
                (entry.number,),
            )
        return put.finish()


def _about(entry: Entry) -> list[str]:
    """The contacts that an entry changes."""
    return [entry.contact_id, entry.other_id] if entry.other_id else [entry.contact_id]


def ask_about_held(db: Database) -> Changed:
    """At a start of the window: what was still held when the program ended is not sent before the person says so."""
    with db.writing() as connection:
        put = Putting(connection)
        for entry in select(connection, "state = 'held' AND hold_until IS NOT NULL"):
            put.touched.append(entry.contact_id)
            sql = "UPDATE journal.outbox SET state = 'parked', reason = ?, hold_until = NULL WHERE number = ?"
            connection.run(sql, (reason_text(Reason("ask_delete")), entry.number))
        return put.finish()


def ask_about_restored(db: Database, made_at: datetime | None) -> Changed:
    """After a backup was restored: what waited in it may have been sent since, so it is not sent before the person
    says so; and then, as after a lost answer, the service is asked first whether it has it already.

    A merge is not taken for one whose answer was lost: its choices could go over what was changed since. Where one of
    the two is gone it says so and does nothing. Raises DiskFull, Busy.
    """
    reason = reason_text(Reason("restored", theirs_at=made_at))
    with db.writing() as connection:
        put = Putting(connection)
        for entry in select(connection, "state IN ('held', 'waiting', 'sending')"):
            put.touched += _about(entry)
            if entry.kind == "note" and not entry.attempts:
                base = json.dumps({"seen": _alike(db, entry)})
                connection.run("UPDATE journal.outbox SET base = ? WHERE number = ?", (base, entry.number))
            connection.run(
                "UPDATE journal.outbox SET state = 'parked', reason = ?, hold_until = NULL,"
                " attempts = iif(kind = 'merge', 0, max(attempts, 1)) WHERE number = ?",
                (reason, entry.number),
            )
        return put.finish()


def _alike(db: Database, entry: Entry) -> list[str]:
    """The notes of the same words that the copy knows: those are not this one, sent since."""
    notes = details.load(db, entry.contact_id, "notes").items
    wanted = entry.content.strip()
    return sorted(note.id for note in notes if isinstance(note, Note) and note.content.strip() == wanted)


def resolve(db: Database, number: int, chosen: dict[str, edits.Value]) -> Changed:
    """Settle a conflict: `chosen` has a value for each field that clashed. What the service has already is not sent."""
    with db.writing() as connection:
        put = Putting(connection)
        for entry in select(connection, "number = ? AND state = 'parked' AND kind = 'patch'", (number,)):
            theirs = dict(entry.reason.theirs)
            decided = []
            for one in entry.changes:
                before = theirs.get(one.field, one.before)
                after = chosen.get(one.field, one.after)
                if not edits.same(before, after):
                    decided.append(edits.Change(one.field, before, after))
            if decided:
                put.rewrite(entry, *edits.packed(tuple(decided)), state="waiting")
            else:
                put.delete(entry)
        return put.finish()


def create_again(db: Database, number: int) -> Changed:
    """Create a contact anew that was deleted on the service while it was changed here, with what the person sees."""
    with db.writing() as connection:
        put = Putting(connection)
        for entry in select(connection, "number = ? AND state = 'parked'", (number,)):
            contact = put.contact(entry.contact_id)
            if contact is None:
                continue
            for other in put.waiting(entry.contact_id):
                if other.kind == "patch":
                    put.delete(other)
                elif other.state == "parked":
                    put.rewrite(other, {"content": other.content}, {}, state="waiting")
            first = put.insert("create", contact, edits.packed_draft(edits.draft_of(contact)), {}, entry.step)
            # It comes before the notes that wait for it.
            connection.run("UPDATE journal.outbox SET number = ? WHERE number = ?", (_free_before(put, first), first))
        return put.finish()


def _free_before(put: Putting, number: int) -> int:
    """A number before everything that there is: what is created anew must exist before what is added to it."""
    return min(0, int(put.connection.value("SELECT coalesce(min(number), 0) FROM journal.outbox") or 0)) - 1
