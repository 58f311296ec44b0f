"""Merging two contacts of a workspace into one, in one transaction."""

import json
from dataclasses import replace

from sqlalchemy import Connection, update

from nexus_contacts.api.records import Json
from nexus_contacts.workspace import events
from nexus_contacts.workspace.answers import RefusedError, compact, invalid, not_found
from nexus_contacts.workspace.bodies import MAX_CUSTOM_FIELDS, MAX_TAGS
from nexus_contacts.workspace.contact_rows import StoredContact, delete_contact, hold_workspace
from nexus_contacts.workspace.tables import activities, deals, notes, timeline_events
from nexus_contacts.workspace.writing import Found, find, store_change

_SCALARS = ("last_name", "phone", "company", "job_title", "assigned_to", "engagement_score")


def merge(connection: Connection, workspace: int, primary_id: str, secondary_id: str) -> Found:
    """Merge the secondary contact into the primary one, and delete it. Raises RefusedError (404, 422)."""
    if primary_id == secondary_id:
        raise invalid(("secondary_id", "must be another contact than the primary one"))
    hold_workspace(connection, workspace)
    primary, secondary = _one(connection, workspace, primary_id), _one(connection, workspace, secondary_id)
    for table in (activities, timeline_events, deals, notes):
        link = table.c.contact_number
        connection.execute(update(table).where(link == secondary.number).values(contact_number=primary.number))
    delete_contact(connection, secondary.number)
    after = united(primary.contact, secondary.contact)
    merged = [*json.loads(primary.merged_from), *json.loads(secondary.merged_from), secondary_id]
    return store_change(
        connection, primary, after, [_event(primary.contact, secondary.contact, after)], compact(merged)
    )


def united(primary: StoredContact, secondary: StoredContact) -> StoredContact:
    """The primary contact with what only the secondary one has."""
    scalars = {
        name: getattr(secondary, name)
        for name in _SCALARS
        if getattr(primary, name) is None and getattr(secondary, name) is not None
    }
    custom = {**secondary.custom_fields, **primary.custom_fields}
    address = {**(secondary.address or {}), **(primary.address or {})}
    # Room is made at the secondary's end, should both together exceed what a contact may have.
    ordered = [*primary.custom_fields, *(key for key in secondary.custom_fields if key not in primary.custom_fields)]
    return replace(
        primary,
        tags=tuple(dict.fromkeys((*primary.tags, *secondary.tags)))[:MAX_TAGS],
        custom_fields={key: custom[key] for key in ordered[:MAX_CUSTOM_FIELDS]},
        address=address or None,
        **scalars,
    )


def _one(connection: Connection, workspace: int, contact_id: str) -> Found:
    try:
        return find(connection, workspace, contact_id)
    except RefusedError:
        raise not_found("Both contacts must exist and belong to the same workspace") from None


def _event(primary: StoredContact, secondary: StoredContact, after: StoredContact) -> events.Event:
    gained: list[Json] = list(events.changed_members(primary, after))
    name = f"{secondary.first_name} {secondary.last_name or ''}".strip()
    told: dict[str, Json] = {
        "secondary_id": secondary.id,
        "name": name,
        "email": secondary.email,
        "phone": secondary.phone,
        "fields": gained,
    }
    return events.Event("merged", f"Merged with {name}", secondary.email, told)
