"""The service of an open account: the engine runs on the network thread and the session learns of it."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.service import Address, Service
from nexus_contacts.desktop.session import Session
from nexus_contacts.store import contacts
from nexus_contacts.workspace.running import EmbeddedServer

Start = Callable[..., EmbeddedServer]


def test_it_brings_the_contacts_here(session: Session, workspace_server: Start, qtbot: QtBot) -> None:
    server = workspace_server(sample=25)
    service = Service(session, lambda: Address(server.base_url, server.api_key))

    service.start()

    qtbot.waitUntil(lambda: contacts.total(session.database) == 25, timeout=20_000)
    assert session.engine is not None


def test_what_the_service_finds_joins_the_copy(session: Session, workspace_server: Start, qtbot: QtBot) -> None:
    server = workspace_server(sample=25)
    service = Service(session, lambda: Address(server.base_url, server.api_key))
    service.start()
    qtbot.waitUntil(lambda: session.engine is not None, timeout=20_000)
    owner = QObject()
    found: list[object] = []

    assert service.search(owner, "jane", found.append, found.append)

    qtbot.waitUntil(lambda: bool(found), timeout=20_000)
    assert [contact.first_name for contact in found[0].items if contact.id == "con_abc123"] == ["Jane"]  # type: ignore[attr-defined]


def test_before_the_engine_is_there_a_search_is_refused_and_a_wake_does_nothing(session: Session) -> None:
    service = Service(session, lambda: Address("http://127.0.0.1:1", "key"))

    service.wake()

    assert not service.search(QObject(), "jane", lambda _page: None, lambda _error: None)


def test_an_address_hides_its_key() -> None:
    assert "nx_secret" not in repr(Address("http://127.0.0.1:1", "nx_secret"))
