"""What stands in a form, as values: from a contact into the fields and back. Pure."""

from dataclasses import replace
from typing import Any

from nexus_contacts.api.records import Address, Contact, Draft
from nexus_contacts.store import edits
from nexus_contacts.store.edits import ADDRESS_PARTS, Changes

TEXTS = ("first_name", "last_name", "email", "phone", "company", "job_title")
CHOICES = ("status", "source", "assigned_to")


def contact_of(typed: dict[str, Any], base: Contact) -> Contact:
    """The contact that a form shows: `base` with what is typed, texts trimmed."""
    texts: dict[str, Any] = {name: str(typed.get(name, "")).strip() for name in (*TEXTS, *CHOICES)}
    for name, text in texts.items():
        before = getattr(base, name)
        if text == before.strip():
            texts[name] = before
    address = Address(**{part: str(typed.get(f"address.{part}", "")).strip() for part in ADDRESS_PARTS})
    return replace(
        base,
        **texts,
        tags=tuple(typed.get("tags", ())),
        custom_fields=tuple((key, value) for key, value in typed.get("custom_fields", ())),
        address=address if address or base.address else base.address,
    )


def draft_of(typed: dict[str, Any]) -> Draft:
    """The draft that a form for a new contact holds."""
    return edits.draft_of(contact_of(typed, Contact("")))


def typed_of(contact: Contact) -> dict[str, Any]:
    """What a form shows of a contact."""
    typed: dict[str, Any] = {name: getattr(contact, name) for name in (*TEXTS, *CHOICES)}
    address = contact.address or Address()
    typed |= {f"address.{part}": getattr(address, part) for part in ADDRESS_PARTS}
    typed["tags"] = list(contact.tags)
    typed["custom_fields"] = [[key, value] for key, value in contact.custom_fields]
    return typed


def changes_of(typed: dict[str, Any], base: Contact) -> Changes:
    """What was changed in a form that was opened on `base`."""
    return edits.changes_between(base, contact_of(typed, base))


def differing(typed: dict[str, Any], holder: Contact) -> Changes:
    """What updating `holder` with the typed values would change: what was typed and is not so there already."""
    wanted = contact_of(typed, Contact(""))
    merged = holder
    for change in edits.changes_between(Contact(""), wanted):
        if change.field != "email" and change.after not in (None, "", ()):
            merged = edits.laid_over(merged, (change,))
    return edits.changes_between(holder, merged)
