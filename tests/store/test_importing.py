"""Whole files into the outbox, and out again."""

from nexus_contacts.api.records import Contact, Draft
from nexus_contacts.store import contacts, entries, importing, steps, undo
from nexus_contacts.store.connection import Database
from nexus_contacts.store.edits import Change
from nexus_contacts.store.importing import Incoming

JANE = Contact("con_1", "Jane", "Smith", "jane@x.org", company="Acme", status="lead", source="api")


def coming() -> list[Incoming]:
    new = [Incoming(n, Draft(f"New {n}", f"n{n}@x.org"), notes=(f"note {n}",)) for n in range(300)]
    return [*new, Incoming(300, None, "con_1", (Change("company", "Acme", "Other"),)), Incoming(301, None, "con_gone")]


def test_rows_are_one_step_with_their_notes(database: Database) -> None:
    contacts.write_page(database, [JANE])
    told: list[int] = []

    put = importing.put(database, "fair.csv", coming(), on_progress=told.append)

    assert told == [250, 302]
    assert contacts.total(database) == 301
    found = contacts.get(database, "con_1")
    assert found is not None
    assert found.company == "Other"
    assert entries.counts(database).waiting == 601
    step = steps.last_done(database)
    assert step is not None
    assert (step.kind, step.count, step.facts["name"]) == ("import", 302, "fair.csv")
    assert put.rows[301] == ("con_gone", 0)


def test_the_whole_import_is_taken_back_by_one_undo(database: Database) -> None:
    contacts.write_page(database, [JANE])
    importing.put(database, "fair.csv", coming())
    step = steps.last_done(database)
    assert step is not None

    undo.undo(database, step)

    assert contacts.total(database) == 1
    found = contacts.get(database, "con_1")
    assert found is not None
    assert found.company == "Acme"
    assert entries.counts(database).waiting == 0


def test_it_can_be_stopped_between_chunks(database: Database) -> None:
    told: list[int] = []

    put = importing.put(database, "fair.csv", coming(), on_progress=told.append, stopped=lambda: bool(told))

    assert put.done.stopped
    assert contacts.total(database) == 250
