"""The first mirror: filled alone, then built over; killed anywhere, it goes on and ends complete."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from nexus_contacts.api.records import Contact
from nexus_contacts.store import contacts, facets, mirror, schema
from nexus_contacts.store.connection import Database
from nexus_contacts.store.filters import Filter, Sort
from nexus_contacts.store.mirror import Stage

KILLS = 3
COUNT = 1500

CHILD = """
import sys
from pathlib import Path
from nexus_contacts.api.records import Contact
from nexus_contacts.store import contacts, mirror
from nexus_contacts.store.connection import Database

mirror.WORDS_AT_ONCE = 500
database = Database.open(Path(sys.argv[1]), bytes(range(32)))
mirror.begin_first_mirror(database)
print("begun", flush=True)
for start in range(0, int(sys.argv[2]), 250):
    contacts.write_page(database, [
        Contact(id=f"con_{n:05}", first_name=f"First{n % 17}", email=f"p{n}@example.com", status="lead", tags=("a",))
        for n in range(start, start + 250)
    ])
mirror.finish_first_mirror(database)
database.close()
print("ended", flush=True)
"""


def test_a_mirror_filled_in_bulk_is_the_same_as_one_written_live(
    tmp_path: Path, key: bytes, make_crowd: Callable[..., list[Contact]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mirror, "WORDS_AT_ONCE", 100)
    people = make_crowd(350)
    told: list[tuple[int, int]] = []
    live = Database.open(tmp_path / "live", key)
    bulk = Database.open(tmp_path / "bulk", key)

    contacts.write_page(live, people)
    assert mirror.begin_first_mirror(bulk)
    contacts.write_page(bulk, people[:200])
    contacts.write_page(bulk, people[150:])
    mirror.finish_first_mirror(bulk, lambda done, steps: told.append((done, steps)))

    for database in (live, bulk):
        assert mirror.stage(database) is Stage.live
    for table in ("contacts", "counts", "words", "contact_tags", "custom_values", "sqlite_master"):
        columns = "name, type" if table == "sqlite_master" else "*"
        rows = [set(database.reading().all(f"SELECT {columns} FROM {table}")) for database in (live, bulk)]
        assert rows[0] == rows[1], table
    for text in ("zoe", "smi", "p12"):
        assert contacts.ids(live, Filter(text=text)) == contacts.ids(bulk, Filter(text=text)) != ()
    assert told[-1][0] == told[-1][1]
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    live.close()
    bulk.close()


def test_lists_and_searches_answer_while_the_mirror_fills(
    database: Database, make_crowd: Callable[..., list[Contact]]
) -> None:
    people = make_crowd(80)
    mirror.begin_first_mirror(database)
    contacts.write_page(database, people)

    page = contacts.page(database, Filter(), Sort("name", False), size=50)
    rest = contacts.page(database, Filter(), Sort("name", False), size=50, after=page.last)
    found = contacts.count(database, Filter(text="zoe"))

    assert len({row.id for row in (*page.rows, *rest.rows)}) == 80
    assert found == sum(contact.first_name == "zoë" for contact in people)
    assert contacts.total(database) == 80


def test_a_copy_that_holds_contacts_is_not_mirrored_anew(database: Database, people: list[Contact]) -> None:
    assert mirror.begin_first_mirror(database) is False
    mirror.finish_first_mirror(database)

    assert mirror.stage(database) is Stage.live


def test_contacts_removed_while_it_fills_are_gone_from_the_counts(database: Database, jane: Contact) -> None:
    mirror.begin_first_mirror(database)
    contacts.write_page(database, [jane])

    contacts.remove(database, [jane.id])

    assert contacts.total(database) == 0


def complete(database: Database) -> None:
    """Everything is there once, and the word index, the counters and the indexes agree with it."""
    assert contacts.total(database) == COUNT
    assert facets.facets(database, Filter()).tags == (("a", COUNT),)
    assert contacts.count(database, Filter(text="first3")) == sum(n % 17 == 3 for n in range(COUNT))
    with database.writing() as connection:
        assert connection.value("PRAGMA integrity_check") == "ok"
        connection.run("INSERT INTO word_index (word_index) VALUES ('integrity-check')")
    names = {row[0] for row in database.reading().all("SELECT name FROM sqlite_master")}
    assert set(schema.INDEXES) | set(schema.WORD_TRIGGERS) | set(schema.COUNT_TRIGGERS) <= names


def kill_anywhere(folder: Path, key: bytes, kills: int) -> None:
    begun = time.monotonic()
    subprocess.run([sys.executable, "-c", CHILD, str(folder / "whole"), str(COUNT)], check=True, capture_output=True)
    whole_s = time.monotonic() - begun

    for kill in range(kills):
        there = folder / f"killed-{kill}"
        child = subprocess.Popen([sys.executable, "-c", CHILD, str(there), str(COUNT)], stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()
        try:
            child.wait(whole_s * (kill + 0.5) / kills)
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
        child.communicate()
        subprocess.run([sys.executable, "-c", CHILD, str(there), str(COUNT)], check=True, capture_output=True)
        database = Database.open(there, key)
        assert database.set_aside == ()
        complete(database)
        database.close()


def test_a_mirror_killed_anywhere_goes_on_and_ends_complete(tmp_path: Path, key: bytes) -> None:
    kill_anywhere(tmp_path, key, KILLS)


@pytest.mark.deep
@pytest.mark.timeout(1200)
def test_a_mirror_killed_a_hundred_times_ends_complete(tmp_path: Path, key: bytes) -> None:
    kill_anywhere(tmp_path, key, 100)
