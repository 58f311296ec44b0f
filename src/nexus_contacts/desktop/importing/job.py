"""What the import dialog does off the UI thread: open, check, look for doubles, send, pause, tell. Blocking."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from pathlib import Path

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop.importing.telling import fault_text
from nexus_contacts.duplicates.people import person_of
from nexus_contacts.duplicates.worker import Worker
from nexus_contacts.exchange import building, mappings, report, source
from nexus_contacts.exchange.building import Further
from nexus_contacts.exchange.check import Alike, Checked, Existing
from nexus_contacts.exchange.checklist import Checklist
from nexus_contacts.exchange.csv_in import Habits, ReadRow
from nexus_contacts.exchange.mappings import Matching
from nexus_contacts.exchange.report import Line
from nexus_contacts.exchange.source import Source
from nexus_contacts.store import contacts, deciding, drafts, edits, entries, facets, importing, views
from nexus_contacts.store.changes import NOTHING, Changed
from nexus_contacts.store.connection import Database
from nexus_contacts.store.filters import Filter
from nexus_contacts.store.holders import Holders
from nexus_contacts.store.importing import Put
from nexus_contacts.store.views import View

_OUTCOMES = {
    "create": "created", "update": "updated", "same": "skipped", "left": "skipped", "exists": "exists",
    "wrong": "failed",
}  # fmt: skip
_ROW = "row:"
_LOOKED_AT = 1000
"""So many contacts are looked at to learn where most phone numbers are from."""


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file with its columns matched, how many rows it has, and the custom fields of the workspace.

    `words` are, for the columns of statuses and sources, what stands in them and how often. `remembered` is how a file
    with the same header was matched before, `region` the country that most phone numbers here are from.
    """

    source: Source
    rows: int
    known_keys: tuple[str, ...]
    words: Mapping[int, Mapping[str, int]] = field(default_factory=dict)
    remembered: Matching | None = None
    region: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """What a person chose for all rows."""

    existing: Existing = "skip"
    tag: str = ""
    region: str = ""
    further: Further = "custom"
    statuses: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)


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


@dataclass(frozen=True, slots=True)
class Result:
    """How many rows ended how, and the lines of those that need the person; `again` are the numbers of those among
    them that can be mended and sent anew. The others wait in Changes for a decision.
    """

    counted: Mapping[str, int]
    failed: tuple[Line, ...]
    again: frozenset[int]


# ── the file ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def open_file(database: Database, path: Path, habits: Habits | None = None) -> OpenedFile:
    """Open a file and match its columns: as files with its header were, else by guess. Raises UnreadableFile."""
    keys = tuple(key for key, _ in facets.custom_keys(database))
    found = source.opened(path, keys, habits=habits)
    remembered = mappings.find(database, found.columns) if _names_its_columns(found) else None
    if remembered is not None:
        found = replace(found, targets=remembered.targets)
    opened = OpenedFile(found, sum(1 for _ in found.rows()), keys, {}, remembered, _usual_region(database))
    return with_words(opened)


def _names_its_columns(found: Source) -> bool:
    """Whether the file has a header of its own: numbered columns say nothing about another file's."""
    return found.habits is not None and found.habits.has_header


def _usual_region(database: Database) -> str:
    """The country (ISO 3166) that most phone numbers of the contacts are from; ``""`` where none has a third."""
    phones = [one.phone for one in islice(contacts.export_rows(database), _LOOKED_AT) if one.phone]
    found = Counter(building.region_of_number(phone) for phone in phones)
    region, count = found.most_common(1)[0] if found else ("", 0)
    return region if 3 * count >= len(phones) else ""


def with_words(opened: OpenedFile) -> OpenedFile:
    """The file with what stands in its columns of statuses and sources. Raises UnreadableFile."""
    places = [place for place, target in enumerate(opened.source.targets) if target in ("status", "source")]
    known = opened.words
    return replace(opened, words={at: known[at] if at in known else opened.source.words_in(at) for at in places})


# ── the check ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _checklist(database: Database, opened: OpenedFile, options: Options) -> Checklist:
    def find(email: str) -> Contact | None:
        holder = contacts.find_by_email(database, email)
        return None if holder is None else contacts.get(database, holder)

    tags = (options.tag,) if options.tag else ()
    known = contacts.export_rows(database)
    rules = source.rules_for(known, options.region, tags, options.statuses, options.sources)
    rules = replace(rules, further=options.further)
    return Checklist(
        opened.source.targets,
        find,
        partial(contacts.get, database),
        options.existing,
        rules,
        partial(importing.known_notes, database),
    )


def check_all(
    database: Database,
    opened: OpenedFile,
    options: Options,
    on_progress: Callable[[int], None] = lambda count: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Checklist:
    """Check every row; nothing is sent. How the file is matched is kept for the next one. Raises UnreadableFile."""
    found = opened.source
    if _names_its_columns(found):
        chosen = (options.existing, options.region, options.statuses, options.sources, options.further)
        mappings.keep(database, found.columns, Matching(found.targets, *chosen))
    made = _checklist(database, opened, options)
    made.read(found.rows(), on_progress, stopped, Holders(database).find)
    kept = drafts.get(database, _draft_key(opened)) or {}
    for number, column, text in kept.get("cells", ()):
        place = made.place_of(number)
        if place is not None:
            made.mend(place, column, text)
    return made


def _draft_key(opened: OpenedFile) -> str:
    """Under what the mended cells of a file are kept: gone with a crash they would be typed in vain."""
    path, habits = opened.source.path, opened.source.habits
    way = "" if habits is None else f"{habits.encoding} {habits.delimiter} {habits.has_header}"
    try:
        state = path.stat()
    except OSError:
        return f"import:{path.name}:{way}"
    return f"import:{path.name}:{state.st_size}:{state.st_mtime_ns}:{way}"


def mend(
    database: Database, opened: OpenedFile, checklist: Checklist, place: int, column: int, text: str
) -> frozenset[int]:
    """Put other text into a cell, and keep it until the file was sent. Raises DiskFull, Busy."""
    changed = checklist.mend(place, column, text)
    key, number = _draft_key(opened), checklist.row(place).number
    cells = [one for one in (drafts.get(database, key) or {}).get("cells", ()) if one[:2] != [number, column]]
    drafts.keep(database, key, {"cells": [*cells, [number, column, text]]})
    return changed


def check_rows(database: Database, opened: OpenedFile, options: Options, rows: Sequence[ReadRow]) -> Checklist:
    """Check some rows anew, such as those that failed."""
    made = _checklist(database, opened, options)
    made.read(rows)
    return made


def look_for_doubles(
    database: Database, checklist: Checklist, on_progress: Callable[[float], None], stopped: Callable[[], bool]
) -> int:
    """Compare those who would be created with everybody there and with one another, in a process of its own.

    Returns how many look like somebody. Raises ScanStopped once `stopped` answers True, OSError.
    """
    people = []
    for place, built in checklist.new():
        people.append(person_of(edits.contact_of(built.draft, f"{_ROW}{place}")))
    if not people:
        return 0
    worker = Worker(Path(database.folder), database.key)
    try:
        pairs = worker.among(tuple(people), on_progress, stopped).pairs
    finally:
        worker.close()
    best: dict[int, Alike] = {}
    for pair in pairs:
        place = int(pair.second_id.removeprefix(_ROW))
        held = best.get(place)
        # A contact is told rather than another row: it is there already.
        if held is None or (held.row and not pair.first_id.startswith(_ROW)):
            best[place] = _alike(database, checklist, pair.first_id, pair.score)
    checklist.take_alike(best)
    return len(best)


def _alike(database: Database, checklist: Checklist, other: str, score: float) -> Alike:
    if not other.startswith(_ROW):
        found = contacts.get(database, other)
        return Alike(other, 0, found.name if found is not None else "", score)
    row = checklist.checked(int(other.removeprefix(_ROW)))
    return Alike("", row.row.number, f"{row.built.draft.first_name} {row.built.draft.last_name}".strip(), score)


# ── sending ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def put_rows(database: Database, opened: OpenedFile, checklist: Checklist) -> Put:
    """Put what is to be created and updated into the outbox. Raises DiskFull, Busy."""
    put = importing.put(database, opened.source.path.name, checklist.incoming())
    drafts.keep(database, _draft_key(opened), None)
    return put


def going(database: Database, step: int) -> Going:
    """How far the entries of a step are; an update that folded into what waited already has none of its own."""
    rows = database.reading().all("SELECT state, count(*) FROM journal.outbox WHERE step = ? GROUP BY state", (step,))
    found = dict(rows)
    waits = sum(found.get(state, 0) for state in ("held", "waiting", "sending"))
    return Going(found.get("sent", 0), waits, found.get("parked", 0))


def cancel(database: Database, step: int) -> Changed:
    """Take back what was not sent yet of a step."""
    rows = database.reading().all(
        "SELECT number FROM journal.outbox WHERE step = ? AND state IN ('waiting', 'held') ORDER BY number DESC",
        (step,),
    )
    return deciding.cancel(database, *(row[0] for row in rows)).changed


# ── the result ────────────────────────────────────────────────────────────────────────────────────────────────────────


def lines(database: Database, checklist: Checklist, put: Put, *, stopped: bool = False) -> Iterator[Line]:
    """What became of each row; `stopped` where the person took back what had not left."""
    return (_line(database, one, put, stopped=stopped) for one in checklist.all())


def _line(database: Database, one: Checked, put: Put, *, stopped: bool) -> Line:
    outcome, reason, contact_id = _OUTCOMES[one.outcome], report.reason_of(one), one.existing_id
    at = put.rows.get(one.row.number)
    if at is not None:
        outcome, reason, contact_id = _became(database, at[1], (outcome, reason, contact_id), stopped=stopped)
    shown = "" if entries.is_local(contact_id) else contact_id
    return Line(one.row.number, outcome, shown, one.built.draft.email, reason, one.row.cells)


def _became(database: Database, number: int, would: tuple[str, str, str], *, stopped: bool) -> tuple[str, str, str]:
    outcome, reason, contact_id = would
    became = importing.became(database, number)
    if became is None:  # without a stop, an update ended what waited for its contact: together they change nothing
        return "skipped", "not sent: stopped" if stopped else "nothing to change", contact_id
    if became.state == "parked":
        fields = "; ".join(f"{name}: {text}" for name, text in became.reason.fields)
        told = fields or became.reason.message or became.reason.code
        return "failed", told, became.reason.existing_id
    if became.state != "sent":
        return "skipped", "not sent yet: it waits in Changes", contact_id
    return outcome, reason, became.contact_id


def result(database: Database, checklist: Checklist, put: Put, *, stopped: bool = False) -> Result:
    """What became of all rows; `stopped` where the person took back what had not left."""
    counted, failed, again = dict.fromkeys(report.OUTCOMES, 0), [], []
    for one in checklist.all():
        line = _line(database, one, put, stopped=stopped)
        counted[line.outcome] += 1
        if line.outcome == "failed":
            told = "; ".join(fault_text(field, reason) for field, reason in one.built.faults)
            failed.append(replace(line, reason=told or line.reason))
            again += [line.row] if one.outcome in ("create", "wrong") else []
    return Result(counted, tuple(failed), frozenset(again))


def problem_lines(checklist: Checklist) -> Iterator[Line]:
    """The rows that are wrong, before anything is sent."""
    for place in checklist.places(("problem",)):
        one = checklist.checked(place)
        yield Line(one.row.number, "failed", "", one.built.draft.email, report.reason_of(one), one.row.cells)


def take_failed(database: Database, failed: Sequence[Line], put: Put) -> tuple[Changed, tuple[ReadRow, ...]]:
    """Take the rows that failed out of the outbox, to be mended and sent again. Raises DiskFull, Busy."""
    numbers = [put.rows[one.row][1] for one in failed if one.row in put.rows and put.rows[one.row][1]]
    changed = deciding.cancel(database, *numbers).changed if numbers else NOTHING
    return changed, tuple(ReadRow(one.row, 0, one.cells) for one in failed)


def save_view(database: Database, name: str, tag: str) -> tuple[Changed, str]:
    """Save a view of the contacts with a tag, unless there is one, and answer its name. Raises DiskFull, Busy."""
    wanted, known = Filter(tags=(tag,)), views.list_views(database)
    same = next((view for view in known if view.filter == wanted), None)
    if same is not None:
        return NOTHING, same.name
    if any(view.name == name for view in known):
        name = f"{name} · {tag}"
    return views.save_view(database, View(0, name, "download", wanted))[1], name


def write_report(
    database: Database,
    path: Path,
    names: Sequence[str],
    checklist: Checklist,
    put: Put | None,
    *,
    failed_only: bool,
    stopped: bool,
) -> int:
    """Write what became of the rows, or those that failed with their own cells; before anything was sent (`put` None)
    those that are wrong. Returns how many. Raises NotWritten.
    """
    if put is None:
        return report.write_failed(path, names, problem_lines(checklist))
    write = report.write_failed if failed_only else report.write
    return write(path, names, lines(database, checklist, put, stopped=stopped))
