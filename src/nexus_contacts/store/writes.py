"""Writing what the service said: contacts that really changed, and nothing else."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from nexus_contacts.api.records import Contact
from nexus_contacts.store.changes import NOTHING, Changed
from nexus_contacts.store.connection import Connection, Database
from nexus_contacts.store.encoding import KEYS, STATE, Encoded, clean, decode, encode, with_kept
from nexus_contacts.store.mirror import is_live

COLUMNS = (*STATE, *KEYS)
BATCH = 500
MANY = 5_000
"""More changed contacts than this are told as "many", without their ids."""

_MARKS = ", ".join("?" * (len(COLUMNS) + 2))
_INSERT = f"INSERT INTO contacts (number, id, {', '.join(COLUMNS)}) VALUES ({_MARKS})"


def owner_names(connection: Connection) -> dict[str, str]:
    """The names people gave to owners' ids."""
    return dict(connection.all("SELECT id, name FROM journal.owners"))


def _known(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[Any, ...]]:
    """(number, state…, keys…, body) of those of `ids` that the copy has."""
    found: dict[str, tuple[Any, ...]] = {}
    for start in range(0, len(ids), BATCH):
        some = ids[start : start + BATCH]
        rows = connection.all(
            f"SELECT c.id, c.number, {', '.join('c.' + name for name in COLUMNS)}, b.body FROM contacts c"
            f" CROSS JOIN bodies b ON b.number = c.number WHERE c.id IN ({', '.join('?' * len(some))})",
            some,
        )
        found |= {row[0]: row[1:] for row in rows}
    return found


def _write_sides(connection: Connection, numbered: Iterable[tuple[int, Encoded]]) -> None:
    tags = []
    custom = []
    for number, encoded in numbered:
        tags += [(tag, number) for tag in encoded.tags]
        custom += [(key, number, text, sort_key) for key, text, sort_key in encoded.custom]
    connection.run_many("INSERT INTO contact_tags VALUES (?, ?)", tags)
    connection.run_many("INSERT OR REPLACE INTO custom_values VALUES (?, ?, ?, ?)", custom)


def _drop_sides(connection: Connection, number: int, encoded: Encoded) -> None:
    connection.run_many(
        "DELETE FROM contact_tags WHERE tag = ? AND number = ?", [(tag, number) for tag in encoded.tags]
    )
    connection.run_many(
        "DELETE FROM custom_values WHERE key = ? AND number = ?", [(key, number) for key, _, _ in encoded.custom]
    )


def _insert(connection: Connection, new: Sequence[Encoded]) -> None:
    first = 1 + int(connection.value("SELECT coalesce(max(number), 0) FROM contacts"))
    numbered = list(enumerate(new, first))
    connection.run_many(_INSERT, [(number, item.id, *item.state, *item.keys) for number, item in numbered])
    connection.run_many("INSERT INTO bodies VALUES (?, ?)", [(number, item.body) for number, item in numbered])
    connection.run_many("INSERT INTO words VALUES (?, ?)", [(number, item.words) for number, item in numbered])
    _write_sides(connection, numbered)


def _update(connection: Connection, old: tuple[Any, ...], new: Encoded) -> None:
    """Write what differs from `old`: (number, state…, keys…, body)."""
    number, *columns, body = old
    before = encode(decode(new.id, tuple(columns[: len(STATE)]), body), {})
    values = (*new.state, *new.keys)
    differing = [place for place, value in enumerate(values) if value != columns[place]]
    if differing:
        assigned = ", ".join(f"{COLUMNS[place]} = ?" for place in differing)
        connection.run(f"UPDATE contacts SET {assigned} WHERE number = ?", [*(values[p] for p in differing), number])
    if new.body != body:
        connection.run("UPDATE bodies SET body = ? WHERE number = ?", (new.body, number))
    if new.words != before.words:
        connection.run("UPDATE words SET words = ? WHERE number = ?", (new.words, number))
    if new.tags != before.tags or new.custom != before.custom:
        _drop_sides(connection, number, before)
        _write_sides(connection, [(number, new)])


def _apply(connection: Connection, contacts: Sequence[Contact], names: Mapping[str, str]) -> tuple[list[str], int]:
    """Write what differs; return the ids of what did, and how many of them are new."""
    latest = {clean(contact.id): contact for contact in contacts}
    known = _known(connection, list(latest))
    new: list[Encoded] = []
    changed: list[str] = []
    for contact_id, contact in latest.items():
        old = known.get(contact_id)
        if old is None:
            new.append(encode(contact, names))
            continue
        encoded = encode(contact, names)
        if encoded.body != old[-1]:
            encoded = encode(with_kept(contact, old[-1]), names)
        if (*encoded.state, *encoded.keys, encoded.body) != old[1:]:
            _update(connection, old, encoded)
            changed.append(contact_id)
    if new:
        _insert(connection, new)
    return [*changed, *(item.id for item in new)], len(new)


def write_page(db: Database, contacts: Sequence[Contact], *, marks: Mapping[str, str | None] | None = None) -> Changed:
    """Take over what the service said about `contacts`, in one transaction; give several pages at once for speed.

    `marks` are put in the same transaction (None takes one away), so that the sync's position and what it has written
    never disagree. A contact's address and metadata are kept where the answer left them out. The answer names only
    the contacts that really changed. Raises DiskFull, Busy; then nothing was written.
    """
    with db.writing() as connection:
        ids, new = _apply(connection, contacts, owner_names(connection))
        for name, value in (marks or {}).items():
            if value is None:
                connection.run("DELETE FROM marks WHERE name = ?", (name,))
            else:
                connection.run("INSERT OR REPLACE INTO marks VALUES (?, ?)", (name, value))
        if new and not is_live(connection):
            connection.run("UPDATE counts SET count = count + ? WHERE kind = 'total'", (new,))
    if not ids:
        return NOTHING
    return Changed(frozenset(ids) if len(ids) <= MANY else None, frozenset({"contacts"}))


def remove(db: Database, ids: Iterable[str]) -> Changed:
    """Forget contacts, with their details. Ids that are not here are passed over."""
    wanted = list(dict.fromkeys(ids))
    with db.writing() as connection:
        known = _known(connection, wanted)
        for contact_id, (number, *columns, body) in known.items():
            encoded = encode(decode(contact_id, tuple(columns[: len(STATE)]), body), {})
            _drop_sides(connection, number, encoded)
            for table in ("words", "bodies", "served", "paired", "contacts"):
                connection.run(f"DELETE FROM {table} WHERE number = ?", (number,))
            connection.run("DELETE FROM details WHERE contact_id = ?", (contact_id,))
        if known and not is_live(connection):
            connection.run("UPDATE counts SET count = count - ? WHERE kind = 'total'", (len(known),))
    if not known:
        return NOTHING
    return Changed(frozenset(known) if len(known) <= MANY else None, frozenset({"contacts", "details"}))
