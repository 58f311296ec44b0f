"""The service of one open account: client and sync engine on the network thread, begun after the first paint."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from nexus_contacts.desktop.session import Session

if TYPE_CHECKING:
    from nexus_contacts.api.client import Client
    from nexus_contacts.api.records import Contact, Page
    from nexus_contacts.sync.engine import Engine
    from nexus_contacts.sync.requests import RequestLog


@dataclass(frozen=True, slots=True)
class Address:
    """Where a service is met, and with which key."""

    base_url: str
    api_key: str = field(repr=False)


class Service(QObject):
    """Keeps the copy in step while the window is open.

    `find` gives the address. It runs on a worker, so it may start a server first; its failure is the session's.
    """

    _engine_made = Signal(object)

    def __init__(self, session: Session, find: Callable[[], Address], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._find = find
        self.started = False
        self._engine_made.connect(session.set_engine, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin to sync, or begin anew with another key. What is slow to import is imported on a worker."""
        self.started = True
        self._session.background.run_async(self, self._serve, key="sync")

    async def _serve(self) -> None:
        import asyncio  # the network thread has it by now; the first paint need not wait for it

        address = await asyncio.to_thread(self._find)
        client_class, engine_class, log_class = await asyncio.to_thread(_load)
        session = self._session
        requests = log_class()
        async with client_class(address.base_url, address.api_key, on_request=requests.note) as client:
            engine = engine_class(
                client,
                session.database,
                on_state=session.bridge.on_state,
                on_changed=session.bridge.on_changed,
                requests=requests,
            )
            # The session belongs to the UI thread: what was asked before the engine was there is asked again there.
            self._engine_made.emit(engine)
            try:
                await engine.run()
            finally:
                engine.close()

    def wake(self, *, accept_deletions: bool = False) -> None:
        """Sync now; `accept_deletions` lets go what the brake holds."""
        if self._session.engine is not None:
            self._session.engine.wake(accept_deletions=accept_deletions)

    def search(
        self,
        owner: QObject,
        text: str,
        then: Callable[["Page[Contact]"], None],
        failed: Callable[[BaseException], None],
    ) -> bool:
        """Let the service search; what it finds is kept in the copy. False where there is no engine yet."""
        engine = self._session.engine
        if engine is not None:
            self._session.background.run_async(
                owner, lambda: engine.search_service(text), then, failed, key="search service"
            )
        return engine is not None


def _load() -> tuple["type[Client]", "type[Engine]", "type[RequestLog]"]:
    from nexus_contacts.api.client import Client
    from nexus_contacts.sync.engine import Engine
    from nexus_contacts.sync.requests import RequestLog

    return Client, Engine, RequestLog
