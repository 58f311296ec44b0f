"""Everything the detail pane shows of one contact, read from the local copy in one go. Blocking: runs on a worker."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from nexus_contacts.api.records import Activity, Contact, Deal, Note, TimelineEvent
from nexus_contacts.desktop.detail.note_html import NoteHtml, render_note
from nexus_contacts.store import contacts, details, stars
from nexus_contacts.store.connection import Database
from nexus_contacts.store.details import Detail, DetailKind

KINDS: tuple[DetailKind, ...] = ("timeline", "deals", "notes", "activities")
FRESH = timedelta(seconds=30)
"""Lists younger than this are not asked for again when their contact is opened."""
RENDERED_NOTES = 100


@dataclass(frozen=True, slots=True)
class ShownNote:
    """A note with its safe HTML."""

    note: Note
    html: NoteHtml


@dataclass(frozen=True, slots=True)
class ContactRecord:
    """One contact with its four lists as last downloaded; `downloaded` names the lists that ever were."""

    contact: Contact
    phone: str = ""
    """The phone number as people write it, grouped; as it came where it cannot be read."""
    starred: bool = False
    timeline: tuple[TimelineEvent, ...] = ()
    deals: tuple[Deal, ...] = ()
    notes: tuple[ShownNote, ...] = ()
    activities: tuple[Activity, ...] = ()
    downloaded: frozenset[DetailKind] = frozenset()
    fresh: bool = False


def grouped_phone(phone: str) -> str:
    """A phone number in international groups; one that is not in E.164, or not readable, stays as it is."""
    import phonenumbers  # its tables are large: not for the start-up path

    if not phone.startswith("+"):
        return phone
    try:
        parsed = phonenumbers.parse(phone)
    except phonenumbers.NumberParseException:
        return phone
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL).replace("-", " ")


def _is_fresh(lists: dict[DetailKind, Detail], now: datetime) -> bool:
    return all(each.fetched_at is not None and now - each.fetched_at < FRESH for each in lists.values())


def read_record(database: Database, contact_id: str) -> ContactRecord | None:
    """Read the record of a contact; None where the local copy has no such contact. Raises StoreError."""
    contact = contacts.get(database, contact_id)
    if contact is None:
        return None
    lists = {kind: details.load(database, contact_id, kind) for kind in KINDS}
    notes = [item for item in lists["notes"].items if isinstance(item, Note)]
    notes.sort(key=lambda note: note.created_at.timestamp() if note.created_at else 0.0, reverse=True)
    return ContactRecord(
        contact,
        phone=grouped_phone(contact.phone),
        starred=stars.is_starred(database, contact_id),
        timeline=tuple(item for item in lists["timeline"].items if isinstance(item, TimelineEvent)),
        deals=tuple(item for item in lists["deals"].items if isinstance(item, Deal)),
        notes=tuple(ShownNote(note, render_note(note.content)) for note in notes[:RENDERED_NOTES]),
        activities=tuple(item for item in lists["activities"].items if isinstance(item, Activity)),
        downloaded=frozenset(kind for kind, each in lists.items() if each.fetched_at is not None),
        fresh=_is_fresh(lists, datetime.now(UTC)),
    )
