"""What the service no longer has: gone here too, but for what somebody typed."""

from nexus_contacts.api.records import Contact
from nexus_contacts.store import contacts, deciding, entries, outbox
from nexus_contacts.store.connection import Database
from nexus_contacts.store.edits import Edit


def test_a_contact_that_was_changed_here_stays_when_it_is_deleted_there(database: Database, jane: Contact) -> None:
    contacts.write_page(database, [jane, Contact("con_2", "Bo")])
    outbox.edit(database, [jane.id], Edit((("company", "Mine"),)))
    outbox.add_note(database, jane.id, "kept")

    changed = contacts.remove(database, [jane.id, "con_2", "con_nobody"])

    assert changed.kinds == {"contacts", "details", "outbox"}
    assert [entry.reason.code for entry in entries.parked(database)] == ["gone", "gone"]
    (row,) = contacts.rows_of(database, [jane.id])
    assert (row.company, row.waiting) == ("Mine", "refused")
    assert contacts.get(database, "con_2") is None
    assert (contacts.total(database), contacts.served_total(database)) == (1, 0)


def test_discarding_what_was_typed_lets_it_go(database: Database, jane: Contact) -> None:
    contacts.write_page(database, [jane])
    outbox.edit(database, [jane.id], Edit((("company", "Mine"),)))
    contacts.remove(database, [jane.id])

    deciding.cancel(database, entries.parked(database)[0].number)

    assert contacts.total(database) == 0


def test_what_waits_to_be_deleted_and_is_gone_is_done_with(database: Database, jane: Contact) -> None:
    contacts.write_page(database, [jane])
    outbox.edit(database, [jane.id], Edit((("company", "Mine"),)))
    outbox.delete(database, [jane.id])

    contacts.remove(database, [jane.id])

    assert contacts.total(database) == 0
    assert entries.counts(database) == entries.OutboxCounts(sent=1)
