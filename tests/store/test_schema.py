"""The schema says the same thing once: sorts have columns, columns have indexes, counts can be made anew."""

from nexus_contacts.api.records import Contact
from nexus_contacts.store import schema
from nexus_contacts.store.connection import Database
from nexus_contacts.store.filters import SORT_COLUMNS


def test_every_sort_has_a_column_and_an_index() -> None:
    assert tuple(schema.KEY_COLUMNS) == SORT_COLUMNS
    assert {f"contacts_by_{name}" for name in SORT_COLUMNS} <= schema.INDEXES.keys()


def test_counting_anew_finds_what_the_triggers_counted(database: Database, people: list[Contact]) -> None:
    counted = set(database.reading().all("SELECT kind, value, count FROM counts"))

    with database.writing() as connection:
        for statement in schema.COUNT_ALL:
            connection.run(statement)

    assert set(database.reading().all("SELECT kind, value, count FROM counts")) == counted


def test_the_journal_has_room_for_what_is_not_sent_yet(database: Database) -> None:
    names = {row[0] for row in database.reading().all("SELECT name FROM journal.sqlite_master WHERE type = 'table'")}

    assert {"outbox", "trash", "not_pairs", "views", "owners", "stars"} <= names
