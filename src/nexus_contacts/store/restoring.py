"""Taking a contact back out of the trash: what will come back and what cannot, and the entries that do it."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from nexus_contacts.api.records import Draft, Note
from nexus_contacts.store import edits, pairs, steps, trash
from nexus_contacts.store.connection import Database
from nexus_contacts.store.entries import LOCAL
from nexus_contacts.store.merging import UndoPlan
from nexus_contacts.store.outbox import Done, also
from nexus_contacts.store.putting import Putting, put_change
from nexus_contacts.store.trash import Thrown


@dataclass(frozen=True, slots=True)
class RestorePlan:
    """What a restoring does: the fields come back under a new id, the notes are written again, the rest cannot.

    `unknown` names the lists that were never downloaded before the contact went: nobody knows what stood there.
    """

    draft: Draft
    notes: tuple[tuple[str, datetime | None], ...] = ()
    deals: int = 0
    activities: int = 0
    events: int = 0
    unknown: tuple[str, ...] = ()


def plan(thrown: Thrown) -> RestorePlan:
    """What restoring a contact of the trash would do."""
    notes = [one for one in thrown.items("notes") if isinstance(one, Note)]
    notes.sort(key=lambda note: note.created_at.timestamp() if note.created_at else 0.0)
    written = tuple((note.content, note.created_at) for note in notes)
    logged = [one for one in thrown.items("activities") if getattr(one, "type", "") != "note"]
    return RestorePlan(
        edits.draft_of(thrown.contact),
        (*written, *((content, None) for content in thrown.unsent_notes)),
        len(thrown.items("deals")),
        len(logged),
        len(thrown.items("timeline")),
        tuple(kind for kind in ("notes", "deals", "activities", "timeline") if kind not in thrown.known),
    )


def dated(content: str, written_at: datetime | None) -> str:
    """A note as it is written again: with its first date before it."""
    if written_at is None:
        return content
    return f"*First written {written_at:%Y-%m-%d %H:%M} UTC*\n\n{content}"


def restore(db: Database, number: int) -> Done:
    """Create a contact of the trash again with every field it had, and write its notes again, through the outbox.

    Nothing happens for one that comes back already. Raises DiskFull, Busy.
    """
    thrown = trash.get(db, number)
    if thrown is None or thrown.state not in ("kept", "restored"):
        return Done(None)
    wanted = plan(thrown)
    contact_id = f"{LOCAL}{uuid.uuid4().hex}"
    with db.writing() as connection:
        put = Putting(connection)
        facts = {"count": 1, "name": thrown.name, "restored": number}
        step = steps.begin(connection, "create", facts)
        entry = _bring_back(put, thrown, wanted, contact_id, step, "")
        changed = also(put.finish(), "trash")
    return Done(step, 1, changed=changed, contact_id=contact_id, entry=entry)


def _bring_back(put: Putting, thrown: Thrown, wanted: RestorePlan, contact_id: str, step: int, after_id: str) -> int:
    """Put the creation and the notes; with `after_id` it waits for what was changed in that contact before."""
    contact = replace(edits.contact_of(wanted.draft, contact_id), id=contact_id)
    body = edits.packed_draft(wanted.draft)
    entry = put.insert("create", contact, body, {}, step, other_id=after_id)
    steps.add(put.connection, step, contact_id, "create", entry, body, {})
    for content, written_at in wanted.notes:
        put.insert("note", contact, {"content": dated(content, written_at)}, {}, None)
    put.connection.run(
        "UPDATE journal.trash SET state = 'restoring', new_id = ? WHERE number = ?", (contact_id, thrown.number)
    )
    for column in ("first_id", "second_id"):
        sql = f"UPDATE OR REPLACE journal.not_pairs SET {column} = ? WHERE {column} = ?"
        put.connection.run(sql, (contact_id, thrown.contact.id))
    return entry


def undo_merge(db: Database, undo: UndoPlan, taken: Collection[str] = ()) -> Done:
    """Take a merge back: the primary gets the values back that the merge changed, then the secondary is created again.

    `taken` are the fields of `undo.asked` that are set back too. Raises DiskFull, Busy.
    """
    thrown = undo.thrown
    if thrown.state not in ("kept", "restored"):
        return Done(None)
    contact_id = f"{LOCAL}{uuid.uuid4().hex}"
    changes = (*undo.changes, *(change for change in undo.asked if change.field in taken))
    with db.writing() as connection:
        put = Putting(connection)
        step = steps.begin(connection, "create", {"count": 1, "name": thrown.name, "restored": thrown.number})
        primary = undo.primary
        if primary is not None and changes:
            put_change(put, primary, changes, step)
        entry = _bring_back(put, thrown, plan(thrown), contact_id, step, primary.id if primary else "")
        title = f"{thrown.name} ← {primary.name if primary else thrown.primary_id}"
        after, before = edits.packed(changes)
        pairs.record(connection, "undo", thrown.primary_id, thrown.contact.id, title, before, after)
        changed = also(put.finish(), "trash", "pairs")
    return Done(step, 1, changed=changed, contact_id=contact_id, entry=entry)
