"""`nexus-contacts import`: a file into a workspace without a window, through the outbox, each row exactly once."""

import argparse
import asyncio
import json
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from nexus_contacts.exchange import check, columns, report, source
from nexus_contacts.exchange.check import Checked
from nexus_contacts.exchange.errors import UnreadableFile
from nexus_contacts.exchange.report import Line
from nexus_contacts.exchange.source import Source
from nexus_contacts.exchange.spool import Spool
from nexus_contacts.store import contacts, entries, facets, importing, settling
from nexus_contacts.store.holders import Holders
from nexus_contacts.store.importing import Became, Incoming
from nexus_contacts.terminal import STALL_S, Progress, Share, explain, say

if TYPE_CHECKING:
    from nexus_contacts.account import Credentials
    from nexus_contacts.errors import NexusError
    from nexus_contacts.store.connection import Database
    from nexus_contacts.sync.push import PushOutcome

_PATIENCE = 5
"""So many rounds of sending that bring nothing forward end it."""
_ELSEWHERE_S = 2.0
"""The pause before another round where another program is sending."""
_WOULD = {"create": "created", "update": "updated", "same": "skipped", "exists": "exists", "wrong": "failed"}
_GONE = -1
"""In place of an entry: the contact went away between the check and its changes."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("file", metavar="FILE", type=Path, help="a CSV, TSV or vCard file")
    parser.add_argument("--dry-run", action="store_true", help="check every row and send nothing")
    parser.add_argument(
        "--existing",
        choices=("skip", "fill", "update"),
        default="skip",
        help="what becomes of contacts that are there already: left alone, gaps filled, or changed (skip)",
    )
    parser.add_argument("--report", metavar="R.csv", type=Path, help="write what became of each row")
    parser.add_argument("--failed", metavar="F.csv", type=Path, help="write the failed rows, to mend and import again")
    parser.add_argument(
        "--mapping", metavar="M.json", type=Path, help='where columns go, as JSON: {"Column": "first_name", ...}'
    )
    parser.add_argument(
        "--tag", metavar="TAG", type=_tag, action="append", default=[], help="a tag for every contact of the file"
    )
    parser.add_argument(
        "--region", metavar="CC", type=_region, default="", help="the country of numbers without one, such as DE"
    )


def _tag(text: str) -> str:
    if not text.strip() or any(mark in text for mark in ",;|"):
        raise argparse.ArgumentTypeError(f"{text!r} is not one tag: give --tag once for each, without , ; |")
    return text.strip()


def _region(text: str) -> str:
    import phonenumbers  # its tables are large: not before somebody names a country

    region = text.strip().upper()
    if region and region not in phonenumbers.SUPPORTED_REGIONS:
        raise argparse.ArgumentTypeError(f"{text!r} is not the code of a country, two letters such as DE")
    return region


def open_source(chosen: argparse.Namespace, known_keys: Sequence[str] = ()) -> Source:
    """The file with its mapping guessed, or as `--mapping` says. Raises UnreadableFile."""
    if chosen.mapping is None:
        return source.opened(chosen.file, known_keys)
    said = _mapping(chosen.mapping)
    found = source.opened(chosen.file, known_keys, said)
    wrong = _wrong(said, found)
    if wrong:
        raise UnreadableFile(found.path, wrong)
    return found


def _mapping(path: Path) -> dict[str, str]:
    try:
        said = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise UnreadableFile(path, str(error)) from error
    if not isinstance(said, dict):
        raise UnreadableFile(path, "not a JSON object of columns and fields")
    return {str(name): str(target) for name, target in said.items()}


def _wrong(said: Mapping[str, str], found: Source) -> str:
    """Why a mapping would lose something of the file, in words; "" where it would not."""
    if found.habits is None:
        return "vCards name their fields themselves, and take no mapping"
    for name, target in said.items():
        if name not in found.columns:
            return f"the mapping names a column {name!r}, which the file does not have"
        if target and not columns.is_target(target):
            return f'the mapping sends {name!r} to {target!r}, which is no field; "" leaves a column out'
    for target in dict.fromkeys(found.targets):
        names = [name for name, one in zip(found.columns, found.targets, strict=True) if one == target]
        if len(names) > 1 and target not in ("", columns.NOTE):
            several = " and ".join(map(repr, names))
            return f'{several} would both go to {target!r}; map all but one of them to something else, or to ""'
    return ""


class Import:
    """One run of the command over an open copy. Rows wait on disk, never in memory."""

    def __init__(self, database: "Database", credentials: "Credentials", chosen: argparse.Namespace) -> None:
        self._database = database
        self._credentials = credentials
        self._chosen = chosen
        self._numbers = array("q", [0])
        """By row its entry in the outbox, of this run or of an earlier one; 0: none."""
        self._step: int | None = None
        self.reason: NexusError | None = None
        """Why the service could not be read or written to the end."""
        self.counted: Counter[str] = Counter()
        """How many rows ended how."""
        self.whole = True
        """Whether every row, with its notes and fields, is as the file has it."""

    def run(self) -> None:
        """Check all rows and, unless it is a dry run, send them; write the reports. Raises NexusError."""
        open_source(self._chosen)  # what cannot be read is told before anything is asked of the service
        self._sync()
        if not self._chosen.dry_run:
            importing.let_go(self._database, self._chosen.file.name)  # of a run that was killed before its report
        keys = [key for key, _ in facets.custom_keys(self._database)]
        found = open_source(self._chosen, keys)
        missing = columns.missing(found.targets)
        if missing:
            raise UnreadableFile(found.path, f"no column for {' and '.join(missing)}")
        rules = source.rules_for(contacts.export_rows(self._database), self._chosen.region, self._chosen.tag)
        with Spool(Path(self._database.folder)) as spool:
            with Share("Checking rows"):
                find = Holders(self._database).find
                notes_of = partial(importing.known_notes, self._database)
                for one in check.check(found.rows(), found.targets, find, self._chosen.existing, rules, notes_of):
                    spool.add(one)
                    self._note_row(one.row.number, self._waiting_for(one))
            if not self._chosen.dry_run:
                self._send(spool)
            self._report(spool, found.columns)
        if not self._chosen.dry_run:
            importing.let_go(self._database, self._chosen.file.name)

    def _waiting_for(self, one: Checked) -> int:
        """The entry that creates the contact a row meets, where the service has no such contact yet; else 0."""
        if not entries.is_local(one.existing_id):
            return 0
        waiting = entries.of_contact(self._database, one.existing_id)
        return next((entry.number for entry in waiting if entry.kind == "create"), 0)

    def _note_row(self, row: int, entry: int) -> None:
        if row >= len(self._numbers):
            self._numbers.extend([0] * (row + 1 - len(self._numbers)))
        self._numbers[row] = entry

    # ── the service ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _sync(self) -> None:
        """Bring the copy in step: who is there already is looked up in it. What an earlier run left is sent first."""
        from nexus_contacts.api.errors import ApiError
        from nexus_contacts.sync.errors import Stalled

        unsent: NexusError | None = None
        left = entries.counts(self._database).waiting
        if left and not self._chosen.dry_run:
            with Share("Sending what waits") as sending:
                unsent = asyncio.run(self._push(sending, left, lambda: entries.counts(self._database).waiting)).reason
        reason = asyncio.run(self._pulled()) or unsent
        if isinstance(reason, ApiError | Stalled):
            self.reason = reason
        elif reason is not None:
            say(explain(reason))  # a record that cannot be used, or the brake on deletions, keeps no row from going in

    async def _pulled(self) -> "NexusError | None":
        from nexus_contacts.api.client import Client
        from nexus_contacts.sync.engine import Engine

        progress = Progress()
        async with Client(self._credentials.base_url, self._credentials.api_key) as client:
            engine = Engine(client, self._database, on_state=progress.show, on_changed=lambda changed: None)
            try:
                return (await engine.pull(stall_s=STALL_S)).reason
            finally:
                engine.close()
                progress.end()

    def _send(self, spool: Spool) -> None:
        """Put the rows into the outbox, and send until nothing goes forward any more."""

        def note(row: int, entry: int) -> None:
            self._note_row(row, entry or _GONE)

        name = self._chosen.file.name
        put = importing.put(self._database, name, _incoming(spool), on_row=note, by_command=True)
        self._step, count, idle = put.done.step, put.done.count, 0
        with Share("Sending rows") as sending:
            while self.reason is None and idle < _PATIENCE and settling.something_waits(self._database):
                waited = self._left()
                outcome = asyncio.run(self._push(sending, count, self._left))
                self.reason = outcome.reason
                went_on = outcome.sent or outcome.parked or self._left() < waited
                idle = 0 if went_on else idle + 1

    def _left(self) -> int:
        return importing.waiting(self._database, self._step)

    async def _push(self, sending: Share, count: int, left: Callable[[], int]) -> "PushOutcome":
        from nexus_contacts.api.client import Client
        from nexus_contacts.sync.engine import Engine

        def tell() -> None:
            if sending.is_due:
                sending.show(1 - left() / max(count, 1))

        async with Client(self._credentials.base_url, self._credentials.api_key) as client:
            engine = Engine(client, self._database, on_state=lambda state: None, on_changed=lambda changed: None)
            try:
                outcome = await engine.push(tell)
            finally:
                engine.close()
        if outcome.elsewhere:
            await asyncio.sleep(_ELSEWHERE_S)
        return outcome

    # ── what became of the rows ───────────────────────────────────────────────────────────────────────────────────────

    def _report(self, spool: Spool, names: Sequence[str]) -> None:
        for one in self._lines(spool):
            self.counted[one.outcome] += 1
        if self._chosen.report is not None:
            report.write(self._chosen.report, names, self._lines(spool))
        if self._chosen.failed is not None:
            report.write_failed(self._chosen.failed, names, self._lines(spool))

    def _lines(self, spool: Spool) -> Iterator[Line]:
        return (self._outcome(one, self._numbers[one.row.number]) for one in spool)

    def _outcome(self, one: Checked, number: int) -> Line:
        would = _WOULD[one.outcome]
        if not number:
            return _line(one, would, one.existing_id)
        if number == _GONE:
            return _line(one, "failed", "", "the contact was deleted meanwhile")
        became = importing.became(self._database, number)
        if became is None:
            # An update may end what waited for its contact, where both together change nothing.
            return _line(one, "skipped", one.existing_id, "" if one.outcome == "update" else "it was taken back")
        if became.state == "sent":
            return _line(one, would, became.contact_id, self._left_over(one, became.contact_id))
        if became.state == "parked" and became.reason.code == "email_taken" and one.outcome == "create":
            return _line(one, "exists", became.reason.existing_id, "a contact has this e-mail already")
        return _line(one, "failed", "", _words(became, self.reason))

    def _left_over(self, one: Checked, contact_id: str) -> str:
        """What is missing though the row was sent: a field that the service left out, a note that still waits."""
        told = []
        for entry in entries.of_contact(self._database, contact_id):
            if entry.reason.code == "not_kept":
                told += [f"the service did not keep {change.field}" for change in entry.changes]
            elif entry.kind == "note" and entry.step is not None and entry.step == self._step:
                told.append("a note of it is not sent yet")
        self.whole = self.whole and not told
        return "; ".join(dict.fromkeys(told)) or report.reason_of(one)


def _incoming(spool: Spool) -> Iterator[Incoming]:
    for one in spool:
        if one.outcome in ("create", "update"):
            draft = one.built.draft if one.outcome == "create" else None
            yield Incoming(one.row.number, draft, one.existing_id, one.changes, one.built.notes)


def _words(became: Became, reason: "NexusError | None") -> str:
    """Why an entry was not sent, in words."""
    if became.state == "parked":
        fields = "; ".join(f"{field}: {text}" for field, text in became.reason.fields)
        return fields or became.reason.message or became.reason.code
    known = "not sent yet" if not became.attempts else "not known yet whether it arrived, which is looked up first"
    return f"{known}: {explain(reason)}" if reason is not None else f"{known}: it waits in the outbox"


def _line(one: Checked, outcome: str, contact_id: str, reason: str = "") -> Line:
    shown = "" if entries.is_local(contact_id) else contact_id
    return Line(one.row.number, outcome, shown, one.built.draft.email, reason or report.reason_of(one), one.row.cells)


def summary(counted: "Counter[str]", *, dry_run: bool) -> str:
    """How many rows ended how, on one line."""
    parts = [f"{counted[outcome]:,} {outcome}" for outcome in report.OUTCOMES if counted[outcome]]
    text = f"{counted.total():,} rows: {', '.join(parts) or 'nothing to do'}"
    return f"Dry run, nothing was sent. {text}" if dry_run else text


def run(database: "Database", credentials: "Credentials", chosen: argparse.Namespace) -> tuple["Counter[str]", bool]:
    """The whole command. Returns how many rows ended how, and whether it was done wholly. Raises NexusError."""
    work = Import(database, credentials, chosen)
    work.run()
    if work.reason is not None:
        say(explain(work.reason))
    whole = work.whole and work.reason is None and not work.counted["exists"] and not work.counted["failed"]
    return work.counted, whole
