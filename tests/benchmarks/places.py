"""What the figures are measured on: homes with a filled copy, workspace servers in processes of their own, children.

Everything lies in one temporary folder, is made when it is first asked for, and is kept for the rest of the run.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from measuring import many_contacts

HERE = Path(__file__).parent
KEY = "key_of_the_figures"
SLUG = "figures"
NOWHERE = "http://127.0.0.1:9/v1"
"""Nothing listens there: a copy filled by hand has no service."""
_BATCH = 1000
_ACCOUNT = """last_used = "{slug}"

[[accounts]]
slug = "{slug}"
name = "Figures"
base_url = "{url}"
kind = "service"
entry = ""
"""


@dataclass(frozen=True)
class Served:
    """A workspace server in another process."""

    url: str
    pid: int


@dataclass
class Places:
    """Homes and databases of one run, by what is in them."""

    folder: Path
    runs: int = 7
    _made: dict[str, Path] = field(default_factory=dict)

    def environment(self, home: Path) -> dict[str, str]:
        """The environment of a child: its home, its key, no screen, and bytecode kept as by an installed program."""
        inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        return inherited | {
            "PYTHONPYCACHEPREFIX": str(self.folder / "bytecode"),
            "NEXUS_CONTACTS_HOME": str(home),
            "NEXUS_CONTACTS_API_KEY": KEY,
            "QT_QPA_PLATFORM": "offscreen",
        }

    def home(self, name: str, url: str = NOWHERE) -> Path:
        """A home with one account and nothing else."""
        home = self.folder / name
        (home / "config").mkdir(parents=True, exist_ok=True)
        (home / "config" / "accounts.toml").write_text(_ACCOUNT.format(slug=SLUG, url=url), encoding="utf-8")
        return home

    def filled_home(self, count: int) -> Path:
        """A home whose account has a finished copy of `count` contacts."""
        name = f"filled-{count}"
        if name not in self._made:
            home = self.home(name)
            run_child(["window_probe.py", "fill", str(count)], self.environment(home))
            self._made[name] = home
        return self._made[name]

    def workspace(self, count: int) -> Path:
        """The database of a workspace with `count` sample contacts."""
        name = f"workspace-{count}"
        if name not in self._made:
            place = self.folder / f"{name}.db"
            with self._serving(place, ["--sample", str(count)]):
                self._made[name] = place
        return self._made[name]

    @contextmanager
    def served(self, count: int, *, latency_ms: int = 0) -> Iterator[Served]:
        """A running server of a workspace with `count` sample contacts, each answer late by `latency_ms`."""
        with self._serving(self.workspace(count), ["--latency", str(latency_ms)]) as server:
            yield server

    @contextmanager
    def _serving(self, place: Path, options: list[str]) -> Iterator[Served]:
        command = [
            sys.executable,
            "-m",
            "nexus_contacts",
            "serve",
            "--port",
            "0",
            "--key",
            KEY,
            "--database",
            str(place),
        ]
        process = subprocess.Popen(
            [*command, *options],
            env=self.environment(self.folder / "server"),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        try:
            assert process.stdout is not None
            url = process.stdout.readline().strip()
            assert url, "the server did not start"
            yield Served(url, process.pid)
        finally:
            process.terminate()
            process.communicate()


def run_child(command: list[str], environment: dict[str, str]) -> dict[str, Any]:
    """Run a probe of this folder and return the figures it printed; `begun` is when it was started."""
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, str(HERE / command[0]), *command[1:]],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    if done.returncode or not done.stdout.strip():
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stderr[-2000:]}")
    figures: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return figures | {"begun": begun}


def fill(count: int) -> None:
    """In a child: fill the copy of the account of this home, as a finished first mirror leaves it."""
    from nexus_contacts import account, paths
    from nexus_contacts.store import contacts, mirror
    from nexus_contacts.store.connection import Database

    chosen = account.choose("Figures")
    database = Database.open(paths.account_folder(chosen.slug), account.credentials(chosen).cache_key)
    mirror.begin_first_mirror(database)
    people = many_contacts(count)
    while batch := list(islice(people, _BATCH)):
        contacts.write_page(database, batch)
    mirror.finish_first_mirror(database)
    database.tidy()
    database.close()
