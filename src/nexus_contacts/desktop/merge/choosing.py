"""The choices of one merge, without widgets: strategy, value by field, what was typed, tags unticked, who is kept."""

from collections.abc import Sequence

from nexus_contacts.api.records import Contact
from nexus_contacts.duplicates.merge import Merge, Strategy, merge_fields, merged, preset, same_value
from nexus_contacts.store import edits
from nexus_contacts.store.edits import Value


class Choosing:
    """What a person has chosen so far. `contacts` has the primary first."""

    def __init__(self, contacts: Sequence[Contact]) -> None:
        self.contacts = tuple(contacts)
        self.strategy: Strategy | None = "primary"
        self.chosen = preset("primary", self.contacts)
        self.typed: dict[str, Value] = {}
        self.dropped_tags: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that any of the contacts fills, tags apart."""
        return merge_fields(*self.contacts)

    @property
    def differing(self) -> tuple[str, ...]:
        """Those in which they do not agree."""
        return tuple(field for field in self.fields if not self._agree(field))

    def _agree(self, field: str) -> bool:
        first, *others = (edits.value_of(one, field) for one in self.contacts)
        return all(same_value(field, first, other) for other in others)

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags of all contacts, united."""
        return tuple(dict.fromkeys(tag for one in self.contacts for tag in one.tags))

    def take(self, strategy: Strategy) -> None:
        """Choose everywhere by a strategy; what was typed is forgotten."""
        self.strategy, self.chosen, self.typed = strategy, preset(strategy, self.contacts), {}

    def choose(self, field: str, place: int) -> None:
        """Choose the value of one contact."""
        self.typed.pop(field, None)
        self.chosen[field] = place % len(self.contacts)
        self.strategy = None

    def type_value(self, field: str, text: str) -> None:
        """Give the result a value of its own; a custom field keeps the kind of value it had."""
        self.typed[field] = _as_before([edits.value_of(one, field) for one in self.contacts], text)
        self.strategy = None

    def toggle_tag(self, tag: str) -> None:
        """Take a tag off the result, or put it on again."""
        dropped = self.dropped_tags
        self.dropped_tags = tuple(one for one in dropped if one != tag) if tag in dropped else (*dropped, tag)

    def swap(self) -> None:
        """Let the next contact be the one that is kept; the choices stay with their contacts."""
        count = len(self.contacts)
        self.contacts = (*self.contacts[1:], self.contacts[0])
        self.chosen = {field: (place - 1) % count for field, place in self.chosen.items()}
        if self.strategy == "primary":
            self.take("primary")

    @property
    def merge(self) -> Merge:
        """What will be."""
        return merged(self.contacts, self.chosen, self.typed, self.dropped_tags)


def _as_before(values: Sequence[Value], text: str) -> Value:
    kinds = {type(value) for value in values if value not in (None, "")}
    if kinds == {bool} and text.strip().lower() in ("true", "false", "yes", "no"):
        return text.strip().lower() in ("true", "yes")
    if kinds and kinds <= {int, float}:
        try:
            return int(text) if kinds == {int} else float(text)
        except ValueError:
            return text
    return text
