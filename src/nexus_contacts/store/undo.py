"""Taking back and doing again: each undo step turned round, where nobody has changed its fields since."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from nexus_contacts.api.records import Contact, Draft
from nexus_contacts.store import edits, steps
from nexus_contacts.store.changes import NOTHING, Changed
from nexus_contacts.store.connection import Database
from nexus_contacts.store.edits import Changes
from nexus_contacts.store.entries import select
from nexus_contacts.store.outbox import HOLD_S, put_deletion
from nexus_contacts.store.putting import Putting, put_change, remove
from nexus_contacts.store.steps import Item, Step

CHUNK = 250


@dataclass(frozen=True, slots=True)
class Stayed:
    """A contact whose fields were changed since a step: `changes` would set them back from what they are now."""

    contact_id: str
    name: str
    changes: Changes


@dataclass(frozen=True, slots=True)
class Turned:
    """What became of a step that was taken back or done again.

    `count` contacts followed, `left` did not: they were changed since, or have been sent. `sent` are the contacts of a
    creation (by their ids) and `thrown` those of a deletion (by their numbers in the trash) that the service has seen
    already: taking them back is a deletion, or a restoring, and asks. `stayed` are those whose fields were changed
    since, for the person to decide. `draft` and `content` are what a person typed.
    """

    step: Step
    count: int = 0
    left: int = 0
    changed: Changed = NOTHING
    sent: tuple[str, ...] = ()
    thrown: tuple[int, ...] = ()
    draft: Draft | None = None
    content: str = ""
    contact_id: str = ""
    stayed: tuple[Stayed, ...] = ()


@dataclass(slots=True)
class _Turning:
    step: int
    count: int = 0
    left: int = 0
    sent: tuple[str, ...] = ()
    thrown: tuple[int, ...] = ()
    draft: Draft | None = None
    content: str = ""
    contact_id: str = ""
    stayed: list[Stayed] = field(default_factory=list)


_Turner: TypeAlias = Callable[[Putting, Item, _Turning], None]


def undo(db: Database, step: Step) -> Turned:
    """Take a step back. Raises DiskFull, Busy; what was taken back before stands."""
    takers: dict[str, _Turner] = {
        "patch": _take_back_patch,
        "create": _take_back_entry,
        "unsent": _bring_back,
        "note": _take_back_entry,
        "delete": _take_back_entry,
        "merge": _take_back_entry,
    }
    return _turn(db, step, takers, undone=True)


def redo(db: Database, step: Step) -> Turned:
    """Do a step again that was taken back. Raises DiskFull, Busy."""
    doers: dict[str, _Turner] = {
        "patch": _patch_again,
        "create": _create_again,
        "unsent": _throw_again,
        "note": _note_again,
        "delete": _throw_again,
        "merge": _merge_again,
    }
    return _turn(db, step, doers, undone=False)


def _turn(db: Database, step: Step, turners: Mapping[str, _Turner], *, undone: bool) -> Turned:
    turning, told, after = _Turning(step.number), NOTHING, ("", 0)
    until = steps.last_entry(db.reading(), step.number)
    while True:
        with db.writing() as connection:
            items = steps.items(connection, step.number, until, after=after, limit=CHUNK)
            put = Putting(connection)
            for item in items:
                turners[item.kind](put, item, turning)
            told |= put.finish()
            if len(items) < CHUNK:
                steps.set_undone(connection, step.number, undone)
                break
            after = (items[-1].contact_id, items[-1].entry)
    if told:
        told = Changed(told.ids, told.kinds | {"details", "trash"})
    return Turned(
        step, turning.count, turning.left, told, turning.sent, turning.thrown, turning.draft, turning.content,
        turning.contact_id, tuple(turning.stayed),
    )  # fmt: skip


def set_back(db: Database, stayed: Sequence[Stayed]) -> Changed:
    """Set fields back although they were changed since. Raises DiskFull, Busy; what was set before stands."""
    told = NOTHING
    for start in range(0, len(stayed), CHUNK):
        with db.writing() as connection:
            put = Putting(connection)
            for one in stayed[start : start + CHUNK]:
                contact = put.contact(one.contact_id)
                if contact is not None:
                    put_change(put, contact, one.changes, None)
            told |= put.finish()
    return told


def _fitting(contact: Contact, changes: Changes) -> Changes:
    """Those of `changes` whose field stands as they expect it."""
    fit = []
    for one in changes:
        now = edits.value_of(contact, one.field)
        if one.field == "tags":
            after = edits.merged_tags(_texts(one.before), _texts(one.after), _texts(now))
            fit += [edits.Change("tags", now, after)] if after != now else []
        elif edits.same(now, one.before):
            fit.append(one)
    return tuple(fit)


def _texts(value: edits.Value) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, tuple | list) else ()


def _put_fitting(put: Putting, item: Item, changes: Changes, turning: _Turning) -> None:
    contact = put.contact(item.contact_id)
    fit = () if contact is None else _fitting(contact, changes)
    turning.contact_id = item.contact_id
    if fit and contact is not None:
        put_change(put, contact, fit, None)
        turning.count += 1
    if len(fit) < len(changes):
        turning.left += 1
    if contact is not None and (rest := _not_fitting(contact, changes, fit)):
        turning.stayed.append(Stayed(contact.id, contact.name, rest))


def _not_fitting(contact: Contact, changes: Changes, fit: Changes) -> Changes:
    """What would set back the fields of `changes` that somebody has changed since; tags always fit."""
    fields = {one.field for one in fit} | {"tags"}
    left = (one for one in changes if one.field not in fields)
    now = ((edits.value_of(contact, one.field), one) for one in left)
    return tuple(edits.Change(one.field, held, one.after) for held, one in now if not edits.same(held, one.after))


def _take_back_patch(put: Putting, item: Item, turning: _Turning) -> None:
    _put_fitting(put, item, edits.inverse(edits.unpacked(item.after, item.before)), turning)


def _patch_again(put: Putting, item: Item, turning: _Turning) -> None:
    _put_fitting(put, item, edits.unpacked(item.after, item.before), turning)


def _take_back_entry(put: Putting, item: Item, turning: _Turning) -> None:
    """Remove the entry of a creation, a note or a deletion; what was sent already is told."""
    turning.contact_id = item.contact_id
    found = select(put.connection, "number = ? AND state IN ('held', 'waiting', 'parked')", (item.entry,))
    if not found or (found[0].kind in ("create", "merge") and found[0].attempts):
        turning.left += 1
        if item.kind == "create":
            turning.sent += (item.contact_id,)
        elif item.kind in ("delete", "merge"):
            turning.thrown += (int(item.after["trash"]),)
        return
    remove(put, found[0])
    turning.count += 1
    turning.draft, turning.content = found[0].draft, found[0].content


def _bring_back(put: Putting, item: Item, turning: _Turning) -> None:
    """A contact that was never sent and then deleted comes back as it was."""
    contact = edits.contact_of(edits.unpacked_draft(item.after["draft"]), item.contact_id)
    put.insert("create", contact, item.after["draft"], {}, None)
    for content in item.after.get("notes", ()):
        put.insert("note", contact, {"content": content}, {}, None)
    turning.contact_id = item.contact_id
    turning.count += 1


def _renew(put: Putting, item: Item, turning: _Turning, number: int) -> None:
    """The step's item stands for another entry from now on."""
    steps.take_out(put.connection, turning.step, item)
    steps.add(put.connection, turning.step, item.contact_id, item.kind, number, item.after, item.before)
    turning.contact_id = item.contact_id
    turning.count += 1


def _create_again(put: Putting, item: Item, turning: _Turning) -> None:
    contact = edits.contact_of(edits.unpacked_draft(item.after), item.contact_id)
    _renew(put, item, turning, put.insert("create", contact, item.after, {}, turning.step))


def _note_again(put: Putting, item: Item, turning: _Turning) -> None:
    contact = put.contact(item.contact_id)
    if contact is None:
        turning.left += 1
    else:
        _renew(put, item, turning, put.insert("note", contact, item.after, {}, turning.step))


def _throw_again(put: Putting, item: Item, turning: _Turning) -> None:
    contact = put.contact(item.contact_id)
    steps.take_out(put.connection, turning.step, item)
    done = 0 if contact is None else put_deletion(put, contact, turning.step, HOLD_S)
    turning.contact_id = item.contact_id
    turning.count += done
    turning.left += 1 - done


def _merge_again(put: Putting, item: Item, turning: _Turning) -> None:
    """A merge is not done again by itself: what it was planned on may have changed, so it is planned anew."""
    steps.take_out(put.connection, turning.step, item)
    turning.left += 1
