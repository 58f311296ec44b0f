"""The one door to the outbox: in order, told once, undone and done again, kept when the program closes."""

from typing import Any

import pytest

from nexus_contacts.api.records import Contact, Draft
from nexus_contacts.desktop.changer import Made, with_reserve
from nexus_contacts.desktop.session import Session
from nexus_contacts.store import contacts, drafts, entries, files, settling, steps
from nexus_contacts.store.edits import Change, Edit
from nexus_contacts.store.errors import DiskFull
from nexus_contacts.store.filters import Filter
from nexus_contacts.store.incoming import write_page


@pytest.fixture
def here(session: Session) -> Session:
    write_page(session.database, [Contact("con_1", "Jane", company="Acme"), Contact("con_2", "Bo")])
    return session


def test_changes_are_written_in_the_order_they_were_made(qtbot: Any, here: Session) -> None:
    made: list[Made] = []
    here.changer.made.connect(made.append)

    for number in range(12):
        here.changer.edit(("con_1",), Edit((("company", str(number)),)))

    qtbot.waitUntil(lambda: len(made) == 12)
    found = contacts.get(here.database, "con_1")
    assert found is not None
    assert found.company == "11"
    assert len(entries.waiting(here.database)) == 1


def test_what_was_done_is_told_with_its_step_and_undone(qtbot: Any, here: Session) -> None:
    with qtbot.waitSignal(here.bridge.changed), qtbot.waitSignal(here.changer.made) as told:
        here.changer.create(Draft("Ada", "ada@example.com"))
    assert told.args is not None
    made = told.args[0]
    assert isinstance(made, Made)
    assert made.step is not None
    assert made.step.kind == "create"

    with qtbot.waitSignal(here.changer.turned) as turned:
        here.changer.undo(made.step.number)
    assert turned.args[1] is True
    assert turned.args[0].draft == Draft("Ada", "ada@example.com")
    with qtbot.waitSignal(here.changer.turned):
        here.changer.redo()
    assert [entry.kind for entry in entries.waiting(here.database)] == ["create"]
    with qtbot.waitSignal(here.changer.nothing_to_undo) as nothing:
        here.changer.redo()
    assert nothing.args == [False]


def test_a_creation_that_was_sent_is_taken_back_by_its_deletion(qtbot: Any, here: Session) -> None:
    with qtbot.waitSignal(here.changer.made) as made:
        here.changer.create(Draft("Ada", "ada@example.com"))
    step = made.args[0].step.number
    entry = settling.begin(here.database, made.args[0].done.entry)
    assert entry is not None
    settling.confirm_create(here.database, entry, Contact("con_ada", "Ada", email="ada@example.com"))
    for _ in range(2):
        with qtbot.waitSignal(here.changer.turned) as turned:
            here.changer.undo()
        assert turned.args[0].sent == ("con_ada",)

    with qtbot.waitSignal(here.changer.made) as made:
        here.changer.delete(("con_ada",), taking_back=step)

    assert made.args[0].step.kind == "delete"
    first = steps.first_undone(here.database)
    assert first is not None
    assert first.number == step


def test_an_edit_is_previewed_before_it_is_written(qtbot: Any, here: Session) -> None:
    told: list[Any] = []
    here.changer.previewed.connect(lambda ids, edit: told.append((ids, edit, entries.counts(here.database).waiting)))

    here.changer.change("con_1", (Change("company", "Acme", "New"),))

    assert told == [(("con_1",), Edit((("company", "New"),)), 0)]
    qtbot.waitUntil(lambda: entries.counts(here.database).waiting == 1)


def test_an_edit_of_many_can_be_stopped(qtbot: Any, here: Session) -> None:
    write_page(here.database, [Contact(f"con_x{n}", "X") for n in range(900)])
    ids = contacts.ids(here.database, Filter())
    here.changer.progressed.connect(lambda _done, _all: here.changer.stop())

    with qtbot.waitSignal(here.changer.made) as made:
        here.changer.edit(ids, Edit(add_tags=("t",)))

    assert made.args[0].done.stopped
    assert 0 < made.args[0].done.count < len(ids)


def test_what_was_begun_is_written_though_the_program_closes(here: Session) -> None:
    here.changer.keep_draft("form:", {"typed": "x"})
    here.changer.add_note("con_1", "kept")

    assert here.background.close()

    assert drafts.get(here.database, "form:") == {"typed": "x"}
    assert [entry.content for entry in entries.waiting(here.database)] == ["kept"]


def test_a_full_disk_gets_the_room_laid_by_once(here: Session) -> None:
    files.make_reserve(here.database.folder)
    tries: list[int] = []

    def work() -> str:
        tries.append(1)
        if len(tries) == 1:
            raise DiskFull("full")
        return "written"

    assert with_reserve(here.database, work) == "written"
    tries.clear()
    with pytest.raises(DiskFull):
        with_reserve(here.database, work)


def test_a_failure_is_told_and_the_screens_read_again(
    qtbot: Any, here: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: Any, **_options: Any) -> None:
        raise DiskFull("full")

    monkeypatch.setattr("nexus_contacts.store.outbox.add_note", full)
    with qtbot.waitSignals([here.background.error_unclaimed, here.bridge.changed]):
        here.changer.add_note("con_1", "x")


def test_entries_are_decided_through_it(qtbot: Any, here: Session) -> None:
    here.changer.add_note("con_1", "first")
    qtbot.waitUntil(lambda: entries.counts(here.database).waiting == 1)
    number = entries.waiting(here.database)[0].number

    here.changer.rewrite_note(number, "second")
    qtbot.waitUntil(lambda: entries.waiting(here.database)[0].content == "second")
    here.changer.cancel(number)
    qtbot.waitUntil(lambda: entries.counts(here.database).waiting == 0)


def test_reading_only_is_told_once(qtbot: Any, here: Session) -> None:
    told: list[bool] = []
    here.changer.read_only_changed.connect(told.append)

    for value in (True, True, False):
        here.changer.set_read_only(value)

    assert told == [True, False]
