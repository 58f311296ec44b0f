"""Answers as pydantic sees them: strict in each member that is documented, open to members nobody knows.

`mend` beside a member says what a wrong type is shown as; the record's `odd` keeps it as it came.
"""

import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field, PlainValidator

from nexus_contacts.api.records import Json


def text_of(value: Json) -> str:
    """`value` as text: itself, or its JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _number_of(value: Json) -> float | None:
    """The number that a text such as "85.0" holds; None for anything else."""
    try:
        number = float(value) if isinstance(value, str) else math.nan
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _names_of(value: Json) -> list[str]:
    """Tags written otherwise: one text with commas, or a list with other things in it."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    if isinstance(value, list):
        return [text_of(one) for one in value if one is not None]
    return []


def _address_of(value: Json) -> "AddressAnswer | None":
    """The parts of an address that can be shown: those that are known, as text."""
    if not isinstance(value, dict):
        return None
    known = {name: text_of(part) for name, part in value.items() if name in AddressAnswer.model_fields and part}
    return AddressAnswer(**known)


def _nothing_of(_value: Json) -> None:
    return None


def _id_of(value: Json) -> Json:
    """A whole number is an id as good as its digits; nothing else is."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None


def read_time(value: object) -> datetime | None:
    """An ISO 8601 time or date as an aware datetime in UTC; one without a zone is taken as UTC. Raises ValueError."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise ValueError("not a text")
    try:
        moment = datetime.fromisoformat(value)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("outside the calendar") from None


@dataclass(frozen=True, slots=True)
class Mend:
    """What stands in a member whose type is wrong."""

    how: Callable[[Json], object]


_Id = Annotated[str, Field(min_length=1), Mend(_id_of)]
_Text = Annotated[str | None, Mend(text_of)]
_Number = Annotated[Annotated[float, Field(allow_inf_nan=False)] | None, Mend(_number_of)]
_Names = Annotated[list[str] | None, Mend(_names_of)]
_Object = Annotated[dict[str, object] | None, Mend(_nothing_of)]
_Time = Annotated[datetime | None, PlainValidator(read_time), Mend(_nothing_of)]


class Answered(BaseModel):
    """What every record of an answer has in common."""

    model_config = ConfigDict(extra="allow", strict=True, hide_input_in_errors=True)
    mends: ClassVar[dict[str, Callable[[Json], object]]] = {}

    id: _Id

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: object) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        cls.mends = {
            name: mark.how
            for name, field in cls.model_fields.items()
            for mark in field.metadata
            if isinstance(mark, Mend)
        }


class AddressAnswer(BaseModel):
    """An address in an answer. A part nobody knows makes the whole odd: the record has no place for it."""

    model_config = ConfigDict(extra="forbid", strict=True, hide_input_in_errors=True)

    street: str | None = None
    city: str | None = None
    state: str | None = None
    zip: str | None = None
    country: str | None = None


class ContactAnswer(Answered):
    """A contact in an answer."""

    first_name: _Text = None
    last_name: _Text = None
    email: _Text = None
    phone: _Text = None
    company: _Text = None
    job_title: _Text = None
    status: _Text = None
    source: _Text = None
    tags: _Names = None
    assigned_to: _Text = None
    engagement_score: _Number = None
    custom_fields: _Object = None
    address: Annotated[AddressAnswer | None, Mend(_address_of)] = None
    metadata: _Object = None
    created_at: _Time = None
    updated_at: _Time = None


class DealAnswer(Answered):
    """A deal in an answer."""

    title: _Text = None
    pipeline_id: _Text = None
    stage_id: _Text = None
    stage_name: _Text = None
    value: _Number = None
    currency: _Text = None
    probability: _Number = None
    owner_id: _Text = None
    contact_id: _Text = None
    expected_close_date: _Text = None
    status: _Text = None
    custom_fields: _Object = None
    created_at: _Time = None
    updated_at: _Time = None


class ActivityAnswer(Answered):
    """An activity in an answer."""

    contact_id: _Text = None
    type: _Text = None
    subject: _Text = None
    body: _Text = None
    outcome: _Text = None
    duration_minutes: _Number = None
    user_id: _Text = None
    occurred_at: _Time = None
    created_at: _Time = None


class TimelineAnswer(Answered):
    """A timeline event in an answer."""

    contact_id: _Text = None
    type: _Text = None
    title: _Text = None
    description: _Text = None
    data: _Object = None
    user_id: _Text = None
    occurred_at: _Time = None


class NoteAnswer(Answered):
    """A note in an answer."""

    contact_id: _Text = None
    content: _Text = None
    author_id: _Text = None
    created_at: _Time = None
    updated_at: _Time = None
