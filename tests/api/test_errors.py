"""The failures as facts."""

from nexus_contacts.api.errors import EmailTaken, Refused, Unreachable, ValidationFailed
from nexus_contacts.errors import NexusError


def test_a_failure_is_expected_and_carries_its_facts() -> None:
    error = EmailTaken(status=409, code="email_taken", message="taken", existing_id="con_1", request_id="req_9")

    assert isinstance(error, NexusError)
    assert isinstance(error, Refused)
    assert (error.status, error.existing_id, error.maybe_sent) == (409, "con_1", False)
    assert str(error) == "EmailTaken · 409 · email_taken · req_9 · taken"


def test_fields_are_named_on_the_line_without_their_values() -> None:
    error = ValidationFailed(status=422, fields=(("email", "jane@ is no address"),))

    assert str(error) == "ValidationFailed · 422 · email"


def test_the_reason_comes_first() -> None:
    assert str(Unreachable("dns", url="https://app.example")) == "Unreachable · dns · https://app.example"
