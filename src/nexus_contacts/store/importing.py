"""Whole files into the outbox: new contacts and changes of known ones, as one step that can be taken back."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice

from nexus_contacts.api.records import Draft
from nexus_contacts.store import edits, steps
from nexus_contacts.store.changes import NOTHING, Changed
from nexus_contacts.store.connection import Database
from nexus_contacts.store.edits import Changes
from nexus_contacts.store.entries import LOCAL
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
    """What was put: the undo step (None: nothing), and by row its contact and its entry."""

    done: Done
    rows: dict[int, tuple[str, int]]


def put(
    db: Database,
    name: str,
    incoming: Iterable[Incoming],
    *,
    on_progress: Callable[[int], None] = lambda count: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Put:
    """Put the rows of a file called `name` into the outbox, a chunk a transaction: what was put before a fault stands.

    `on_progress` gets how many rows are in. Once `stopped` answers True it ends. Raises DiskFull, Busy.
    """
    rows: dict[int, tuple[str, int]] = {}
    step: int | None = None
    told: Changed = NOTHING
    left = iter(incoming)
    while not stopped() and (some := list(islice(left, CHUNK))):
        with db.writing() as connection:
            putting = Putting(connection)
            if step is None:
                step = steps.begin(connection, "import", {"name": name})
            for one in some:
                rows[one.row] = _put_one(putting, step, one)
            steps.set_fact(connection, step, "count", len(rows))
            putting.finish()
        told = Changed(None, frozenset({"contacts", "outbox"}))
        on_progress(len(rows))
    return Put(Done(step, len(rows), stopped=stopped(), changed=also(told, "details")), rows)


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
        putting.insert("note", contact, {"content": content}, {}, step)
    return contact_id, number
