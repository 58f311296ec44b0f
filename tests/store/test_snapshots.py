"""Everything of an account in one encrypted file, and built anew from it: every row of every table."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from nexus_contacts.api.records import Contact, Draft, Note
from nexus_contacts.store import (
    contacts,
    deciding,
    details,
    drafts,
    entries,
    migrations,
    mirror,
    outbox,
    owners,
    settling,
    snapshots,
    stars,
    trash,
    views,
)
from nexus_contacts.store.connection import Connection, Database
from nexus_contacts.store.edits import Change
from nexus_contacts.store.entries import OutboxCounts, Reason
from nexus_contacts.store.errors import Damaged, Interrupted, NewerSchema
from nexus_contacts.store.filters import Filter
from nexus_contacts.store.views import View

SNAPSHOT_KEY = bytes(range(1, 33))
NEW_KEY = bytes(range(2, 34))
MADE_AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def fill(database: Database) -> None:
    """Something in every table that a person fills; nothing waits."""
    ids = contacts.ids(database, Filter())
    details.replace(database, ids[0], "notes", [Note(id="not_1", content="Called")])
    stars.star(database, ids[:3])
    owners.set_name(database, "usr_a", "Leo Brandt")
    views.save_view(database, View(0, "Leads", filter=Filter(statuses=("lead",))))
    drafts.keep(database, "form:new", {"first_name": "Half"})
    number = outbox.change(database, ids[1], (Change("company", "", "Parked"),)).entry
    settling.park(database, number, Reason("refused"))
    with database.writing() as connection:
        connection.run("INSERT INTO journal.not_pairs VALUES ('con_a', 'con_b', 1)")


def rows(connection: Connection, schema: str) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of one file."""
    listed = [name for of, name, kind, *_ in connection.all(f"PRAGMA {schema}.table_list") if kind == "table"]
    names = [name for name in listed if name != "sqlite_schema"]
    return {name: sorted(connection.all(f'SELECT * FROM {schema}."{name}"'), key=repr) for name in names}


@pytest.fixture
def whole(database: Database, people: list[Contact]) -> Database:
    fill(database)
    return database


@pytest.fixture
def snapshot(whole: Database, tmp_path: Path) -> Path:
    path = tmp_path / "snapshot"
    snapshots.take(whole, path, SNAPSHOT_KEY, {"account": "Northwind"})
    return path


@pytest.fixture
def built(tmp_path: Path) -> Iterator[Callable[[Path], Database]]:
    opened: list[Database] = []

    def build(snapshot: Path) -> Database:
        folder = tmp_path / "built"
        folder.mkdir()
        snapshots.build(snapshot, SNAPSHOT_KEY, folder, NEW_KEY, MADE_AT)
        opened.append(Database.open(folder, NEW_KEY))
        return opened[-1]

    yield build
    for one in opened:
        one.close()


@pytest.mark.parametrize("schema", ["main", "journal"])
def test_every_row_of_every_table_comes_back(
    whole: Database, snapshot: Path, built: Callable[[Path], Database], schema: str
) -> None:
    again = built(snapshot)

    before, after = rows(whole.reading(), schema), rows(again.reading(), schema)
    assert before.keys() == after.keys()
    assert {name: after[name] for name in before} == before
    assert sum(len(found) for found in before.values()) > (1000 if schema == "main" else 8)


def test_what_makes_it_quick_is_built_again(whole: Database, snapshot: Path, built: Callable[[Path], Database]) -> None:
    again = built(snapshot)
    sql = "SELECT type, name, sql FROM {}.sqlite_master ORDER BY name"

    for schema in ("main", "journal"):
        assert again.reading().all(sql.format(schema)) == whole.reading().all(sql.format(schema))
    assert contacts.count(again, Filter(text="jan")) == contacts.count(whole, Filter(text="jan")) > 0
    contacts.write_page(again, [Contact("con_new", first_name="Quillonfred")])
    assert contacts.count(again, Filter(text="quillon")) == 1
    assert contacts.total(again) == 401
    assert not again.set_aside


def test_numbers_of_entries_are_not_given_twice(
    whole: Database, snapshot: Path, built: Callable[[Path], Database]
) -> None:
    last = entries.parked(whole)[-1].number
    again = built(snapshot)

    deciding.cancel(again, last)

    assert outbox.add_note(again, contacts.ids(again, Filter())[5], "Next").entry > last


def test_a_snapshot_tells_what_it_holds(whole: Database, snapshot: Path) -> None:
    held = snapshots.contents(snapshot, SNAPSHOT_KEY)

    assert (held.contacts, held.unsent, held.trash, held.views) == (400, 1, 0, 1)
    assert len(held.sampled) == snapshots.SAMPLED
    assert snapshots.papers(snapshot, SNAPSHOT_KEY) == {"account": "Northwind"}


def test_a_contact_that_was_never_sent_is_no_sample(database: Database, jane: Contact, tmp_path: Path) -> None:
    outbox.create(database, Draft("New", email="new@example.com"))
    contacts.write_page(database, [jane])
    snapshots.take(database, tmp_path / "snapshot", SNAPSHOT_KEY, {})

    assert snapshots.contents(tmp_path / "snapshot", SNAPSHOT_KEY).sampled == (jane.id,)


def test_what_waited_is_asked_about_and_not_sent(
    database: Database, jane: Contact, tmp_path: Path, built: Callable[[Path], Database]
) -> None:
    contacts.write_page(database, [jane])
    outbox.change(database, jane.id, (Change("company", "Acme Corp", "Mine"),))
    outbox.create(database, Draft("New", email="new@example.com"))
    snapshots.take(database, tmp_path / "snapshot", SNAPSHOT_KEY, {})

    again = built(tmp_path / "snapshot")

    assert entries.counts(again) == OutboxCounts(parked=2)
    assert {one.reason for one in entries.parked(again)} == {Reason("restored", theirs_at=MADE_AT)}
    found = contacts.get(again, jane.id)
    assert found is not None
    assert found.company == "Mine"
    assert entries.counts(database) == OutboxCounts(waiting=2)


def test_copy_and_outbox_are_of_one_moment(database: Database, people: list[Contact], tmp_path: Path) -> None:
    """Somebody edits all the time; in every snapshot each edit is in both files or in neither."""
    stop = threading.Event()
    ids = contacts.ids(database, Filter())

    def edit() -> None:
        for at in range(10_000):
            if stop.is_set():
                return
            outbox.change(database, ids[at % 200], (Change("company", "", f"Edit {at}"),))

    editor = threading.Thread(target=edit)
    editor.start()
    try:
        for number in range(5):
            path = tmp_path / f"snapshot-{number}"
            snapshots.take(database, path, SNAPSHOT_KEY, {})
            with closing(snapshots.connect(path, SNAPSHOT_KEY, 2048)) as connection:
                marks = "SELECT value FROM {}_marks WHERE name = 'outbox_revision'"
                assert connection.value(marks.format("copy")) == connection.value(marks.format("journal"))
                waiting = connection.value("SELECT count(DISTINCT contact_id) FROM journal_outbox")
                assert connection.value("SELECT count(*) FROM copy_contacts WHERE waiting <> ''") == waiting
    finally:
        stop.set()
        editor.join()


def test_a_first_download_goes_on_after_it(
    database: Database, make_crowd: Callable[..., list[Contact]], tmp_path: Path, built: Callable[[Path], Database]
) -> None:
    mirror.begin_first_mirror(database)
    contacts.write_page(database, make_crowd(50))
    snapshots.take(database, tmp_path / "snapshot", SNAPSHOT_KEY, {})

    again = built(tmp_path / "snapshot")

    assert mirror.stage(again) is mirror.Stage.live
    assert contacts.total(again) == 50
    assert contacts.count(again, Filter(text="jan")) > 0


def test_a_flipped_bit_anywhere_is_met(snapshot: Path) -> None:
    good = snapshot.read_bytes()
    assert snapshots.is_whole(snapshot, SNAPSHOT_KEY)

    for place in (3, 20, 4000, 4096 * 5 + 1, len(good) // 2, len(good) - 1):
        bad = bytearray(good)
        bad[place] ^= 1
        snapshot.write_bytes(bad)
        assert not snapshots.is_whole(snapshot, SNAPSHOT_KEY), place


def test_a_snapshot_of_another_key_is_not_read(snapshot: Path) -> None:
    assert not snapshots.is_whole(snapshot, NEW_KEY)
    with pytest.raises(Damaged):
        snapshots.papers(snapshot, NEW_KEY)


def test_a_newer_schema_is_told(snapshot: Path, tmp_path: Path) -> None:
    with closing(snapshots.connect(snapshot, SNAPSHOT_KEY, 2048)) as connection:
        connection.run("UPDATE versions SET version = ?", (len(migrations.COPY) + 9,))
    (tmp_path / "built").mkdir()

    with pytest.raises(NewerSchema):
        snapshots.build(snapshot, SNAPSHOT_KEY, tmp_path / "built", NEW_KEY, MADE_AT)


def test_a_workspace_is_known_by_its_mark_and_by_its_contacts(whole: Database, snapshot: Path, tmp_path: Path) -> None:
    name = snapshots.workspace_of(whole)
    assert snapshots.workspace_of(whole) == name
    assert snapshots.shares(whole, snapshot, SNAPSHOT_KEY)

    with closing(Database.open(tmp_path / "other", NEW_KEY)) as other:
        contacts.write_page(other, [Contact("con_elsewhere")])
        assert not snapshots.shares(other, snapshot, SNAPSHOT_KEY)
        assert snapshots.workspace_of(other) != name


def test_it_tells_how_far_it_is_and_stops_when_told(whole: Database, tmp_path: Path) -> None:
    told: list[float] = []
    snapshots.take(whole, tmp_path / "one", SNAPSHOT_KEY, {}, told.append)
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)

    def stop(_share: float) -> None:
        raise Interrupted

    with pytest.raises(Interrupted):
        snapshots.take(whole, tmp_path / "two", SNAPSHOT_KEY, {}, stop)
    outbox.add_note(whole, contacts.ids(whole, Filter())[0], "Writing goes on")


def test_the_trash_comes_with_it(
    database: Database, jane: Contact, tmp_path: Path, built: Callable[[Path], Database]
) -> None:
    contacts.write_page(database, [jane])
    outbox.delete(database, (jane.id,), hold_s=0)
    settling.confirm_delete(database, entries.waiting(database)[0])
    assert trash.count(database) == 1

    snapshots.take(database, tmp_path / "snapshot", SNAPSHOT_KEY, {})

    assert snapshots.contents(tmp_path / "snapshot", SNAPSHOT_KEY).trash == 1
    assert trash.listed(built(tmp_path / "snapshot")) == trash.listed(database)
