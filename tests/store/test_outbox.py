"""What a person does becomes entries, laid over what is shown, folded where a field is changed twice."""

from datetime import timedelta

import pytest

from nexus_contacts.api.records import Contact, Draft
from nexus_contacts.store import contacts, deciding, entries, outbox, settling, trash
from nexus_contacts.store.connection import Database
from nexus_contacts.store.edits import Change, Edit
from nexus_contacts.store.entries import Entry, is_local
from nexus_contacts.store.filters import Filter, Sort


@pytest.fixture
def here(database: Database, jane: Contact) -> Database:
    """A copy that holds Jane and John."""
    contacts.write_page(database, [jane, Contact("con_john", "John", email="john@example.com", tags=("saas",))])
    return database


def waiting(database: Database) -> list[Entry]:
    return list(entries.waiting(database))


def marks(database: Database) -> dict[str, str]:
    return {row.id: row.waiting for row in contacts.page(database, Filter(), Sort()).rows}


def test_an_edit_shows_at_once_in_rows_filters_and_counts(here: Database) -> None:
    done = outbox.edit(here, ["con_abc123"], Edit((("status", "customer"),), add_tags=("vip",)))

    assert done.changed.ids == {"con_abc123"}
    assert marks(here) == {"con_abc123": "edit", "con_john": ""}
    for choice in (Filter(statuses=("customer",)), Filter(tags=("vip",)), Filter(waiting=True)):
        assert contacts.ids(here, choice) == ("con_abc123",)
    assert dict(contacts.facets(here, Filter()).statuses)["customer"] == 1


def test_a_field_changed_twice_is_one_change_and_changed_back_is_none(here: Database) -> None:
    outbox.change(here, "con_abc123", (Change("company", "Acme Corp", "Mine"),))
    outbox.change(
        here, "con_abc123", (Change("company", "Mine", "Ours"), Change("job_title", "VP of Marketing", "CEO"))
    )

    (entry,) = waiting(here)
    assert {one.field: (one.before, one.after) for one in entry.changes} == {
        "company": ("Acme Corp", "Ours"),
        "job_title": ("VP of Marketing", "CEO"),
    }
    outbox.change(
        here, "con_abc123", (Change("company", "Ours", "Acme Corp"), Change("job_title", "CEO", "VP of Marketing"))
    )
    assert waiting(here) == []
    assert marks(here)["con_abc123"] == ""


def test_what_is_on_its_way_is_left_alone(here: Database) -> None:
    outbox.edit(here, ["con_abc123"], Edit((("company", "Mine"),)))
    settling.begin(here, waiting(here)[0].number)

    outbox.edit(here, ["con_abc123"], Edit((("company", "Ours"),)))

    first, second = waiting(here)
    assert (first.state, second.state) == ("sending", "waiting")
    assert second.changes == (Change("company", "Mine", "Ours"),)
    found = contacts.get(here, "con_abc123")
    assert found is not None
    assert found.company == "Ours"


def test_a_new_contact_is_there_at_once_and_what_is_added_folds_into_it(here: Database) -> None:
    done = outbox.create(here, Draft("Ada", "ada@example.com", tags=("a",)))
    outbox.edit(here, [done.contact_id], Edit((("company", "Acme"),), add_tags=("b",)))

    (entry,) = waiting(here)
    assert is_local(done.contact_id)
    assert entry.draft == Draft("Ada", "ada@example.com", company="Acme", tags=("a", "b"), status="lead", source="api")
    assert marks(here)[done.contact_id] == "new"
    assert contacts.total(here) == 3
    assert contacts.served_total(here) == 2
    assert contacts.find_by_email(here, "ADA@example.com") == done.contact_id


def test_many_are_changed_in_chunks_with_progress_and_an_end(database: Database, people: list[Contact]) -> None:
    ids = [contact.id for contact in people]
    told: list[tuple[int, int]] = []

    done = outbox.edit(
        database, ids, Edit(add_tags=("new",)), on_progress=lambda *at: told.append(at), stopped=lambda: bool(told)
    )

    assert done.stopped
    assert told == [(outbox.CHUNK, len(ids))]
    assert done.count == outbox.CHUNK
    assert len(contacts.ids(database, Filter(tags=("new",)))) == outbox.CHUNK


def test_what_is_so_already_is_untouched(here: Database) -> None:
    done = outbox.edit(here, ["con_abc123", "con_john", "con_nobody"], Edit(add_tags=("saas",)))

    assert (done.count, done.untouched) == (1, 2)
    assert outbox.edit(here, ["con_john"], Edit(add_tags=("saas",))).step is None


def test_a_deletion_waits_its_ten_seconds_with_a_copy_in_the_trash(here: Database) -> None:
    outbox.add_note(here, "con_abc123", "said **yes**")
    outbox.delete(here, ["con_abc123"])

    held = waiting(here)[-1]
    assert held.state == "held"
    assert held.hold_until is not None
    assert held.hold_until - held.created_at == timedelta(seconds=outbox.HOLD_S)
    assert marks(here)["con_abc123"] == "delete"
    assert trash.count(here) == 0
    assert [entry.kind for entry in settling.ready(here)] == ["note"]
    deciding.release_held(here, held.hold_until)
    assert [entry.kind for entry in settling.ready(here)] == ["delete"]


def test_an_edit_passes_over_what_waits_to_be_deleted(here: Database) -> None:
    outbox.delete(here, ["con_abc123"])

    done = outbox.edit(here, ["con_abc123", "con_john"], Edit((("status", "churned"),)))

    assert (done.count, done.untouched) == (1, 1)
    assert outbox.delete(here, ["con_abc123"]).count == 0


def test_a_contact_that_was_never_sent_just_goes(here: Database) -> None:
    done = outbox.create(here, Draft("Ada", "ada@example.com"))
    outbox.add_note(here, done.contact_id, "hello")

    outbox.delete(here, [done.contact_id])

    assert waiting(here) == []
    assert contacts.get(here, done.contact_id) is None
    assert contacts.total(here) == 2


def test_a_note_waits_and_can_be_rewritten(here: Database) -> None:
    done = outbox.add_note(here, "con_john", "first")

    changed = outbox.rewrite_note(here, done.entry, "second")

    assert changed.kinds == {"contacts", "outbox", "details"}
    assert [entry.content for entry in waiting(here)] == ["second"]
    assert marks(here)["con_john"] == "note"
    assert outbox.add_note(here, "con_nobody", "x").step is None
