"""P12: a page of 100 from the workspace server, at any cursor position, against its own SQL and JSON done raw."""

import http.client
import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from measuring import interleaved, many_contacts, told

from conftest import COUNT
from nexus_contacts.workspace.contact_rows import StoredContact, insert_contacts
from nexus_contacts.workspace.database import Database, workspace_id
from nexus_contacts.workspace.running import EmbeddedServer

PAGE = 100
CHUNK = 5_000
RAW = (
    "SELECT document FROM contacts WHERE workspace_id = 1 AND ({column}, id) < (?, ?) "
    "ORDER BY {column} DESC, id DESC LIMIT 101"
)
Fetch = Callable[[str], dict[str, Any]]


def stored_contacts() -> Iterator[StoredContact]:
    for one in many_contacts(COUNT):
        assert one.created_at is not None
        assert one.updated_at is not None
        yield StoredContact(
            id=one.id,
            first_name=one.first_name,
            last_name=one.last_name or None,
            email=one.email,
            phone=one.phone or None,
            company=one.company or None,
            job_title=one.job_title or None,
            status=one.status,
            source=one.source,
            tags=one.tags,
            assigned_to=one.assigned_to or None,
            custom_fields=dict(one.custom_fields),
            address=dict(one.address.parts()) if one.address else None,
            created_at=int(one.created_at.timestamp()),
            updated_at=int(one.updated_at.timestamp()),
        )


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace's file with as many contacts as are asked for."""
    place = tmp_path_factory.mktemp("workspace") / "workspace.db"
    database = Database.open(str(place))
    people = stored_contacts()
    with database.writing() as connection:
        workspace = workspace_id(connection, "default")
        while chunk := list(islice(people, CHUNK)):
            insert_contacts(connection, workspace, chunk)
    database.close()
    return place


@pytest.fixture(scope="session")
def fetch(filled: Path) -> Iterator[Fetch]:
    """Read a page over one kept connection, as a client does."""
    server = EmbeddedServer()
    server.start(filled)
    headers = {"Authorization": f"Bearer {server.api_key}"}
    with closing(http.client.HTTPConnection("127.0.0.1", server.port)) as line:

        def page(query: str) -> dict[str, Any]:
            line.request("GET", f"/v1/contacts?limit={PAGE}&{query}", headers=headers)
            answer: dict[str, Any] = json.loads(line.getresponse().read())
            return answer

        yield page
    server.stop()


@pytest.mark.parametrize("column", ["created_at", "company"])
def bench_a_page_of_the_server_against_raw_sql_and_json(
    benchmark: Any, filled: Path, fetch: Fetch, column: str
) -> None:
    # given a cursor deep in the list, and the same place for the raw query
    place = ""
    for _ in range(min(COUNT // PAGE // 2, 500)):
        page = fetch(f"sort=-{column}{place}")
        place = f"&cursor={page['meta']['next_cursor']}"
    key_column = {"created_at": "created_at", "company": "company_key"}[column]
    last_id = page["data"][-1]["id"]
    with closing(sqlite3.connect(filled)) as raw:
        key = raw.execute(f"SELECT {key_column} FROM contacts WHERE id = ?", (last_id,)).fetchone()[0]

        def raw_page() -> object:
            rows = raw.execute(RAW.format(column=key_column), (key, last_id)).fetchmany(PAGE)
            return json.loads(json.dumps({"data": [json.loads(document) for (document,) in rows]}))

        times = interleaved(
            {
                "deep": lambda: fetch(f"sort=-{column}{place}"),
                "first": lambda: fetch(f"sort=-{column}"),
                "raw": raw_page,
            },
            runs=51,
            clock=time.perf_counter,
        )

    benchmark(lambda: fetch(f"sort=-{column}{place}"))
    told(f"P12 page by {column} over HTTP, deep, against raw SQL + JSON", times["deep"], times["raw"], target="≤ 3")
    told(f"P12 page by {column} over HTTP, deep/first", times["deep"], times["first"], target="≤ 1.5")
