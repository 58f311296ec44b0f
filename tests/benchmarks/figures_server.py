"""P12: a page of the workspace server against what its SQL and JSON cost, at the list's start and at its end."""

import http.client
import json
import os
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from measuring import Figure
from places import KEY, Places, Served

RATIO = 3.0
PAGES = 50
"""Pages a run reads: the processor time of another process is told in hundredths of a second."""

_SQL = (
    "SELECT created_at, id, document FROM contacts WHERE workspace_id = ? AND (created_at, id) < (?, ?)"
    " ORDER BY created_at DESC, id DESC LIMIT 101"
)


class Reader:
    """Reads pages over one connection that is kept alive."""

    def __init__(self, served: Served) -> None:
        split = urlsplit(served.url)
        self._path = f"{split.path}/contacts"
        self._connection = http.client.HTTPConnection(str(split.hostname), split.port)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def read(self, **parameters: str) -> bytes:
        """The body of one page."""
        query = urlencode({"limit": "100", **parameters})
        self._connection.request("GET", f"{self._path}?{query}", headers={"Authorization": f"Bearer {KEY}"})
        answer = self._connection.getresponse()
        body = answer.read()
        assert answer.status == 200, body
        return body

    def last_cursor(self) -> str:
        """The cursor of the last page, found by walking there."""
        cursor, found = "", ""
        while True:
            meta = json.loads(self.read(fields="id", **({"cursor": cursor} if cursor else {})))["meta"]
            if not meta["has_more"]:
                return found
            cursor = found = meta["next_cursor"]


def _raw_page(connection: sqlite3.Connection, workspace: int, place: tuple[int, str]) -> bytes:
    """What any server has to do for a page: its rows, its total, and their JSON."""
    rows = connection.execute(_SQL, (workspace, *place)).fetchall()
    total = connection.execute("SELECT contact_count FROM workspaces WHERE id = ?", (workspace,)).fetchone()[0]
    data = [json.loads(row[2]) for row in rows[:100]]
    meta = {"total": total, "limit": 100, "next_cursor": list(rows[-1][:2]), "has_more": len(rows) > 100}
    return json.dumps({"success": True, "data": data, "meta": meta}).encode()


def _places(connection: sqlite3.Connection) -> tuple[int, dict[str, tuple[int, str]]]:
    """The workspace, and the places that the first and the last page begin after."""
    workspace, count = connection.execute("SELECT id, contact_count FROM workspaces LIMIT 1").fetchone()
    last = connection.execute(
        "SELECT created_at, id FROM contacts WHERE workspace_id = ? ORDER BY created_at DESC, id DESC LIMIT 1 OFFSET ?",
        (workspace, (count - 1) // 100 * 100 - 1),
    ).fetchone()
    return workspace, {"first": (2**62, ""), "last": last}


def _processor_s(pid: int) -> float:
    """The processor time that a process has used; not a number where the system does not tell."""
    told = Path(f"/proc/{pid}/stat")
    if not told.exists():
        return float("nan")
    fields = told.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _each_ms(work: Callable[[], Any], clock: Callable[[], float]) -> float:
    """Milliseconds of one of many repetitions."""
    begun = clock()
    for _ in range(PAGES):
        work()
    return (clock() - begun) / PAGES * 1000


def pages(places: Places, count: int) -> Iterator[Figure]:
    """P12: the first and the last page of 100, over the network of this machine."""
    with (
        places.served(count) as served,
        closing(Reader(served)) as reader,
        closing(sqlite3.connect(places.workspace(count))) as connection,
    ):
        workspace, after = _places(connection)
        cursors = {"first": {}, "last": {"cursor": reader.last_cursor()}}
        found: dict[tuple[str, str], list[float]] = {}
        for _ in range(places.runs):
            for name in after:
                raw = _each_ms(lambda name=name: _raw_page(connection, workspace, after[name]), time.process_time)
                found.setdefault((name, "raw"), []).append(raw)
                for kind, clock in (("wall", time.perf_counter), ("cpu", lambda: _processor_s(served.pid))):
                    ours = _each_ms(lambda name=name: reader.read(**cursors[name]), clock)
                    found.setdefault((name, kind), []).append(ours)
    for name in after:
        wall, cpu, raw = (statistics.median(found[name, kind]) for kind in ("wall", "cpu", "raw"))
        for kind, ours in (("wall clock at the client", wall), ("processor time of the server", cpu)):
            yield Figure(
                "P12",
                f"{name} page of 100 at {count:,}; {kind}",
                f"{ours:.2f} ms",
                f"{raw:.2f} ms (SQL and JSON)",
                f"{ours / raw:.2f}",
                f"≤ {RATIO:.0f}",
                ours <= RATIO * raw,
            )
