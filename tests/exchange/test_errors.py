"""Failures with files say which file and why."""

from pathlib import Path

from nexus_contacts.exchange.errors import NotWritten


def test_a_failure_names_the_file_and_the_reason() -> None:
    error = NotWritten(Path("out.csv"), "No space left on device")

    assert str(error) == "out.csv: No space left on device"
