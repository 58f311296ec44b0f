"""API keys: kept as salted digests, compared in constant time, each opening one workspace fully or for reading."""

import hashlib
import hmac
import secrets as randomness
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import delete, insert, select

from nexus_contacts.workspace.database import Database, workspace_id
from nexus_contacts.workspace.settings import WorkspaceKeys
from nexus_contacts.workspace.tables import api_keys

FULL, READ_ONLY = "full", "read_only"


def new_key() -> str:
    """A fresh API key."""
    return "nxs_" + randomness.token_urlsafe(32)


@dataclass(frozen=True, slots=True)
class Grant:
    """What a key opens. `bucket` tells keys apart without showing them."""

    workspace_id: int
    may_write: bool
    bucket: str


class KeyRing:
    """The keys of all workspaces of a database, read once: they change only at a start."""

    def __init__(self, database: Database) -> None:
        self._salt = database.secret("key_salt")
        self._grants: list[tuple[str, Grant]] = []
        with database.reading() as connection:
            for row in connection.execute(select(api_keys)):
                grant = Grant(row.workspace_id, row.scope == FULL, row.digest[:16])
                self._grants.append((row.digest, grant))

    def grant(self, key: str) -> Grant | None:
        """What `key` opens; None for a wrong key. Takes as long whichever key matches, or none."""
        digest = _digest(self._salt, key)
        found = None
        for known, grant in self._grants:
            if hmac.compare_digest(known, digest):
                found = grant
        return found


def set_keys(database: Database, named: Iterable[WorkspaceKeys]) -> None:
    """Make the workspaces and give them their keys; keys of an earlier start are struck off.

    Where only read-only keys are given, the full ones stay.
    """
    salt = database.secret("key_salt")
    with database.writing() as connection:
        for one in named:
            workspace = workspace_id(connection, one.name)
            scopes = [(key, FULL) for key in one.keys] + [(key, READ_ONLY) for key in one.read_only_keys]
            if not scopes:
                continue
            digests = {_digest(salt, key): scope for key, scope in scopes}
            # A key that opened another workspace before opens this one from now on.
            connection.execute(delete(api_keys).where(api_keys.c.digest.in_(digests)))
            struck = delete(api_keys).where(api_keys.c.workspace_id == workspace)
            connection.execute(struck if one.keys else struck.where(api_keys.c.scope == READ_ONLY))
            connection.execute(
                insert(api_keys),
                [{"digest": digest, "workspace_id": workspace, "scope": scope} for digest, scope in digests.items()],
            )


def has_keys(database: Database, name: str) -> bool:
    """Whether the workspace `name` has a full key from an earlier start."""
    with database.writing() as connection:
        of_it = api_keys.c.workspace_id == workspace_id(connection, name)
        return connection.execute(select(api_keys.c.digest).where(of_it, api_keys.c.scope == FULL)).first() is not None


def _digest(salt: bytes, key: str) -> str:
    return hmac.new(salt, key.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
