"""What the server itself writes on a contact's timeline when something is done through the API."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, insert

from nexus_contacts.api.records import Json
from nexus_contacts.workspace.answers import compact
from nexus_contacts.workspace.contact_rows import StoredContact
from nexus_contacts.workspace.identifiers import new_id
from nexus_contacts.workspace.tables import NUMBERS_PER_WORKSPACE, timeline_events

_QUIET = ("status", "tags")  # these have events of their own
_CHANGING = (
    "first_name", "last_name", "email", "phone", "company", "job_title", "status", "source", "tags", "assigned_to",
    "custom_fields", "address",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a contact."""

    type: str
    title: str
    description: str | None = None
    data: Mapping[str, Json] = field(default_factory=dict)


def write_events(connection: Connection, numbered: Sequence[tuple[int, Event]], at: int) -> None:
    """Put events on the timelines of contacts, given by number, in order."""
    rows = [
        {
            "workspace_id": number // NUMBERS_PER_WORKSPACE,
            "id": new_id("evt"),
            "contact_number": number,
            "type": event.type,
            "title": event.title,
            "description": event.description,
            "data": compact(dict(event.data)),
            "user_id": None,
            "occurred_at": at,
        }
        for number, event in numbered
    ]
    if rows:
        connection.execute(insert(timeline_events), rows)


def created(contact: StoredContact) -> Event:
    """A contact was created."""
    return Event("created", "Contact created", None, {"source": contact.source})


def changed_members(before: StoredContact, after: StoredContact) -> list[str]:
    """The API names of what differs between two states of a contact, its times aside."""
    return [name for name in _CHANGING if getattr(before, name) != getattr(after, name)]


def changes(before: StoredContact, after: StoredContact) -> Iterator[Event]:
    """The events that lead from one state of a contact to another."""
    if before.status != after.status:
        told = {"from": before.status, "to": after.status}
        yield Event("status_changed", f"Status changed to {after.status}", f"Was {before.status}", told)
    for tag in after.tags:
        if tag not in before.tags:
            yield Event("tag_added", f"Tagged {tag}", None, {"tag": tag})
    for tag in before.tags:
        if tag not in after.tags:
            yield Event("tag_removed", f"Tag {tag} removed", None, {"tag": tag})
    rest: list[Json] = [name for name in changed_members(before, after) if name not in _QUIET]
    if rest:
        yield Event("updated", "Contact updated", ", ".join(str(name) for name in rest), {"fields": rest})
