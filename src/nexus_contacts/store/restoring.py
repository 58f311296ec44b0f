"""Taking a contact back out of the trash: what will come back and what cannot, and the entries that do it."""

import uuid
from dataclasses import dataclass, replace
from datetime import datetime

from nexus_contacts.api.records import Draft, Note
from nexus_contacts.store import edits, steps, trash
from nexus_contacts.store.connection import Database
from nexus_contacts.store.entries import LOCAL
from nexus_contacts.store.outbox import Done, also
from nexus_contacts.store.putting import Putting
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
        contact = replace(edits.contact_of(wanted.draft, contact_id), id=contact_id)
        step = steps.begin(connection, "create", {"count": 1, "name": contact.name, "restored": number})
        body = edits.packed_draft(wanted.draft)
        entry = put.insert("create", contact, body, {}, step)
        steps.add(connection, step, contact_id, "create", entry, body, {})
        for content, written_at in wanted.notes:
            put.insert("note", contact, {"content": dated(content, written_at)}, {}, None)
        connection.run(
            "UPDATE journal.trash SET state = 'restoring', new_id = ? WHERE number = ?", (contact_id, number)
        )
        changed = also(put.finish(), "trash")
    return Done(step, 1, changed=changed, contact_id=contact_id, entry=entry)
