"""The entries of the outbox as values, and reading them: what waits, what needs the person, what was sent."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from nexus_contacts.api.records import Contact, Draft
from nexus_contacts.store import edits
from nexus_contacts.store.connection import Connection, Database
from nexus_contacts.store.edits import Changes, Value
from nexus_contacts.store.encoding import moment_of

EntryKind = Literal["create", "patch", "note", "delete", "merge"]
EntryState = Literal["held", "waiting", "sending", "parked", "sent"]
"""`held` until its ten seconds are over, `waiting` to be sent, `sending` now, `parked` until the person decides."""
ReasonCode = Literal[
    "",
    "conflict",
    "email_taken",
    "gone",
    "invalid",
    "refused",
    "server_error",
    "not_kept",
    "ask_delete",
    "changed",
    "restored",
]
"""Why an entry is parked. `not_kept`: the service answered well, and left fields out. `ask_delete`: the program ended
inside the ten seconds. `changed`: a contact changed after its merge was planned. `restored`: it waited in a backup, and
may have been sent since that was made."""

LOCAL = "local:"
"""What an id begins with until the service gives a real one."""
REFUSED = ("email_taken", "invalid", "refused")
"""The codes of reasons that say that the service does not have what was sent."""
ACTIVE = "state <> 'sent'"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an entry is parked. `theirs` holds the service's own values of the fields that clash, `fields` its words
    about fields, `hints` the likely key of a custom field that was not kept. For what was restored, `theirs_at` is when
    the backup was made.
    """

    code: ReasonCode = ""
    message: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    existing_id: str = ""
    theirs: tuple[tuple[str, Value], ...] = ()
    theirs_at: datetime | None = None
    hints: tuple[tuple[str, str], ...] = ()
    status: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One change that waits to be sent, or was.

    A patch has `changes`, a create its `draft`, a note its `content`; a merge has `changes` of the contact that stays
    and the other one's `other_id` and `other_name`. `name` is the contact's, as it was last seen.
    `step` is the undo step it belongs to: what was done at once has one. `seen` are the ids of notes of the same
    words that the service had before this one was sent.
    """

    number: int
    kind: EntryKind
    contact_id: str
    name: str
    state: EntryState
    reason: Reason
    changes: Changes
    draft: Draft | None
    content: str
    step: int | None
    attempts: int
    hold_until: datetime | None
    idempotency_key: str
    created_at: datetime
    changed_at: datetime
    sent_at: datetime | None
    seen: tuple[str, ...] = ()
    other_id: str = ""
    other_name: str = ""

    @property
    def is_refused(self) -> bool:
        """Whether the service has turned down a new contact: it does not have it, however often it was tried."""
        return self.kind == "create" and self.state == "parked" and self.reason.code in REFUSED


@dataclass(frozen=True, slots=True)
class OutboxCounts:
    """How many entries need the person, wait (held ones too), and were sent."""

    parked: int = 0
    waiting: int = 0
    sent: int = 0


def is_local(contact_id: str) -> bool:
    """Whether the service has not given this contact an id yet."""
    return contact_id.startswith(LOCAL)


def reason_text(reason: Reason) -> str:
    """A reason as JSON."""
    if not reason.code:
        return ""
    return json.dumps(
        {
            "code": reason.code,
            "message": reason.message,
            "fields": list(reason.fields),
            "existing_id": reason.existing_id,
            "theirs": [[field, list(value) if isinstance(value, tuple) else value] for field, value in reason.theirs],
            "theirs_at": reason.theirs_at.isoformat() if reason.theirs_at else None,
            "hints": list(reason.hints),
            "status": reason.status,
        }
    )


def reason_of(text: str) -> Reason:
    """The reason that `reason_text` wrote."""
    if not text:
        return Reason()
    packed = json.loads(text)
    at = packed.get("theirs_at")
    return Reason(
        packed["code"],
        packed.get("message", ""),
        tuple((name, words) for name, words in packed.get("fields", ())),
        packed.get("existing_id", ""),
        tuple((field, edits.read_value(field, value)) for field, value in packed.get("theirs", ())),
        datetime.fromisoformat(at) if at else None,
        tuple((key, likely) for key, likely in packed.get("hints", ())),
        packed.get("status"),
    )


COLUMNS = (
    "number, kind, contact_id, name, state, reason, body, base, step, attempts, hold_until, idempotency_key,"
    " created_at, changed_at, sent_at, other_id"
)


def entry_of(row: tuple[Any, ...]) -> Entry:
    """The entry of a row of `COLUMNS`."""
    number, kind, contact_id, name, state, reason, body, base, step, attempts, hold, key = row[:12]
    created, changed, sent, other = row[12:]
    content = json.loads(body)
    before = json.loads(base)
    now = moment_of(created)
    assert now is not None
    return Entry(
        number,
        kind,
        contact_id,
        name,
        state,
        reason_of(reason),
        _changes_of(kind, content, before),
        edits.unpacked_draft(content) if kind == "create" else None,
        content.get("content", "") if kind == "note" else "",
        step,
        attempts,
        moment_of(hold),
        key,
        now,
        moment_of(changed) or now,
        moment_of(sent),
        tuple(before.get("seen", ())) if kind == "note" else (),
        other,
        content.get("name", "") if kind == "merge" else "",
    )


def _changes_of(kind: str, content: Mapping[str, Any], before: Mapping[str, Any]) -> Changes:
    if kind == "patch":
        return edits.unpacked(content, before)
    return edits.unpacked(content["changes"], before["changes"]) if kind == "merge" else ()


def select(connection: Connection, where: str, values: Sequence[Any] = (), order: str = "number") -> list[Entry]:
    """The entries that meet a condition, in order."""
    sql = f"SELECT {COLUMNS} FROM journal.outbox WHERE {where} ORDER BY {order}"
    return [entry_of(row) for row in connection.all(sql, values)]


def get(db: Database, number: int) -> Entry | None:
    """One entry, or None where there is none of this number."""
    found = select(db.reading(), "number = ?", (number,))
    return found[0] if found else None


def parked(db: Database, *, limit: int = 500) -> tuple[Entry, ...]:
    """What needs the person, the oldest first."""
    return tuple(select(db.reading(), "state = 'parked'", (limit,), "number LIMIT ?"))


def waiting(db: Database, *, limit: int = 500) -> tuple[Entry, ...]:
    """What waits to be sent, in order."""
    return tuple(select(db.reading(), "state IN ('held', 'waiting', 'sending')", (limit,), "number LIMIT ?"))


def sent(db: Database, *, limit: int = 500) -> tuple[Entry, ...]:
    """What was sent, the newest first."""
    return tuple(select(db.reading(), "state = 'sent'", (limit,), "sent_at DESC, number DESC LIMIT ?"))


def of_contact(db: Database, contact_id: str) -> tuple[Entry, ...]:
    """What waits or is parked for one contact, in order."""
    return tuple(select(db.reading(), f"contact_id = ? AND {ACTIVE}", (contact_id,)))


def counts(db: Database) -> OutboxCounts:
    """How many entries there are in each group."""
    found = dict(db.reading().all("SELECT state, count(*) FROM journal.outbox GROUP BY state"))
    waits = sum(found.get(state, 0) for state in ("held", "waiting", "sending"))
    return OutboxCounts(found.get("parked", 0), waits, found.get("sent", 0))


def name_of(contact: Contact) -> str:
    """What a contact is called in a sentence."""
    return contact.name


def active_ids(connection: Connection, ids: Sequence[str]) -> set[str]:
    """Those of `ids` that something waits or is parked for."""
    if connection.value(f"SELECT 1 FROM journal.outbox WHERE {ACTIVE} LIMIT 1") is None:
        return set()
    found: set[str] = set()
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        marks = ", ".join("?" * len(some))
        sql = f"SELECT DISTINCT contact_id FROM journal.outbox WHERE contact_id IN ({marks}) AND {ACTIVE}"
        found.update(row[0] for row in connection.all(sql, some))
    return found
