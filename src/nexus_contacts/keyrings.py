"""The system's keyring behind one gate: an allow-list of real backends, a deadline, and a read-back after every set.

Only this module imports keyring, inside functions: it costs a tenth of a second the first time.
"""

import hmac
import importlib
import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeVar

from nexus_contacts.errors import NexusError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")
Reason = Literal["absent", "locked", "refused", "slow", "unsafe"]

SERVICE = "nexus-contacts"
DEADLINE_S = 90.0
"""Long enough for a person to type the keyring's password, short enough that a wedged daemon is noticed."""

ALLOWED = (
    "keyring.backends.SecretService.Keyring",
    "keyring.backends.libsecret.Keyring",
    "keyring.backends.kwallet.DBusKeyring",
    "keyring.backends.kwallet.DBusKeyringKWallet4",
    "keyring.backends.Windows.WinVaultKeyring",
    "keyring.backends.macOS.Keyring",
)
"""The backends that keep a secret secret, in the order they are tried. Others store in clear text, or nowhere."""

CHAINER = "keyring.backends.chainer.ChainerBackend"
"""Picks among all installed backends, clear text included; here it means: the first of the allowed ones."""

_FOREIGN_ERRORS = (
    ("keyring.errors", "KeyringError"),
    ("secretstorage.exceptions", "SecretStorageException"),
    ("jeepney.wrappers", "DBusErrorResponse"),
    ("dbus", "DBusException"),
    ("gi.repository.GLib", "Error"),
    ("pywintypes", "error"),
    ("keyring.backends.macOS.api", "Error"),
)
"""What the backends let through, by module; a module that is not loaded cannot have raised."""


class KeyringUnavailable(NexusError):
    """The system's keyring cannot keep or give a secret now; `detail` is its own word, without any secret."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class KeyringStatus:
    """Whether keys can be kept on this machine, by what, and if not, why."""

    available: bool
    name: str
    reason: str = ""


def status() -> KeyringStatus:
    """Whether this machine's keyring can keep keys. May take a moment: ask off the UI thread."""
    try:
        backend = _guarded(_backend)
    except KeyringUnavailable as error:
        return KeyringStatus(False, "", str(error))
    return KeyringStatus(True, str(backend.name))


def get(entry: str) -> str | None:
    """The secret kept under `entry`, or None. May wait for the person to unlock the keyring.

    Raises KeyringUnavailable.
    """

    def read() -> str | None:
        secret = _backend().get_password(SERVICE, entry)
        return None if secret is None else str(secret)

    return _guarded(read)


def put(entry: str, secret: str) -> None:
    """Keep `secret` under `entry`, and read it back: some keyrings take a secret and lose it.

    Raises KeyringUnavailable.
    """

    def write() -> str | None:
        backend = _backend()
        backend.set_password(SERVICE, entry, secret)
        return backend.get_password(SERVICE, entry)

    kept = _guarded(write)
    if kept is None or not hmac.compare_digest(kept.encode(), secret.encode()):
        raise KeyringUnavailable("refused", "it did not give back what it was given")


def delete(entry: str) -> None:
    """Forget what is kept under `entry`; nothing there is no error.

    Raises KeyringUnavailable.
    """

    def erase() -> None:
        backend = _backend()
        if backend.get_password(SERVICE, entry) is not None:
            backend.delete_password(SERVICE, entry)

    _guarded(erase)


def _configured() -> str:
    """The backend the person chose for all programs, by name, without loading it; "" where none is chosen."""
    named = os.environ.get("PYTHON_KEYRING_BACKEND", "").strip()
    if named:
        return named
    from configparser import Error, RawConfigParser

    from keyring.util import platform_

    parser = RawConfigParser()
    try:
        parser.read(platform_.config_root() / "keyringrc.cfg", encoding="utf-8")
        return parser.get("backend", "default-keyring", fallback="").strip()
    except (Error, OSError, ValueError):
        return ""


def _backend() -> "KeyringBackend":
    """The first allowed backend that works here; the configured one alone, where one is configured."""
    configured = _configured()
    if configured and configured not in (*ALLOWED, CHAINER):
        raise KeyringUnavailable("unsafe", f"{configured} is configured, which does not keep secrets safe")
    reasons = []
    for name in (configured,) if configured in ALLOWED else ALLOWED:
        module_name, _, class_name = name.rpartition(".")
        try:
            backend_class = getattr(importlib.import_module(module_name), class_name)
            if backend_class.priority > 0:  # asking for the priority tells whether the backend works on this machine
                backend: KeyringBackend = backend_class()
                return backend
        except (RuntimeError, ImportError, AttributeError, OSError) as error:
            reasons.append(str(error))
    raise KeyringUnavailable("absent", reasons[0] if reasons else "")


def _foreign_errors() -> tuple[type[BaseException], ...]:
    found = []
    for module, name in _FOREIGN_ERRORS:
        error = getattr(sys.modules.get(module), name, None)
        if isinstance(error, type) and issubclass(error, BaseException):
            found.append(error)
    return (*found, OSError, RuntimeError, ValueError)


def _guarded(work: Callable[[], T]) -> T:
    """Do `work` within the deadline, every failure of a backend told as KeyringUnavailable."""
    outcome: Future[T] = Future()

    def run() -> None:
        try:
            outcome.set_result(work())
        except KeyringUnavailable as error:
            outcome.set_exception(error)
        except _foreign_errors() as error:
            outcome.set_exception(_explained(error))
        finally:
            outcome.cancel()  # anything else is a bug: it reaches the thread's excepthook, and nobody waits for it

    # A daemon, unlike an executor's thread: a wedged keyring must not keep the program from ending.
    threading.Thread(target=run, name="keyring", daemon=True).start()
    try:
        return outcome.result(DEADLINE_S)
    except TimeoutError:
        raise KeyringUnavailable("slow") from None
    except CancelledError:
        raise KeyringUnavailable("refused") from None


def _explained(error: BaseException) -> KeyringUnavailable:
    kind = type(error).__name__
    locked = any(word in kind for word in ("Locked", "Dismissed"))
    return KeyringUnavailable("locked" if locked else "refused", f"{kind}: {error}")
