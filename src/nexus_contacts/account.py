"""The named accounts and their secrets: base URL, API key, key of the local files.

    AccountError
    ├── NoAccount              nothing is set up, and the environment names no service
    ├── UnknownAccount         no account of that name
    ├── NameTaken              another account has that name
    ├── KeyMissing             the keyring answers, and holds nothing for this account
    └── AccountsUnreadable     accounts.toml is damaged
    keyrings.KeyringUnavailable  absent, locked, refusing, slow, or one that keeps no secret

accounts.toml (0600) holds no secret: those lie in the system's keyring, or in memory for this session only. Without a
keyring the key of the local files is derived from the API key, so that two sessions with one key share one copy.
"""

import hashlib
import json
import os
import re
import secrets
import shutil
import tempfile
import tomllib
import unicodedata
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Literal

from nexus_contacts import keyrings, paths
from nexus_contacts.api.addresses import service_url
from nexus_contacts.errors import NexusError
from nexus_contacts.keyrings import KeyringStatus, KeyringUnavailable

__all__ = [
    "Account", "AccountError", "AccountsUnreadable", "Credentials", "KeyMissing", "KeyringStatus",
    "KeyringUnavailable", "NameTaken", "NoAccount", "UnknownAccount",
    "accounts", "add", "choose", "credentials", "environment_account", "hold_for_session", "keyring_status",
    "last_used", "remove", "rename", "replace_key", "sample_account", "set_last_used", "take_environment_key",
]  # fmt: skip

Kind = Literal["service", "sample"]

URL_VARIABLE = "NEXUS_CONTACTS_URL"
KEY_VARIABLE = "NEXUS_CONTACTS_API_KEY"

_SALT = "salt"
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
_RESERVED_SLUGS = {"sample", _SALT, "con", "prn", "aux", "nul"}


class AccountError(NexusError):
    """An account or its key could not be had."""


class NoAccount(AccountError):
    """Nothing is set up. `missing` are the environment variables that would do instead."""

    def __init__(self, missing: tuple[str, ...] = (URL_VARIABLE, KEY_VARIABLE)) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


class UnknownAccount(AccountError):
    """No account is called `name`; `known` are the names there are."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name = name
        self.known = known


class NameTaken(AccountError):
    """Another account is called `name` already."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class KeyMissing(AccountError):
    """The keyring holds nothing for the account called `name`, or nothing readable."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class AccountsUnreadable(AccountError):
    """accounts.toml cannot be read or is not what this program writes."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(f"{path}: {detail}")
        self.path = path
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Account:
    """A workspace somebody connected to. `slug` names its folder, `entry` its place in the keyring."""

    slug: str
    name: str
    base_url: str
    kind: Kind = "service"
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What opens the service and the local files. Its repr shows neither key."""

    base_url: str
    api_key: str = field(repr=False)
    cache_key: bytes = field(repr=False)


_session: dict[str, Credentials] = {}
"""Credentials of this session only, by slug: never written anywhere."""
_taken: dict[str, str] = {}
"""What `take_environment_key` took from the environment, by the variable's name."""


# The list of accounts


def _accounts_file() -> Path:
    return paths.config_folder() / "accounts.toml"


def _load() -> tuple[str, tuple[Account, ...]]:
    """The slug used last and all accounts, as accounts.toml has them.

    Raises AccountsUnreadable.
    """
    path = _accounts_file()
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        listed = tuple(Account(**item) for item in document.get("accounts", ()))
        if not all(isinstance(text, str) for account in listed for text in asdict(account).values()):
            raise TypeError("a member is not text")
        if not all(_SLUG.fullmatch(account.slug) for account in listed):
            raise ValueError("a slug is no name of a folder")  # removing an account removes its folder
    except FileNotFoundError:
        return "", ()
    except (OSError, ValueError, TypeError) as error:
        raise AccountsUnreadable(path, str(error)) from error
    return str(document.get("last_used", "")), listed


def _save(last_used: str, listed: tuple[Account, ...]) -> None:
    import tomli_w  # writing is rare, and the window starts without it

    path = _accounts_file()
    document = {"last_used": last_used, "accounts": [asdict(account) for account in listed]}
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".accounts-")  # mkstemp makes it 0600
    try:
        with os.fdopen(handle, "wb") as file:
            tomli_w.dump(document, file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    finally:
        Path(name).unlink(missing_ok=True)


def accounts() -> tuple[Account, ...]:
    """The accounts somebody set up, in the order they were added. The sample workspace is not among them.

    Raises AccountsUnreadable.
    """
    return _load()[1]


def last_used() -> Account | None:
    """The account of the last session, else the first one, else None."""
    slug, listed = _load()
    return next((account for account in listed if account.slug == slug), listed[0] if listed else None)


def set_last_used(account: Account) -> None:
    """Remember `account` as the one the next start opens."""
    slug, listed = _load()
    if account.slug != slug and account in listed:
        _save(account.slug, listed)


def sample_account() -> Account:
    """The sample workspace: invented people, served from this machine."""
    return Account("sample", "Northwind Sales", "", "sample")


def take_environment_key() -> None:
    """Move the environment's API key into memory, so that no program started from here inherits it."""
    api_key = os.environ.pop(KEY_VARIABLE, "").strip()
    if api_key:
        _taken[KEY_VARIABLE] = api_key


def _environment_key() -> str:
    return os.environ.get(KEY_VARIABLE, "").strip() or _taken.get(KEY_VARIABLE, "")


def environment_account() -> Account | None:
    """The account that NEXUS_CONTACTS_URL and NEXUS_CONTACTS_API_KEY describe, or None where either is missing.

    Each pair of URL and key has its own local copy, so that two workspaces of one service never mix.
    Raises UnusableAddress.
    """
    base_url, api_key = os.environ.get(URL_VARIABLE, "").strip(), _environment_key()
    if not base_url or not api_key:
        return None
    base_url = service_url(base_url)
    derived = _derive(f"{base_url}\n{api_key}")
    account = Account(f"environment-{derived[32:].hex()}", base_url, base_url)
    _session[account.slug] = Credentials(base_url, api_key, derived[:32])
    return account


def choose(name: str | None = None) -> Account:
    """The account called `name`, or with that slug; without a name the environment's, else the one used last.

    Raises UnknownAccount, NoAccount, AccountsUnreadable, UnusableAddress.
    """
    if name is not None:
        listed = accounts()
        by_name = {account.slug: account for account in listed} | {account.name: account for account in listed}
        if name not in by_name:
            raise UnknownAccount(name, tuple(account.name for account in listed))
        return by_name[name]
    chosen = environment_account() or last_used()
    if chosen is None:
        told = ((URL_VARIABLE, os.environ.get(URL_VARIABLE, "").strip()), (KEY_VARIABLE, _environment_key()))
        raise NoAccount(tuple(name for name, value in told if not value))
    return chosen


def _slug(name: str, taken: set[str]) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40] or "account"
    candidate, number = stem, 2
    while candidate in taken | _RESERVED_SLUGS:
        candidate, number = f"{stem}-{number}", number + 1
    return candidate


def add(name: str, base_url: str, api_key: str, *, remember: bool = True) -> Account:
    """Set up an account. `remember` keeps the key in the keyring, else it is held for this session only.

    Raises NameTaken, KeyringUnavailable (nothing is added then), AccountsUnreadable, UnusableAddress.
    """
    _, listed = _load()
    name = name.strip()
    if any(account.name.casefold() == name.casefold() for account in listed):
        raise NameTaken(name)
    slug = _slug(name, {account.slug for account in listed})
    account = Account(slug, name, service_url(base_url), entry=f"{slug}-{secrets.token_hex(4)}")
    if remember:
        _remember(account, api_key.strip(), secrets.token_bytes(32))
    else:
        hold_for_session(account, api_key)
    _save(slug, (*listed, account))
    return account


def rename(account: Account, name: str) -> Account:
    """Give `account` another name; its files stay where they are.

    Raises NameTaken.
    """
    slug, listed = _load()
    renamed = replace(account, name=name.strip())
    if any(other.name.casefold() == renamed.name.casefold() and other.slug != account.slug for other in listed):
        raise NameTaken(renamed.name)
    _save(slug, tuple(renamed if other.slug == account.slug else other for other in listed))
    return renamed


def remove(account: Account) -> None:
    """Forget `account`, its keys and its local files. What waits in its outbox is lost: ask first.

    Raises KeyringUnavailable where the keyring may hold its key and cannot be reached; nothing is forgotten then.
    """
    slug, listed = _load()
    held = _session.pop(account.slug, None) is not None
    try:
        keyrings.delete(account.entry)
    except KeyringUnavailable:
        if not held:
            raise
    _save("" if slug == account.slug else slug, tuple(other for other in listed if other.slug != account.slug))
    shutil.rmtree(paths.account_folder(account.slug))


# Keys


def _salt() -> bytes:
    """The salt of every key derived on this machine, beside the accounts' folders; made once."""
    path = paths.data_folder() / _SALT
    if not path.exists():
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{_SALT}-")  # mkstemp makes it 0600
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(16))
        try:
            os.link(draft, path)  # whole or not at all, and never over another's: of two first starts one is first
        except FileExistsError:
            pass
        finally:
            os.unlink(draft)
    return path.read_bytes()


def _derive(secret: str) -> bytes:
    """40 bytes of scrypt (RFC 7914, N=2^14, r=8, p=1): 32 for the key of the files, 8 that may name a folder."""
    return hashlib.scrypt(secret.encode(), salt=_salt(), n=2**14, r=8, p=1, dklen=40)


def hold_for_session(account: Account, api_key: str) -> None:
    """Keep the API key of `account` in memory until the program ends; the key of its files is derived from it."""
    _session[account.slug] = Credentials(account.base_url, api_key.strip(), _derive(api_key.strip())[:32])


def credentials(account: Account) -> Credentials:
    """The URL and keys of `account`: from this session, else the keyring, else the environment's API key.

    May block while the person unlocks the keyring. Raises KeyringUnavailable, KeyMissing.
    """
    if account.kind == "sample":
        # The data is invented, so the key only has to be the same each time.
        return Credentials(account.base_url, "", hashlib.sha256(b"nexus-contacts sample workspace").digest())
    if account.slug in _session:
        return _session[account.slug]
    try:
        return _recall(account)
    except (KeyringUnavailable, KeyMissing):
        api_key = _environment_key()
        if not api_key:
            raise
    hold_for_session(account, api_key)
    return _session[account.slug]


def replace_key(account: Account, api_key: str, *, remember: bool = True) -> None:
    """Give `account` a new API key; the key of its local files stays as it is.

    Raises KeyringUnavailable, KeyMissing.
    """
    cache_key = credentials(account).cache_key
    if remember:
        _remember(account, api_key.strip(), cache_key)
        _session.pop(account.slug, None)
    else:
        _session[account.slug] = Credentials(account.base_url, api_key.strip(), cache_key)


def keyring_status() -> KeyringStatus:
    """Whether this machine's keyring can keep keys. May take a moment: ask off the UI thread."""
    return keyrings.status()


def _remember(account: Account, api_key: str, cache_key: bytes) -> None:
    """Keep both keys in one entry of the keyring, so that a start asks it once."""
    keyrings.put(account.entry, json.dumps({"api_key": api_key, "cache_key": cache_key.hex()}))


def _recall(account: Account) -> Credentials:
    if not account.entry:
        raise KeyMissing(account.name)
    kept = keyrings.get(account.entry)
    try:
        entry = json.loads(kept or "")
        cache_key = bytes.fromhex(entry["cache_key"])
        return Credentials(account.base_url, str(entry["api_key"]), cache_key)
    except (ValueError, TypeError, KeyError):
        raise KeyMissing(account.name) from None  # the cause's text would carry the key
