"""Taking back and doing again: each undo step turned round, where nobody has changed its fields since."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from nexus_contacts.api.records import Contact, Draft
from nexus_contacts.store import edits, steps
from nexus_contacts.store.changes import NOTHING, Changed
from nexus_contacts.store.connection import Database
from nexus_contacts.store.edits import Changes
from nexus_contacts.store.entries import LOCAL, Entry, select
from nexus_contacts.store.outbox import HOLD_S, Done, delete, put_deletion
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

    `count` contacts followed, `left` did not: they were changed since, or have been sent. `notes_left` were sent: the
    service keeps notes. `sent` are the contacts of a creation (by their ids) and `thrown` those of a deletion (by their
    numbers in the trash) that the service has seen already: taking them back is a deletion, or a restoring, and asks.
    While there are `sent` the step stands as done: `delete_sent` ends it. `stayed` are those whose fields were changed
    since, for the person to decide. `draft` and `content` are what a person typed for one contact or one note.
    """

    step: Step
    count: int = 0
    left: int = 0
    notes_left: int = 0
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
    notes_left: int = 0
    sent: list[str] = field(default_factory=list)
    thrown: list[int] = field(default_factory=list)
    draft: Draft | None = None
    content: str = ""
    contact_id: str = ""
    stayed: list[Stayed] = field(default_factory=list)


_Turner: TypeAlias = Callable[[Putting, Item, _Turning], None]


def undo(db: Database, step: Step) -> Turned:
    """Take a step back. Raises DiskFull, Busy; what was taken back before stands.

    It stays done while contacts that it created are on the service: it can be taken back once more for these.
    """
    takers: dict[str, _Turner] = {
        "patch": _take_back_patch,
        "create": _take_back_creation,
        "unsent": _bring_back,
        "note": _take_back_note,
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
                if not turning.sent:
                    steps.set_undone(connection, step.number, undone)
                break
            after = (items[-1].contact_id, items[-1].entry)
    if told:
        told = Changed(told.ids, told.kinds | {"details", "trash"})
    return Turned(
        step, turning.count, turning.left, turning.notes_left, told, tuple(turning.sent), tuple(turning.thrown),
        turning.draft if step.kind == "create" else None, turning.content if step.kind == "note" else "",
        turning.contact_id, tuple(turning.stayed),
    )  # fmt: skip


def delete_sent(db: Database, step: int, ids: Sequence[str]) -> Done:
    """Delete the contacts of a step that the service has already, and end the step: a deletion is a step of its own.

    Raises DiskFull, Busy; what was done before stands.
    """
    done = delete(db, ids)
    with db.writing() as connection:
        steps.set_undone(connection, step, True)
    return done


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
    if contact is None:
        turning.left += 1
    elif rest := _not_fitting(contact, changes, fit):
        turning.left += 1
        turning.stayed.append(Stayed(contact.id, contact.name, rest))


def _not_fitting(contact: Contact, changes: Changes, fit: Changes) -> Changes:
    """What would set back the fields of `changes` that somebody has changed since; tags always fit.

    A field that has been set back already is left alone: taking back twice is as good as once.
    """
    fields = {one.field for one in fit} | {"tags"}
    left = (one for one in changes if one.field not in fields)
    now = ((edits.value_of(contact, one.field), one) for one in left)
    return tuple(edits.Change(one.field, held, one.after) for held, one in now if not edits.same(held, one.after))


def _take_back_patch(put: Putting, item: Item, turning: _Turning) -> None:
    _put_fitting(put, item, edits.inverse(edits.unpacked(item.after, item.before)), turning)


def _patch_again(put: Putting, item: Item, turning: _Turning) -> None:
    _put_fitting(put, item, edits.unpacked(item.after, item.before), turning)


def _entry_of(put: Putting, item: Item) -> tuple[Entry | None, bool]:
    """The entry of an item, and whether it can be removed: it is not on its way, and the service has not seen it."""
    found = select(put.connection, "number = ?", (item.entry,))
    if not found:
        return None, False
    seen = found[0].kind in ("create", "merge") and found[0].attempts and not found[0].is_refused
    return found[0], found[0].state in ("held", "waiting", "parked") and not seen


def _take_back_creation(put: Putting, item: Item, turning: _Turning) -> None:
    """Remove the entry of a creation; a contact that was sent is told, one that is gone or goes already is not."""
    turning.contact_id = item.contact_id
    entry, removable = _entry_of(put, item)
    if entry is not None and removable:
        remove(put, entry)
        turning.count += 1
        turning.draft = entry.draft
    elif put.contact(item.contact_id) is not None and not _is_going(put, item.contact_id):
        turning.sent.append(item.contact_id)


def _is_going(put: Putting, contact_id: str) -> bool:
    return any(entry.kind == "delete" for entry in put.waiting(contact_id))


def _take_back_note(put: Putting, item: Item, turning: _Turning) -> None:
    """Remove the entry of a note; what was sent stays. An entry that is not there was removed before."""
    turning.contact_id = item.contact_id
    entry, removable = _entry_of(put, item)
    if entry is not None and removable:
        remove(put, entry)
        turning.count += 1
        turning.content = entry.content
    elif entry is not None and put.contact(item.contact_id) is not None:
        turning.notes_left += 1


def _take_back_entry(put: Putting, item: Item, turning: _Turning) -> None:
    """Remove the entry of a deletion or a merge; what was sent already is told by its number in the trash."""
    turning.contact_id = item.contact_id
    entry, removable = _entry_of(put, item)
    if entry is None or not removable:
        turning.left += 1
        turning.thrown.append(int(item.after["trash"]))
        return
    remove(put, entry)
    turning.count += 1


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
    """Create again what was taken back before it was sent: what was sent has an id of the service's own."""
    if not item.contact_id.startswith(LOCAL) or put.contact(item.contact_id) is not None:
        return
    contact = edits.contact_of(edits.unpacked_draft(item.after), item.contact_id)
    _renew(put, item, turning, put.insert("create", contact, item.after, {}, turning.step))


def _note_again(put: Putting, item: Item, turning: _Turning) -> None:
    contact = put.contact(item.contact_id)
    if contact is None:
        turning.left += 1
    elif _entry_of(put, item)[0] is None:  # else it was never taken back
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
