"""The service's things as frozen values, free of pydantic and httpx, so that the window can start without either.

Text that the service leaves out or sends as null is ``""`` here; a number or a time that is missing is ``None``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeAlias, TypeVar

Json: TypeAlias = "None | bool | int | float | str | list[Json] | dict[str, Json]"
Fields: TypeAlias = tuple[tuple[str, "Json"], ...]
"""Names and JSON values in the service's order: custom fields, metadata, what nobody knows."""

STATUSES = ("lead", "active", "customer", "inactive", "churned")
SOURCES = ("website", "referral", "social", "paid_ads", "manual", "api", "import")
SORTS = ("created_at", "updated_at", "first_name", "last_name", "company")


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address; a part nobody gave is ``""``."""

    street: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""
    country: str = ""

    def __bool__(self) -> bool:
        return any((self.street, self.city, self.state, self.zip, self.country))

    def parts(self) -> Iterator[tuple[str, str]]:
        """The parts that are set, as (API name, text)."""
        for name in ("street", "city", "state", "zip", "country"):
            text = getattr(self, name)
            if text:
                yield name, text


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact as the service has it.

    `odd` holds members whose type is not the documented one and members nobody knows, exactly as they came;
    where a documented member is odd, its own attribute shows it as text.
    """

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    phone: str = ""
    company: str = ""
    job_title: str = ""
    status: str = ""
    source: str = ""
    tags: tuple[str, ...] = ()
    assigned_to: str = ""
    engagement_score: float | None = None
    custom_fields: Fields = ()
    address: Address | None = None
    """None where the service left the member out, an empty Address where it has none."""
    metadata: Fields = ()
    created_at: datetime | None = None
    updated_at: datetime | None = None
    odd: Fields = ()

    @property
    def name(self) -> str:
        """First and last name, else the e-mail address, else the id."""
        return f"{self.first_name} {self.last_name}".strip() or self.email or self.id


@dataclass(frozen=True, slots=True)
class Deal:
    """A deal of a contact; every member may be missing."""

    id: str
    title: str = ""
    pipeline_id: str = ""
    stage_id: str = ""
    stage_name: str = ""
    value: float | None = None
    currency: str = ""
    probability: float | None = None
    owner_id: str = ""
    contact_id: str = ""
    expected_close_date: str = ""
    """ISO date as the service wrote it."""
    status: str = ""
    custom_fields: Fields = ()
    created_at: datetime | None = None
    updated_at: datetime | None = None
    odd: Fields = ()


@dataclass(frozen=True, slots=True)
class Activity:
    """A call, e-mail, meeting or note logged with a contact; every member may be missing."""

    id: str
    contact_id: str = ""
    type: str = ""
    subject: str = ""
    body: str = ""
    outcome: str = ""
    duration_minutes: float | None = None
    user_id: str = ""
    occurred_at: datetime | None = None
    created_at: datetime | None = None
    odd: Fields = ()


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """Something that happened to a contact. `type` is an open set of words."""

    id: str
    contact_id: str = ""
    type: str = ""
    title: str = ""
    description: str = ""
    data: Fields = ()
    user_id: str = ""
    occurred_at: datetime | None = None
    odd: Fields = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A Markdown note on a contact."""

    id: str
    contact_id: str = ""
    content: str = ""
    author_id: str = ""
    created_at: datetime | None = None
    updated_at: datetime | None = None
    odd: Fields = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A contact to create: the members the API takes. Empty text and empty tuples are not sent."""

    first_name: str
    email: str
    last_name: str = ""
    phone: str = ""
    company: str = ""
    job_title: str = ""
    source: str = ""
    status: str = ""
    tags: tuple[str, ...] = ()
    assigned_to: str = ""
    custom_fields: Fields = ()
    address: Address | None = None


@dataclass(frozen=True, slots=True)
class Patch:
    """What changes in a contact: API member names with their new values, and nothing else.

    ``custom_fields`` and ``address`` carry the whole object with the change applied, so that a PUT is right
    whether the service merges by key or replaces.
    """

    changes: Fields


@dataclass(frozen=True, slots=True)
class ListQuery:
    """The parameters of `GET /contacts`; what is None or empty is not sent. Bounds are exclusive."""

    status: str = ""
    source: str = ""
    assigned_to: str = ""
    tags: tuple[str, ...] = ()
    created_after: datetime | None = None
    created_before: datetime | None = None
    updated_after: datetime | None = None
    company: str = ""
    sort: str = ""
    limit: int = 100
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SetAside:
    """A record of a page that could not be used, with the reason; the rest of the page stands."""

    index: int
    reason: str
    raw: str


Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """One page of an answer. `total` and `next_cursor` are None where the service did not give them."""

    items: tuple[Item, ...]
    total: int | None = None
    next_cursor: str | None = None
    has_more: bool = False
    set_aside: tuple[SetAside, ...] = ()
    answered_at: datetime | None = None
    """The answer's own `Date`: the service's clock."""


@dataclass(frozen=True, slots=True)
class BulkError:
    """One refused item of a bulk create."""

    index: int
    email: str = ""
    code: str = ""
    message: str = ""
    existing_id: str = ""


@dataclass(frozen=True, slots=True)
class BulkOutcome:
    """The answer to a bulk create."""

    created: int
    failed: int
    errors: tuple[BulkError, ...] = ()


@dataclass(frozen=True, slots=True)
class RequestRecord:
    """One try of a request, for a log the person can read. `path` carries no query: search words are personal.

    `status` is None where no answer came; `reason` then says why in a word (as in `api.errors`).
    """

    method: str
    path: str
    status: int | None
    duration_s: float
    at: datetime
    reason: str = ""
