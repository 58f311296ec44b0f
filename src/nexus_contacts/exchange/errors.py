"""What can go wrong with files that come in or go out, as facts.

ExchangeError
├── NotWritten       a file could not be written; what stood there before still does
└── UnreadableFile   a file holds nothing that could be read as contacts
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
