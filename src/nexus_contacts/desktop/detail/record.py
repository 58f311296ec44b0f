"""Everything the detail pane shows of one contact, read from the local copy in one go. Blocking: runs on a worker."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from nexus_contacts.api.records import Activity, Contact, Deal, Note, TimelineEvent
from nexus_contacts.desktop.detail.happenings import Happening, OwnerName, activities, timeline
from nexus_contacts.desktop.detail.note_html import NoteHtml, render_note
from nexus_contacts.store import contacts, details, entries, pairs, stars
from nexus_contacts.store.connection import Database
from nexus_contacts.store.details import KINDS, Detail, DetailKind
from nexus_contacts.store.entries import Entry
from nexus_contacts.store.pairs import StoredPair

FRESH = timedelta(seconds=30)
"""Lists younger than this are not asked for again when their contact is opened."""
NOTES_AT_FIRST = 20


@dataclass(frozen=True, slots=True)
class ShownNote:
    """A note with its safe HTML."""

    note: Note
    html: NoteHtml
    entry: int = 0
    """The outbox's number of a note that is not sent yet, else 0."""
    refused: bool = False
    """It needs the person: the service did not take it."""


@dataclass(frozen=True, slots=True)
class ContactRecord:
    """One contact with its four lists as last downloaded; `downloaded` names the lists that ever were."""

    contact: Contact
    phone: str = ""
    """The phone number as people write it, grouped; as it came where it cannot be read."""
    starred: bool = False
    timeline: tuple[Happening, ...] = ()
    """Newest first, the headings of the days among them."""
    deals: tuple[Deal, ...] = ()
    notes: tuple[ShownNote, ...] = ()
    notes_left: int = 0
    """How many notes more there are than were made ready."""
    activities: tuple[Happening, ...] = ()
    unsent: int = 0
    """How many of the notes wait to be sent."""
    edits: int = 0
    """How many other changes wait to be sent."""
    is_new: bool = False
    """The service does not have it yet."""
    needs_you: int = 0
    """How many changes were not taken by the service."""
    doubles: tuple[StoredPair, ...] = ()
    """The pairs in which it may be one person with another, the likeliest first."""
    cached_at: datetime | None = None
    """When the oldest of the lists was downloaded."""
    downloaded: frozenset[DetailKind] = frozenset()
    fresh: bool = False

    def count(self, kind: DetailKind) -> int:
        """How many items a list shows."""
        if kind == "notes":
            return len(self.notes) + self.notes_left
        return len(getattr(self, kind))


def grouped_phone(phone: str) -> str:
    """A phone number in international groups; one that is not in E.164, or not readable, stays as it is."""
    import phonenumbers  # its tables are large: not for the start-up path

    if not phone.startswith("+"):
        return phone
    try:
        parsed = phonenumbers.parse(phone)
    except phonenumbers.NumberParseException:
        return phone
    grouped = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL).replace("-", " ")
    code, _, rest = grouped.partition(" ")
    if rest.isdigit() and 5 < len(rest) < 9:  # a number too short for its country's plan comes out in one piece
        rest = f"{rest[:-4]} {rest[-4:]}"
    return f"{code} {rest}".strip()


def _is_fresh(lists: dict[DetailKind, Detail], now: datetime) -> bool:
    return all(each.fetched_at is not None and now - each.fetched_at < FRESH for each in lists.values())


def _unsent_notes(waiting: Iterable[Entry], contact_id: str) -> tuple[ShownNote, ...]:
    """The notes among what waits to be sent."""
    found = []
    for entry in waiting:
        if entry.kind == "note":
            note = Note(f"entry:{entry.number}", contact_id, entry.content, created_at=entry.created_at)
            found.append(ShownNote(note, render_note(entry.content), entry.number, entry.state == "parked"))
    return tuple(found)


def read_record(
    database: Database, contact_id: str, owner_name: OwnerName, notes_wanted: int = NOTES_AT_FIRST
) -> ContactRecord | None:
    """Read the record of a contact, the newest `notes_wanted` notes ready to show.

    None where the local copy has no such contact. Raises StoreError.
    """
    contact = contacts.get(database, contact_id)
    if contact is None:
        return None
    lists = {kind: details.load(database, contact_id, kind) for kind in KINDS}
    notes = [item for item in lists["notes"].items if isinstance(item, Note)]
    notes.sort(key=lambda note: note.created_at.timestamp() if note.created_at else 0.0, reverse=True)
    waiting = tuple(reversed(entries.of_contact(database, contact_id)))
    unsent = _unsent_notes(waiting, contact_id)
    events = (item for item in lists["timeline"].items if isinstance(item, TimelineEvent))
    logged = (item for item in lists["activities"].items if isinstance(item, Activity) and item.type != "note")
    return ContactRecord(
        contact,
        phone=grouped_phone(contact.phone),
        starred=stars.is_starred(database, contact_id),
        timeline=timeline(events, owner_name),
        deals=tuple(item for item in lists["deals"].items if isinstance(item, Deal)),
        notes=(*unsent, *(ShownNote(note, render_note(note.content)) for note in notes[:notes_wanted])),
        unsent=len(unsent),
        edits=sum(entry.kind in ("patch", "delete") for entry in waiting),
        is_new=any(entry.kind == "create" for entry in waiting),
        needs_you=sum(entry.state == "parked" for entry in waiting),
        doubles=pairs.of_contact(database, contact_id),
        cached_at=min((each.fetched_at for each in lists.values() if each.fetched_at is not None), default=None),
        notes_left=max(0, len(notes) - notes_wanted),
        activities=activities(logged),
        downloaded=frozenset(kind for kind, each in lists.items() if each.fetched_at is not None),
        fresh=_is_fresh(lists, datetime.now(UTC)),
    )
