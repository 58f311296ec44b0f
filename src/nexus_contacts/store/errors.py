"""What the local files can answer instead of an answer.

StoreError
├── WrongKey       the key is not the one these files were made with; nothing was touched
├── Damaged        a file cannot be read though the key is right; `kept_aside` is where it lies now
├── NewerSchema    a newer version of the program made the file
├── DiskFull       there is no room to write; reading goes on
├── Busy           another process held the file for too long
├── MergeBlocked   a contact has changes that must be sent or discarded before it can be merged
└── Interrupted    the query was stopped by `Database.interrupt`
"""

from pathlib import Path

from nexus_contacts.errors import NexusError


class StoreError(NexusError):
    """The local files could not do what was asked."""


class WrongKey(StoreError):
    """The key is not the one the files in `folder` were made with. The files are untouched."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self.folder = folder


class Damaged(StoreError):
    """A file could not be read. `kept_aside` is where it lies: its own place until the database is opened again."""

    def __init__(self, kept_aside: Path) -> None:
        super().__init__(str(kept_aside))
        self.kept_aside = kept_aside


class NewerSchema(StoreError):
    """A newer version of the program made the file: it stands at `found`, this program knows up to `known`."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(str(path), found, known)
        self.path = path
        self.found = found
        self.known = known


class DiskFull(StoreError):
    """There is no room to write. What was written before stands, and reading goes on."""


class Busy(StoreError):
    """Another process held the file longer than a write may wait."""


class Interrupted(StoreError):
    """The query was stopped, because its answer is no longer wanted."""


class MergeBlocked(StoreError):
    """These two contacts cannot be merged now: changes of one of them wait, or the service does not know it yet."""

    def __init__(self, primary_id: str, secondary_id: str) -> None:
        super().__init__(f"{primary_id}, {secondary_id}")
        self.primary_id = primary_id
        self.secondary_id = secondary_id
