"""Writing a backup: a snapshot of the open copy beside it, then head and snapshot as one file where it is wanted."""

import json
from datetime import UTC, datetime
from pathlib import Path

from nexus_contacts.account import Account
from nexus_contacts.exchange import backup_file
from nexus_contacts.exchange.csv_out import whole_bytes
from nexus_contacts.store import snapshots
from nexus_contacts.store.connection import Database
from nexus_contacts.store.snapshots import Progress, silent

ACCOUNT, SETTINGS, COLUMNS = "account", "settings", "columns"
"""The papers of a backup: whose it is, what was chosen about the window, the table's columns; texts of their owners."""
_SNAPSHOT_SHARE = 0.7


def write(
    database: Database,
    account: Account,
    path: Path,
    passphrase: str,
    *,
    settings: str = "",
    columns: str = "",
    tell: Progress = silent,
) -> int:
    """Write everything that this machine keeps of an account, its keys excepted, to `path`; answer the size in bytes.

    All of it or nothing: what stood at `path` before is unchanged where this raises, or `tell` does. Blocking.
    Raises NotWritten, StoreError; ValueError for a passphrase that is too short.
    """
    salt = backup_file.new_salt()
    keys = backup_file.derive(passphrase, salt)
    told = {
        "name": account.name,
        "base_url": account.base_url,
        "kind": account.kind,
        "workspace": snapshots.workspace_of(database),
        "made_at": datetime.now(UTC).isoformat(),
    }
    papers = {ACCOUNT: json.dumps(told), SETTINGS: settings, COLUMNS: columns}
    # First, so that a place that cannot be written is met before the work.
    with whole_bytes(path) as file, backup_file.staging() as folder:
        body = folder / "snapshot"
        snapshots.take(database, body, keys.body, papers, lambda share: tell(share * _SNAPSHOT_SHARE))
        length = body.stat().st_size
        file.write(backup_file.head(keys, salt, length))
        with body.open("rb") as source:
            for done in backup_file.copy(source, file):
                tell(_SNAPSHOT_SHARE + (1 - _SNAPSHOT_SHARE) * done / length)
        return file.tell()
