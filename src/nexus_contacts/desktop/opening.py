"""Opens an account's local copy on a thread of its own, while the UI thread builds the window around it."""

import threading
from dataclasses import dataclass, field

from nexus_contacts import account as accounts
from nexus_contacts import paths
from nexus_contacts.account import Account, Credentials
from nexus_contacts.store import contacts, deciding, importing, overlay, steps
from nexus_contacts.store.connection import Database
from nexus_contacts.store.filters import Filter, Sort


@dataclass(frozen=True, slots=True)
class Opened:
    """An account with its secrets and its local copy."""

    account: Account
    credentials: Credentials
    database: Database = field(repr=False)


def open_account(account: Account) -> Opened:
    """Fetch the keys of `account` and open its local copy. Blocks, for long where the keyring asks the person.

    Raises KeyringUnavailable, KeyMissing, StoreError.
    """
    credentials = accounts.credentials(account)
    database = Database.open(paths.account_folder(account.slug), credentials.cache_key)
    overlay.settle(database)
    deciding.ask_about_held(database)
    importing.go_on(database)
    steps.forget_sent(database)
    # The first page is read once here, so that the window's own reading finds it in the caches.
    contacts.page(database, Filter(), Sort())
    return Opened(account, credentials, database)


class Opening:
    """The opening of one account, under way since it was made."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self._opened: Opened | None = None
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._run, name="opening", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._opened = open_account(self.account)
        except Exception as error:  # carried to the UI thread, which raises it again
            self._error = error

    def wait(self, timeout_s: float | None = None) -> bool:
        """Wait for the end, `timeout_s` seconds at most. Returns whether it is there."""
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def outcome(self) -> Opened:
        """What was opened, after waiting for it. Raises what `open_account` raised."""
        self._thread.join()
        if self._error is not None:
            raise self._error
        assert self._opened is not None
        return self._opened
