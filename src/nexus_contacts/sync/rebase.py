"""Mine against theirs, field by field: what can be combined, what the service has already, what clashes. Pure."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from nexus_contacts.api.records import Contact, Draft
from nexus_contacts.store import edits
from nexus_contacts.store.edits import CUSTOM, Change, Changes, Value
from nexus_contacts.store.folding import digits_of

_ALIKE = 0.7
"""How alike two keys of custom fields must be (0 to 1, as `difflib` counts) for one to be offered for the other."""


@dataclass(frozen=True, slots=True)
class Rebased:
    """`changes` can be sent, upon what the service has now; the fields in `clashing` were changed on both sides, to
    different values, which `theirs` tells.
    """

    changes: Changes
    clashing: tuple[str, ...] = ()
    theirs: tuple[tuple[str, Value], ...] = ()


def rebase(changes: Changes, theirs: Contact) -> Rebased:
    """Three versions of each changed field: before, mine, and what the service has now.

    Unchanged there: mine. The same on both sides: nothing to send. Tags are combined by what each side added and took
    off. Anything else clashes.
    """
    kept: list[Change] = []
    clashing: list[str] = []
    values: list[tuple[str, Value]] = []
    for change in changes:
        now = edits.value_of(theirs, change.field)
        if change.field == "tags":
            after = edits.merged_tags(_tags(change.before), _tags(change.after), theirs.tags)
            kept += [Change("tags", theirs.tags, after)] if after != theirs.tags else []
        elif alike(change.field, now, change.after):
            continue
        elif alike(change.field, now, change.before):
            kept.append(Change(change.field, now, change.after))
        else:
            kept.append(change)
            clashing.append(change.field)
            values.append((change.field, now))
    return Rebased(tuple(kept), tuple(clashing), tuple(values))


def alike(field: str, one: Value, other: Value) -> bool:
    """Whether two values of a field are the same to the service, which trims texts and writes numbers its own way."""
    if edits.same(one, other):
        return True
    if not isinstance(one, str) or not isinstance(other, str):
        return False
    if field == "phone":
        return bool(digits_of(one)) and digits_of(one) == digits_of(other)
    if field == "email":
        return one.strip().casefold() == other.strip().casefold()
    return one.strip() == other.strip()


def not_kept(changes: Changes, answer: Contact) -> Changes:
    """The changes that an answer shows as not done: a custom field that is not there, a field still as it was."""
    left = []
    for change in changes:
        now = edits.value_of(answer, change.field)
        if change.field == "tags" or alike(change.field, now, change.after):
            continue
        missing = change.field.startswith(CUSTOM) and now is None
        if missing or alike(change.field, now, change.before):
            left.append(change)
    return tuple(left)


def not_created(draft: Draft, answer: Contact) -> Changes:
    """The custom fields of a draft that its contact does not have."""
    have = dict(answer.custom_fields)
    return tuple(
        Change(CUSTOM + key, None, value) for key, value in draft.custom_fields if value is not None and key not in have
    )


def likely_keys(changes: Changes, known: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """(field, likely key) for custom fields that were not kept: a key spelt alike, or only with other capitals."""
    there = tuple(known)
    folded = {key.casefold().replace(" ", "_").replace("-", "_"): key for key in there}
    found = []
    for change in changes:
        key = change.field.removeprefix(CUSTOM)
        plain = key.casefold().replace(" ", "_").replace("-", "_")
        close = [folded[plain]] if plain in folded else difflib.get_close_matches(key, there, 1, _ALIKE)
        found += [(change.field, close[0])] if close and close[0] != key else []
    return tuple(found)


def is_this(draft: Draft, contact: Contact) -> bool:
    """Whether a contact of the service is the one that a draft, perhaps sent before, made."""
    for field in edits.TEXTS:
        wanted = getattr(draft, field)
        if wanted and not alike(field, getattr(contact, field), wanted):
            return False
    return {tag.strip() for tag in draft.tags} <= set(contact.tags)


def _tags(value: Value) -> tuple[str, ...]:
    return tuple(str(tag) for tag in value) if isinstance(value, tuple | list) else ()
