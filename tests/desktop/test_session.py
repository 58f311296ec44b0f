"""A session answers by name at once, and asks for details when there is an engine to ask."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from nexus_contacts.api.client import Client
from nexus_contacts.api.errors import Unreachable
from nexus_contacts.api.limits import Limits
from nexus_contacts.desktop.session import DetailFailures, Session
from nexus_contacts.store import owners
from nexus_contacts.store.details import KINDS
from nexus_contacts.sync.engine import Engine


@pytest.fixture
def owner() -> QObject:
    return QObject()


def test_an_owner_is_known_once_the_names_are_read(session: Session, owner: QObject, qtbot: QtBot) -> None:
    owners.set_name(session.database, "usr_1", "Maya Okafor")
    before = session.owner_name("usr_1")
    read: list[bool] = []

    session.read_owner_names(owner, lambda: read.append(True))
    qtbot.waitUntil(lambda: bool(read))

    assert before == ""
    assert session.owner_name("usr_1") == "Maya Okafor"
    assert session.owner_name("usr_2") == ""
    assert session.owner_names() == (("usr_1", "Maya Okafor"),)


@pytest.fixture
def engine(session: Session, owner: QObject, qtbot: QtBot) -> Iterator[Engine]:
    """An engine whose service is not there, made and closed where it runs."""
    clients: list[Client] = []
    engines: list[Engine] = []

    async def make() -> Engine:
        clients.append(Client("http://127.0.0.1:1", "nx_test_key", limits=Limits(tries=1)))
        bridge = session.bridge
        return Engine(clients[0], session.database, on_state=bridge.on_state, on_changed=bridge.on_changed)

    closed: list[None] = []
    session.background.run_async(owner, make, engines.append)
    qtbot.waitUntil(lambda: bool(engines))
    yield engines[0]
    session.background.run_async(owner, clients[0].aclose, closed.append)
    qtbot.waitUntil(lambda: bool(closed))
    engines[0].close()


def test_details_asked_for_too_early_wait_for_the_engine(
    session: Session, owner: QObject, engine: Engine, qtbot: QtBot
) -> None:
    failures: list[DetailFailures] = []
    session.load_details(owner, "con_1", failures.append)
    asked_too_early = list(failures)

    session.set_engine(engine)
    qtbot.waitUntil(lambda: bool(failures), timeout=30_000)

    assert asked_too_early == []
    assert set(failures[0]) == set(KINDS)
    assert all(isinstance(error, Unreachable) for error in failures[0].values())


def test_of_details_asked_for_twice_the_newer_are_loaded(
    session: Session, owner: QObject, engine: Engine, qtbot: QtBot
) -> None:
    told: list[str] = []
    session.set_engine(engine)

    session.load_details(owner, "con_1", lambda _: told.append("con_1"))
    session.load_details(owner, "con_2", lambda _: told.append("con_2"))
    qtbot.waitUntil(lambda: bool(told), timeout=30_000)

    assert told == ["con_2"]
