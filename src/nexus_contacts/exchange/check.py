"""What each row of a file would do, before anything is sent: create, update, skip, or wrong, each with its reason."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal, NamedTuple

from nexus_contacts.api.records import Contact
from nexus_contacts.exchange import sure
from nexus_contacts.exchange.building import Built, Later, Rules, build
from nexus_contacts.exchange.columns import Targets
from nexus_contacts.exchange.csv_in import ReadRow
from nexus_contacts.exchange.csv_out import value_text
from nexus_contacts.store import edits
from nexus_contacts.store.edits import CUSTOM, Change, Changes

_PORTION = 200
Outcome = Literal["create", "update", "same", "exists", "left", "wrong"]
"""`exists`: somebody has the address and is to be left alone, or an earlier row has it. `same`: nothing to change.
`left`: the person leaves the row out."""
Existing = Literal["skip", "fill", "update"]
"""What becomes of a contact that is there: left alone, its gaps filled, or changed to what the file says."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Whom a row looks like though the address is another: a contact by its id, or an earlier row by its number.

    `name` is theirs; `score` is how likely they are one person, 0-1.
    """

    contact_id: str = ""
    row: int = 0
    name: str = ""
    score: float = 0.0


class Checked(NamedTuple):
    """One row with what would become of it. `reason` is ``faults``, ``taken``, ``repeated``, ``alike`` or ``""``."""

    row: ReadRow
    built: Built
    outcome: Outcome
    reason: str = ""
    existing_id: str = ""
    changes: Changes = ()
    first_row: int = 0
    """The number of the earlier row with the same address."""
    alike: Alike | None = None


Finder = Callable[[str], "Contact | None"]
"""The contact that holds an e-mail address, or None."""
NotesOf = Callable[[str], Collection[str]]
"""The notes that are known of a contact."""


def _no_notes(_contact_id: str) -> Collection[str]:
    return ()


def check(
    rows: Iterable[ReadRow],
    targets: Targets,
    find: Finder,
    existing: Existing = "skip",
    rules: Rules | None = None,
    notes_of: NotesOf = _no_notes,
) -> Iterator[Checked]:
    """Check every row, streamed; only addresses are remembered. Nothing is sent and nothing is written."""
    seen: dict[str, int] = {}
    chosen = rules or Rules()
    left = iter(rows)
    while portion := list(islice(left, _PORTION)):
        for row, email in zip(portion, sure.addresses(portion, targets, chosen), strict=True):
            built = Later(row, targets, chosen) if email else build(row, targets, chosen)
            if not email and built.faults:
                yield Checked(row, built, "wrong", "faults")
                continue
            email = email or built.draft.email
            first = seen.setdefault(email.strip().casefold(), row.number)
            if first != row.number:
                yield Checked(row, built, "exists", "repeated", first_row=first)
                continue
            holder = find(email)
            yield Checked(row, built, "create") if holder is None else _against(row, built, holder, existing, notes_of)


def _against(row: ReadRow, built: Built, holder: Contact | None, existing: Existing, notes_of: NotesOf) -> Checked:
    if holder is None:
        return Checked(row, built, "create")
    outcome, changes = meeting(built, holder, existing, notes_of)
    return Checked(row, built, outcome, "taken", holder.id, changes)


def meeting(
    built: Built, holder: Contact, existing: Existing, notes_of: NotesOf = _no_notes
) -> tuple[Outcome, Changes]:
    """What becomes of a contact that a row meets, by what is chosen for such: a note it has not is a change too."""
    if existing == "skip":
        return "exists", ()
    changes = changes_from(built, holder, fill_only=existing == "fill")
    known = notes_of(holder.id) if built.notes and not changes else ()
    return ("update" if changes or any(note not in known for note in built.notes) else "same"), changes


def changes_from(built: Built, holder: Contact, *, fill_only: bool) -> Changes:
    """What a row changes in a contact: only what the row has a value for; tags are added, never taken off."""
    draft = edits.contact_of(built.draft, holder.id)
    found = []
    for field in edits.fields_of(draft):
        after, before = edits.value_of(draft, field), edits.value_of(holder, field)
        if field == "tags":
            united = tuple(dict.fromkeys((*holder.tags, *draft.tags)))
            found += [Change("tags", holder.tags, united)] if united != holder.tags else []
            continue
        if after in ("", None) or (fill_only and before not in ("", None)) or field in _set_by_us(built):
            continue
        if not _says_the_same(field, before, after):
            found.append(Change(field, before, after))
    return tuple(found)


def _set_by_us(built: Built) -> tuple[str, ...]:
    """What the file did not say itself: the status and source a new contact would get."""
    unsaid = [] if built.draft.status else ["status"]
    return (*unsaid, "source") if built.draft.source == "import" else tuple(unsaid)


def _says_the_same(field: str, one: edits.Value, other: edits.Value) -> bool:
    if edits.same(one, other):
        return True
    if field == "email":
        return str(one).strip().casefold() == str(other).strip().casefold()
    if field.startswith(CUSTOM) and not isinstance(one, tuple) and not isinstance(other, tuple):
        return value_text(one) == value_text(other)
    return False
