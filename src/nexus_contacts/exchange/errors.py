"""What can go wrong with files that come in or go out, as facts.

ExchangeError
├── NotWritten         a file could not be written; what stood there before still does
├── UnreadableFile     a file holds nothing that could be read as contacts
├── UnreadableBackup   the system does not let a backup be read
├── NotABackup         a file is something else than a backup
├── NewerBackup        a newer version of the program made the backup
├── DamagedBackup      a backup is not as it was written
├── WrongPassphrase    the backup is whole, and this is not its passphrase
└── OtherWorkspace     a key opens another workspace than the backup's
"""

from pathlib import Path

from nexus_contacts.errors import NexusError


class ExchangeError(NexusError):
    """A file could not be read or written."""


class NotWritten(ExchangeError):
    """`path` could not be written, because of the system's `reason`; a file that was there before is unchanged."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class UnreadableFile(ExchangeError):
    """`path` cannot be read as contacts, because of `reason`: ``empty``, ``not_text``, ``encoding``, ``columns``,
    ``long_names``, ``no_cards``, or the system's words.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class UnreadableBackup(ExchangeError):
    """The backup at `path` cannot be read, because of the system's `reason`."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class NotABackup(ExchangeError):
    """The file at `path` does not begin as a backup does."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class NewerBackup(ExchangeError):
    """The backup at `path` has a form that this version of the program does not know."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class DamagedBackup(ExchangeError):
    """The backup at `path` is not as it was written; `reason` is ``cut`` where its end is missing, else ``changed``."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class WrongPassphrase(ExchangeError):
    """The backup at `path` has another passphrase."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class OtherWorkspace(ExchangeError):
    """The service knows none of the backup's contacts that were looked up with this key."""
