"""Fixtures for every test: a private place for the program's files, and workspace servers of the real kind."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from nexus_contacts.workspace.running import EmbeddedServer

# How long an example takes says more about the machine than about the code.
settings.register_profile("shared machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("shared machine")

WorkspaceServer = Callable[..., "EmbeddedServer"]


@pytest.fixture(autouse=True)
def private_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test touches the person's own files."""
    home = tmp_path / "home"
    monkeypatch.setenv("NEXUS_CONTACTS_HOME", str(home))
    return home


@pytest.fixture
def workspace_server(tmp_path: Path) -> Iterator[WorkspaceServer]:
    """A factory of running workspace servers: `workspace_server(sample=0, seed=None, database=None, **options)`.

    `sample` is the number of sample contacts, 0 for an empty workspace. `options` are those of `EmbeddedServer.start`
    (`key`, `read_only_key`, `workspaces`, `rate_limit`, `latency_ms`, `strict_custom_fields`, `port`). Every server is
    stopped after the test; stopping it earlier is allowed.
    """
    # Imported here: most tests need no server, and the desktop's tests count what is imported at the start.
    from nexus_contacts.workspace.database import Database
    from nexus_contacts.workspace.running import EmbeddedServer

    running: list[EmbeddedServer] = []

    def start(
        *, sample: int = 0, seed: int | None = None, database: Path | str | None = None, **options: Any
    ) -> EmbeddedServer:
        place = database or tmp_path / f"workspace-{len(running)}.db"
        if sample:
            from nexus_contacts.workspace.serving import fill_sample

            filled = Database.open(str(place))
            try:
                fill_sample(filled, sample, seed)
            finally:
                filled.close()
        server = EmbeddedServer()
        running.append(server)
        server.start(place, **options)
        return server

    yield start
    for server in running:
        server.stop()
