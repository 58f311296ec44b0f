"""What a merge makes of contacts, field by field, and what it loses. Pure: preview and sending share it.

The service keeps the primary, fills its gaps from the secondary and unites tags, custom fields and address (API.md,
endpoint 7). Whatever a person chose otherwise is one change of the primary afterwards.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from nexus_contacts.api.records import Contact
from nexus_contacts.store import edits
from nexus_contacts.store.edits import Changes, Value
from nexus_contacts.store.folding import digits_of
from nexus_contacts.store.merging import Planned

Strategy = Literal["primary", "newest", "complete"]
"""What the choice starts from: the primary's values, the newest contact's, or the fullest."""
STRATEGIES: tuple[Strategy, ...] = ("primary", "newest", "complete")

_FILLED = ("last_name", "phone", "company", "job_title", "assigned_to")
"""The texts that the service takes from the secondary where the primary has none."""
_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Lost:
    """A value that stands in no field of the result: of which contact, in which field."""

    contact_id: str
    name: str
    field: str
    value: Value


@dataclass(frozen=True, slots=True)
class Merge:
    """What will be: the contact that stays as it will be, what is lost, and what changes against the primary."""

    primary: Contact
    secondaries: tuple[Contact, ...]
    result: Contact
    lost: tuple[Lost, ...]

    @property
    def changes(self) -> Changes:
        """What is other in the result than in the primary now."""
        return edits.changes_between(self.primary, self.result)

    @property
    def parts(self) -> tuple[Planned, ...]:
        """The service's merges that lead to the result, in order: each secondary with the primary before and after."""
        parts: list[Planned] = []
        before = self.primary
        for secondary in self.secondaries:
            after = self.result if secondary is self.secondaries[-1] else service_result(before, secondary)
            parts.append(Planned(secondary, before, after))
            before = after
        return tuple(parts)

    @property
    def is_lossless(self) -> bool:
        """Whether every value of every contact stands in the result."""
        return not self.lost


def merge_fields(*contacts: Contact) -> tuple[str, ...]:
    """The fields a person chooses a value for, tags apart, in the order of a form: those that any contact fills."""
    fields = (field for field in edits.fields_of(*contacts) if field != "tags")
    return tuple(field for field in fields if any(not _empty(edits.value_of(one, field)) for one in contacts))


def same_value(field: str, one: Value, other: Value) -> bool:
    """Whether two values of a field say the same: phones by their digits, e-mail addresses in any case."""
    if edits.same(one, other):
        return True
    if not isinstance(one, str) or not isinstance(other, str):
        return False
    if field == "phone":
        return bool(digits_of(one)) and digits_of(one) == digits_of(other)
    return field == "email" and one.strip().casefold() == other.strip().casefold()


def service_result(primary: Contact, secondary: Contact) -> Contact:
    """What the service makes of two contacts by itself."""
    after = primary
    for field in edits.fields_of(primary, secondary):
        takes = field in _FILLED or field.startswith((edits.CUSTOM, edits.ADDRESS))
        if takes and _empty(edits.value_of(after, field)):
            value = edits.value_of(secondary, field)
            if not _empty(value):
                after = edits.with_value(after, field, value)
    return replace(after, tags=tuple(dict.fromkeys((*primary.tags, *secondary.tags))))


def preset(strategy: Strategy, contacts: Sequence[Contact]) -> dict[str, int]:
    """For each field, the place among `contacts` (the primary first) whose value a strategy chooses.

    A contact without a value is never chosen over one that has one.
    """
    order = list(range(len(contacts)))
    if strategy == "newest":
        order.sort(key=lambda place: -(contacts[place].updated_at or _LONG_AGO).timestamp())
    chosen = {}
    for field in merge_fields(*contacts):
        values = [edits.value_of(one, field) for one in contacts]
        filled = [place for place in order if not _empty(values[place])]
        if strategy == "complete":
            filled.sort(key=lambda place: -len(str(values[place])))
        chosen[field] = filled[0]
    return chosen


def merged(
    contacts: Sequence[Contact],
    chosen: Mapping[str, int],
    typed: Mapping[str, Value] | None = None,
    dropped_tags: Sequence[str] = (),
) -> Merge:
    """The merge of `contacts`, the primary first, with the choice of each field by place, and what was typed over it.

    `dropped_tags` are those a person unticked; all others are united.
    """
    primary, *secondaries = contacts
    result = primary
    for field in merge_fields(*contacts):
        value = edits.value_of(contacts[chosen.get(field, 0)], field)
        result = edits.with_value(result, field, value)
    for field, value in (typed or {}).items():
        result = edits.with_value(result, field, value)
    tags = dict.fromkeys(tag for one in contacts for tag in one.tags if tag not in dropped_tags)
    result = replace(result, tags=tuple(tags))
    return Merge(primary, tuple(secondaries), result, _lost(contacts, result))


def _lost(contacts: Sequence[Contact], result: Contact) -> tuple[Lost, ...]:
    found: list[Lost] = []
    for one in contacts:
        for field in merge_fields(one):
            value = edits.value_of(one, field)
            gone = not same_value(field, value, edits.value_of(result, field))
            if gone and not any(same_value(field, value, other.value) for other in found if other.field == field):
                found.append(Lost(one.id, one.name, field, value))
        for tag in one.tags:
            if tag not in result.tags and not any((other.field, other.value) == ("tags", tag) for other in found):
                found.append(Lost(one.id, one.name, "tags", tag))
    return tuple(found)


def _empty(value: Value) -> bool:
    return value is None or value in ("", ())


def lost_as_note(lost: Sequence[Lost], labels: Mapping[str, str]) -> str:
    """A note in Markdown that keeps what a merge has no place for; `labels` are the fields' names for a person."""
    lines = [f"- {labels.get(one.field, one.field)} of {one.name}: {one.value}" for one in lost]
    return "\n".join(("Kept from a merge:", "", *lines)) if lines else ""


def suggested_primary(contacts: Sequence[Contact], related: Mapping[str, int]) -> int:
    """The place of the contact to keep: with most that hangs on it, then the fullest, then the oldest."""

    def worth(place: int) -> tuple[int, int, float]:
        one = contacts[place]
        created = (one.created_at or datetime.max.replace(tzinfo=UTC)).timestamp()
        return related.get(one.id, 0), len(merge_fields(one)), -created

    return max(range(len(contacts)), key=worth)
