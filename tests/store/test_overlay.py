"""What the person sees: the service's state with everything that waits laid over it, also after a kill."""

from dataclasses import replace
from pathlib import Path

import pytest

from nexus_contacts.api.records import Contact, Draft
from nexus_contacts.store import contacts, entries, files, outbox, overlay, settling
from nexus_contacts.store.connection import Database
from nexus_contacts.store.edits import Edit
from nexus_contacts.store.entries import Reason


def seen(database: Database, contact_id: str) -> Contact:
    found = contacts.get(database, contact_id)
    assert found is not None
    return found


def test_what_the_service_changes_comes_through_where_nothing_waits(database: Database, jane: Contact) -> None:
    contacts.write_page(database, [jane])
    outbox.edit(database, [jane.id], Edit((("company", "Mine"),), add_tags=("vip",)))

    contacts.write_page(database, [replace(jane, company="Theirs", job_title="CFO", tags=("new",))])

    found = seen(database, jane.id)
    assert (found.company, found.job_title, found.tags) == ("Mine", "CFO", ("new", "vip"))
    served = overlay.served_contact(database.reading(), jane.id)
    assert served is not None
    assert (served.company, served.tags) == ("Theirs", ("new",))


def test_an_address_that_a_list_leaves_out_is_kept_under_an_edit(database: Database, jane: Contact) -> None:
    contacts.write_page(database, [jane])
    outbox.edit(database, [jane.id], Edit((("company", "Mine"),)))

    contacts.write_page(database, [replace(jane, address=None, job_title="CFO")])

    assert seen(database, jane.id).address == jane.address


def test_an_answer_that_was_on_its_way_meanwhile_is_older_and_passed_over(database: Database, jane: Contact) -> None:
    contacts.write_page(database, [jane])
    older = replace(jane, company="Older", updated_at=jane.created_at)

    contacts.write_page(database, [older])
    outbox.edit(database, [jane.id], Edit((("job_title", "CEO"),)))
    contacts.write_page(database, [older])

    assert seen(database, jane.id).company == "Acme Corp"


@pytest.mark.parametrize("behind", ["copy", "journal"])
def test_a_kill_between_two_commits_is_made_good(database: Database, jane: Contact, behind: str) -> None:
    contacts.write_page(database, [jane])
    outbox.edit(database, [jane.id], Edit((("company", "Mine"),)))
    with database.writing() as connection:
        if behind == "copy":  # the journal was written, the copy was not
            connection.run("DELETE FROM served")
            connection.run("UPDATE contacts SET company = 'Acme Corp', waiting = ''")
        else:  # the copy was written, the journal was not
            connection.run("DELETE FROM journal.outbox")
        connection.run("UPDATE main.marks SET value = '999' WHERE name = ?", (overlay.REVISION,))

    assert overlay.settle(database)

    expected = ("Mine", "edit") if behind == "copy" else ("Acme Corp", "")
    assert (seen(database, jane.id).company, contacts.rows_of(database, [jane.id])[0].waiting) == expected
    assert not overlay.settle(database)


def test_a_rebuilt_copy_has_everything_that_waits_again(
    database: Database, folder: Path, key: bytes, jane: Contact
) -> None:
    contacts.write_page(database, [jane])
    outbox.edit(database, [jane.id], Edit((("company", "Mine"),)))
    done = outbox.create(database, Draft("Ada", "ada@example.com"))
    database.close()
    (folder / files.COPY).unlink()
    for name in ("-wal", "-shm"):
        (folder / (files.COPY + name)).unlink(missing_ok=True)

    opened = Database.open(folder, key)
    try:
        overlay.settle(opened)
        assert contacts.begin_first_mirror(opened)
        contacts.write_page(opened, [jane, Contact("con_2", "Bo")])
        contacts.finish_first_mirror(opened)

        assert seen(opened, jane.id).company == "Mine"
        assert seen(opened, done.contact_id).first_name == "Ada"
        assert (contacts.total(opened), contacts.served_total(opened)) == (3, 2)
        assert set(overlay.served_ids(opened)) == {jane.id, "con_2"}
    finally:
        opened.close()


def test_the_marker_says_what_needs_the_person_first(database: Database, jane: Contact) -> None:
    contacts.write_page(database, [jane])
    outbox.add_note(database, jane.id, "x")
    assert contacts.rows_of(database, [jane.id])[0].waiting == "note"

    outbox.edit(database, [jane.id], Edit((("company", "Mine"),)))
    assert contacts.rows_of(database, [jane.id])[0].waiting == "edit"

    settling.park(database, entries.waiting(database)[0].number, Reason("invalid"))
    assert contacts.rows_of(database, [jane.id])[0].waiting == "refused"
    settling.park(database, entries.waiting(database)[0].number, Reason("conflict"))
    assert contacts.rows_of(database, [jane.id])[0].waiting == "conflict"
