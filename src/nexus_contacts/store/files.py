"""The files of one account's folder: made private, told apart by key, and kept aside when damaged.

The fingerprint file holds a random salt and an HMAC over it: it says whether a key is the right one, and nothing else
about it, so that a wrong key is never mistaken for a damaged file.
"""

import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from pathlib import Path

COPY = "copy.db"
JOURNAL = "journal.db"
FINGERPRINT = "key.check"
RESERVE = "reserve"
SUSPECT = "copy.suspect"
RESERVE_BYTES = 4 * 1024 * 1024

_PURPOSE = b"nexus-contacts key fingerprint 1"


def make_private(path: Path) -> None:
    """Make `path` an empty file that only this person can read (0600), or take everybody else's rights from it."""
    handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        if os.name == "posix":
            os.fchmod(handle, 0o600)
    finally:
        os.close(handle)


def write_private(path: Path, data: bytes) -> None:
    """Write `data` to `path` in one step, readable by this person only."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")  # two processes may write it at once
    make_private(draft)
    try:
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _digest(key: bytes, salt: bytes) -> str:
    return hmac.new(key, _PURPOSE + salt, hashlib.sha256).hexdigest()


def remember_key(folder: Path, key: bytes) -> None:
    """Write the fingerprint of `key`."""
    salt = secrets.token_bytes(16)
    write_private(folder / FINGERPRINT, f"{salt.hex()} {_digest(key, salt)}\n".encode("ascii"))


def is_right_key(folder: Path, key: bytes) -> bool | None:
    """Whether `key` is the one the folder's files were made with; None where nothing readable tells."""
    try:
        salt, expected = (folder / FINGERPRINT).read_text(encoding="ascii").split()
        return hmac.compare_digest(expected, _digest(key, bytes.fromhex(salt)))
    except (FileNotFoundError, ValueError):
        return None


def keep_aside(path: Path, why: str = "damaged") -> Path:
    """Rename a damaged or replaced database, with its log, to the first free ``NAME.WHY-N``; return its new place."""
    number = 1
    while (aside := path.with_name(f"{path.name}.{why}-{number}")).exists():
        number += 1
    path.replace(aside)
    with suppress(FileNotFoundError):
        path.with_name(path.name + "-wal").replace(aside.with_name(aside.name + "-wal"))
    with suppress(FileNotFoundError):
        path.with_name(path.name + "-shm").unlink()
    return aside


def make_reserve(folder: Path) -> bool:
    """Lay by some room to free on the day the disk is full. False where there is none to lay by."""
    path = folder / RESERVE
    if path.exists() and path.stat().st_size >= RESERVE_BYTES:
        return True
    try:
        make_private(path)
        # Random bytes, because a file system that compresses would lay by nothing for zeros.
        path.write_bytes(secrets.token_bytes(RESERVE_BYTES))
    except OSError:
        path.unlink(missing_ok=True)
        return False
    return True


def free_reserve(folder: Path) -> bool:
    """Give the laid-by room back to the disk. False where there was none."""
    try:
        (folder / RESERVE).unlink()
    except FileNotFoundError:
        return False
    return True
