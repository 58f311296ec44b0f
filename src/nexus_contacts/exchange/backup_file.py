"""The form of a backup: a short head in clear, then an encrypted snapshot of both files.

    magic 16 | format 4 | salt 16 | length of the snapshot 8 | check 32 | SHA-256 of what stands before 32

From passphrase and salt scrypt (RFC 7914) makes two keys: the snapshot's, which SQLCipher takes for AES-256-CBC with an
HMAC-SHA512 on every page, and one that signs the head. So a wrong passphrase is told from a damaged file, and what
is damaged is met before anything is read of it. The head tells nobody what the backup holds.
"""

import errno
import hashlib
import hmac
import os
import secrets
import shutil
import struct
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from nexus_contacts import paths
from nexus_contacts.exchange.errors import (
    DamagedBackup,
    NewerBackup,
    NotABackup,
    NotWritten,
    UnreadableBackup,
    WrongPassphrase,
)
from nexus_contacts.store.errors import DiskFull

SUFFIX = ".nexusbackup"
FORMAT = 1
LEAST_LETTERS = 8
MAGIC = b"NexusBackup\r\n\x1a\n\0"
"""Line ends of both kinds and an end-of-file sign: a copy in text mode is noticed at once."""

_MARKED = struct.Struct(">16sI")
_SIGNED = struct.Struct(">16sI16sQ")
_HEAD = struct.Struct(">16sI16sQ32s32s")
_PIECE = 1024 * 1024
_PURPOSE = b"nexus-contacts backup head 1"
_STAGING = ".backup-"

# As much work as OWASP's first advice for scrypt (N=2^17, p=1), in 64 MiB at a time.
_WORK = {"n": 2**16, "r": 8, "p": 2, "maxmem": 96 * 1024 * 1024}


@dataclass(frozen=True, slots=True)
class Keys:
    """What a passphrase gives: the key of the snapshot and the one that signs the head. Its repr shows neither."""

    body: bytes = field(repr=False)
    head: bytes = field(repr=False)


def derive(passphrase: str, salt: bytes) -> Keys:
    """The keys of a passphrase, however its accents are typed. Takes a part of a second, on purpose.

    Raises ValueError for a passphrase of less than `LEAST_LETTERS`.
    """
    if len(passphrase) < LEAST_LETTERS:
        raise ValueError(f"a passphrase of at least {LEAST_LETTERS} letters is needed")
    plain = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    both = hashlib.scrypt(plain, salt=salt, dklen=64, **_WORK)
    return Keys(both[:32], both[32:])


def new_salt() -> bytes:
    """A salt that no other backup has."""
    return secrets.token_bytes(16)


def head(keys: Keys, salt: bytes, length: int) -> bytes:
    """The head of a backup whose snapshot has `length` bytes."""
    signed = _SIGNED.pack(MAGIC, FORMAT, salt, length)
    before = signed + _check(keys, signed)
    return before + hashlib.sha256(before).digest()


def _check(keys: Keys, signed: bytes) -> bytes:
    return hmac.digest(keys.head, _PURPOSE + signed, "sha256")


def copy(source: IO[bytes], target: IO[bytes]) -> Iterator[int]:
    """Copy what is left of a file, and tell after every piece how many bytes that was so far."""
    done = 0
    while piece := source.read(_PIECE):
        target.write(piece)
        done += len(piece)
        yield done


def unpack(path: Path, passphrase: str, body: Path) -> Keys:
    """Look whether the file at `path` is a whole backup with this passphrase, and copy its snapshot to `body`.

    The snapshot stays encrypted with the keys that are answered. Blocking, about a second.
    Raises UnreadableBackup, NotABackup, NewerBackup, DamagedBackup, WrongPassphrase, DiskFull.
    """
    try:
        with path.open("rb") as file:
            salt, length, signed, check = _read_head(path, file)
            if os.fstat(file.fileno()).st_size < _HEAD.size + length:
                raise DamagedBackup(path, "cut")
            keys = derive(passphrase, salt) if len(passphrase) >= LEAST_LETTERS else None
            if keys is None or not hmac.compare_digest(check, _check(keys, signed)):
                raise WrongPassphrase(path)
            with open(os.open(body, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
                for _done in copy(file, target):
                    pass
                copied = target.tell()
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(str(error)) from error
        raise UnreadableBackup(path, error.strerror or str(error)) from error
    if copied != length:
        raise DamagedBackup(path, "cut" if copied < length else "changed")
    return keys


def _read_head(path: Path, file: IO[bytes]) -> tuple[bytes, int, bytes, bytes]:
    """Salt, length, what is signed and its signature. Raises NotABackup, NewerBackup, DamagedBackup."""
    found = file.read(_HEAD.size)
    if not found.startswith(MAGIC):
        raise NotABackup(path)
    if len(found) < _HEAD.size:
        raise DamagedBackup(path, "cut")
    _magic, form = _MARKED.unpack_from(found)
    _, _, salt, length, check, digest = _HEAD.unpack(found)
    as_ours = _MARKED.pack(MAGIC, FORMAT) + found[_MARKED.size : -len(digest)]
    is_ours = hashlib.sha256(as_ours).digest() == digest
    if form > FORMAT and not is_ours:
        raise NewerBackup(path)
    if form != FORMAT or not is_ours:
        raise DamagedBackup(path, "changed")
    return salt, length, found[: _SIGNED.size], check


@contextmanager
def staging() -> Iterator[Path]:
    """A private folder beside the accounts' own for what is under way, gone at the end.

    Those of a program that was killed go too. Raises NotWritten.
    """
    folder = make_staging()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def make_staging() -> Path:
    """Make the folder of `staging` for longer; who takes it removes it. Raises NotWritten."""
    ours = f"{_STAGING}{os.getpid()}-"
    try:
        place = paths.data_folder()
        for left in place.glob(f"{_STAGING}*"):
            if not left.name.startswith(ours):  # there is one window a person, and it is this one
                shutil.rmtree(left, ignore_errors=True)
        return paths.private_folder(place / f"{ours}{secrets.token_hex(4)}")
    except OSError as error:
        raise NotWritten(Path(_STAGING), error.strerror or str(error)) from error
