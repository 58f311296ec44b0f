"""What is being typed survives: kept, found again, forgotten when it was saved."""

from pathlib import Path

from nexus_contacts.store import drafts
from nexus_contacts.store.connection import Database


def test_a_draft_is_found_again_by_another_program(database: Database, folder: Path, key: bytes) -> None:
    drafts.keep(database, drafts.form_key(""), {"first_name": "Ad"})
    drafts.keep(database, drafts.note_key("con_1"), {"content": "half a no"})
    database.close()

    opened = Database.open(folder, key)
    try:
        assert drafts.get(opened, drafts.NEW_CONTACT) == {"first_name": "Ad"}
        assert drafts.keys(opened) == ("note:con_1", "form:")
    finally:
        opened.close()


def test_a_draft_that_was_saved_is_forgotten(database: Database) -> None:
    drafts.keep(database, "form:con_1", {"company": "A"})

    drafts.keep(database, "form:con_1", None)

    assert drafts.get(database, "form:con_1") is None
