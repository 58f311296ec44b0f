"""The names people gave to owners' ids: the service offers no list of users. They live in the journal."""

from nexus_contacts.store.changes import Changed
from nexus_contacts.store.connection import Database
from nexus_contacts.store.encoding import owner_key


def names(db: Database) -> tuple[tuple[str, str], ...]:
    """(id, name) of every owner that was given one."""
    return tuple(db.reading().all("SELECT id, name FROM journal.owners ORDER BY id"))


def set_name(db: Database, id: str, name: str) -> Changed:
    """Name an owner on this machine; an empty name takes it away. The owner column is ordered by it at once."""
    name = name.strip()
    with db.writing() as connection:
        old = owner_key(id, dict(connection.all("SELECT id, name FROM journal.owners")))
        if name:
            connection.run("INSERT OR REPLACE INTO journal.owners VALUES (?, ?)", (id, name))
        else:
            connection.run("DELETE FROM journal.owners WHERE id = ?", (id,))
        connection.run(
            "UPDATE contacts SET owner_key = ? WHERE owner_key = ? AND assigned_to = ?",
            (owner_key(id, {id: name}), old, id),
        )
    return Changed(None, frozenset({"owners"}))
