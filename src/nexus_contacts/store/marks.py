"""Small facts by name: where the sync is in the history of the service, and what the journal keeps for the window."""

from nexus_contacts.store.connection import Database


def get(db: Database, name: str) -> str | None:
    """The value of a mark, or None where it was never put."""
    value = db.reading().value("SELECT value FROM marks WHERE name = ?", (name,))
    return None if value is None else str(value)


def put(db: Database, name: str, value: str | None) -> None:
    """Set a mark; None takes it away."""
    with db.writing() as connection:
        if value is None:
            connection.run("DELETE FROM marks WHERE name = ?", (name,))
        else:
            connection.run("INSERT OR REPLACE INTO marks VALUES (?, ?)", (name, value))


def kept(db: Database, name: str) -> str | None:
    """The value of a mark in the journal, which no rebuilding of the copy loses; None where it was never kept."""
    value = db.reading().value("SELECT value FROM journal.marks WHERE name = ?", (name,))
    return None if value is None else str(value)


def keep(db: Database, name: str, value: str) -> None:
    """Set a mark in the journal. Raises DiskFull, Busy."""
    with db.writing() as connection:
        connection.run("INSERT OR REPLACE INTO journal.marks VALUES (?, ?)", (name, value))
