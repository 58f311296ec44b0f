"""Timeline, deals, notes and activities of a contact, as they were last downloaded."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from nexus_contacts.api.records import Activity, Deal, Note, TimelineEvent

DetailKind = Literal["timeline", "deals", "notes", "activities"]
DetailItem: TypeAlias = TimelineEvent | Deal | Note | Activity


@dataclass(frozen=True, slots=True)
class Detail:
    """One list of a contact, in the service's order. `fetched_at` is None where it was never downloaded."""

    items: tuple[DetailItem, ...] = ()
    fetched_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DetailCounts:
    """How many items each list holds; None where it was never downloaded."""

    timeline: int | None = None
    deals: int | None = None
    notes: int | None = None
    activities: int | None = None
