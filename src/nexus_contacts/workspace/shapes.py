"""The shapes of the answers as OpenAPI shows them. They describe; the answers are not built from them."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from nexus_contacts.workspace.bodies import Scalar, Source, Status

_WIRE_TIME = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$"
WIRE_TIME = Field(pattern=_WIRE_TIME, examples=["2026-01-15T09:30:00Z"])


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Address(_Shape):
    """A postal address; parts that are not set are left out."""

    street: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""
    country: str = ""


class ListedContact(_Shape):
    """A contact as lists show it. With `fields` only the members named there, and always the id."""

    id: str = Field(examples=["con_abc123"])
    first_name: str = ""
    last_name: str | None = None
    email: str = ""
    phone: str | None = None
    company: str | None = None
    job_title: str | None = None
    status: Status = "lead"
    source: Source = "api"
    tags: list[str] = []
    assigned_to: str | None = None
    engagement_score: int | None = Field(None, ge=0, le=100)
    custom_fields: dict[str, Scalar] = {}
    address: Address | None = None
    created_at: str = Field("", pattern=_WIRE_TIME)
    updated_at: str = Field("", pattern=_WIRE_TIME)


class ContactMetadata(_Shape):
    """How often a contact was changed, and which contacts were merged into it."""

    revision: int = Field(ge=1)
    merged_from: list[str]


class Contact(_Shape):
    """A contact in full."""

    id: str = Field(examples=["con_abc123"])
    first_name: str
    last_name: str | None
    email: str
    phone: str | None
    company: str | None
    job_title: str | None
    status: Status
    source: Source
    tags: list[str]
    assigned_to: str | None
    engagement_score: int | None = Field(ge=0, le=100)
    custom_fields: dict[str, Scalar]
    address: Address | None
    created_at: str = WIRE_TIME
    updated_at: str = WIRE_TIME
    metadata: ContactMetadata


class Activity(_Shape):
    """A call, e-mail, meeting or note."""

    id: str
    contact_id: str
    type: Literal["call", "email", "meeting", "note"]
    subject: str | None
    body: str | None
    outcome: str | None
    duration_minutes: int | None
    user_id: str | None
    occurred_at: str = WIRE_TIME
    created_at: str = WIRE_TIME


class TimelineEvent(_Shape):
    """Something that happened; `type` is an open set."""

    id: str
    contact_id: str
    type: str
    title: str
    description: str | None
    data: dict[str, Any]
    user_id: str | None
    occurred_at: str = WIRE_TIME


class Deal(_Shape):
    """A deal."""

    id: str
    contact_id: str
    title: str
    pipeline_id: str | None
    stage_id: str | None
    stage_name: str | None
    value: float | None
    currency: str | None
    probability: int | None = Field(ge=0, le=100)
    owner_id: str | None
    expected_close_date: str | None
    status: Literal["open", "won", "lost"]
    custom_fields: dict[str, Any]
    created_at: str = WIRE_TIME
    updated_at: str = WIRE_TIME


class Note(_Shape):
    """A note in Markdown."""

    id: str
    contact_id: str
    content: str
    author_id: str | None
    created_at: str = WIRE_TIME
    updated_at: str = WIRE_TIME


class Meta(_Shape):
    """Where a page stands. `next_cursor` is there while `has_more` is true."""

    total: int = Field(ge=0)
    limit: int = Field(ge=1, le=100)
    next_cursor: str = ""
    has_more: bool


class _Success(_Shape):
    success: Literal[True]


class ContactPage(_Success):
    """A page of contacts."""

    data: list[ListedContact] = Field(max_length=100)
    meta: Meta


class ContactAnswer(_Success):
    """One contact."""

    data: Contact


class ActivityPage(_Success):
    """A page of activities, newest first."""

    data: list[Activity]
    meta: Meta


class TimelinePage(_Success):
    """A page of the timeline, oldest first."""

    data: list[TimelineEvent]
    meta: Meta


class DealPage(_Success):
    """A page of deals, newest first."""

    data: list[Deal]
    meta: Meta


class NotePage(_Success):
    """A page of notes, newest first."""

    data: list[Note]
    meta: Meta


class NoteAnswer(_Success):
    """One note."""

    data: Note


class Deleted(_Shape):
    """What was deleted."""

    id: str
    deleted: Literal[True]


class DeletedAnswer(_Success):
    """After a deletion."""

    data: Deleted


class BulkFault(_Shape):
    """An item of a bulk create that was refused."""

    index: int = Field(ge=0, le=99)
    email: str
    code: Literal["validation_failed", "email_taken"]
    message: str
    fields: dict[str, str] = {}
    existing_id: str = ""


class BulkCounts(_Shape):
    """How a bulk create went."""

    created: int = Field(ge=0, le=100)
    failed: int = Field(ge=0, le=100)
    errors: list[BulkFault]


class BulkAnswer(_Success):
    """After a bulk create."""

    data: BulkCounts


class Fault(_Shape):
    """Why a request was refused."""

    code: str
    message: str
    fields: dict[str, str] = {}
    existing_id: str = ""


class FaultAnswer(_Shape):
    """Any refusal."""

    success: Literal[False]
    error: Fault
