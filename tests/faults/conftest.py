"""A copy, a sample workspace, and a proxy between them."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from tests.faults.proxy import Proxy
from tests.sync.desk import Desk

from nexus_contacts.store.connection import Database

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QPA_PLATFORMTHEME", "")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An empty copy."""
    database = Database.open(tmp_path / "copy", bytes(32))
    yield Desk(database)
    database.close()


@pytest.fixture
def behind(desk: Desk, workspace_server: Any) -> Iterator[Callable[..., Proxy]]:
    """A factory: puts the desk behind a proxy to a workspace of `sample` invented contacts."""
    with ExitStack() as stack:

        def make(sample: int = 0, **options: Any) -> Proxy:
            server = workspace_server(sample=sample, **options)
            proxy = stack.enter_context(Proxy(server.base_url))
            desk.base_url, desk.api_key = proxy.base_url, server.api_key
            return proxy

        yield make
