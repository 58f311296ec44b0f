"""The sync's position in the service's history and other small facts about the copy, by name."""

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
