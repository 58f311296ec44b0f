"""What can go wrong with a search for duplicates, as facts.

DuplicatesError
├── UnreadableContacts   a file holds no contacts that could be compared
└── ScanStopped          the person stopped a scan; nothing was changed
"""

from pathlib import Path

from nexus_contacts.errors import NexusError


class DuplicatesError(NexusError):
    """A search for duplicates could not be done."""


class UnreadableContacts(DuplicatesError):
    """`path` holds no contacts to compare, because of `reason`."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class ScanStopped(DuplicatesError):
    """A scan was stopped before it ended."""
