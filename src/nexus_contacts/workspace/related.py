"""What hangs on a contact: its activities, timeline, deals and notes, each paged like the list."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Row, Table, func, insert, select, tuple_

from nexus_contacts.workspace.answers import compact
from nexus_contacts.workspace.events import Event, write_events
from nexus_contacts.workspace.identifiers import new_id
from nexus_contacts.workspace.listing import Place, Slice
from nexus_contacts.workspace.moments import now, wire_time
from nexus_contacts.workspace.tables import (
    NUMBERS_PER_WORKSPACE,
    activities,
    deals,
    notes,
    timeline_events,
)

_TIMES = ("occurred_at", "created_at", "updated_at")
_OBJECTS = ("data", "custom_fields")
_HIDDEN = ("number", "workspace_id", "contact_number")
_SUBJECT = 80  # characters of a note that become its activity's subject


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of related things: its table, and the time it is ordered by."""

    table: Table
    time: Column[Any]
    newest_first: bool

    def place(self, row: Row[Any]) -> Place:
        """Where a row stands in the order."""
        return row._mapping[self.time], row.number


KINDS = {
    "activities": Kind(activities, activities.c.occurred_at, True),
    "timeline": Kind(timeline_events, timeline_events.c.occurred_at, False),
    "deals": Kind(deals, deals.c.created_at, True),
    "notes": Kind(notes, notes.c.created_at, True),
}


def related_slice(
    connection: Connection, kind: Kind, contact: tuple[int, str], place: Place | None, size: int
) -> Slice:
    """The `size` things of a contact (number, id) after `place` (None: from the start)."""
    number, contact_id = contact
    keys = kind.time, kind.table.c.number
    wanted = select(kind.table).where(kind.table.c.contact_number == number)
    if place is not None:
        here, there = tuple_(*keys), tuple_(*place)
        wanted = wanted.where(here < there if kind.newest_first else here > there)
    wanted = wanted.order_by(*(key.desc() if kind.newest_first else key.asc() for key in keys))
    rows = connection.execute(wanted.limit(size + 1)).all()
    shown = rows[:size]
    after = kind.place(shown[-1]) if len(rows) > size else None
    return Slice([_document(row, contact_id) for row in shown], after)


def related_total(connection: Connection, kind: Kind, number: int) -> int:
    """How many things of this kind the contact has."""
    counted = select(func.count()).select_from(kind.table).where(kind.table.c.contact_number == number)
    return int(connection.execute(counted).scalar_one())


def add_note(connection: Connection, contact: tuple[int, str], content: str) -> str:
    """Put a note on a contact (number, id), with its activity and its event; return it as JSON text."""
    number, contact_id = contact
    moment = now()
    held = {"workspace_id": number // NUMBERS_PER_WORKSPACE, "contact_number": number}
    note = {"id": new_id("note"), "content": content, "author_id": None, "created_at": moment, "updated_at": moment}
    stored = connection.execute(insert(notes).values(**held, **note).returning(notes)).one()
    subject = next((line.strip("#*> ") for line in content.splitlines() if line.strip("#*> ")), "Note")[:_SUBJECT]
    activity = {
        "id": new_id("act"),
        "type": "note",
        "subject": subject,
        "body": content,
        "occurred_at": moment,
        "created_at": moment,
    }
    connection.execute(insert(activities).values(**held, **activity))
    told = Event("note_added", "Note added", subject, {"note_id": note["id"]})
    write_events(connection, [(number, told)], moment)
    return _document(stored, contact_id)


_READ: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(_TIMES, wire_time),
    **dict.fromkeys(_OBJECTS, json.loads),
}


def _document(row: Row[Any], contact_id: str) -> str:
    members: dict[str, Any] = {"id": row.id, "contact_id": contact_id}
    for name, value in row._mapping.items():
        if name not in _HIDDEN and name != "id":
            members[name] = _READ[name](value) if name in _READ else value
    return compact(members)
