"""The first mirror: the tables are filled alone, then what makes them quick is built over them, in steps.

Every step is a transaction that leaves its trace in the file, so a mirror that was killed goes on where it was.
"""

from collections.abc import Callable
from enum import StrEnum

from nexus_contacts.store import schema
from nexus_contacts.store.connection import Connection, Database

WORDS_AT_ONCE = 20_000


class Stage(StrEnum):
    """Where the copy stands: `filling` and `indexing` until `finish_first_mirror` has ended."""

    live = "live"
    filling = "filling"
    indexing = "indexing"


def _stage(connection: Connection) -> Stage:
    return Stage(connection.value("SELECT value FROM main.marks WHERE name = 'stage'") or "live")


def stage(db: Database) -> Stage:
    """Where the copy stands."""
    return _stage(db.reading())


def is_live(connection: Connection) -> bool:
    """Whether the indexes, the counters and the word index are there."""
    return _stage(connection) is Stage.live


def _put(connection: Connection, name: str, value: str) -> None:
    connection.run("INSERT OR REPLACE INTO main.marks VALUES (?, ?)", (name, value))


def begin_first_mirror(db: Database) -> bool:
    """Make the copy ready to be filled in bulk. False, and nothing done, where it is already filled or being filled.

    Until `finish_first_mirror`, lists and counts answer rightly but slowly.
    """
    with db.writing() as connection:
        served = "SELECT 1 FROM contacts c WHERE c.number NOT IN (SELECT number FROM served WHERE record = '') LIMIT 1"
        if _stage(connection) is not Stage.live or connection.value(served):
            return False
        for name in (*schema.WORD_TRIGGERS, *schema.COUNT_TRIGGERS):
            connection.run(f"DROP TRIGGER {name}")
        for name in schema.INDEXES:
            connection.run(f"DROP INDEX {name}")
        connection.run("DROP TABLE word_index")
        _put(connection, "words_indexed", "0")
        _put(connection, "stage", Stage.filling)
    return True


def _build_index(db: Database, name: str, what: str) -> None:
    with db.writing() as connection:
        connection.run(f"CREATE INDEX IF NOT EXISTS {name} ON {what}")


def _open_word_index(db: Database) -> None:
    with db.writing() as connection:
        if not connection.value("SELECT 1 FROM main.sqlite_master WHERE name = 'word_index'"):
            connection.run(schema.WORD_INDEX)
            for name, what in schema.WORD_TRIGGERS.items():
                connection.run(f"CREATE TRIGGER {name} {what}")


def _index_words(db: Database) -> bool:
    """Take the next words into the word index. False when there are none left."""
    with db.writing() as connection:
        done = int(connection.value("SELECT value FROM main.marks WHERE name = 'words_indexed'"))
        last = connection.value(
            "SELECT max(number) FROM (SELECT number FROM words WHERE number > ? ORDER BY number LIMIT ?)",
            (done, WORDS_AT_ONCE),
        )
        if last is None:
            return False
        connection.run(
            "INSERT INTO word_index (rowid, words) SELECT number, words FROM words WHERE number > ? AND number <= ?",
            (done, last),
        )
        _put(connection, "words_indexed", str(last))
    return True


def _go_live(db: Database) -> None:
    with db.writing() as connection:
        for name, what in schema.COUNT_TRIGGERS.items():
            connection.run(f"CREATE TRIGGER {name} {what}")
        count_anew(connection)


def count_anew(connection: Connection) -> None:
    """Set the counters, and note that indexes, triggers and the word index, all of which are there, hold everything."""
    for statement in schema.COUNT_ALL:
        connection.run(statement)
    _put(connection, "words_indexed", schema.EVERY_WORD)
    _put(connection, "stage", Stage.live)


def finish_first_mirror(db: Database, on_progress: Callable[[int, int], None] | None = None) -> None:
    """Build indexes, counters and word index over a filled copy. Call it again after a kill: it goes on.

    `on_progress` gets (steps done, steps in all). Raises DiskFull, Busy; what was built so far stands.
    """
    with db.writing() as connection:
        if is_live(connection):
            return
        _put(connection, "stage", Stage.indexing)
        highest = int(connection.value("SELECT coalesce(max(number), 0) FROM words"))
    steps = len(schema.INDEXES) + 2 + highest // WORDS_AT_ONCE
    done = 0

    def told() -> None:
        nonlocal done
        done = min(done + 1, steps - 1)
        if on_progress is not None:
            on_progress(done, steps)

    for name, what in schema.INDEXES.items():
        _build_index(db, name, what)
        told()
    _open_word_index(db)
    while _index_words(db):
        told()
    _go_live(db)
    db.tidy()
    if on_progress is not None:
        on_progress(steps, steps)
