"""The outbox: the only thing that a person's action writes. Every change is an entry, in order, in the journal.

An entry and its laying over the copy are one transaction. Later edits of a field fold into the entry that waits; what
is not sent yet is taken back by removing it. What is being sent is left alone: a change of it becomes an entry after.
"""

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from nexus_contacts.api.records import Contact, Draft
from nexus_contacts.store import edits, overlay, steps, trash
from nexus_contacts.store.changes import NOTHING, Changed
from nexus_contacts.store.connection import Connection, Database
from nexus_contacts.store.edits import Changes, Edit
from nexus_contacts.store.entries import ACTIVE, LOCAL, select
from nexus_contacts.store.putting import MANY, Putting, put_change
from nexus_contacts.store.writes import known

HOLD_S = 10.0
"""A deletion stays here for so long before it may leave."""
CHUNK = 250
"""So many contacts are changed in one transaction when there are many."""


@dataclass(frozen=True, slots=True)
class Done:
    """What an action did: its undo step (None: nothing was to do), the contacts it changed, and what to tell.

    `untouched` contacts were so already, `stopped` tells that a person ended it before its end.
    """

    step: int | None
    count: int = 0
    untouched: int = 0
    stopped: bool = False
    changed: Changed = NOTHING
    contact_id: str = ""
    entry: int = 0


def _record_patch(put: Putting, step: int, contact: Contact, changes: Changes, entry: int) -> None:
    after, before = edits.packed(changes)
    steps.add(put.connection, step, contact.id, "patch", entry, after, before)


def create(db: Database, draft: Draft) -> Done:
    """Create a contact here; it is sent when the service can be reached. Raises DiskFull, Busy."""
    contact_id = f"{LOCAL}{uuid.uuid4().hex}"
    with db.writing() as connection:
        put = Putting(connection)
        contact = edits.contact_of(draft, contact_id)
        step = steps.begin(connection, "create", {"count": 1, "name": contact.name})
        number = put.insert("create", contact, edits.packed_draft(draft), {}, step)
        steps.add(connection, step, contact_id, "create", number, edits.packed_draft(draft), {})
        changed = put.finish()
    return Done(step, 1, changed=changed, contact_id=contact_id, entry=number)


def change(db: Database, contact_id: str, changes: Changes) -> Done:
    """Change one contact: `changes` name what stood in the fields when the person began. Raises DiskFull, Busy."""
    with db.writing() as connection:
        put = Putting(connection)
        contact = put.contact(contact_id)
        if contact is None or not changes:
            return Done(None, untouched=1)
        facts = _facts(changes, 1, contact.name)
        step = steps.begin(connection, "edit", facts)
        number = put_change(put, contact, changes, step)
        _record_patch(put, step, contact, changes, number)
        changed = put.finish()
    return Done(step, 1, changed=changed, contact_id=contact_id, entry=number)


def _facts(changes: Changes, count: int, name: str) -> dict[str, Any]:
    after, before = edits.packed(changes)
    return {"count": count, "name": name, "after": after, "before": before}


def edit(
    db: Database,
    ids: Sequence[str],
    wanted: Edit,
    *,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Done:
    """Make the same edit in many contacts, as one step to take back. Each chunk of it is a transaction of its own.

    `on_progress` gets (contacts looked at, all of them). Once `stopped` answers True it ends: what was changed by then
    stands. Raises DiskFull, Busy; what was changed before stands.
    """
    step: int | None = None
    count, looked, told = 0, 0, NOTHING
    for start in range(0, len(ids), CHUNK):
        if stopped():
            break
        some = ids[start : start + CHUNK]
        with db.writing() as connection:
            put = Putting(connection)
            for contact, changes in _differing(connection, some, wanted):
                if step is None:
                    step = steps.begin(connection, "edit", {"name": contact.name, "edit": steps.edit_facts(wanted)})
                number = put_change(put, contact, changes, step)
                _record_patch(put, step, contact, changes, number)
                count += 1
            if step is not None:
                steps.set_fact(connection, step, "count", count)
            told = _joined(told, put.finish())
        looked += len(some)
        on_progress(looked, len(ids))
    return Done(step, count, looked - count, looked < len(ids), told, contact_id=ids[0] if len(ids) == 1 else "")


def _joined(one: Changed, other: Changed) -> Changed:
    together = one | other
    too_many = together.ids is not None and len(together.ids) > MANY
    return Changed(None, together.kinds) if too_many else together


def _differing(connection: Connection, ids: Sequence[str], wanted: Edit) -> Iterable[tuple[Contact, Changes]]:
    """The contacts in which an edit changes anything; those that wait to be deleted are left alone."""
    going = {
        row[0]
        for row in connection.all(
            "SELECT iif(kind = 'merge', other_id, contact_id) FROM journal.outbox"
            f" WHERE kind IN ('delete', 'merge') AND {ACTIVE}"
        )
    }
    for contact_id, row in known(connection, ids).items():
        contact = overlay.contact_of_row(contact_id, row)
        changes = edits.changes_for(contact, wanted)
        if changes and contact_id not in going:
            yield contact, changes


def add_note(db: Database, contact_id: str, content: str) -> Done:
    """Add a note to a contact. Raises DiskFull, Busy."""
    with db.writing() as connection:
        put = Putting(connection)
        contact = put.contact(contact_id)
        if contact is None:
            return Done(None, untouched=1)
        step = steps.begin(connection, "note", {"count": 1, "name": contact.name})
        number = put.insert("note", contact, {"content": content}, {}, step)
        steps.add(connection, step, contact_id, "note", number, {"content": content}, {})
        changed = put.finish()
    return Done(step, 1, changed=also(changed, "details"), contact_id=contact_id, entry=number)


def also(changed: Changed, *kinds: str) -> Changed:
    """What changed, and these kinds of things besides."""
    return Changed(changed.ids, changed.kinds | frozenset(kinds)) if changed else changed


def rewrite_note(db: Database, number: int, content: str) -> Changed:
    """Give a note that is not sent yet other words. Nothing happens where it is on its way or gone already."""
    with db.writing() as connection:
        put = Putting(connection)
        for entry in select(connection, "number = ? AND kind = 'note' AND state IN ('waiting', 'parked')", (number,)):
            put.rewrite(entry, {"content": content}, {}, state="waiting")
        return also(put.finish(), "details")


def delete(db: Database, ids: Sequence[str], *, hold_s: float = HOLD_S) -> Done:
    """Delete contacts: a copy goes into the trash, and the deletion may leave when `hold_s` seconds are over.

    A contact that was never sent just goes. Raises DiskFull, Busy; what was done before stands.
    """
    step: int | None = None
    count, told = 0, NOTHING
    for start in range(0, len(ids), CHUNK):
        with db.writing() as connection:
            put = Putting(connection)
            for contact_id, row in known(connection, ids[start : start + CHUNK]).items():
                contact = overlay.contact_of_row(contact_id, row)
                if step is None:
                    step = steps.begin(connection, "delete", {"name": contact.name})
                count += put_deletion(put, contact, step, hold_s)
            if step is not None:
                steps.set_fact(connection, step, "count", count)
            told = _joined(told, put.finish())
    return Done(step, count, len(ids) - count, changed=also(told, "trash"), contact_id=ids[0] if len(ids) == 1 else "")


def put_deletion(put: Putting, contact: Contact, step: int, hold_s: float) -> int:
    """Put the deletion of one contact and note it in its step; 0 where it waits to be deleted already."""
    waiting = put.waiting(contact.id)
    if any(entry.kind in ("delete", "merge") for entry in waiting) or put.is_merged_away(contact.id):
        return 0
    unsent = next(
        (
            one
            for one in waiting
            if one.draft is not None and one.state != "sending" and (not one.attempts or one.is_refused)
        ),
        None,
    )
    if unsent is not None:
        for entry in waiting:
            put.delete(entry)
        content = {
            "draft": edits.packed_draft(edits.draft_of(contact)),
            "notes": [e.content for e in waiting if e.content],
        }
        steps.add(put.connection, step, contact.id, "unsent", unsent.number, content, {})
        return 1
    thrown = trash.put(put.connection, contact, "delete", notes=[one.content for one in waiting if one.kind == "note"])
    hold_until = put.now + timedelta(seconds=hold_s) if hold_s > 0 else None
    number = put.insert("delete", contact, {"trash": thrown}, {}, step, hold_until=hold_until)
    steps.add(put.connection, step, contact.id, "delete", number, {"trash": thrown}, {})
    return 1
