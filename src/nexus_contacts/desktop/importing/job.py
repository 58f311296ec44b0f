"""What the import dialog does off the UI thread: open, check, put into the outbox, look how it goes. Blocking."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from nexus_contacts.api.records import Contact
from nexus_contacts.exchange import check, report, source
from nexus_contacts.exchange.check import Checked, Existing
from nexus_contacts.exchange.report import Line
from nexus_contacts.exchange.source import Source
from nexus_contacts.store import contacts, deciding, entries, facets, importing
from nexus_contacts.store.changes import Changed
from nexus_contacts.store.connection import Database
from nexus_contacts.store.importing import Incoming, Put

_OUTCOMES = {"create": "created", "update": "updated", "same": "skipped", "exists": "exists", "wrong": "failed"}


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file with its columns matched, how many rows it has, and the custom fields of the workspace."""

    source: Source
    rows: int
    known_keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Options:
    """What a person chose for all rows."""

    existing: Existing = "skip"
    tag: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class Going:
    """How far an import is: entries that were sent, that wait, that need the person."""

    sent: int = 0
    waiting: int = 0
    parked: int = 0

    @property
    def all(self) -> int:
        """All entries of the import."""
        return self.sent + self.waiting + self.parked


def open_file(database: Database, path: Path) -> OpenedFile:
    """Open a file and match its columns. Raises UnreadableFile."""
    keys = tuple(key for key, _ in facets.custom_keys(database))
    found = source.opened(path, keys)
    return OpenedFile(found, sum(1 for _ in found.rows()), keys)


def check_all(database: Database, opened: OpenedFile, options: Options) -> tuple[Checked, ...]:
    """Check every row; nothing is sent and nothing is written. Raises UnreadableFile."""

    def find(email: str) -> Contact | None:
        holder = contacts.find_by_email(database, email)
        return None if holder is None else contacts.get(database, holder)

    tags = (options.tag,) if options.tag else ()
    rules = source.rules_for(contacts.export_rows(database), options.region, tags)
    return tuple(check.check(opened.source.rows(), opened.source.targets, find, options.existing, rules))


def put_rows(database: Database, name: str, checked: Sequence[Checked]) -> Put:
    """Put what is to be created and updated into the outbox. Raises DiskFull, Busy."""
    coming = (
        Incoming(
            one.row.number,
            one.built.draft if one.outcome == "create" else None,
            one.existing_id,
            one.changes,
            one.built.notes,
        )
        for one in checked
        if one.outcome in ("create", "update")
    )
    return importing.put(database, name, coming)


def going(database: Database, step: int) -> Going:
    """How far the entries of a step are; an update that folded into what waited already has none of its own."""
    rows = database.reading().all("SELECT state, count(*) FROM journal.outbox WHERE step = ? GROUP BY state", (step,))
    found = dict(rows)
    waits = sum(found.get(state, 0) for state in ("held", "waiting", "sending"))
    return Going(found.get("sent", 0), waits, found.get("parked", 0))


def cancel(database: Database, step: int) -> Changed:
    """Take back what was not sent yet of a step."""
    rows = database.reading().all(
        "SELECT number FROM journal.outbox WHERE step = ? AND state = 'waiting' ORDER BY number DESC", (step,)
    )
    return deciding.cancel(database, *(row[0] for row in rows)).changed


def result(database: Database, checked: Sequence[Checked], put: Put) -> tuple[Line, ...]:
    """What became of each row."""
    lines = []
    for one in checked:
        at = put.rows.get(one.row.number)
        outcome = _OUTCOMES[one.outcome]
        contact_id, reason = one.existing_id, report.reason_of(one)
        if at is not None:
            entry = entries.get(database, at[1])
            if entry is None and one.outcome == "create":
                outcome, reason = "skipped", "not sent: stopped"
            elif entry is not None and entry.state == "parked":
                outcome, reason = "failed", entry.reason.message or entry.reason.code
                contact_id = entry.reason.existing_id
            elif entry is not None and entry.state != "sent":
                outcome, reason = "skipped", "not sent yet: it waits in Changes"
            elif entry is not None:
                contact_id = entry.contact_id
        lines.append(Line(one.row.number, outcome, contact_id, one.built.draft.email, reason, one.row.cells))
    return tuple(lines)
