"""The columns of a printed list: what each says of a contact, in the words of the table."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop import words

OwnerName = Callable[[str], str]

_UNBROKEN = frozenset({"status", "source", "score", "created", "updated"})


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, its words of a contact, and what stands small below them."""

    title: str
    text: Callable[[Contact], str]
    below: Callable[[Contact], str] | None = None
    strong: bool = False
    at_end: bool = False
    """Numbers stand below each other at the column's end."""
    unbroken: bool = False
    """A date or a single word stays on one line."""


def columns_for(keys: Iterable[str], owner_name: OwnerName) -> tuple[Column, ...]:
    """The columns with these keys of the table, in their order; the address stands below the name where it has no
    column of its own.
    """
    wanted = tuple(keys)
    return tuple(_column(key, owner_name, address_below="email" not in wanted) for key in wanted)


def _column(key: str, owner_name: OwnerName, *, address_below: bool) -> Column:
    title = words.column_title(key)
    if key == "name":
        return Column(title, lambda one: one.name, _email if address_below else None, strong=True)
    if key.startswith("custom:"):
        name = key.removeprefix("custom:")
        return Column(title, lambda one: words.custom_text(dict(one.custom_fields).get(name)))
    return Column(title, _readers(owner_name)[key], at_end=key == "score", unbroken=key in _UNBROKEN)


def _email(contact: Contact) -> str:
    # Somebody without a name goes by the address already.
    return contact.email if contact.email != contact.name else ""


def _readers(owner_name: OwnerName) -> dict[str, Callable[[Contact], str]]:
    return {
        "email": lambda one: one.email,
        "phone": lambda one: one.phone,
        "company": lambda one: one.company,
        "title": lambda one: one.job_title,
        "status": lambda one: words.status_text(one.status),
        "source": lambda one: words.source_text(one.source),
        "tags": lambda one: ", ".join(one.tags),
        "score": lambda one: "" if one.engagement_score is None else words.number(round(one.engagement_score)),
        "owner": lambda one: words.owner_text(one.assigned_to, owner_name) if one.assigned_to else "",
        "created": lambda one: words.date_text(words.local(one.created_at).date(), year=True) if one.created_at else "",
        "updated": lambda one: words.date_text(words.local(one.updated_at).date(), year=True) if one.updated_at else "",
    }
