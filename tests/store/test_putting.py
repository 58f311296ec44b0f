"""One transaction of the outbox: laid over when it ends, or not there at all."""

import pytest

from nexus_contacts.api.records import Contact
from nexus_contacts.store import contacts, entries
from nexus_contacts.store.connection import Database
from nexus_contacts.store.edits import Change
from nexus_contacts.store.putting import Putting, put_change, remove


def test_nothing_of_a_transaction_that_fails_stands(database: Database, jane: Contact) -> None:
    contacts.write_page(database, [jane])

    def put_and_fail() -> None:
        with database.writing() as connection:
            put = Putting(connection)
            put_change(put, jane, (Change("company", "Acme Corp", "Mine"),), None)
            put.finish()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        put_and_fail()

    assert entries.waiting(database) == ()
    found = contacts.get(database, jane.id)
    assert found is not None
    assert found.company == "Acme Corp"


def test_an_entry_put_and_removed_leaves_nothing(database: Database, jane: Contact) -> None:
    contacts.write_page(database, [jane])
    with database.writing() as connection:
        put = Putting(connection)
        number = put_change(put, jane, (Change("company", "Acme Corp", "Mine"),), None)
        remove(put, next(entry for entry in put.waiting(jane.id) if entry.number == number))
        changed = put.finish()

    assert changed.ids == {jane.id}
    assert entries.waiting(database) == ()
    assert contacts.rows_of(database, [jane.id])[0].waiting == ""


def test_a_transaction_in_which_nothing_was_put_tells_nothing(database: Database) -> None:
    with database.writing() as connection:
        assert not Putting(connection).finish()
