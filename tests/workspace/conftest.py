"""Fixtures of the server's tests: a database, and clients of a server that is empty at first."""

import os
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import create_engine, text

from nexus_contacts.workspace.contact_rows import StoredContact, insert_contacts
from nexus_contacts.workspace.database import Database, workspace_id
from nexus_contacts.workspace.running import EmbeddedServer

Api = Callable[..., httpx.Client]
Stored = Callable[..., StoredContact]


@pytest.fixture
def database_place(tmp_path: Path) -> Iterator[str]:
    """Where a new database goes: a file, or with NEXUS_CONTACTS_TEST_POSTGRESQL (a URL) a schema of its own there."""
    url = os.environ.get("NEXUS_CONTACTS_TEST_POSTGRESQL")
    if not url:
        yield str(tmp_path / "tables.db")
        return
    schema = f"test_{secrets.token_hex(6)}"
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:", 1))
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    yield f"{url}?options=-csearch_path%3D{schema}"
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


@pytest.fixture
def only_sqlite() -> None:
    """Skips a test of what only SQLite has while PostgreSQL is tested."""
    if os.environ.get("NEXUS_CONTACTS_TEST_POSTGRESQL"):
        pytest.skip("this is about SQLite")


@pytest.fixture
def database(database_place: str) -> Iterator[Database]:
    opened = Database.open(database_place)
    yield opened
    opened.close()


@pytest.fixture
def stored() -> Stored:
    """A factory of contacts, each with an id and an e-mail address of its own unless told otherwise."""
    count = iter(range(1, 1_000_000))

    def make(**members: Any) -> StoredContact:
        number = next(count)
        moment = 1_700_000_000 + number
        given = {
            "id": f"con_{number:06}",
            "first_name": "Ann",
            "email": f"ann{number}@example.com",
            "created_at": moment,
            "updated_at": moment,
        }
        return StoredContact(**{**given, **members})

    return make


@pytest.fixture
def put(database: Database) -> Callable[..., int]:
    """Put contacts into the workspace `default` of `database`; the workspace's id."""

    def into(*contacts: StoredContact, name: str = "default") -> int:
        with database.writing() as connection:
            workspace = workspace_id(connection, name)
            insert_contacts(connection, workspace, contacts)
        return workspace

    return into


@pytest.fixture
def api_of() -> Iterator[Callable[..., httpx.Client]]:
    """A factory of clients: `api_of(server, key=None)`, closed after the test."""
    made: list[httpx.Client] = []

    def client(server: EmbeddedServer, key: str | None = None) -> httpx.Client:
        headers = {"Authorization": f"Bearer {key or server.api_key}"}
        made.append(httpx.Client(base_url=server.base_url, headers=headers, trust_env=False))
        return made[-1]

    yield client
    for one in made:
        one.close()


@pytest.fixture
def server(database_place: str, workspace_server: Callable[..., EmbeddedServer]) -> EmbeddedServer:
    return workspace_server(database=database_place, read_only_key="may-only-read")


@pytest.fixture
def api(server: EmbeddedServer, api_of: Api) -> httpx.Client:
    return api_of(server)
