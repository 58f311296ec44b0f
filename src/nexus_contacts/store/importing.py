"""Whole files into the outbox: new contacts and changes of known ones, as one step that can be taken back.

A command tells what the service refused in its report and lets go of it; in the window that waits for the person.
"""

import json
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import islice

from nexus_contacts.api.records import Draft
from nexus_contacts.store import deciding, details, edits, steps
from nexus_contacts.store.changes import NOTHING, Changed
from nexus_contacts.store.connection import Database
from nexus_contacts.store.edits import Changes
from nexus_contacts.store.entries import LOCAL, REFUSED, Reason, reason_of
from nexus_contacts.store.outbox import CHUNK, Done, also
from nexus_contacts.store.putting import Putting, put_change


@dataclass(frozen=True, slots=True)
class Incoming:
    """One row on its way in: a contact to create, or changes of the one with `contact_id`; `notes` follow it.

    `row` is the row's number in its file.
    """

    row: int
    draft: Draft | None = None
    contact_id: str = ""
    changes: Changes = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Put:
    """What was put: the undo step (None: nothing), and by row its contact and its entry (0: the contact is gone)."""

    done: Done
    rows: dict[int, tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Became:
    """What became of one entry. `contact_id` is the service's own once it was sent."""

    state: str
    contact_id: str
    reason: Reason
    attempts: int


def put(
    db: Database,
    name: str,
    incoming: Iterable[Incoming],
    *,
    on_progress: Callable[[int], None] = lambda count: None,
    stopped: Callable[[], bool] = lambda: False,
    on_row: Callable[[int, int], None] | None = None,
    by_command: bool = False,
) -> Put:
    """Put the rows of a file called `name` into the outbox, a chunk a transaction: what was put before a fault stands.

    `on_progress` gets how many rows are in. Once `stopped` answers True it ends. With `on_row`, which gets each row
    and its entry once they are in, the answer carries no rows: that of a large file is large. Raises DiskFull, Busy.
    """
    rows: dict[int, tuple[str, int]] = {}
    step: int | None = None
    count = 0
    told: Changed = NOTHING
    left = iter(incoming)
    while not stopped() and (some := list(islice(left, CHUNK))):
        some = [_with_new_notes(db, one) for one in some]
        with db.writing() as connection:
            putting = Putting(connection)
            if step is None:
                step = steps.begin(connection, "import", {"name": name} | ({"command": True} if by_command else {}))
            done = [_put_one(putting, step, one) for one in some]
            count += len(done)
            steps.set_fact(connection, step, "count", count)
            putting.finish()
        for one, at in zip(some, done, strict=True):
            if on_row is None:
                rows[one.row] = at
            else:
                on_row(one.row, at[1])
        told = Changed(None, frozenset({"contacts", "outbox"}))
        on_progress(count)
    return Put(Done(step, count, stopped=stopped(), changed=also(told, "details")), rows)


def known_notes(db: Database, contact_id: str) -> frozenset[str]:
    """The notes of a contact that are known here: downloaded ones, and those that wait or were sent."""
    sql = "SELECT json_extract(body, '$.content') FROM journal.outbox WHERE contact_id = ? AND kind = 'note'"
    written = (str(row[0]) for row in db.reading().all(sql, (contact_id,)))
    downloaded = (str(getattr(one, "content", "")) for one in details.load(db, contact_id, "notes").items)
    return frozenset((*written, *downloaded))


def _with_new_notes(db: Database, one: Incoming) -> Incoming:
    """A row without the notes that its contact has already."""
    if one.draft is not None or not one.notes:
        return one
    known = known_notes(db, one.contact_id)
    return replace(one, notes=tuple(note for note in one.notes if note not in known))


def _put_one(putting: Putting, step: int, one: Incoming) -> tuple[str, int]:
    if one.draft is not None:
        contact_id = f"{LOCAL}{uuid.uuid4().hex}"
        contact = edits.contact_of(one.draft, contact_id)
        body = edits.packed_draft(one.draft)
        number = putting.insert("create", contact, body, {}, step)
        steps.add(putting.connection, step, contact_id, "create", number, body, {})
    else:
        found = putting.contact(one.contact_id)
        if found is None:
            return one.contact_id, 0
        contact_id, contact, number = found.id, found, 0
        if one.changes:
            number = put_change(putting, contact, one.changes, step)
            after, before = edits.packed(one.changes)
            steps.add(putting.connection, step, contact_id, "patch", number, after, before)
    for content in one.notes:
        note = putting.insert("note", contact, {"content": content}, {}, step)
        if one.draft is None:  # the notes of a new contact go with it
            steps.add(putting.connection, step, contact_id, "note", note, {"content": content}, {})
        number = number or note
    return contact_id, number


def became(db: Database, number: int) -> Became | None:
    """What became of an entry; None where it was taken back."""
    sql = "SELECT state, contact_id, reason, attempts FROM journal.outbox WHERE number = ?"
    row = db.reading().one(sql, (number,))
    return None if row is None else Became(row[0], row[1], reason_of(row[2]), row[3])


def waiting(db: Database, step: int | None) -> int:
    """How many entries of a step are not sent yet."""
    sql = "SELECT count(*) FROM journal.outbox WHERE step = ? AND state IN ('held', 'waiting', 'sending')"
    return int(db.reading().value(sql, (step,)) or 0)


def let_go(db: Database, name: str) -> Changed:
    """Let go of the new contacts that commands brought in from files called `name` and that the service refused.

    Raises DiskFull, Busy.
    """
    rows = db.reading().all(
        "SELECT o.number, o.reason, s.title FROM journal.outbox o JOIN journal.steps s ON s.number = o.step"
        " WHERE o.state = 'parked' AND o.kind = 'create' AND s.kind = 'import'"
    )
    numbers = []
    for number, reason, title in rows:
        facts = json.loads(title)
        if facts.get("command") and facts.get("name") == name and reason_of(reason).code in REFUSED:
            numbers.append(number)
    return deciding.cancel(db, *numbers).changed if numbers else NOTHING


def pause(db: Database, step: int) -> Changed:
    """Let nothing more of a step leave until `go_on`; what is on its way arrives. Raises DiskFull, Busy."""
    return _set_state(db, "waiting", "held", "step = ?", (step,))


def go_on(db: Database, step: int | None = None) -> Changed:
    """Let what was paused of a step leave, or of every step (None): a pause ends with the program."""
    # What is held for its ten seconds has a moment when they are over; what is paused has none.
    where, values = ("hold_until IS NULL", ()) if step is None else ("hold_until IS NULL AND step = ?", (step,))
    return _set_state(db, "held", "waiting", where, values)


def _set_state(db: Database, before: str, after: str, where: str, values: tuple[int, ...]) -> Changed:
    with db.writing() as connection:
        chosen = f"state = '{before}' AND {where}"
        found = connection.value(f"SELECT count(*) FROM journal.outbox WHERE {chosen}", values)
        connection.run(f"UPDATE journal.outbox SET state = '{after}' WHERE {chosen}", values)
    return Changed(frozenset(), frozenset({"outbox"})) if found else NOTHING
