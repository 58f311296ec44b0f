"""The workspace's database: opened, made where it is missing, read and written in short transactions."""

import secrets as randomness
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, insert, make_url, select
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from nexus_contacts.errors import NexusError
from nexus_contacts.paths import private_folder
from nexus_contacts.workspace.full_text import full_text
from nexus_contacts.workspace.tables import metadata, secrets, workspaces

SCHEMA = "1"
THREADS = 16
"""Connections a server keeps, one for each endpoint at work."""
_BUSY_S = 30
_TURN = 0x6E78_636F
"""The lock by which PostgreSQL's writers take turns: a number of our own, seen by nobody else in the database."""


class UnusableDatabaseError(NexusError):
    """The database cannot serve as a workspace; `reason` is the driver's, `place` holds no password."""

    def __init__(self, reason: str, place: str) -> None:
        super().__init__(reason, place)
        self.reason = reason
        self.place = place


class Database:
    """One engine for all threads of a server. Writing takes turns: what a writer read stands until it is done."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @classmethod
    def open(cls, place: str) -> "Database":
        """Open the SQLite file or URL `place` and bring its tables about. Raises UnusableDatabaseError."""
        url = _url(place)
        remote = url.get_backend_name() != "sqlite"
        try:
            # Parameters are personal data: they stay out of every message of the driver.
            engine = create_engine(url, hide_parameters=True, pool_pre_ping=remote, pool_size=THREADS, max_overflow=4)
            with ExitStack() as undo:
                undo.callback(engine.dispose)
                if remote:
                    _prepare_postgresql(engine)
                else:
                    _prepare_sqlite(engine, url)
                database = cls(engine)
                database._create()
                undo.pop_all()
        except (SQLAlchemyError, ModuleNotFoundError, OSError) as error:
            raise UnusableDatabaseError(_reason(error), url.render_as_string(hide_password=True)) from error
        return database

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view of the data, however many statements look at it."""
        with self.engine.connect() as connection:
            if connection.dialect.name == "postgresql":  # SQLite's transactions are snapshots as they are
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: committed at the end, rolled back by an exception."""
        with self.engine.connect().execution_options(writes=True) as connection, connection.begin():
            yield connection

    def secret(self, name: str) -> bytes:
        """A random secret of this database, made when first asked for."""
        with self.writing() as connection:
            found = connection.execute(select(secrets.c.value).where(secrets.c.name == name)).scalar()
            if found is None:
                found = randomness.token_hex(32)
                connection.execute(insert(secrets), {"name": name, "value": found})
            return bytes.fromhex(found)

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    def _create(self) -> None:
        with self.writing() as connection:
            metadata.create_all(connection)
            full_text(connection).create(connection)
            found = connection.execute(select(secrets.c.value).where(secrets.c.name == "schema")).scalar()
            if found is None:
                connection.execute(insert(secrets), {"name": "schema", "value": SCHEMA})
            elif found != SCHEMA:
                raise UnusableDatabaseError(
                    f"its schema is {found}, and {SCHEMA} is needed",
                    self.engine.url.render_as_string(hide_password=True),
                )


def workspace_id(connection: Connection, name: str) -> int:
    """The id of the workspace `name`, which is made where it is missing."""
    found = connection.execute(select(workspaces.c.id).where(workspaces.c.name == name)).scalar()
    if found is None:
        found = connection.execute(insert(workspaces).values(name=name).returning(workspaces.c.id)).scalar_one()
    return int(found)


def _url(place: str) -> URL:
    if "://" not in place:
        return URL.create("sqlite", database=str(Path(place).absolute()))
    try:
        url = make_url(place)
    except SQLAlchemyError as error:
        raise UnusableDatabaseError("the URL is not readable", "given") from error
    if url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:"):
        raise UnusableDatabaseError("it names no file, and a database in memory is gone at the end", place)
    if url.get_backend_name() == "postgresql" and "+" not in url.drivername:
        url = url.set(drivername="postgresql+psycopg")
    return url


def _reason(error: BaseException) -> str:
    if isinstance(error, DBAPIError):
        return str(error.orig).strip() or type(error.orig).__name__
    return str(error)


def _prepare_postgresql(engine: Engine) -> None:
    """Let writers take turns, as SQLite's do: else two of them read the same state, and one undoes the other's work."""

    @event.listens_for(engine, "begin")
    def _(connection: Connection) -> None:
        if connection.get_execution_options().get("writes", False):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_TURN})")


def _prepare_sqlite(engine: Engine, url: URL) -> None:
    """Make the file for this person only, and give every connection its ways."""
    if url.database:
        path = Path(url.database)
        if not path.parent.exists():
            private_folder(path.parent)
        path.touch(mode=0o600)

    @event.listens_for(engine, "connect")
    def _(connection: sqlite3.Connection, record: Any) -> None:
        connection.isolation_level = None  # transactions begin below, not when the driver thinks fit
        for pragma in (
            f"busy_timeout={_BUSY_S * 1000}",
            "journal_mode=WAL",
            "synchronous=NORMAL",
            "foreign_keys=ON",
            "cache_size=-16384",
            "temp_store=MEMORY",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _(connection: Connection) -> None:
        # Reading first and writing later would let another writer come in between: take the turn at once.
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
