"""Putting contacts into the tables: the one place that knows everything a contact leaves behind there."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from nexus_contacts.api.records import Json
from nexus_contacts.workspace.folding import fold
from nexus_contacts.workspace.full_text import full_text
from nexus_contacts.workspace.moments import wire_time
from nexus_contacts.workspace.tables import NUMBERS_PER_WORKSPACE, contact_tags, contacts, workspaces

SCALARS = ("first_name", "last_name", "email", "phone", "company", "job_title", "status", "source", "assigned_to")


@dataclass(frozen=True, slots=True)
class StoredContact:
    """A contact as the workspace keeps it. None is "there is none"; times are seconds since 1970, UTC.

    Every text is trimmed, `tags` has no repeats, `address` holds only the parts that are set.
    """

    id: str
    first_name: str
    email: str
    created_at: int
    updated_at: int
    last_name: str | None = None
    phone: str | None = None
    company: str | None = None
    job_title: str | None = None
    status: str = "lead"
    source: str = "api"
    tags: tuple[str, ...] = ()
    assigned_to: str | None = None
    engagement_score: int | None = None
    custom_fields: Mapping[str, Json] = field(default_factory=dict)
    address: Mapping[str, str] | None = None

    def document(self) -> str:
        """The contact as JSON text, its members in the order of the vendor's page."""
        members = {
            "id": self.id,
            "first_name": self.first_name,
            "last_name": self.last_name,
            "email": self.email,
            "phone": self.phone,
            "company": self.company,
            "job_title": self.job_title,
            "status": self.status,
            "source": self.source,
            "tags": self.tags,
            "assigned_to": self.assigned_to,
            "engagement_score": self.engagement_score,
            "custom_fields": dict(self.custom_fields),
            "address": dict(self.address) if self.address else None,
            "created_at": wire_time(self.created_at),
            "updated_at": wire_time(self.updated_at),
        }
        return json.dumps(members, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def email_key(email: str) -> str:
    """An e-mail address as it must be unique: without regard to case and surrounding blanks."""
    return email.strip().casefold()


def contact_columns(contact: StoredContact) -> dict[str, Any]:
    """The columns of `contacts` that follow from the contact itself."""
    return {
        "id": contact.id,
        "email_key": email_key(contact.email),
        "first_name_key": fold(contact.first_name) or None,
        "last_name_key": fold(contact.last_name or "") or None,
        "company_key": fold(contact.company or "") or None,
        "status": contact.status,
        "source": contact.source,
        "assigned_to": contact.assigned_to,
        "created_at": contact.created_at,
        "updated_at": contact.updated_at,
        "document": contact.document(),
    }


def hold_workspace(connection: Connection, workspace_id: int, *, more: int = 0) -> None:
    """Note a change of `more` contacts (fewer if negative); no other writer changes this workspace until the commit."""
    held = update(workspaces).where(workspaces.c.id == workspace_id)
    connection.execute(
        held.values(
            contact_count=workspaces.c.contact_count + more,
            next_number=workspaces.c.next_number + max(more, 0),
            changes=workspaces.c.changes + 1,
        )
    )


def insert_contacts(connection: Connection, workspace_id: int, new: Sequence[StoredContact]) -> range:
    """Put new contacts in, with their tags, search words and count; return their numbers, in order.

    Runs in the caller's transaction, which holds the workspace from here on. Raises sqlalchemy's IntegrityError
    where an id or an e-mail address is taken.
    """
    hold_workspace(connection, workspace_id, more=len(new))
    after = connection.execute(select(workspaces.c.next_number).where(workspaces.c.id == workspace_id)).scalar_one()
    first = workspace_id * NUMBERS_PER_WORKSPACE + after - len(new)
    numbers = range(first, first + len(new))
    if not new:
        return numbers
    rows = [
        {"number": number, "workspace_id": workspace_id, "revision": 1, "merged_from": "[]", **contact_columns(one)}
        for number, one in zip(numbers, new, strict=True)
    ]
    connection.execute(insert(contacts), rows)
    _insert_tags(connection, workspace_id, zip(numbers, new, strict=True))
    full_text(connection).put(connection, zip(numbers, new, strict=True))
    return numbers


def replace_contact(
    connection: Connection, number: int, contact: StoredContact, *, revision: int, merged_from: str | None = None
) -> None:
    """Write a changed contact over the row `number`, with its tags and search words."""
    workspace_id = number // NUMBERS_PER_WORKSPACE
    hold_workspace(connection, workspace_id)
    changed: dict[str, Any] = {"revision": revision, **contact_columns(contact)}
    if merged_from is not None:
        changed["merged_from"] = merged_from
    connection.execute(update(contacts).where(contacts.c.number == number).values(changed))
    connection.execute(delete(contact_tags).where(contact_tags.c.contact_number == number))
    _insert_tags(connection, workspace_id, [(number, contact)])
    words = full_text(connection)
    words.remove(connection, number)
    words.put(connection, [(number, contact)])


def delete_contact(connection: Connection, number: int) -> None:
    """Take a contact out with all that hangs on it; its deals stay and lose the link."""
    hold_workspace(connection, number // NUMBERS_PER_WORKSPACE, more=-1)
    full_text(connection).remove(connection, number)
    connection.execute(delete(contacts).where(contacts.c.number == number))


def _insert_tags(connection: Connection, workspace_id: int, numbered: Iterable[tuple[int, StoredContact]]) -> None:
    rows = [
        {"workspace_id": workspace_id, "tag_key": key, "contact_number": number}
        for number, contact in numbered
        for key in sorted({fold(tag) for tag in contact.tags})
    ]
    if rows:
        connection.execute(insert(contact_tags), rows)
