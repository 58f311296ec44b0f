"""What a person changes in a contact, field by field, as pure values: compared, folded, laid over a contact.

A field is a member of the API by its name; a custom field is ``custom_fields.KEY`` and a part of the address is
``address.PART``. Missing text is ``""``, a missing custom field is None, and tags are a tuple.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from nexus_contacts.api.records import Address, Contact, Draft, Fields, Json, Patch

Value: TypeAlias = "Json | tuple[str, ...]"
CUSTOM = "custom_fields."
ADDRESS = "address."
TEXTS = ("first_name", "last_name", "email", "phone", "company", "job_title", "status", "source", "assigned_to")
ADDRESS_PARTS = ("street", "city", "state", "zip", "country")
_NEVER_EMPTY = frozenset({"first_name", "email", "status", "source"})


@dataclass(frozen=True, slots=True)
class Change:
    """One field with what stood in it before and what stands in it after."""

    field: str
    before: Value
    after: Value


Changes: TypeAlias = "tuple[Change, ...]"


@dataclass(frozen=True, slots=True)
class Edit:
    """The same change for any number of contacts: fields to set, tags to add and to take off."""

    fields: tuple[tuple[str, Value], ...] = ()
    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()
    rename_tags: tuple[tuple[str, str], ...] = ()
    """(old, new): contacts that carry the old tag carry the new one in its place."""


def value_of(contact: Contact, field: str) -> Value:
    """What stands in a field. Raises KeyError for a field nobody knows."""
    if field == "tags":
        return contact.tags
    if field.startswith(CUSTOM):
        return dict(contact.custom_fields).get(field.removeprefix(CUSTOM))
    if field.startswith(ADDRESS):
        part = field.removeprefix(ADDRESS)
        return str(getattr(contact.address or Address(), part))
    if field not in TEXTS:
        raise KeyError(field)
    return str(getattr(contact, field))


def with_value(contact: Contact, field: str, value: Value) -> Contact:
    """The contact with another value in one field; None and ``""`` empty it."""
    if field == "tags":
        return replace(contact, tags=tuple(value) if isinstance(value, tuple | list) else ())  # type: ignore[arg-type]
    if field.startswith(CUSTOM):
        key = field.removeprefix(CUSTOM)
        custom = dict(contact.custom_fields)
        if value is None:
            custom.pop(key, None)
        else:
            custom[key] = value  # type: ignore[assignment]
        return replace(contact, custom_fields=tuple(custom.items()))
    if field.startswith(ADDRESS):
        part = {field.removeprefix(ADDRESS): "" if value is None else str(value)}
        return replace(contact, address=replace(contact.address or Address(), **part))
    text: dict[str, Any] = {field: "" if value is None else str(value)}
    return replace(contact, **text)


def fields_of(*contacts: Contact) -> tuple[str, ...]:
    """Every field that one of some contacts can have a value in, each once, in the order a form shows them."""
    keys = dict.fromkeys(key for contact in contacts for key, _ in contact.custom_fields)
    return (
        *TEXTS, "tags", *(ADDRESS + part for part in ADDRESS_PARTS), *(CUSTOM + key for key in keys),
    )  # fmt: skip


def changes_between(before: Contact, after: Contact) -> Changes:
    """What makes `after` of `before`: the fields a person can change, and nothing else."""
    found = []
    for field in fields_of(before, after):
        old, new = value_of(before, field), value_of(after, field)
        if not same(old, new):
            found.append(Change(field, old, new))
    return tuple(found)


def changes_for(contact: Contact, edit: Edit) -> Changes:
    """What an edit changes in one contact; empty where everything is so already."""
    after = contact
    for field, value in edit.fields:
        after = with_value(after, field, value)
    renamed = dict(edit.rename_tags)
    kept = [renamed.get(tag, tag) for tag in after.tags if tag not in edit.remove_tags]
    return changes_between(contact, replace(after, tags=tuple(dict.fromkeys((*kept, *edit.add_tags)))))


def merged_tags(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    """`theirs` with what `mine` added to `base` and without what it took away; the order is theirs, then mine."""
    added = [tag for tag in mine if tag not in base]
    removed = {tag for tag in base if tag not in mine}
    return tuple(dict.fromkeys((*(tag for tag in theirs if tag not in removed), *added)))


def laid_over(contact: Contact, changes: Changes) -> Contact:
    """The contact with `changes` in it. Tags are added and taken off; every other field is set."""
    for change in changes:
        after = change.after
        if change.field == "tags":
            after = merged_tags(_tags(change.before), _tags(change.after), contact.tags)
        contact = with_value(contact, change.field, after)
    return contact


def folded(earlier: Changes, later: Changes) -> Changes:
    """Both as one: a field keeps what stood in it before the first change; one that is as it was is left out."""
    together = {change.field: change for change in earlier}
    for change in later:
        first = together.get(change.field)
        before = change.before if first is None else first.before
        after = change.after
        if first is not None and change.field == "tags":
            after = merged_tags(_tags(change.before), _tags(change.after), _tags(first.after))
        together[change.field] = Change(change.field, before, after)
    return tuple(change for change in together.values() if not same(change.before, change.after))


def inverse(changes: Changes) -> Changes:
    """What takes `changes` back."""
    return tuple(Change(change.field, change.after, change.before) for change in reversed(changes))


def same(one: Value, other: Value) -> bool:
    """Whether two values are the same; nothing and an empty text are, 1 and true are not. Tags have no order."""
    if one in (None, "", ()) and other in (None, "", ()):
        return True
    if isinstance(one, tuple) and isinstance(other, tuple):
        return set(one) == set(other)
    return one == other and isinstance(one, bool) is isinstance(other, bool)


def patch_of(contact: Contact, changes: Changes) -> Patch:
    """What to send so that the service's `contact` has `changes`.

    ``custom_fields`` and ``address`` carry the whole object with the change applied, so that the request is right
    whether the service merges by key or replaces; what is taken away is named with None.
    """
    after = laid_over(contact, changes)
    members: dict[str, Json] = {}
    for change in changes:
        if change.field == "tags":
            members["tags"] = list(after.tags)
        elif change.field.startswith(CUSTOM):
            members["custom_fields"] = _taken_away(changes, CUSTOM) | dict(after.custom_fields)
        elif change.field.startswith(ADDRESS):
            members["address"] = _taken_away(changes, ADDRESS) | dict((after.address or Address()).parts())
        else:
            text = str(getattr(after, change.field))
            members[change.field] = text if text or change.field in _NEVER_EMPTY else None
    return Patch(tuple(members.items()))


def _taken_away(changes: Changes, prefix: str) -> dict[str, Json]:
    return {
        change.field.removeprefix(prefix): None
        for change in changes
        if change.field.startswith(prefix) and change.after in (None, "")
    }


def contact_of(draft: Draft, contact_id: str) -> Contact:
    """The contact that a draft will be, as it is shown until the service has it."""
    members = {name: getattr(draft, name) for name in (*TEXTS, "tags", "custom_fields", "address")}
    members["status"] = draft.status or "lead"
    members["source"] = draft.source or "api"
    return Contact(id=contact_id, **members)


def draft_of(contact: Contact) -> Draft:
    """What creates a contact with every field this one has."""
    members = {name: getattr(contact, name) for name in (*TEXTS, "tags", "custom_fields", "address")}
    return Draft(**members)


def packed(changes: Changes) -> tuple[dict[str, Any], dict[str, Any]]:
    """(after, before) by field, as JSON holds them."""
    return (
        {change.field: _plain(change.after) for change in changes},
        {change.field: _plain(change.before) for change in changes},
    )


def unpacked(after: Mapping[str, Any], before: Mapping[str, Any]) -> Changes:
    """The changes that `packed` took apart."""
    return tuple(
        Change(field, read_value(field, before.get(field)), read_value(field, value)) for field, value in after.items()
    )


def read_value(field: str, value: Any) -> Value:
    """A value as it stands in a field, from what JSON made of it."""
    if field == "tags":
        return tuple(value or ())
    return value if field.startswith(CUSTOM) else value or ""


def _plain(value: Value) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _tags(value: Value) -> tuple[str, ...]:
    return tuple(str(tag) for tag in value) if isinstance(value, tuple | list) else ()


def packed_draft(draft: Draft) -> dict[str, Any]:
    """A draft as JSON holds it; what is empty is left out."""
    members: dict[str, Any] = {name: getattr(draft, name) for name in TEXTS if getattr(draft, name)}
    if draft.tags:
        members["tags"] = list(draft.tags)
    if draft.custom_fields:
        members["custom_fields"] = dict(draft.custom_fields)
    if draft.address:
        members["address"] = dict(draft.address.parts())
    return members


def unpacked_draft(members: Mapping[str, Any]) -> Draft:
    """The draft that `packed_draft` took apart."""
    texts: dict[str, Any] = {name: members.get(name, "") for name in TEXTS}
    custom: Fields = tuple((members.get("custom_fields") or {}).items())
    address = members.get("address")
    return Draft(
        **texts,
        tags=tuple(members.get("tags") or ()),
        custom_fields=custom,
        address=Address(**address) if address else None,
    )


def names_of(changes: Iterable[Change]) -> tuple[str, ...]:
    """The fields that are changed."""
    return tuple(change.field for change in changes)
