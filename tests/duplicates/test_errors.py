"""The search's failures carry their facts."""

from pathlib import Path

from nexus_contacts.duplicates.errors import DuplicatesError, ScanStopped, UnreadableContacts


def test_what_cannot_be_read_names_file_and_reason() -> None:
    error = UnreadableContacts(Path("list.csv"), "no header")

    assert (error.path, error.reason) == (Path("list.csv"), "no header")
    assert issubclass(ScanStopped, DuplicatesError)
