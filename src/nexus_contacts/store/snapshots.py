"""Both files of an account as one encrypted file of bare rows, and both built anew from such a file.

A snapshot holds the rows of every table as they were at one moment, and papers: texts by their names. Indexes, triggers
and the word index are not in it; they are built again, by this program's own schema.
"""

import os
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from nexus_contacts.store import deciding, files, migrations, mirror, overlay, trash
from nexus_contacts.store.connection import WRITE_CACHE_KIB, Connection, Database, attach, connect
from nexus_contacts.store.errors import Damaged, NewerSchema

WORKSPACE = "workspace"
"""The journal's mark that names its workspace: the same in every copy that was restored from its backups."""
SAMPLED = 5
Progress = Callable[[float], None]
"""Hears the share of the work that is done, 0 to 1. Whatever it raises stops the work."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One of the two files: what it is called when open, in a snapshot and on the disk, and its schema."""

    schema: str
    prefix: str
    file: str
    steps: Sequence[str]


_PARTS = (
    _Part("main", "copy", files.COPY, migrations.COPY),
    _Part("journal", "journal", files.JOURNAL, migrations.JOURNAL),
)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a snapshot holds: numbers of things, and ids of a few contacts that the service had."""

    contacts: int
    unsent: int
    trash: int
    views: int
    sampled: tuple[str, ...]


def silent(_share: float) -> None:
    """Tell nobody."""


def workspace_of(db: Database) -> str:
    """The name that this journal's workspace has in backups; given the first time it is asked for.

    Raises DiskFull, Busy.
    """
    sql = "SELECT value FROM journal.marks WHERE name = ?"
    found = db.reading().value(sql, (WORKSPACE,))
    if found is None:
        with db.writing() as connection:
            connection.run("INSERT OR IGNORE INTO journal.marks VALUES (?, ?)", (WORKSPACE, uuid.uuid4().hex))
            found = connection.value(sql, (WORKSPACE,))
    return str(found)


def take(db: Database, path: Path, key: bytes, papers: Mapping[str, str], tell: Progress = silent) -> None:
    """Write what both files hold at this moment, and the papers, to a new file at `path`, encrypted with `key`.

    Streamed: nothing is held in memory but a cache. Others go on reading and writing meanwhile.
    Raises DiskFull, Busy, Damaged, Interrupted; the file at `path` is worth nothing then.
    """
    files.make_private(path)
    with db.beside(path, key) as connection:
        connection.run("CREATE TABLE beside.papers (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID")
        connection.run_many("INSERT INTO beside.papers VALUES (?, ?)", papers.items())
        connection.run("CREATE TABLE beside.versions (part TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID")
        for part in _PARTS:
            version = connection.value(f"PRAGMA {part.schema}.user_version")
            connection.run("INSERT INTO beside.versions VALUES (?, ?)", (part.prefix, version))
        tables = [(part, name) for part in _PARTS for name in _tables(connection, part.schema)]
        sizes = [connection.value(f'SELECT count(*) FROM {part.schema}."{name}"') + 1 for part, name in tables]
        for at, (part, name) in enumerate(tables):
            tell(sum(sizes[:at]) / sum(sizes))
            connection.run(f'CREATE TABLE beside."{part.prefix}_{name}" AS SELECT * FROM {part.schema}."{name}"')
    tell(1.0)


def _tables(connection: Connection, schema: str) -> list[str]:
    """The tables of rows of one file; the word index's own are not among them, the numbers given so far are."""
    listed = connection.all(f"PRAGMA {schema}.table_list")
    plain = [name for of, name, kind, *_ in listed if of == schema and kind == "table"]
    return sorted(name for name in plain if not name.startswith("sqlite_") or name == "sqlite_sequence")


def is_whole(path: Path, key: bytes) -> bool:
    """Whether every page of a snapshot is as it was written: each carries a code of its content that `key` made."""
    try:
        with closing(connect(path, key, 2048)) as connection:
            return not connection.all("PRAGMA cipher_integrity_check")
    except Damaged:
        return False


def papers(path: Path, key: bytes) -> dict[str, str]:
    """The papers of a snapshot. Raises Damaged."""
    with closing(connect(path, key, 2048)) as connection:
        return dict(connection.all("SELECT name, value FROM papers"))


def contents(path: Path, key: bytes) -> Contents:
    """What a snapshot holds. Raises Damaged."""
    with closing(connect(path, key, 2048)) as connection:
        people, unsent, thrown, views = (
            int(connection.value(f"SELECT count(*) FROM {what}"))
            for what in (
                "copy_contacts",
                "journal_outbox WHERE state <> 'sent'",
                f"journal_trash WHERE {trash.LISTED}",
                "journal_views",
            )
        )
        sampled = connection.all(f"SELECT id FROM copy_contacts WHERE {_SERVED} ORDER BY number LIMIT ?", (SAMPLED,))
    return Contents(people, unsent, thrown, views, tuple(row[0] for row in sampled))


_SERVED = "number NOT IN (SELECT number FROM copy_served WHERE record = '')"


def shares(db: Database, path: Path, key: bytes) -> bool:
    """Whether the copy has any of the contacts that a snapshot holds: then both are of one workspace."""
    with closing(connect(path, key, 2048)) as connection:
        found = connection.stream(f"SELECT id FROM copy_contacts WHERE {_SERVED}")
        return any(_has(db, some) for some in _in_hundreds(found))


def _in_hundreds(rows: Iterator[tuple[str]]) -> Iterator[list[str]]:
    some: list[str] = []
    for (one,) in rows:
        some.append(one)
        if len(some) == 100:
            yield some
            some = []
    yield some


def _has(db: Database, ids: Sequence[str]) -> bool:
    sql = f"SELECT 1 FROM contacts WHERE id IN ({', '.join('?' * len(ids))}) LIMIT 1"
    return bool(ids) and db.reading().value(sql, ids) is not None


def build(
    path: Path, key: bytes, folder: Path, new_key: bytes, made_at: datetime | None, tell: Progress = silent
) -> None:
    """Build both files anew in an empty `folder`, encrypted with `new_key`, from the snapshot at `path`.

    What waited to be sent then waits for the person's word: see `deciding.ask_about_restored`.
    Raises NewerSchema, Damaged, DiskFull.
    """
    for at, part in enumerate(_PARTS):
        files.make_private(folder / part.file)
        with closing(connect(folder / part.file, new_key, WRITE_CACHE_KIB)) as connection:
            # Where it fails the file is thrown away, so that there is nothing to roll back.
            connection.one("PRAGMA journal_mode = OFF")
            attach(connection, path, key, "snapshot")
            _build_part(connection, part, folder, partial(_tell_part, tell, at))
    with closing(Database.open(folder, new_key)) as db:
        if not mirror.is_live(db.reading()):  # it was taken in the middle of the first download
            with db.writing() as connection:
                mirror.count_anew(connection)
        overlay.settle(db)
        deciding.ask_about_restored(db, made_at)
        db.tidy()
    for part in _PARTS:
        with (folder / part.file).open("r+b") as file:
            os.fsync(file.fileno())
    tell(1.0)


def _tell_part(tell: Progress, at: int, share: float) -> None:
    tell((at + share) / (len(_PARTS) + 1))


def _build_part(connection: Connection, part: _Part, folder: Path, tell: Progress) -> None:
    version = int(connection.value("SELECT version FROM snapshot.versions WHERE part = ?", (part.prefix,)))
    if version > len(part.steps):
        raise NewerSchema(folder / part.file, version, len(part.steps))
    for found in range(version):
        connection.run_script(migrations.script(part.steps, found))
    # Rows that come in bulk are counted and indexed afterwards.
    built = connection.all(
        "SELECT type, name, sql FROM main.sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
    )
    tables = _tables(connection, "main")
    connection.run("BEGIN")
    for kind, name, _sql in built:
        connection.run(f'DROP {kind} "{name}"')
    for at, name in enumerate(tables):
        tell(at / (len(tables) + 1))
        columns = ", ".join(f'"{row[1]}"' for row in connection.all(f'PRAGMA main.table_info("{name}")'))
        connection.run(f'DELETE FROM main."{name}"')
        rows = f'SELECT {columns} FROM snapshot."{part.prefix}_{name}"'
        connection.run(f'INSERT INTO main."{name}" ({columns}) {rows}')
    tell(len(tables) / (len(tables) + 1))
    for _kind, _name, sql in sorted(built):
        connection.run(sql)
    for (name,) in connection.all("SELECT name FROM main.sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%'"):
        connection.run(f'INSERT INTO main."{name}" ("{name}") VALUES (\'rebuild\')')
    connection.run("COMMIT")
