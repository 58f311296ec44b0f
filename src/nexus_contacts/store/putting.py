"""Entries as they are put, rewritten and taken out: one transaction of the outbox, laid over the copy at its end."""

import json
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from nexus_contacts.api.records import Contact
from nexus_contacts.store import edits, overlay, trash
from nexus_contacts.store.changes import NOTHING, Changed
from nexus_contacts.store.connection import Connection
from nexus_contacts.store.edits import Changes
from nexus_contacts.store.encoding import clean, micros
from nexus_contacts.store.entries import ACTIVE, Entry, EntryKind, reason_text, select
from nexus_contacts.store.writes import known

MANY = 5_000
"""More changed contacts than this are told as "many", without their ids."""
_KINDS = frozenset({"contacts", "outbox"})
_MENDED_BY_EDITING = frozenset({"invalid", "email_taken", "refused"})


@dataclass(slots=True)
class Putting:
    """One transaction of the outbox: what it changed is laid over and told when it ends."""

    connection: Connection
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    touched: list[str] = field(default_factory=list)

    def insert(self, kind: EntryKind, contact: Contact, body: Any, base: Any, step: int | None, **more: Any) -> int:
        """Put a new entry at the end."""
        self.touched.append(contact.id)
        hold: datetime | None = more.get("hold_until")
        other: str = more.get("other_id", "")
        if kind == "merge":
            self.touched.append(other)
        return self.connection.insert(
            "INSERT INTO journal.outbox (kind, contact_id, name, body, base, state, step, hold_until, idempotency_key,"
            " created_at, changed_at, other_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                kind, contact.id, clean(contact.name), json.dumps(body), json.dumps(base),
                "waiting" if hold is None else "held", step, micros(hold), str(uuid.uuid4()), micros(self.now),
                micros(self.now), other,
            ),
        )  # fmt: skip

    def rewrite(self, entry: Entry, body: Any, base: Any, *, state: str | None = None) -> None:
        """Give an entry another content, and another state where one is given: its reason is gone then."""
        self.touched.append(entry.contact_id)
        self.connection.run(
            "UPDATE journal.outbox SET body = ?, base = ?, state = ?, reason = ?, changed_at = ? WHERE number = ?",
            (
                json.dumps(body), json.dumps(base), state or entry.state,
                "" if state is not None else reason_text(entry.reason), micros(self.now), entry.number,
            ),
        )  # fmt: skip

    def delete(self, entry: Entry) -> None:
        """Take an entry out."""
        self.touched.append(entry.contact_id)
        if entry.kind == "merge":
            self.touched.append(entry.other_id)
        self.connection.run("DELETE FROM journal.outbox WHERE number = ?", (entry.number,))

    def waiting(self, contact_id: str) -> list[Entry]:
        """What waits or is parked for a contact, in order."""
        return select(self.connection, f"contact_id = ? AND {ACTIVE}", (contact_id,))

    def is_merged_away(self, contact_id: str) -> bool:
        """Whether a merge waits that will end this contact."""
        where = f"other_id = ? AND other_id <> '' AND kind = 'merge' AND {ACTIVE}"
        return bool(select(self.connection, where, (contact_id,)))

    def contact(self, contact_id: str) -> Contact | None:
        """A contact as the person sees it, or None where the copy has none with this id."""
        row = known(self.connection, (contact_id,)).get(contact_id)
        return None if row is None else overlay.contact_of_row(contact_id, row)

    def finish(self) -> Changed:
        """Lay what changed over the copy; what to tell."""
        ids = list(dict.fromkeys(self.touched))
        if not ids:
            return NOTHING
        overlay.relay(self.connection, ids)
        overlay.bump(self.connection)
        return Changed(frozenset(ids) if len(ids) <= MANY else None, _KINDS)


def put_change(put: Putting, contact: Contact, changes: Changes, step: int | None) -> int:
    """Put changes of one contact: folded into the entry that waits for it, where there is one that was never sent.

    Returns the entry's number.
    """
    waiting = put.waiting(contact.id)
    for entry in waiting:
        if entry.kind == "create" and entry.draft is not None and entry.state != "sending" and not entry.attempts:
            after = edits.laid_over(edits.contact_of(entry.draft, contact.id), changes)
            put.rewrite(entry, edits.packed_draft(edits.draft_of(after)), {}, state="waiting")
            return entry.number
    last = next((entry for entry in reversed(waiting) if entry.kind == "patch"), None)
    if last is None or last.state == "sending" or (last.state == "waiting" and last.attempts):
        # What the service may have already is not rewritten: its own earlier value would look like somebody else's.
        body, base = edits.packed(changes)
        return put.insert("patch", contact, body, base, step)
    together = edits.folded(last.changes, changes)
    if not together:
        put.delete(last)
        return last.number
    mended = last.state == "parked" and last.reason.code in _MENDED_BY_EDITING
    put.rewrite(last, *edits.packed(together), state="waiting" if mended else None)
    return last.number


def remove(put: Putting, entry: Entry) -> None:
    """Take back an entry that is not on its way: what comes after it stands on what stood before it."""
    put.delete(entry)
    if entry.kind in ("delete", "merge"):
        trash.forget_entry(put.connection, entry.contact_id)
    if entry.kind == "merge":
        trash.forget_entry(put.connection, entry.other_id)
    if entry.kind == "create":
        for later in put.waiting(entry.contact_id):
            put.delete(later)
    before = {change.field: change.before for change in entry.changes}
    for later in put.waiting(entry.contact_id):
        if later.number > entry.number and later.kind == "patch" and before.keys() & set(edits.names_of(later.changes)):
            moved = tuple(
                edits.Change(one.field, before.pop(one.field, one.before), one.after) for one in later.changes
            )
            put.rewrite(later, *edits.packed(moved))
