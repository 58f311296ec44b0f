"""What a window works with: one account, its local copy, the door off the UI thread, the engine once it is there."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from nexus_contacts.desktop.background import Background
from nexus_contacts.desktop.bridge import Bridge
from nexus_contacts.desktop.changer import Changer
from nexus_contacts.desktop.settings import Settings
from nexus_contacts.errors import NexusError
from nexus_contacts.store import owners
from nexus_contacts.store.connection import Database
from nexus_contacts.store.details import KINDS, DetailKind
from nexus_contacts.store.entries import is_local

if TYPE_CHECKING:
    from nexus_contacts.account import Account
    from nexus_contacts.sync.engine import DetailsOutcome, Engine
    from nexus_contacts.sync.requests import RequestLog

DetailFailures = dict[DetailKind, BaseException]


@dataclass(eq=False)
class Session:
    """One account, opened. `engine` is None until the network thread has made it; see `set_engine`."""

    account: "Account"
    database: Database
    background: Background
    bridge: Bridge
    settings: Settings
    engine: "Engine | None" = None
    _owner_names: dict[str, str] = field(default_factory=dict, repr=False)
    changer: Changer = field(init=False)
    requests: "RequestLog | None" = None
    """The last requests to the service, once there is a client."""
    _held: "Callable[[], None] | None" = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self.changer = Changer(self)

    def owner_name(self, owner_id: str) -> str:
        """The name this machine knows for an owner's id; "" where it has none."""
        return self._owner_names.get(owner_id, "")

    def owner_names(self) -> tuple[tuple[str, str], ...]:
        """(id, name) of every owner that has a name here."""
        return tuple(self._owner_names.items())

    def read_owner_names(self, owner: QObject, then: Callable[[], None] | None = None) -> None:
        """Read the names anew, then call `then`: at the start, and after a change of the kind ``owners``."""

        def keep(names: tuple[tuple[str, str], ...]) -> None:
            self._owner_names = dict(names)
            if then is not None:
                then()

        self.background.run(owner, partial(owners.names, self.database), keep, key="owner names")

    def set_engine(self, engine: "Engine") -> None:
        """Take the engine, and do what was asked before it was there."""
        self.engine = engine
        self.requests = engine.requests
        engine.push_soon()
        held, self._held = self._held, None
        if held is not None:
            held()

    def load_details(
        self, owner: QObject, contact_id: str, failed: Callable[[DetailFailures], None] | None = None
    ) -> None:
        """Download a contact's lists; what comes is told by the bridge, what does not by `failed`, list by list
        (an empty dict: everything came).

        A newer call for the same `owner` takes the place of an older one.
        """
        engine = self.engine
        if is_local(contact_id):  # the service does not know it yet
            if failed is not None:
                failed({})
            return
        if engine is None:
            self._held = partial(self.load_details, owner, contact_id, failed)
            return

        def tell(outcome: "DetailsOutcome") -> None:
            reasons = dict(outcome.failed)
            if failed is not None:
                failed({kind: reasons[kind] for kind in KINDS if kind in reasons})

        def tell_all(error: BaseException) -> None:
            if failed is not None and isinstance(error, NexusError):
                failed(dict.fromkeys(KINDS, error))
            else:
                self.background.error_unclaimed.emit(error)

        self.background.run_async(owner, lambda: engine.load_details(contact_id), tell, tell_all, key="details")
