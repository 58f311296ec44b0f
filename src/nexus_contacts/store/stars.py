"""The contacts a person has starred, on this machine only. They live in the journal."""

from collections.abc import Iterable

from nexus_contacts.store.changes import NOTHING, Changed
from nexus_contacts.store.connection import Database


def star(db: Database, ids: Iterable[str]) -> Changed:
    """Star contacts."""
    wanted = frozenset(ids)
    if not wanted:
        return NOTHING
    with db.writing() as connection:
        connection.run_many("INSERT OR IGNORE INTO journal.stars VALUES (?)", [(id,) for id in sorted(wanted)])
    return Changed(wanted, frozenset({"stars"}))


def unstar(db: Database, ids: Iterable[str]) -> Changed:
    """Take the stars off contacts."""
    wanted = frozenset(ids)
    if not wanted:
        return NOTHING
    with db.writing() as connection:
        connection.run_many("DELETE FROM journal.stars WHERE contact_id = ?", [(id,) for id in sorted(wanted)])
    return Changed(wanted, frozenset({"stars"}))


def is_starred(db: Database, id: str) -> bool:
    """Whether a contact is starred."""
    return db.reading().value("SELECT 1 FROM journal.stars WHERE contact_id = ?", (id,)) is not None
