"""The store's errors carry their facts."""

from pathlib import Path

from nexus_contacts.errors import NexusError
from nexus_contacts.store import errors


def test_every_error_is_an_expected_failure() -> None:
    found = [value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, Exception)]

    assert all(issubclass(error, NexusError) for error in found)


def test_an_error_carries_what_it_is_about() -> None:
    assert errors.WrongKey(Path("a")).folder == Path("a")
    assert errors.Damaged(Path("b")).kept_aside == Path("b")
    newer = errors.NewerSchema(Path("c"), 3, 2)
    assert (newer.path, newer.found, newer.known) == (Path("c"), 3, 2)
