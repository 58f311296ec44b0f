"""What changed when: by the service, or from here; what is news since the person last looked."""

from dataclasses import replace
from typing import Any

from nexus_contacts.api.records import Contact
from nexus_contacts.store import contacts, history
from nexus_contacts.store.connection import Database


def told(database: Database, since: int = 0) -> list[tuple[str, Any, Any]]:
    return [(one.field, one.before, one.after) for one in history.since(database, since)]


def test_each_field_that_a_sync_brings_is_noted(database: Database, jane: Contact) -> None:
    contacts.write_page(database, [jane])
    contacts.write_page(database, [replace(jane, company="New", tags=("a",), engagement_score=9.0, address=None)])

    assert told(database) == [
        (history.SCORE, 85.0, 9.0),
        ("tags", ("enterprise", "marketing"), ("a",)),
        ("company", "Acme Corp", "New"),
        (history.CREATED, "", ""),
    ]
    assert [one.name for one in history.of_contact(database, jane.id)] == ["Jane Smith"] * 4


def test_the_first_filling_is_no_news(database: Database, jane: Contact) -> None:
    contacts.begin_first_mirror(database)
    contacts.write_page(database, [jane])
    contacts.finish_first_mirror(database)

    assert history.news(database) == 0


def test_news_ends_when_the_person_has_looked(database: Database, jane: Contact) -> None:
    contacts.write_page(database, [jane, Contact("con_2")])
    assert history.news(database) == 2

    history.mark_looked(database)
    contacts.write_page(database, [replace(jane, company="New")])

    assert history.news(database) == 1
    assert told(database, history.looked(database)) == [("company", "Acme Corp", "New")]


def test_what_was_done_here_is_history_and_no_news(database: Database, jane: Contact) -> None:
    with database.writing() as connection:
        history.note(connection, jane, None, "here")

    assert history.news(database) == 0
    assert [one.field for one in history.of_contact(database, jane.id)] == [history.DELETED]
