"""Stars stay on this machine and outlive a rebuilt copy."""

from nexus_contacts.api.records import Contact
from nexus_contacts.store import contacts, stars
from nexus_contacts.store.connection import Database
from nexus_contacts.store.filters import Filter, Sort


def test_a_star_is_put_and_taken(database: Database, jane: Contact) -> None:
    contacts.write_page(database, [jane])

    changed = stars.star(database, [jane.id, jane.id])
    starred = contacts.page(database, Filter(), Sort()).rows[0].starred
    stars.unstar(database, [jane.id])

    assert (changed.ids, changed.kinds) == ({jane.id}, {"stars"})
    assert starred
    assert not contacts.page(database, Filter(), Sort()).rows[0].starred


def test_starring_nothing_changes_nothing(database: Database) -> None:
    assert not stars.star(database, [])
    assert not stars.unstar(database, [])
