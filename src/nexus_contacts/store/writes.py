"""Writing contacts into the copy, row by row, in the caller's transaction: what really changed, and nothing else."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeAlias

from nexus_contacts.api.records import Contact
from nexus_contacts.store.connection import Connection
from nexus_contacts.store.encoding import KEYS, STATE, Encoded, clean, decode, encode, with_kept
from nexus_contacts.store.mirror import is_live

Noted: TypeAlias = Callable[["Contact | None", Contact], None]

COLUMNS = (*STATE, *KEYS)
BATCH = 500

_MARKS = ", ".join("?" * (len(COLUMNS) + 2))
_INSERT = f"INSERT INTO contacts (number, id, {', '.join(COLUMNS)}) VALUES ({_MARKS})"


def owner_names(connection: Connection) -> dict[str, str]:
    """The names people gave to owners' ids."""
    return dict(connection.all("SELECT id, name FROM journal.owners"))


def known(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[Any, ...]]:
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


def insert(connection: Connection, new: Sequence[Encoded]) -> None:
    """Put in contacts that the copy does not have. The stored total is kept right while no trigger does it."""
    first = 1 + int(connection.value("SELECT coalesce(max(number), 0) FROM contacts"))
    numbered = list(enumerate(new, first))
    connection.run_many(_INSERT, [(number, item.id, *item.state, *item.keys) for number, item in numbered])
    connection.run_many("INSERT INTO bodies VALUES (?, ?)", [(number, item.body) for number, item in numbered])
    connection.run_many("INSERT INTO words VALUES (?, ?)", [(number, item.words) for number, item in numbered])
    _write_sides(connection, numbered)
    if not is_live(connection):
        connection.run("UPDATE counts SET count = count + ? WHERE kind = 'total'", (len(new),))


def update(connection: Connection, old: tuple[Any, ...], new: Encoded) -> None:
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


def is_older(contact: Contact, updated_at: datetime | None) -> bool:
    """Whether a service's answer is older than what is known of the contact: it was on its way meanwhile."""
    return contact.updated_at is not None and updated_at is not None and contact.updated_at < updated_at


def apply(
    connection: Connection, contacts: Sequence[Contact], names: Mapping[str, str], noted: Noted | None = None
) -> list[str]:
    """Write what differs from what the copy has; return the ids of what did.

    `noted` is called with each contact that changed, as it was (None: it is new) and as it is now.
    """
    latest = {clean(contact.id): contact for contact in contacts}
    here = known(connection, list(latest))
    new: list[Encoded] = []
    changed: list[str] = []
    for contact_id, contact in latest.items():
        old = here.get(contact_id)
        if old is None:
            new.append(encode(contact, names))
            if noted is not None:
                noted(None, contact)
            continue
        encoded = encode(contact, names)
        if encoded.body != old[-1]:
            encoded = encode(with_kept(contact, old[-1]), names)
        if (*encoded.state, *encoded.keys, encoded.body) != old[1:]:
            before = decode(contact_id, tuple(old[1 : 1 + len(STATE)]), old[-1])
            if is_older(contact, before.updated_at):
                continue
            update(connection, old, encoded)
            if noted is not None:
                noted(before, contact)
            changed.append(contact_id)
    if new:
        insert(connection, new)
    return [*changed, *(item.id for item in new)]


def take_out(connection: Connection, rows: Mapping[str, tuple[Any, ...]]) -> None:
    """Take contacts out, with all that hangs on them; `rows` are what `known` said of them."""
    for contact_id, (number, *columns, body) in rows.items():
        encoded = encode(decode(contact_id, tuple(columns[: len(STATE)]), body), {})
        _drop_sides(connection, number, encoded)
        for table in ("words", "bodies", "served", "paired", "contacts"):
            connection.run(f"DELETE FROM {table} WHERE number = ?", (number,))
        connection.run("DELETE FROM details WHERE contact_id = ?", (contact_id,))
    if rows and not is_live(connection):
        connection.run("UPDATE counts SET count = count - ? WHERE kind = 'total'", (len(rows),))
