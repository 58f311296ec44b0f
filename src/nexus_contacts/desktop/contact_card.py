"""Reads what a printed card says of a contact: what the detail pane shows, whole, and with dates that stay true when
the sheet is old. Blocking: runs on a worker.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from nexus_contacts.api.records import Activity, Contact, Deal, Fields, TimelineEvent
from nexus_contacts.desktop import words
from nexus_contacts.desktop.detail.deals import stage_text, when_text
from nexus_contacts.desktop.detail.happenings import OwnerName, happening_of_activity, happening_of_event
from nexus_contacts.desktop.detail.overview import address_text
from nexus_contacts.desktop.detail.record import ContactRecord, read_record
from nexus_contacts.desktop.detail.sums import likelihood
from nexus_contacts.desktop.printing.cards import Card, Day, Happened, Item, Noted, Pair, Section
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.store import details
from nexus_contacts.store.connection import Database
from nexus_contacts.store.details import DetailItem, DetailKind
from nexus_contacts.store.entries import is_local

_ALL_NOTES = 1_000_000


def _say(text: str) -> str:
    return QCoreApplication.translate("ContactCard", text)


def read_card(database: Database, contact_id: str, owner_name: OwnerName) -> Card | None:
    """The card of a contact; None where the copy has no such contact. Raises StoreError."""
    record = read_record(database, contact_id, owner_name, _ALL_NOTES)
    if record is None:
        return None
    events = details.load(database, contact_id, "timeline").items
    logged = details.load(database, contact_id, "activities").items
    return card_of(record, events, logged, owner_name)


def card_of(
    record: ContactRecord, events: Sequence[DetailItem], logged: Sequence[DetailItem], owner_name: OwnerName
) -> Card:
    """A record with its events and activities as the words of a card."""
    contact = record.contact
    timeline = _timeline([event for event in events if isinstance(event, TimelineEvent)], owner_name)
    done = [one for one in logged if isinstance(one, Activity) and one.type != "note"]
    lists: tuple[tuple[str, DetailKind, tuple[Item, ...], str], ...] = (
        (_say("Deals"), "deals", tuple(map(_deal, record.deals)), _say("No deals.")),
        (_say("Notes"), "notes", tuple(_notes(record, owner_name)), _say("No notes.")),
        (_say("Activities"), "activities", tuple(_activities(done)), _say("No activities.")),
        (_say("Timeline"), "timeline", tuple(timeline), _say("Nothing happened yet.")),
    )
    sections = [*_fields(record, owner_name)]
    for title, kind, items, none in lists:
        remark = "" if items else none
        if kind not in record.downloaded and not is_local(contact.id):
            remark = _say("Not downloaded yet: open the contact while the server can be reached, then print again.")
        sections.append(Section(title, items, remark))
    work = " · ".join(part for part in (contact.job_title, contact.company) if part)
    return Card(contact.name, work, _standing(record), tuple(sections))


def _standing(record: ContactRecord) -> str:
    contact = record.contact
    parts = [words.status_text(contact.status) if contact.status else ""]
    if contact.engagement_score is not None:
        score = words.number(round(contact.engagement_score))
        parts.append(_say("Engagement score {score} of 100").replace("{score}", score))
    parts.append(_say("Starred") if record.starred else "")
    if record.is_new:
        parts.append(_say("New, not sent yet"))
    elif record.edits:
        one, many = _say("1 change waits to be sent"), _say("{n} changes wait to be sent")
        parts.append(words.counted(one, many, record.edits))
    return " · ".join(part for part in parts if part)


# ── fields ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _fields(record: ContactRecord, owner_name: OwnerName) -> Iterable[Section]:
    contact = record.contact
    first = (
        (_say("Email"), contact.email),
        (_say("Phone"), record.phone),
        (_say("Company"), contact.company),
        (_say("Title"), contact.job_title),
        (_say("Address"), address_text(contact.address) if contact.address else ""),
    )
    second = (
        (_say("Status"), words.status_text(contact.status) if contact.status else ""),
        (_say("Source"), words.source_text(contact.source) if contact.source else ""),
        (_say("Owner"), words.owner_text(contact.assigned_to, owner_name)),
        (_say("Tags"), ", ".join(contact.tags)),
    )
    yield from _section(_say("Contact"), first)
    yield from _section(_say("Qualification"), second)
    yield from _section(_say("Custom fields"), _values(contact.custom_fields))
    yield from _section(_say("Record"), (*_dates(record, contact), *_values((*contact.metadata, *contact.odd))))


def _dates(record: ContactRecord, contact: Contact) -> tuple[tuple[str, str], ...]:
    return (
        (_say("Created"), _moment(contact.created_at)),
        (_say("Updated"), _moment(contact.updated_at)),
        (_say("ID"), "" if is_local(contact.id) else contact.id),
        (_say("Lists as of"), _moment(record.cached_at)),
    )


def _moment(when: datetime | None) -> str:
    """A moment in full: on paper there is no today."""
    return f"{_day(when)}, {words.time_text(when)}" if when is not None else ""


def _day(when: datetime) -> str:
    return words.date_text(words.local(when).date(), year=True)


def _values(fields: Fields) -> tuple[tuple[str, str], ...]:
    return tuple((one_line(key), words.custom_text(value)) for key, value in fields if value not in (None, "", [], {}))


def _section(title: str, pairs: Iterable[tuple[str, str]]) -> Iterable[Section]:
    """A section of the fields that have a value; none where none has."""
    kept = tuple(Pair(label, value) for label, value in pairs if value)
    if kept:
        yield Section(title, kept)


# ── lists ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _deal(deal: Deal) -> Happened:
    percent = likelihood(deal)
    chance = "" if percent is None else f"{words.number(round(percent))} %"
    stage, when = stage_text(deal), when_text(deal)
    if when.startswith(stage):  # "Won 5 Sept" says it already
        stage = ""
    detail = " · ".join(part for part in (stage, when, chance) if part)
    return Happened(deal.title or deal.id, words.money(deal.value, deal.currency), detail)


def _notes(record: ContactRecord, owner_name: OwnerName) -> Iterable[Noted]:
    for shown in record.notes:
        note = shown.note
        author = words.owner_text(note.author_id, owner_name) if note.author_id else ""
        when = _moment(note.created_at)
        yield Noted(_say("Not sent yet") if shown.entry else author, when or words.undated(), note.content)


def _newest_first(one: TimelineEvent | Activity) -> float:
    return -one.occurred_at.timestamp() if one.occurred_at is not None else float("inf")


def _activities(logged: Iterable[Activity]) -> Iterable[Happened]:
    for one in sorted(logged, key=_newest_first):
        line = happening_of_activity(one)
        yield Happened(line.title, _moment(one.occurred_at) or words.undated(), one.outcome, line.quote)


def _timeline(events: Iterable[TimelineEvent], owner_name: OwnerName) -> Iterable[Item]:
    heading = None
    for event in sorted(events, key=_newest_first):
        day = _day(event.occurred_at) if event.occurred_at is not None else words.undated()
        if day != heading:
            yield Day(day)
            heading = day
        line = happening_of_event(event, owner_name)
        yield Happened(line.title, line.time, line.detail, line.quote)
