"""Restoring a backup: opened and told before anything is done, built aside, then put in the place of what is here.

Nothing that is here is touched before `move_in`, and that sets it aside as files.
"""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import cast

from nexus_contacts import account as accounts
from nexus_contacts import paths
from nexus_contacts.account import Account, AccountError, Kind
from nexus_contacts.errors import NexusError
from nexus_contacts.exchange import backup_file
from nexus_contacts.exchange.backup_out import ACCOUNT, COLUMNS, SETTINGS
from nexus_contacts.exchange.errors import DamagedBackup, NewerBackup, NotWritten
from nexus_contacts.keyrings import KeyringUnavailable
from nexus_contacts.store import contacts, entries, files, snapshots
from nexus_contacts.store.connection import Database
from nexus_contacts.store.errors import Damaged, NewerSchema, StoreError
from nexus_contacts.store.snapshots import Contents, Progress, silent

REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was opened. Its snapshot lies in a private folder, encrypted as before; `close` throws it away."""

    path: Path
    name: str
    base_url: str
    kind: Kind
    workspace: str
    made_at: datetime
    contents: Contents
    settings: str = field(repr=False)
    columns: str = field(repr=False)
    folder: Path = field(repr=False)
    key: bytes = field(repr=False)

    @property
    def snapshot(self) -> Path:
        """Where the snapshot lies."""
        return self.folder / "snapshot"

    def close(self) -> None:
        """Throw away what was unpacked of it."""
        shutil.rmtree(self.folder, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Home:
    """An account on this machine whose workspace is the backup's; `unsent` changes would be set aside with its copy."""

    account: Account
    contacts: int = 0
    unsent: int = 0


def open_backup(path: Path, passphrase: str) -> Backup:
    """Open a backup: nothing here is changed by it. Blocking, about a second; `Backup.close` ends it.

    Raises UnreadableBackup, NotABackup, NewerBackup, DamagedBackup, WrongPassphrase, NotWritten, StoreError.
    """
    with ExitStack() as undo:
        folder = backup_file.make_staging()
        undo.callback(shutil.rmtree, folder, ignore_errors=True)
        body = folder / "snapshot"
        keys = backup_file.unpack(path, passphrase, body)
        if not snapshots.is_whole(body, keys.body):
            raise DamagedBackup(path, "changed")
        found = _told(path, folder, keys.body)
        undo.pop_all()
    return found


def _told(path: Path, folder: Path, key: bytes) -> Backup:
    papers = snapshots.papers(folder / "snapshot", key)
    told = json.loads(papers[ACCOUNT])
    return Backup(
        path,
        str(told["name"]),
        str(told["base_url"]),
        cast("Kind", told["kind"]),
        str(told["workspace"]),
        datetime.fromisoformat(told["made_at"]),
        snapshots.contents(folder / "snapshot", key),
        papers.get(SETTINGS, ""),
        papers.get(COLUMNS, ""),
        folder,
        key,
    )


# Where it goes


def find_home(backup: Backup, opened: tuple[Account, Database] | None = None, api_key: str = "") -> Home | None:
    """The account here whose workspace is the backup's: known by its mark, its contacts, or by the `api_key`.

    `opened` is the account that is in use with its files. An account whose key or files cannot be had is passed over.
    Blocking, for long where the keyring asks the person. Raises AccountsUnreadable, StoreError of the backup.
    """
    if backup.kind == "sample":
        here = accounts.sample_account()
        with _database(here, opened) as database:
            return _home(here, database)
    if opened is not None and _is_home(backup, *opened, api_key):
        return _home(*opened)
    listed = [one for one in accounts.accounts() if one.base_url == backup.base_url]
    for account in listed:
        with _database(account, opened) as database:
            if database is None and api_key and _key_of(account) == api_key:
                return Home(account)  # set up, and nothing was downloaded yet
            if database is not None and _is_home(backup, account, database, api_key):
                return _home(account, database)
    return None


@contextmanager
def _database(account: Account, opened: tuple[Account, Database] | None) -> Iterator[Database | None]:
    """The files of an account, or None where they cannot be had or there are none."""
    if opened is not None and opened[0].slug == account.slug:
        yield opened[1]
        return
    folder = paths.account_folder(account.slug)
    try:
        key = accounts.credentials(account).cache_key
        database = Database.open(folder, key) if (folder / files.JOURNAL).exists() else None
    except (AccountError, KeyringUnavailable, StoreError):
        database = None
    if database is None:
        yield None
        return
    with closing(database):
        yield database


def _is_home(backup: Backup, account: Account, database: Database, api_key: str) -> bool:
    if account.kind != backup.kind or account.base_url != backup.base_url:
        return False
    if snapshots.workspace_of(database) == backup.workspace:
        return True
    if api_key and _key_of(account) == api_key:
        return True
    return snapshots.shares(database, backup.snapshot, backup.key)


def _key_of(account: Account) -> str:
    with suppress(AccountError, KeyringUnavailable):
        return accounts.credentials(account).api_key
    return ""


def _home(account: Account, database: Database | None) -> Home:
    if database is None:
        return Home(account)
    counts = entries.counts(database)
    return Home(account, contacts.total(database), counts.parked + counts.waiting)


def add_account(backup: Backup, api_key: str, *, remember: bool) -> Account:
    """Set up an account for the backup under its own name, numbered where that is taken.

    Raises KeyringUnavailable (nothing is added then), AccountsUnreadable, UnusableAddress.
    """
    taken = {one.name.casefold() for one in accounts.accounts()}
    name, number = backup.name, 2
    while name.casefold() in taken:
        name, number = f"{backup.name} {number}", number + 1
    return accounts.add(name, backup.base_url, api_key, remember=remember)


# Doing it


def prepare(
    backup: Backup, home: Home | None, api_key: str = "", *, remember: bool = False, tell: Progress = silent
) -> tuple[Account, Path]:
    """The account that the backup goes to, a new one where there is no `home`, and its files built; see `build`.

    A new account is gone again where this raises, as `add_account` and `build` do, or `tell` does.
    """
    with ExitStack() as undo:
        if home is None:
            account = add_account(backup, api_key, remember=remember)
            undo.callback(forget_again, account)
        else:
            account = home.account
        built = build(backup, account, tell)
        undo.pop_all()
    return account, built


def build(backup: Backup, account: Account, tell: Progress = silent) -> Path:
    """Build the account's files anew from the backup, in a folder of their own; nothing is replaced yet.

    Blocking. Raises NewerBackup, DamagedBackup, NotWritten, StoreError, KeyringUnavailable, KeyMissing.
    """
    key = accounts.credentials(account).cache_key
    folder = backup.folder / "built"
    shutil.rmtree(folder, ignore_errors=True)  # of a try that failed
    try:
        snapshots.build(backup.snapshot, backup.key, paths.private_folder(folder), key, backup.made_at, tell)
    except OSError as error:
        raise NotWritten(folder, error.strerror or str(error)) from error
    except NewerSchema:
        raise NewerBackup(backup.path) from None
    except Damaged:
        raise DamagedBackup(backup.path, "changed") from None
    return folder


def move_in(built: Path, account: Account) -> tuple[Path, ...]:
    """Put built files in the place of the account's own, which must not be open; answer where those lie now.

    Raises NotWritten; then everything stands as it stood before.
    """
    target = paths.account_folder(account.slug)
    aside: list[Path] = []
    with ExitStack() as undo:
        try:
            for name in (files.JOURNAL, files.COPY):
                if (target / name).exists():
                    kept = files.keep_aside(target / name, REPLACED)
                    undo.callback(_bring_back, kept, target / name)
                    aside.append(kept)
            for name in (files.FINGERPRINT, files.JOURNAL, files.COPY):
                os.replace(built / name, target / name)
            (target / files.SUSPECT).unlink(missing_ok=True)
        except OSError as error:
            raise NotWritten(target, error.strerror or str(error)) from error
        undo.pop_all()
    return tuple(aside)


def _bring_back(kept: Path, path: Path) -> None:
    kept.replace(path)
    with suppress(FileNotFoundError):
        kept.with_name(kept.name + "-wal").replace(path.with_name(path.name + "-wal"))


def forget_again(account: Account) -> None:
    """Take back `add_account` after what followed it failed."""
    with suppress(NexusError):
        accounts.remove(account)
