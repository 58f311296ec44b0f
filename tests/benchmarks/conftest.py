"""A filled copy of the size asked for by NEXUS_CONTACTS_BENCH (default 100,000), its plain twin, and the table.

Run with ``pytest tests/benchmarks/bench_*.py --benchmark-enable -o timeout=0``; a plain test run collects none of it.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as driver
from typing_extensions import override

from nexus_contacts.store import contacts, files, mirror
from nexus_contacts.store.connection import Connection, Database

sys.path.insert(0, str(Path(__file__).parent))
import measuring

KEY = bytes(range(32))
COUNT = int(os.environ.get("NEXUS_CONTACTS_BENCH", "100000"))


class PlainDatabase(Database):
    """The same files without encryption: the floor that the encrypted ones are held against."""

    @override
    def _open(self, cache_kib: int) -> Connection:
        raw = driver.connect(str(self.folder / files.COPY), isolation_level=None, check_same_thread=False)
        opened = Connection(raw, self.folder / files.COPY)
        for pragma in (f"cache_size = -{cache_kib}", "temp_store = MEMORY"):
            opened.run(f"PRAGMA {pragma}")
        opened.run("ATTACH DATABASE ? AS journal", (str(self.folder / files.JOURNAL),))
        return opened


def decrypted(folder: Path, name: str, target: Path) -> None:
    """Write one of the folder's files without encryption to `target`."""
    raw = driver.connect(str(folder / name), isolation_level=None)
    raw.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    raw.execute("ATTACH DATABASE ? AS plain KEY ''", (str(target / name),))
    raw.execute("SELECT sqlcipher_export('plain')").fetchall()
    raw.close()
    raw = driver.connect(str(target / name), isolation_level=None)
    raw.execute("PRAGMA journal_mode = WAL").fetchall()
    raw.close()


@pytest.fixture(scope="session")
def copy_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a filled copy."""
    folder = tmp_path_factory.mktemp("copy") / "account"
    database = Database.open(folder, KEY)
    mirror.begin_first_mirror(database)
    batch = []
    for contact in measuring.many_contacts(COUNT):
        batch.append(contact)
        if len(batch) == 1000:
            contacts.write_page(database, batch)
            batch = []
    contacts.write_page(database, batch)
    mirror.finish_first_mirror(database)
    database.close()
    return folder


@pytest.fixture(scope="session")
def database(copy_folder: Path) -> Iterator[Database]:
    """The filled copy, open."""
    opened = Database.open(copy_folder, KEY)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def plain(copy_folder: Path) -> Iterator[Database]:
    """Its unencrypted twin."""
    folder = copy_folder.parent / "plain"
    folder.mkdir()
    for name in (files.COPY, files.JOURNAL):
        decrypted(copy_folder, name, folder)
    opened = PlainDatabase(folder, KEY, ())
    yield opened
    opened.close()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the table of all figures of this run."""
    if not measuring.LINES:
        return
    rows = [("what", "ours", "floor", "ratio", "target")]
    rows += [(line.what, line.ours, line.floor, line.ratio, line.target) for line in measuring.LINES]
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    terminalreporter.write_line("")
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        terminalreporter.write_line(f"| {' | '.join(cells)} |")
