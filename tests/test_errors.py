"""The root of expected failures."""

from nexus_contacts.errors import NexusError


def test_an_expected_failure_is_an_exception_like_any_other() -> None:
    assert issubclass(NexusError, Exception)
    assert str(NexusError("the disk is full")) == "the disk is full"
