"""Single members of an answer."""

from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from nexus_contacts.api.models import AddressAnswer, ContactAnswer, NoteAnswer, read_time, text_of


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-01-15T09:30:00Z", datetime(2026, 1, 15, 9, 30, tzinfo=UTC)),
        ("2026-01-15T11:30:00+02:00", datetime(2026, 1, 15, 9, 30, tzinfo=UTC)),
        ("2026-01-15T09:30:00.123456789Z", datetime(2026, 1, 15, 9, 30, 0, 123456, tzinfo=UTC)),
        ("2026-01-15 09:30:00", datetime(2026, 1, 15, 9, 30, tzinfo=UTC)),
        ("2026-01-15", datetime(2026, 1, 15, tzinfo=UTC)),
        (None, None),
    ],
)
def test_a_time_is_read_in_every_usual_form(text: str | None, moment: datetime | None) -> None:
    read = read_time(text)

    assert read == moment
    assert read is None or read.tzinfo is UTC


@pytest.mark.parametrize("value", ["yesterday", "", 1700000000, True, "0001-01-01T00:00:00+14:00", "2026-13-01"])
def test_what_is_no_time_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_time(value)


def test_answers_are_strict_in_what_they_know_and_open_to_the_rest() -> None:
    read = ContactAnswer.model_validate({"id": "con_1", "vip": True})

    assert read.__pydantic_extra__ == {"vip": True}
    with pytest.raises(ValidationError):
        ContactAnswer.model_validate({"id": "con_1", "email": 7})


def test_an_error_of_validation_does_not_quote_the_record() -> None:
    with pytest.raises(ValidationError) as caught:
        NoteAnswer.model_validate({"id": "note_1", "content": ["private words"]})

    assert "private words" not in str(caught.value)


def test_every_member_knows_how_it_is_mended() -> None:
    assert set(ContactAnswer.mends) == set(ContactAnswer.model_fields)
    assert isinstance(ContactAnswer.mends["address"]({"city": 5}), AddressAnswer)
    assert text_of({"a": "ä"}) == '{"a": "ä"}'
