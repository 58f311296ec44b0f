"""The undo steps: what a person did, in their own words of facts, with what was before and after. In the journal."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from nexus_contacts.store.connection import Connection, Database
from nexus_contacts.store.edits import Edit
from nexus_contacts.store.encoding import micros, moment_of

StepKind = Literal["create", "edit", "note", "delete", "merge", "import"]
MOST = 100
IMPORT_KEPT_FOR = timedelta(days=30)
"""So long an import can be taken back, whether it was sent or not."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done. `facts` has ``count``, the first contact's ``name``, and for edits what was changed."""

    number: int
    kind: StepKind
    facts: Mapping[str, Any]
    undone: bool
    created_at: datetime

    @property
    def count(self) -> int:
        """How many contacts it changed."""
        return int(self.facts.get("count", 0))


@dataclass(frozen=True, slots=True)
class Item:
    """What a step did to one contact, as JSON holds it."""

    contact_id: str
    kind: str
    entry: int
    after: dict[str, Any]
    before: dict[str, Any]


def edit_facts(edit: Edit) -> dict[str, Any]:
    """An edit as a step's facts tell it."""
    return {
        "fields": [[name, list(value) if isinstance(value, tuple) else value] for name, value in edit.fields],
        "add_tags": list(edit.add_tags),
        "remove_tags": list(edit.remove_tags),
        "rename_tags": [list(pair) for pair in edit.rename_tags],
    }


def begin(connection: Connection, kind: StepKind, facts: Mapping[str, Any]) -> int:
    """Begin a step and return its number. What was undone cannot be redone after it, and only so many are kept."""
    connection.run(
        "DELETE FROM journal.step_items WHERE step IN (SELECT number FROM journal.steps WHERE state = 'undone')"
    )
    connection.run("DELETE FROM journal.steps WHERE state = 'undone'")
    number = connection.insert(
        "INSERT INTO journal.steps (kind, title, created_at) VALUES (?, ?, ?)",
        (kind, json.dumps(dict(facts)), micros(datetime.now(UTC))),
    )
    old = "SELECT number FROM journal.steps ORDER BY number DESC LIMIT -1 OFFSET ?"
    connection.run(f"DELETE FROM journal.step_items WHERE step IN ({old})", (MOST,))
    connection.run(f"DELETE FROM journal.steps WHERE number IN ({old})", (MOST,))
    return number


def set_fact(connection: Connection, step: int, name: str, value: Any) -> None:
    """Add a fact to a step, or set it anew."""
    text = connection.value("SELECT title FROM journal.steps WHERE number = ?", (step,))
    facts = json.loads(text) | {name: value}
    connection.run("UPDATE journal.steps SET title = ? WHERE number = ?", (json.dumps(facts), step))


def add(
    connection: Connection,
    step: int,
    contact_id: str,
    kind: str,
    entry: int,
    after: Mapping[str, Any],
    before: Mapping[str, Any],
) -> None:
    """Note what a step did to one contact."""
    connection.run(
        "INSERT OR REPLACE INTO journal.step_items (step, contact_id, kind, entry, after, before)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (step, contact_id, kind, entry, json.dumps(dict(after)), json.dumps(dict(before))),
    )


def take_out(connection: Connection, step: int, item: Item) -> None:
    """Take an item out of its step."""
    connection.run(
        "DELETE FROM journal.step_items WHERE step = ? AND contact_id = ? AND entry = ?",
        (step, item.contact_id, item.entry),
    )


def _step(row: tuple[Any, ...]) -> Step:
    number, kind, title, state, created = row
    moment = moment_of(created)
    assert moment is not None
    return Step(number, kind, json.loads(title), state == "undone", moment)


_SELECT = "SELECT number, kind, title, state, created_at FROM journal.steps"


def get(db: Database, number: int) -> Step | None:
    """One step."""
    row = db.reading().one(f"{_SELECT} WHERE number = ?", (number,))
    return None if row is None else _step(row)


def last_done(db: Database) -> Step | None:
    """What Undo would take back."""
    row = db.reading().one(f"{_SELECT} WHERE state = 'done' ORDER BY number DESC LIMIT 1")
    return None if row is None else _step(row)


def first_undone(db: Database) -> Step | None:
    """What Redo would do again."""
    row = db.reading().one(f"{_SELECT} WHERE state = 'undone' ORDER BY number LIMIT 1")
    return None if row is None else _step(row)


def last_entry(connection: Connection, step: int) -> int:
    """The newest entry that a step's items name."""
    return int(connection.value("SELECT max(entry) FROM journal.step_items WHERE step = ?", (step,)) or 0)


def items(
    connection: Connection, step: int, until: int, *, after: tuple[str, int] = ("", 0), limit: int = 250
) -> list[Item]:
    """The next items of a step beyond `after`, a contact and its entry, by their contacts' ids.

    `until` is the newest entry to look at: what is turned round gets new ones on the way.
    """
    rows = connection.all(
        "SELECT contact_id, kind, entry, after, before FROM journal.step_items"
        " WHERE step = ? AND entry <= ? AND (contact_id, entry) > (?, ?) ORDER BY contact_id, entry LIMIT ?",
        (step, until, *after, limit),
    )
    return [
        Item(contact_id, kind, entry, json.loads(new), json.loads(old)) for contact_id, kind, entry, new, old in rows
    ]


def set_undone(connection: Connection, step: int, undone: bool) -> None:
    """Note that a step was taken back, or done again."""
    connection.run("UPDATE journal.steps SET state = ? WHERE number = ?", ("undone" if undone else "done", step))


def forget_sent(db: Database, now: datetime | None = None) -> None:
    """At a start: only what is not sent yet can still be taken back, and imports as long as they are kept."""
    waiting = (
        "SELECT 1 FROM journal.step_items i LEFT JOIN journal.outbox o ON o.number = i.entry"
        " WHERE i.step = s.number AND (i.kind = 'unsent' OR o.state <> 'sent')"
    )
    kept = "s.kind = 'import' AND s.created_at >= ?"
    gone = f"s.state = 'undone' OR NOT (({kept}) OR EXISTS ({waiting}))"
    since = micros((now or datetime.now(UTC)) - IMPORT_KEPT_FOR)
    found = db.reading().all(f"SELECT s.number FROM journal.steps s WHERE {gone}", (since,))
    if not found:
        return
    with db.writing() as connection:
        connection.run_many("DELETE FROM journal.step_items WHERE step = ?", found)
        connection.run_many("DELETE FROM journal.steps WHERE number = ?", found)
