"""Likely duplicates: the pairs that a scan found, in the copy; what a person said of them, in the journal."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from nexus_contacts.store.changes import NOTHING, Changed
from nexus_contacts.store.connection import Connection, Database
from nexus_contacts.store.encoding import micros, moment_of

_PAIRS = Changed(frozenset(), frozenset({"pairs"}))
DeedKind = Literal["merge", "undo", "dismiss", "revoke"]


@dataclass(frozen=True, slots=True)
class StoredPair:
    """A likely pair: `reasons` are (feature, level, weight), `other` what the two are if they are not one person."""

    first_id: str
    second_id: str
    score: float
    reasons: tuple[tuple[str, str, float], ...]
    other: str
    first_name: str = ""
    second_name: str = ""


@dataclass(frozen=True, slots=True)
class Dismissed:
    """Two contacts a person marked as different people."""

    first_id: str
    second_id: str
    first_name: str
    second_name: str
    marked_at: datetime


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of the clean-up's record, with what stood before and after, as JSON holds it."""

    number: int
    kind: DeedKind
    first_id: str
    second_id: str
    title: str
    before: dict[str, Any]
    after: dict[str, Any]
    at: datetime


def _ordered(first_id: str, second_id: str) -> tuple[str, str]:
    return (first_id, second_id) if first_id < second_id else (second_id, first_id)


def replace(db: Database, pairs: Iterable[StoredPair], about: Sequence[str] | None = None) -> Changed:
    """Put in what a scan found, in the place of all pairs, or of those that `about` takes part in."""
    rows = [
        (*_ordered(one.first_id, one.second_id), one.score, json.dumps(one.reasons, separators=(",", ":")), one.other)
        for one in pairs
    ]
    with db.writing() as connection:
        if about is None:
            connection.run("DELETE FROM pairs")
        else:
            connection.run_many("DELETE FROM pairs WHERE first_id = ? OR second_id = ?", [(one, one) for one in about])
        connection.run_many("INSERT OR REPLACE INTO pairs VALUES (?, ?, ?, ?, ?)", rows)
        _mark_paired(connection)
        if about is None:
            connection.run("INSERT OR REPLACE INTO marks VALUES ('scanned_at', ?)", (str(micros(datetime.now(UTC))),))
    return _PAIRS


# Those who are on their way out are gathered once for a question, whatever waits in the outbox beside them.
_GOING = (
    "(SELECT contact_id FROM journal.outbox WHERE kind = 'delete' AND state <> 'sent'"
    " UNION SELECT other_id FROM journal.outbox"
    " WHERE other_id <> '' AND kind IN ('merge', 'delete') AND state <> 'sent')"
)
_OPEN = (
    "NOT EXISTS (SELECT 1 FROM journal.not_pairs n WHERE n.first_id = p.first_id AND n.second_id = p.second_id)"
    " AND NOT EXISTS (SELECT 1 FROM journal.not_pairs n WHERE n.first_id = p.second_id AND n.second_id = p.first_id)"
    f" AND p.first_id NOT IN {_GOING} AND p.second_id NOT IN {_GOING}"
)
SHOWN_FROM = 0.5


_LISTED = (
    "SELECT p.first_id, p.second_id, p.score, p.reasons, p.other,"
    " a.first_name || ' ' || a.last_name, b.first_name || ' ' || b.last_name"
    " FROM pairs p CROSS JOIN contacts a ON a.id = p.first_id CROSS JOIN contacts b ON b.id = p.second_id"
)


def _mark_paired(connection: Connection) -> None:
    """The filter "in a duplicate pair" reads the numbers of contacts that have one."""
    connection.run("DELETE FROM paired")
    connection.run(
        f"INSERT OR IGNORE INTO paired SELECT c.number FROM pairs p CROSS JOIN contacts c"
        f" ON c.id IN (p.first_id, p.second_id) WHERE p.score >= {SHOWN_FROM} AND {_OPEN}"
    )


def listed(db: Database, *, min_score: float = SHOWN_FROM, lowest_first: bool = False) -> tuple[StoredPair, ...]:
    """The pairs to judge, the likeliest first; without those a person has dismissed or that are being merged."""
    order = "p.score" if lowest_first else "p.score DESC"
    rows = db.reading().all(
        f"{_LISTED} WHERE p.score >= ? AND {_OPEN} ORDER BY {order}, p.first_id, p.second_id",
        (min_score,),
    )
    return tuple(_pair(row) for row in rows)


def _pair(row: tuple[Any, ...]) -> StoredPair:
    reasons = tuple((feature, level, float(weight)) for feature, level, weight in json.loads(row[3]))
    return StoredPair(row[0], row[1], row[2], reasons, row[4], row[5].strip(), row[6].strip())


def count(db: Database) -> int:
    """How many pairs there are to judge."""
    sql = f"SELECT count(*) FROM pairs p WHERE p.score >= {SHOWN_FROM} AND {_OPEN}"
    return int(db.reading().value(sql) or 0)


def of_contact(db: Database, contact_id: str) -> tuple[StoredPair, ...]:
    """The pairs to judge that one contact takes part in, the likeliest first."""
    rows = db.reading().all(
        f"{_LISTED} WHERE (p.first_id = ? OR p.second_id = ?) AND p.score >= {SHOWN_FROM} AND {_OPEN}"
        " ORDER BY p.score DESC",
        (contact_id, contact_id),
    )
    return tuple(_pair(row) for row in rows)


def scanned_at(db: Database) -> datetime | None:
    """When all contacts were last compared; None: never."""
    found = db.reading().value("SELECT value FROM marks WHERE name = 'scanned_at'")
    return moment_of(int(found)) if found else None


def dismiss(db: Database, ids: Sequence[str]) -> Changed:
    """Remember that contacts are different people: every two of `ids`."""
    now = micros(datetime.now(UTC))
    with db.writing() as connection:
        for place, one in enumerate(ids):
            for other in ids[place + 1 :]:
                first, second = _ordered(one, other)
                connection.run("INSERT OR REPLACE INTO journal.not_pairs VALUES (?, ?, ?)", (first, second, now))
                record(connection, "dismiss", first, second, _title(connection, first, second))
        _mark_paired(connection)
    return _PAIRS


def revoke(db: Database, pairs: Iterable[tuple[str, str]]) -> Changed:
    """Take a dismissal back: the pairs are likely duplicates again."""
    with db.writing() as connection:
        gone = 0
        for one, other in pairs:
            first, second = _ordered(one, other)
            sql = "DELETE FROM journal.not_pairs WHERE first_id = ? AND second_id = ?"
            if connection.run(sql, (first, second)):
                record(connection, "revoke", first, second, _title(connection, first, second))
                gone += 1
        _mark_paired(connection)
    return _PAIRS if gone else NOTHING


def dismissed(db: Database) -> tuple[Dismissed, ...]:
    """What was marked as different people, the newest first."""
    rows = db.reading().all(
        "SELECT n.first_id, n.second_id, coalesce(a.first_name || ' ' || a.last_name, n.first_id),"
        " coalesce(b.first_name || ' ' || b.last_name, n.second_id), n.marked_at FROM journal.not_pairs n"
        " LEFT JOIN contacts a ON a.id = n.first_id LEFT JOIN contacts b ON b.id = n.second_id"
        " ORDER BY n.marked_at DESC"
    )
    found = []
    for first, second, first_name, second_name, at in rows:
        moment = moment_of(at)
        assert moment is not None
        found.append(Dismissed(first, second, first_name.strip(), second_name.strip(), moment))
    return tuple(found)


def _title(connection: Connection, first_id: str, second_id: str) -> str:
    names = []
    for contact_id in (first_id, second_id):
        sql = "SELECT trim(first_name || ' ' || last_name) FROM contacts WHERE id = ?"
        names.append(str(connection.value(sql, (contact_id,)) or contact_id))
    return " · ".join(names)


def record(
    connection: Connection,
    kind: DeedKind,
    first_id: str,
    second_id: str,
    title: str,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Write one line into the record."""
    connection.run(
        "INSERT INTO journal.deeds (kind, first_id, second_id, title, before, after, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            kind,
            first_id,
            second_id,
            title,
            json.dumps(before or {}),
            json.dumps(after or {}),
            micros(datetime.now(UTC)),
        ),
    )  # fmt: skip


def deeds(db: Database, *, limit: int = 1000) -> tuple[Deed, ...]:
    """The record, the newest first."""
    rows = db.reading().all(
        "SELECT number, kind, first_id, second_id, title, before, after, at FROM journal.deeds"
        " ORDER BY number DESC LIMIT ?",
        (limit,),
    )
    found = []
    for number, kind, first, second, title, before, after, at in rows:
        moment = moment_of(at)
        assert moment is not None
        found.append(Deed(number, kind, first, second, title, json.loads(before), json.loads(after), moment))
    return tuple(found)


def resolved(db: Database) -> tuple[int, int]:
    """(pairs merged, pairs marked as different) so far: the progress of the clean-up."""
    connection = db.reading()
    merged = connection.value("SELECT count(*) FROM journal.deeds WHERE kind = 'merge'")
    return int(merged or 0), int(connection.value("SELECT count(*) FROM journal.not_pairs") or 0)


def deeds_csv(db: Database) -> str:
    """The whole record as CSV, the oldest first: when, what, whom, before, after."""
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow(("at", "what", "first_id", "second_id", "who", "before", "after"))
    for one in reversed(deeds(db, limit=1_000_000)):
        before, after = (json.dumps(side, ensure_ascii=False) if side else "" for side in (one.before, one.after))
        writer.writerow((one.at.isoformat(), one.kind, one.first_id, one.second_id, one.title, before, after))
    return lines.getvalue()
