"""What hangs on a contact of the sample, as values with the columns of the workspace's tables."""

from collections.abc import Mapping, Sequence
from json.encoder import encode_basestring
from typing import NamedTuple


class DealRow(NamedTuple):
    """A deal. Times are seconds since 1970."""

    id: str
    title: str
    pipeline_id: str
    stage_id: str
    stage_name: str
    value: float
    currency: str
    probability: int
    owner_id: str | None
    expected_close_date: str
    status: str
    custom_fields: str
    created_at: int
    updated_at: int


class ActivityRow(NamedTuple):
    """A call, an e-mail, a meeting or a note."""

    id: str
    type: str
    subject: str
    body: str | None
    outcome: str | None
    duration_minutes: int | None
    user_id: str | None
    occurred_at: int
    created_at: int


class EventRow(NamedTuple):
    """An event of the timeline. `data` is JSON."""

    id: str
    type: str
    title: str
    description: str | None
    data: str
    user_id: str | None
    occurred_at: int


class NoteRow(NamedTuple):
    """A note in Markdown."""

    id: str
    content: str
    author_id: str | None
    created_at: int
    updated_at: int


Row = DealRow | ActivityRow | EventRow | NoteRow


class Story(NamedTuple):
    """Everything that hangs on one contact; the events are in the order they happened."""

    deals: tuple[DealRow, ...] = ()
    activities: tuple[ActivityRow, ...] = ()
    events: tuple[EventRow, ...] = ()
    notes: tuple[NoteRow, ...] = ()

    def kinds(self) -> tuple[Sequence[Row], Sequence[Row], Sequence[Row], Sequence[Row]]:
        """Deals, activities, events and notes, as rows to write."""
        return self.deals, self.activities, self.events, self.notes


def encode(data: Mapping[str, str]) -> str:
    """A JSON object of texts. The library's encoder is made anew for every object, which costs more than the text."""
    return "{" + ",".join(f'"{name}":{encode_basestring(text)}' for name, text in data.items()) + "}"


class Ids:
    """The ids of what hangs on one contact: they grow with the contact's place, and none comes twice."""

    def __init__(self, place: int, contact_id: str) -> None:
        self._stem = f"{place:06x}{contact_id[-4:]}"
        self._count = 0

    def new(self, prefix: str) -> str:
        """The next id, as ``evt_000012f3a906``."""
        self._count += 1
        return f"{prefix}_{self._stem}{self._count:02x}"
