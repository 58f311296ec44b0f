"""The door to SQLite: keys told from damage, transactions, interruption, a full disk, privacy of the files."""

import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from nexus_contacts.api.records import Contact
from nexus_contacts.store import contacts, files, marks, stars
from nexus_contacts.store.connection import Database
from nexus_contacts.store.errors import Damaged, DiskFull, Interrupted, NewerSchema, StoreError, WrongKey

OTHER_KEY = b"\xff" * 32


def test_what_was_written_is_there_when_it_is_opened_again(folder: Path, key: bytes, jane: Contact) -> None:
    first = Database.open(folder, key)
    contacts.write_page(first, [jane])
    first.close()

    second = Database.open(folder, key)
    found = contacts.get(second, jane.id)
    second.close()

    assert found == jane
    assert second.set_aside == ()


def test_a_new_account_can_be_opened_by_several_at_the_same_moment(folder: Path, key: bytes) -> None:
    def open_with_the_others(place: Path) -> tuple[Damaged, ...]:
        together.wait()
        opened = Database.open(place, key)
        opened.close()
        return opened.set_aside

    for number in range(5):
        together = threading.Barrier(4)
        with ThreadPoolExecutor(4) as pool:
            found = list(pool.map(open_with_the_others, [folder / str(number)] * 4))

        assert found == [(), (), (), ()]
        assert files.is_right_key(folder / str(number), key)


def test_a_wrong_key_is_told_and_touches_nothing(folder: Path, key: bytes, jane: Contact) -> None:
    first = Database.open(folder, key)
    contacts.write_page(first, [jane])
    first.close()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    with pytest.raises(WrongKey):
        Database.open(folder, OTHER_KEY)

    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_wrong_key_is_told_even_where_the_fingerprint_is_lost(folder: Path, key: bytes) -> None:
    Database.open(folder, key).close()
    (folder / files.FINGERPRINT).unlink()

    with pytest.raises(WrongKey):
        Database.open(folder, OTHER_KEY)

    Database.open(folder, key).close()
    assert files.is_right_key(folder, key)


def test_a_damaged_copy_is_kept_aside_and_the_journal_survives(folder: Path, key: bytes, jane: Contact) -> None:
    first = Database.open(folder, key)
    contacts.write_page(first, [jane])
    stars.star(first, [jane.id])
    first.close()
    (folder / files.COPY).write_bytes(b"not what it was" * 1000)

    second = Database.open(folder, key)
    held = contacts.total(second)
    starred = second.reading().value("SELECT contact_id FROM journal.stars")
    second.close()

    assert [damage.kept_aside.name for damage in second.set_aside] == ["copy.db.damaged-1"]
    assert second.set_aside[0].kept_aside.read_bytes().startswith(b"not what it was")
    assert (held, starred) == (0, jane.id)


def test_damage_found_while_reading_sets_the_copy_aside_at_the_next_start(
    folder: Path, key: bytes, people: list[Contact], database: Database
) -> None:
    database.close()
    path = folder / files.COPY
    content = bytearray(path.read_bytes())
    for place in range(40 * 4096, len(content), 4096):  # beyond the schema, which is read at once
        content[place + 100 : place + 200] = b"\0" * 100
    path.write_bytes(content)

    reopened = Database.open(folder, key)
    with pytest.raises(Damaged):
        list(contacts.export_rows(reopened))
    reopened.close()
    rebuilt = Database.open(folder, key)
    held = contacts.total(rebuilt)
    rebuilt.close()

    assert len(rebuilt.set_aside) == 1
    assert held == 0


def test_a_newer_file_is_left_alone(folder: Path, key: bytes) -> None:
    first = Database.open(folder, key)
    with first.writing() as connection:
        connection.run("PRAGMA user_version = 99")
    first.close()

    with pytest.raises(NewerSchema) as refused:
        Database.open(folder, key)

    assert (refused.value.found, refused.value.path.name) == (99, "copy.db")


def test_a_key_has_32_bytes(folder: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Database.open(folder, b"short")


def test_a_block_that_raises_leaves_nothing(database: Database) -> None:
    def half() -> None:
        with database.writing() as connection:
            connection.run("INSERT INTO main.marks VALUES ('a', 'b')")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()

    assert marks.get(database, "a") is None


def test_a_transaction_does_not_stand_inside_another(database: Database) -> None:
    with pytest.raises(StoreError), database.writing(), database.writing():
        pass


def test_a_full_disk_refuses_the_write_and_goes_on_reading(database: Database, jane: Contact) -> None:
    contacts.write_page(database, [jane])
    with database.writing() as connection:
        pages = connection.value("PRAGMA page_count")
        connection.value(f"PRAGMA max_page_count = {pages}")
    many = [Contact(id=f"con_{number}", first_name="x" * 5000) for number in range(50)]

    with pytest.raises(DiskFull):
        contacts.write_page(database, many)

    assert contacts.total(database) == 1
    assert contacts.get(database, jane.id) == jane
    assert database.free_reserve() is True
    assert database.free_reserve() is False


def test_a_running_query_of_another_thread_is_interrupted(database: Database) -> None:
    begun = threading.Event()
    outcome: list[BaseException] = []

    def read() -> None:
        endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
        try:
            for _ in database.reading().stream(endless):
                begun.set()
        except Interrupted as error:
            outcome.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    assert begun.wait(10)
    assert reader.ident is not None
    while reader.is_alive():
        database.interrupt(reader.ident)
        reader.join(0.01)

    assert len(outcome) == 1


def test_interrupting_an_idle_or_unknown_thread_is_harmless(database: Database) -> None:
    contacts.total(database)

    database.interrupt(threading.get_ident())
    database.interrupt(-1)

    assert contacts.total(database) == 0


def test_a_closed_database_opens_no_connection(database: Database) -> None:
    database.close()

    with pytest.raises(StoreError):
        database.reading()
    with pytest.raises(StoreError), database.writing():
        pass


def test_closing_stops_the_queries_of_other_threads(folder: Path, key: bytes) -> None:
    database = Database.open(folder, key)
    begun = threading.Event()
    outcome: list[BaseException] = []

    def read() -> None:
        connection = database.reading()
        begun.set()
        try:
            connection.value("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")
        except StoreError as error:
            outcome.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    assert begun.wait(10)
    database.close()
    reader.join(10)

    assert len(outcome) == 1


def test_every_file_is_private_and_holds_no_plain_text(folder: Path, database: Database, people: list[Contact]) -> None:
    stars.star(database, [people[0].id])

    files_there = [path for path in folder.iterdir() if path.is_file()]

    assert {"copy.db", "journal.db", "copy.db-wal"} <= {path.name for path in files_there}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for path in files_there:
        content = path.read_bytes()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name
        assert b"SQLite format" not in content
        for sentinel in (people[0].id, "example.com", "Acme", "CREATE TABLE", bytes(range(32)).hex()):
            assert sentinel.encode() not in content, (path.name, sentinel)
