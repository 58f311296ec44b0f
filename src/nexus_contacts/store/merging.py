"""Merges in the outbox: planned here with everything they need to be finished, re-checked, undone."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta

from nexus_contacts.api.records import Contact
from nexus_contacts.store import details, edits, history, overlay, pairs, steps, trash
from nexus_contacts.store.changes import Changed
from nexus_contacts.store.connection import Connection, Database
from nexus_contacts.store.edits import Change, Changes
from nexus_contacts.store.encoding import micros
from nexus_contacts.store.entries import ACTIVE, Entry, Reason, is_local, reason_text, select
from nexus_contacts.store.errors import MergeBlocked
from nexus_contacts.store.outbox import HOLD_S, Done, also
from nexus_contacts.store.putting import Putting
from nexus_contacts.store.writes import known, take_out


@dataclass(frozen=True, slots=True)
class Planned:
    """One secondary's part of a merge: the primary as it will stand before it, and as it is wanted after it."""

    secondary: Contact
    primary: Contact
    wanted: Contact


def blocking(db: Database, ids: Sequence[str]) -> tuple[Entry, ...]:
    """What must be sent or discarded before these contacts can be merged."""
    marks = ", ".join("?" * len(ids))
    where = f"(contact_id IN ({marks}) OR other_id <> '' AND other_id IN ({marks})) AND {ACTIVE}"
    return tuple(select(db.reading(), where, (*ids, *ids)))


def plan(db: Database, parts: Sequence[Planned], note: str = "", *, hold_s: float = HOLD_S) -> Done:
    """Put a merge of a contact with one or more others, as one step to take back. It may leave after `hold_s` seconds.

    All records go into the trash first. `note` keeps on the survivor what has no other place.
    Raises MergeBlocked, DiskFull, Busy; then nothing was changed.
    """
    return plan_many(db, ((parts, note),), hold_s=hold_s)


def plan_many(db: Database, merges: Sequence[tuple[Sequence[Planned], str]], *, hold_s: float = HOLD_S) -> Done:
    """Several merges as one step to take back. Raises as `plan` does."""
    with db.writing() as connection:
        put = Putting(connection)
        first = merges[0][0][0].primary
        count = sum(len(parts) for parts, _ in merges)
        facts = {"count": count, "name": first.name, "secondary": merges[0][0][0].secondary.name}
        step = steps.begin(connection, "merge", facts)
        number = 0
        for parts, note in merges:
            for part in parts:
                number = _put(put, part, step, hold_s)
            if note:
                survivor = parts[0].primary
                written = put.insert("note", survivor, {"content": note}, {}, step)
                steps.add(connection, step, survivor.id, "note", written, {"content": note}, {})
        changed = also(put.finish(), "trash", "pairs", "details")
    return Done(step, count, changed=changed, contact_id=first.id, entry=number)


def _put(put: Putting, part: Planned, step: int, hold_s: float) -> int:
    primary, secondary = part.primary, part.secondary
    others = [one for one in put.waiting(secondary.id) + put.waiting(primary.id) if one.step != step]
    if others or is_local(primary.id) or is_local(secondary.id) or primary.id == secondary.id:
        raise MergeBlocked(primary.id, secondary.id)
    thrown = [
        trash.put(put.connection, one, "merge", primary_id=primary.id)
        for one in (secondary, put.contact(primary.id) or primary)
    ]
    shown = put.contact(primary.id) or primary
    after, before = edits.packed(edits.changes_between(shown, part.wanted))
    wanted = overlay.record_text(part.wanted)
    body = {"changes": after, "name": secondary.name, "trash": thrown, "wanted": wanted}
    base = {"changes": before, "primary": overlay.record_text(primary), "secondary": overlay.record_text(secondary)}
    hold_until = put.now + timedelta(seconds=hold_s) if hold_s > 0 else None
    number = put.insert("merge", primary, body, base, step, hold_until=hold_until, other_id=secondary.id)
    steps.add(put.connection, step, primary.id, "merge", number, {"trash": thrown[0], "secondary": secondary.id}, {})
    return number


@dataclass(frozen=True, slots=True)
class MergeContent:
    """What a merge's entry holds: both contacts as they were when it was planned, and the result that is wanted."""

    primary: Contact
    secondary: Contact
    wanted: Contact


def content_of(db: Database, entry: Entry) -> MergeContent:
    """The content of a merge's entry."""
    row = db.reading().one("SELECT body, base FROM journal.outbox WHERE number = ?", (entry.number,))
    assert row is not None
    body, base = json.loads(row[0]), json.loads(row[1])
    return MergeContent(
        overlay.contact_of_record(entry.contact_id, base["primary"]),
        overlay.contact_of_record(entry.other_id, base["secondary"]),
        overlay.contact_of_record(entry.contact_id, body["wanted"]),
    )


def accept(db: Database, number: int, primary: Contact, secondary: Contact) -> Changed:
    """A person wants a merge in spite of what changed: what is there now is what it was planned on."""
    with db.writing() as connection:
        put = Putting(connection)
        for entry in select(connection, "number = ? AND kind = 'merge' AND state = 'parked'", (number,)):
            base = json.loads(connection.value("SELECT base FROM journal.outbox WHERE number = ?", (number,)))
            base |= {"primary": overlay.record_text(primary), "secondary": overlay.record_text(secondary)}
            connection.run(
                "UPDATE journal.outbox SET base = ?, state = 'waiting', reason = '' WHERE number = ?",
                (json.dumps(base), number),
            )
            put.touched += [entry.contact_id, entry.other_id]
        return also(put.finish(), "pairs")


def confirm(db: Database, entry: Entry, answer: Contact, left: Changes) -> Changed:
    """The service has merged: the secondary goes, `answer` is the primary now, `left` waits as a change of it."""
    content = content_of(db, entry)
    primary, secondary = entry.contact_id, entry.other_id
    with db.writing() as connection:
        now = micros(Putting(connection).now)
        connection.run(
            "UPDATE journal.outbox SET state = 'sent', reason = '', sent_at = ? WHERE number = ?", (now, entry.number)
        )
        for contact_id in (primary, secondary):
            trash.kept(connection, contact_id)
        if left:
            _put_choices(connection, entry, answer, left)
        _follow(connection, secondary, primary)
        history.note(connection, content.secondary, None, "here")
        history.note_changes(connection, answer, edits.changes_between(content.primary, answer), "here")
        take_out(connection, known(connection, (secondary,)))
        connection.run("DELETE FROM pairs WHERE first_id = ? OR second_id = ?", (secondary, secondary))
        overlay.relay(connection, (primary,), {primary: answer})
        overlay.bump(connection)
        _record(connection, content, answer, left)
    kinds = frozenset({"contacts", "details", "outbox", "trash", "history", "pairs"})
    return Changed(frozenset({primary, secondary}), kinds)


def _put_choices(connection: Connection, entry: Entry, answer: Contact, left: Changes) -> None:
    """What was chosen otherwise than the service does: an ordinary change, right behind the merge."""
    put = Putting(connection)
    after, before = edits.packed(left)
    put.insert("patch", answer, after, before, entry.step)


def _follow(connection: Connection, secondary: str, primary: str) -> None:
    """What hung on the secondary hangs on the primary: its star, its lists."""
    connection.run("UPDATE OR IGNORE journal.stars SET contact_id = ? WHERE contact_id = ?", (primary, secondary))
    connection.run("DELETE FROM journal.stars WHERE contact_id = ?", (secondary,))
    connection.run("DELETE FROM details WHERE contact_id IN (?, ?)", (primary, secondary))


def _record(connection: Connection, content: MergeContent, answer: Contact, left: Changes) -> None:
    final = edits.laid_over(answer, left)
    pairs.record(
        connection,
        "merge",
        content.primary.id,
        content.secondary.id,
        f"{content.secondary.name} → {content.primary.name}",
        {
            "primary": json.loads(overlay.record_text(content.primary)),
            "secondary": json.loads(overlay.record_text(content.secondary)),
        },
        {"primary": json.loads(overlay.record_text(final))},
    )


def park_changed(db: Database, entry: Entry, primary: Contact, secondary: Contact) -> Changed:
    """A contact changed since the merge was planned: the person is asked, and the copy shows what is there now."""
    with db.writing() as connection:
        sql = "UPDATE journal.outbox SET state = 'parked', reason = ? WHERE number = ?"
        connection.run(sql, (reason_text(Reason("changed")), entry.number))
        ids = (primary.id, secondary.id)
        overlay.relay(connection, ids, {primary.id: primary, secondary.id: secondary})
        overlay.bump(connection)
    return Changed(frozenset(ids), frozenset({"contacts", "outbox", "pairs"}))


def differs(planned: Contact, now: Contact) -> Changes:
    """What changed in a contact since a merge was planned on it."""
    return edits.changes_between(planned, now)


def related_counts(db: Database, ids: Collection[str]) -> dict[str, dict[str, int]]:
    """How many deals, notes, activities and events of each contact are known here, by id and kind."""
    found: dict[str, dict[str, int]] = {contact_id: {} for contact_id in ids}
    for contact_id in ids:
        for kind in details.KINDS:
            count = db.reading().value(
                "SELECT count FROM details WHERE contact_id = ? AND kind = ?", (contact_id, kind)
            )
            if count is not None:
                found[contact_id][kind] = int(count)
    return found


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """What undoing a merge does: the secondary comes back with `notes`, the primary gets `changes` back.

    `asked` are fields that somebody has changed since: they stay unless a person says otherwise. Deals, activities and
    timeline stay with the primary.
    """

    thrown: trash.Thrown
    primary: Contact | None
    changes: Changes
    asked: Changes


def plan_undo(db: Database, number: int) -> UndoPlan | None:
    """What undoing the merge whose secondary lies in the trash under `number` would do; None: it cannot be undone."""
    thrown = trash.get(db, number)
    if thrown is None or thrown.cause != "merge" or thrown.state not in ("kept", "restored"):
        return None
    row = db.reading().one(
        "SELECT before, after FROM journal.deeds WHERE kind = 'merge' AND second_id = ? ORDER BY number DESC LIMIT 1",
        (thrown.contact.id,),
    )
    connection = db.reading()
    here = known(connection, (thrown.primary_id,)).get(thrown.primary_id)
    now = None if here is None else overlay.contact_of_row(thrown.primary_id, here)
    if row is None or now is None:
        return UndoPlan(thrown, now, (), ())
    before = overlay.contact_of_record(thrown.primary_id, json.dumps(json.loads(row[0])["primary"]))
    after = overlay.contact_of_record(thrown.primary_id, json.dumps(json.loads(row[1])["primary"]))
    safe: list[Change] = []
    asked: list[Change] = []
    for change in edits.changes_between(after, before):
        current = edits.value_of(now, change.field)
        if change.field == "tags":
            tags = edits.merged_tags(after.tags, before.tags, now.tags)
            safe += [Change("tags", now.tags, tags)] if tags != now.tags else []
        elif edits.same(current, change.before):
            safe.append(Change(change.field, current, change.after))
        elif not edits.same(current, change.after):
            asked.append(Change(change.field, current, change.after))
    return UndoPlan(thrown, now, tuple(safe), tuple(asked))
