"""The undo steps: a hundred of them, and after a start only what is not sent yet."""

from datetime import UTC, datetime, timedelta

from nexus_contacts.api.records import Contact, Draft
from nexus_contacts.store import contacts, importing, outbox, settling, steps, undo
from nexus_contacts.store.connection import Database
from nexus_contacts.store.edits import Edit
from nexus_contacts.store.importing import Incoming


def test_steps_tell_what_was_done(database: Database, jane: Contact) -> None:
    contacts.write_page(database, [jane])
    outbox.edit(database, ["con_abc123"], Edit((("status", "customer"),)))

    step = steps.last_done(database)

    assert step is not None
    assert (step.kind, step.count, step.facts["name"]) == ("edit", 1, "Jane Smith")
    assert step.facts["edit"]["fields"] == [["status", "customer"]]
    assert steps.first_undone(database) is None


def test_something_new_ends_what_could_be_done_again(database: Database, jane: Contact) -> None:
    contacts.write_page(database, [jane])
    outbox.edit(database, ["con_abc123"], Edit((("status", "customer"),)))
    step = steps.last_done(database)
    assert step is not None
    undo.undo(database, step)
    assert steps.first_undone(database) is not None

    outbox.add_note(database, "con_abc123", "x")

    assert steps.first_undone(database) is None
    assert steps.get(database, step.number) is None


def test_only_so_many_are_kept(database: Database, jane: Contact) -> None:
    contacts.write_page(database, [jane])
    for number in range(steps.MOST + 3):
        outbox.add_note(database, "con_abc123", str(number))

    kept = database.reading().value("SELECT count(*) FROM journal.steps")

    assert kept == steps.MOST
    assert database.reading().value("SELECT count(DISTINCT step) FROM journal.step_items") == steps.MOST


def test_after_a_start_only_what_is_not_sent_can_be_taken_back(database: Database, jane: Contact) -> None:
    contacts.write_page(database, [jane])
    sent = outbox.add_note(database, "con_abc123", "sent")
    entry = settling.begin(database, sent.entry)
    assert entry is not None
    settling.drop(database, entry)
    waits = outbox.add_note(database, "con_abc123", "waits")

    steps.forget_sent(database)

    assert steps.get(database, sent.step or 0) is None
    assert steps.get(database, waits.step or 0) is not None


def test_an_import_is_kept_for_thirty_days_though_it_was_sent(database: Database, jane: Contact) -> None:
    contacts.write_page(database, [jane])
    put = importing.put(database, "fair.csv", [Incoming(1, Draft("Ada", "ada@x.org"))])
    entry = settling.begin(database, put.rows[1][1])
    assert entry is not None
    settling.confirm_create(database, entry, Contact("con_ada", "Ada", email="ada@x.org"))
    sent = outbox.add_note(database, "con_abc123", "sent")
    entry = settling.begin(database, sent.entry)
    assert entry is not None
    settling.drop(database, entry)
    now = datetime.now(UTC)

    steps.forget_sent(database, now + timedelta(days=29))
    step = steps.last_done(database)
    assert step is not None
    assert step.number == put.done.step
    assert undo.undo(database, step).sent == ("con_ada",)

    steps.forget_sent(database, now + timedelta(days=31))
    assert steps.last_done(database) is None
    assert database.reading().value("SELECT count(*) FROM journal.step_items") == 0
