"""Whole files into the outbox, and out again."""

from nexus_contacts.api.records import Contact, Draft
from nexus_contacts.store import contacts, deciding, entries, importing, settling, steps, undo
from nexus_contacts.store.connection import Database
from nexus_contacts.store.edits import Change
from nexus_contacts.store.entries import Reason
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


def test_what_an_update_and_its_notes_did_is_taken_back_and_done_again(database: Database) -> None:
    people = [Contact(f"con_{n:03}", "Ann", "Lee", f"ann{n}@x.org", company="Acme") for n in range(260)]
    contacts.write_page(database, people)
    change = (Change("company", "Acme", "Other"),)
    rows = [Incoming(n, None, one.id, change, (f"note {n}",)) for n, one in enumerate(people, 1)]
    importing.put(database, "fair.csv", rows)
    step = steps.last_done(database)
    assert step is not None

    assert undo.undo(database, step).left == 0
    assert entries.counts(database).waiting == 0

    undo.redo(database, step)
    waiting = entries.waiting(database, limit=1000)
    assert sorted(one.kind for one in waiting) == ["note"] * 260 + ["patch"] * 260


def test_a_large_file_is_put_without_keeping_its_rows(database: Database) -> None:
    contacts.write_page(database, [JANE])
    told: dict[int, int] = {}

    put = importing.put(database, "fair.csv", coming(), on_row=told.__setitem__)

    assert (put.rows, put.done.count, len(told), told[301]) == ({}, 302, 302, 0)
    became = importing.became(database, told[300])
    assert became is not None
    assert (became.state, became.contact_id) == ("waiting", "con_1")
    assert importing.waiting(database, put.done.step) == 601
    assert importing.became(database, 10**9) is None


def test_only_what_a_command_brought_in_and_was_refused_is_let_go(database: Database) -> None:
    numbers: dict[str, int] = {}
    for name, by_command in (("a.csv", True), ("b.csv", True), ("window.csv", False)):
        row = Incoming(1, Draft("New", f"{name}@x.org"), notes=("note",))
        numbers[name] = importing.put(database, name, [row], by_command=by_command).rows[1][1]
        settling.park(database, numbers[name], Reason("email_taken", existing_id="con_9"))

    for name in ("a.csv", "window.csv"):
        importing.let_go(database, name)

    assert {one.number for one in entries.parked(database)} == {numbers["b.csv"], numbers["window.csv"]}
    assert entries.counts(database).waiting == 2


def test_a_pause_holds_one_import_and_ends_with_the_program(database: Database) -> None:
    first = importing.put(database, "a.csv", [Incoming(1, Draft("A", "a@x.org"))]).done.step
    second = importing.put(database, "b.csv", [Incoming(1, Draft("B", "b@x.org"))]).done.step
    assert first is not None
    assert second is not None

    assert importing.pause(database, first).kinds == {"outbox"}

    assert [entry.step for entry in entries.waiting(database) if entry.state == "waiting"] == [second]
    assert not importing.go_on(database, second)
    assert importing.go_on(database, first)
    importing.pause(database, first)
    deciding.ask_about_held(database)
    importing.go_on(database)
    assert {entry.state for entry in entries.waiting(database)} == {"waiting"}
