"""A workspace, a copy, and an engine between them, all real."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.sync.desk import Desk

from nexus_contacts.store.connection import Database


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An empty copy; `base_url` and `api_key` say later whom its engine talks to."""
    database = Database.open(tmp_path / "copy", bytes(32))
    yield Desk(database)
    database.close()


@pytest.fixture
def linked(desk: Desk, workspace_server: Any) -> Desk:
    """A copy whose engine talks to an empty workspace."""
    server = workspace_server()
    desk.base_url, desk.api_key = server.base_url, server.api_key
    return desk
