"""The fields of a conflict and what is chosen for them, as values. Pure."""

from collections.abc import Callable
from dataclasses import dataclass

from nexus_contacts.store.edits import Change, Value
from nexus_contacts.store.entries import Entry


@dataclass(frozen=True, slots=True)
class Clash:
    """One field with its three versions."""

    field: str
    before: Value
    mine: Value
    theirs: Value


def clashes(entry: Entry) -> tuple[Clash, ...]:
    """The fields of a parked patch that clash."""
    theirs = dict(entry.reason.theirs)
    return tuple(
        Clash(one.field, one.before, one.after, theirs[one.field]) for one in entry.changes if one.field in theirs
    )


def combined(entry: Entry) -> tuple[Change, ...]:
    """The other fields of the patch: nobody else changed them, or both sides' changes fit together."""
    theirs = dict(entry.reason.theirs)
    return tuple(one for one in entry.changes if one.field not in theirs)


def outcome(entry: Entry, chosen: dict[str, Value], text: Callable[[str, Value], str]) -> str:
    """What the service will hold after saving: each field with its value, joined by commas."""
    parts = [text(clash.field, chosen[clash.field]) for clash in clashes(entry) if clash.field in chosen]
    parts += [text(one.field, one.after) for one in combined(entry)]
    return ", ".join(parts)
