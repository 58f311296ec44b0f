"""Creating, changing and deleting contacts: each in the caller's transaction, with its events on the timeline."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Row, select

from nexus_contacts.workspace import events
from nexus_contacts.workspace.answers import Refusal, RefusedError, compact, invalid, not_found
from nexus_contacts.workspace.bodies import MAX_CUSTOM_FIELDS, AddressBody, ContactDraft, ContactPatch
from nexus_contacts.workspace.contact_rows import (
    StoredContact,
    delete_contact,
    email_key,
    hold_workspace,
    insert_contacts,
    replace_contact,
)
from nexus_contacts.workspace.identifiers import new_id
from nexus_contacts.workspace.moments import now
from nexus_contacts.workspace.tables import NUMBERS_PER_WORKSPACE, contacts

_OPTIONAL = ("last_name", "phone", "company", "job_title", "assigned_to")


@dataclass(frozen=True, slots=True)
class Found:
    """A contact as it stands in the database."""

    number: int
    revision: int
    merged_from: str
    contact: StoredContact

    def document(self) -> str:
        """The contact as `GET /contacts/:id` shows it: with metadata."""
        listed = self.contact.document()
        return f'{listed[:-1]},"metadata":{{"revision":{self.revision},"merged_from":{self.merged_from}}}}}'

    def etag(self) -> str:
        """A tag that changes with every change."""
        return f'"{self.contact.id}-{self.revision}"'


def find(connection: Connection, workspace: int, contact_id: str) -> Found:
    """The contact `contact_id` of this workspace. Raises RefusedError (404)."""
    wanted = select(contacts).where(contacts.c.workspace_id == workspace, contacts.c.id == contact_id)
    row = connection.execute(wanted).one_or_none()
    if row is None:
        raise not_found("There is no such contact in this workspace")
    return Found(row.number, row.revision, row.merged_from, _stored(row))


def number_of(connection: Connection, workspace: int, contact_id: str) -> int:
    """The number of the contact `contact_id`. Raises RefusedError (404)."""
    wanted = select(contacts.c.number).where(contacts.c.workspace_id == workspace, contacts.c.id == contact_id)
    number = connection.execute(wanted).scalar()
    if number is None:
        raise not_found("There is no such contact in this workspace")
    return int(number)


def create(connection: Connection, workspace: int, draft: ContactDraft, kept: tuple[str, ...] | None) -> Found:
    """Create a contact. `kept`: the custom fields there are, None for any. Raises RefusedError (409)."""
    hold_workspace(connection, workspace)
    _free_email(connection, workspace, draft.email)
    moment = now()
    contact = StoredContact(
        id=new_id("con"),
        first_name=draft.first_name,
        email=draft.email,
        created_at=moment,
        updated_at=moment,
        status=draft.status or "lead",
        source=draft.source or "api",
        tags=tuple(draft.tags or ()),
        engagement_score=0,
        custom_fields=_merged({}, _defined(draft.custom_fields or {}, kept)),
        address=_merged({}, _parts(draft.address)) or None,
        **{name: getattr(draft, name) or None for name in _OPTIONAL},
    )
    (number,) = insert_contacts(connection, workspace, [contact])
    events.write_events(connection, [(number, events.created(contact))], moment)
    return Found(number, 1, "[]", contact)


def change(connection: Connection, found: Found, patch: ContactPatch, kept: tuple[str, ...] | None) -> Found:
    """Apply a patch to a contact; one that changes nothing leaves it untouched. Raises RefusedError (409, 422)."""
    before = found.contact
    after = replace(before, **_changes(before, patch, kept))
    if len(after.custom_fields) > MAX_CUSTOM_FIELDS:
        raise invalid(("custom_fields", f"must be at most {MAX_CUSTOM_FIELDS} fields"))
    workspace = found.number // NUMBERS_PER_WORKSPACE
    hold_workspace(connection, workspace)
    if email_key(after.email) != email_key(before.email):
        _free_email(connection, workspace, after.email)
    return store_change(connection, found, after, list(events.changes(before, after)))


def store_change(
    connection: Connection, found: Found, after: StoredContact, told: list[events.Event], merged: str | None = None
) -> Found:
    """Write a contact's new state and its events; without an event there was no change."""
    if not told:
        return found
    moment = max(now(), found.contact.created_at)
    after = replace(after, updated_at=moment)
    stored = Found(found.number, found.revision + 1, merged or found.merged_from, after)
    replace_contact(connection, found.number, after, revision=stored.revision, merged_from=stored.merged_from)
    events.write_events(connection, [(found.number, event) for event in told], moment)
    return stored


def remove(connection: Connection, workspace: int, contact_id: str) -> None:
    """Delete a contact. Raises RefusedError (404)."""
    delete_contact(connection, number_of(connection, workspace, contact_id))


def _free_email(connection: Connection, workspace: int, email: str) -> None:
    holder = select(contacts.c.id).where(contacts.c.workspace_id == workspace, contacts.c.email_key == email_key(email))
    existing = connection.execute(holder).scalar()
    if existing is not None:
        taken = "A contact with this e-mail address already exists"
        raise RefusedError(Refusal(409, "email_taken", taken, (("email", "is taken"),), existing))


def _changes(before: StoredContact, patch: ContactPatch, kept: tuple[str, ...] | None) -> dict[str, Any]:
    """The new values of the members a patch names."""
    named = patch.model_fields_set
    changed: dict[str, Any] = {name: getattr(patch, name) or None for name in _OPTIONAL if name in named}
    changed |= {name: getattr(patch, name) for name in ("first_name", "email", "status", "source") if name in named}
    if "tags" in named:
        changed["tags"] = tuple(patch.tags or ())
    if "custom_fields" in named:
        given = patch.custom_fields
        changed["custom_fields"] = {} if given is None else _merged(before.custom_fields, _defined(given, kept))
    if "address" in named:
        given_parts = patch.address
        changed["address"] = _merged(before.address or {}, _parts(given_parts)) or None if given_parts else None
    return changed


def _merged(before: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """`before` with `given` laid over it key by key; null takes a key away."""
    together = {**before, **given}
    return {key: value for key, value in together.items() if value is not None}


def _parts(address: AddressBody | None) -> dict[str, str | None]:
    """The parts a body names; an empty one is as good as null."""
    return {name: part or None for name, part in address.model_dump(exclude_unset=True).items()} if address else {}


def _defined(given: Mapping[str, Any], kept: tuple[str, ...] | None) -> Mapping[str, Any]:
    return given if kept is None else {key: value for key, value in given.items() if key in kept}


def _stored(row: Row[Any]) -> StoredContact:
    members = json.loads(row.document)
    members |= {"created_at": row.created_at, "updated_at": row.updated_at, "tags": tuple(members["tags"])}
    return StoredContact(**members)


def deleted_document(contact_id: str) -> str:
    """The answer's data after a deletion."""
    return compact({"id": contact_id, "deleted": True})
