"""Timeline, deals, notes and activities of a contact, as they were last downloaded."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any, Literal, TypeAlias

from nexus_contacts.api.records import Activity, Deal, Note, TimelineEvent
from nexus_contacts.store.changes import Changed
from nexus_contacts.store.connection import Database
from nexus_contacts.store.encoding import micros, moment_of

DetailKind = Literal["timeline", "deals", "notes", "activities"]
DetailItem: TypeAlias = TimelineEvent | Deal | Note | Activity
KINDS: tuple[DetailKind, ...] = ("timeline", "deals", "notes", "activities")

_TYPES: dict[str, type[DetailItem]] = {
    "timeline": TimelineEvent,
    "deals": Deal,
    "notes": Note,
    "activities": Activity,
}
_TIMES = frozenset({"created_at", "updated_at", "occurred_at"})
_OBJECTS = frozenset({"custom_fields", "data", "odd"})


@dataclass(frozen=True, slots=True)
class Detail:
    """One list of a contact, in the service's order. `fetched_at` is None where it was never downloaded."""

    items: tuple[DetailItem, ...] = ()
    fetched_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DetailCounts:
    """How many items each list holds; None where it was never downloaded."""

    timeline: int | None = None
    deals: int | None = None
    notes: int | None = None
    activities: int | None = None


def packed(item: DetailItem) -> dict[str, Any]:
    """An item as JSON: what is missing is left out, times are microseconds."""
    members: dict[str, Any] = {}
    for field in fields(item):
        value = getattr(item, field.name)
        if value is None or value in ("", ()):
            continue
        if field.name in _TIMES:
            value = micros(value)
        elif field.name in _OBJECTS:
            value = dict(value)
        members[field.name] = value
    return members


def unpacked(kind: DetailKind, members: dict[str, Any]) -> DetailItem:
    """The item that `packed` took apart."""
    for name in _TIMES & members.keys():
        members[name] = moment_of(members[name])
    for name in _OBJECTS & members.keys():
        members[name] = tuple(members[name].items())
    return _TYPES[kind](**members)


def load(db: Database, contact_id: str, kind: DetailKind) -> Detail:
    """One list of a contact as it was last downloaded."""
    row = db.reading().one(
        "SELECT items, fetched_at FROM details WHERE contact_id = ? AND kind = ?", (contact_id, kind)
    )
    if row is None:
        return Detail()
    return Detail(tuple(unpacked(kind, one) for one in json.loads(row[0])), moment_of(row[1]))


def replace(db: Database, contact_id: str, kind: DetailKind, items: Sequence[DetailItem]) -> Changed:
    """Take over a list as the service has it now."""
    text = json.dumps([packed(item) for item in items], separators=(",", ":"))
    now = micros(datetime.now(UTC))
    with db.writing() as connection:
        connection.run(
            "INSERT INTO details VALUES (?, ?, ?, ?, ?) ON CONFLICT (contact_id, kind)"
            " DO UPDATE SET count = excluded.count, fetched_at = excluded.fetched_at, items = excluded.items",
            (contact_id, kind, len(items), now, text),
        )
    return Changed(frozenset({contact_id}), frozenset({"details"}))


def counts(db: Database, contact_id: str) -> DetailCounts:
    """How many items each list of a contact holds."""
    rows = db.reading().all("SELECT kind, count FROM details WHERE contact_id = ?", (contact_id,))
    return DetailCounts(**{kind: count for kind, count in rows if kind in _TYPES})
