"""What a person is typing, kept so that a crash loses none of it: forms and notes, each under a key. In the journal."""

import json
from datetime import UTC, datetime
from typing import Any

from nexus_contacts.store.connection import Database
from nexus_contacts.store.encoding import micros

NEW_CONTACT = "form:"
"""The key of the form for a new contact."""


def form_key(contact_id: str) -> str:
    """The key of the form that edits a contact; ``""`` is the form for a new one."""
    return f"form:{contact_id}"


def note_key(contact_id: str) -> str:
    """The key of the note that is written on a contact."""
    return f"note:{contact_id}"


def keep(db: Database, key: str, content: dict[str, Any] | None) -> None:
    """Keep what is typed so far; None: it was saved or thrown away. Raises DiskFull, Busy."""
    with db.writing() as connection:
        if content is None:
            connection.run("DELETE FROM journal.drafts WHERE key = ?", (key,))
        else:
            now = micros(datetime.now(UTC))
            connection.run("INSERT OR REPLACE INTO journal.drafts VALUES (?, ?, ?)", (key, json.dumps(content), now))


def get(db: Database, key: str) -> dict[str, Any] | None:
    """What was typed and neither saved nor thrown away, or None."""
    text = db.reading().value("SELECT body FROM journal.drafts WHERE key = ?", (key,))
    if text is None:
        return None
    content: dict[str, Any] = json.loads(text)
    return content


def keys(db: Database) -> tuple[str, ...]:
    """The keys of all drafts, the newest first."""
    return tuple(row[0] for row in db.reading().all("SELECT key FROM journal.drafts ORDER BY changed_at DESC"))
