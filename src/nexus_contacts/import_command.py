"""`nexus-contacts import`: a file into a workspace without a window, through the outbox, each row exactly once."""

import argparse
import asyncio
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from nexus_contacts.exchange import check, columns, report, source
from nexus_contacts.exchange.check import Checked
from nexus_contacts.exchange.errors import UnreadableFile
from nexus_contacts.exchange.report import Line
from nexus_contacts.exchange.source import Source
from nexus_contacts.store import contacts, entries, facets, importing
from nexus_contacts.store.entries import Entry
from nexus_contacts.terminal import Share, explain, say

if TYPE_CHECKING:
    from nexus_contacts.account import Credentials
    from nexus_contacts.api.records import Contact
    from nexus_contacts.errors import NexusError
    from nexus_contacts.store.connection import Database

_ROUNDS = 20
_WOULD = {"create": "created", "update": "updated", "same": "skipped", "exists": "exists", "wrong": "failed"}
_SENT = {"create": "created", "update": "updated"}


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
    parser.add_argument("--tag", metavar="TAG", action="append", default=[], help="a tag for every contact of the file")
    parser.add_argument("--region", metavar="CC", default="", help="the country of numbers without one, such as DE")


def open_source(chosen: argparse.Namespace, known_keys: Sequence[str] = ()) -> Source:
    """The file with its mapping guessed, or as `--mapping` says. Raises UnreadableFile."""
    return source.opened(chosen.file, known_keys, None if chosen.mapping is None else _mapping(chosen.mapping))


def _mapping(path: Path) -> dict[str, str]:
    try:
        said = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise UnreadableFile(path, str(error)) from error
    if not isinstance(said, dict):
        raise UnreadableFile(path, "not a JSON object of columns and fields")
    return {str(name): str(target) for name, target in said.items()}


class Import:
    """One run of the command over an open copy."""

    def __init__(self, database: "Database", credentials: "Credentials", chosen: argparse.Namespace) -> None:
        self._database = database
        self._credentials = credentials
        self._chosen = chosen
        self.reason: NexusError | None = None
        """Why the service could not be read or written to the end."""

    def run(self) -> list[Line]:
        """Check all rows and, unless it is a dry run, send them. Returns the report's lines. Raises NexusError."""
        open_source(self._chosen)  # what cannot be read is told before anything is asked of the service
        self._sync()
        keys = [key for key, _ in facets.custom_keys(self._database)]
        found = open_source(self._chosen, keys)
        missing = columns.missing(found.targets)
        if missing:
            raise UnreadableFile(found.path, f"no column for {' and '.join(missing)}")
        rules = source.rules_for(contacts.export_rows(self._database), self._chosen.region, self._chosen.tag)
        with Share("Checking rows"):
            checked = list(check.check(found.rows(), found.targets, self._find, self._chosen.existing, rules))
        self.columns = found.columns
        if self._chosen.dry_run:
            return [_line(one, _would(one), one.existing_id) for one in checked]
        return self._send(checked)

    def _find(self, email: str) -> "Contact | None":
        holder = contacts.find_by_email(self._database, email)
        return None if holder is None else contacts.get(self._database, holder)

    def _sync(self) -> None:
        """Bring the copy in step: who is there already is looked up in it. What an earlier run left is sent first."""
        self.reason = asyncio.run(self._with_engine(pull=True))

    async def _with_engine(self, *, pull: bool) -> "NexusError | None":
        from nexus_contacts.api.client import Client
        from nexus_contacts.sync.engine import Engine

        async with Client(self._credentials.base_url, self._credentials.api_key) as client:
            engine = Engine(client, self._database, on_state=lambda state: None, on_changed=lambda changed: None)
            try:
                if pull and self._chosen.dry_run:
                    return (await engine.pull()).reason
                if pull:
                    return (await engine.sync()).reason
                return (await engine.push()).reason
            finally:
                engine.close()

    def _send(self, checked: list[Checked]) -> list[Line]:
        coming = [
            importing.Incoming(
                one.row.number,
                one.built.draft if one.outcome == "create" else None,
                one.existing_id,
                one.changes,
                one.built.notes,
            )
            for one in checked
            if one.outcome in ("create", "update")
        ]
        put = importing.put(self._database, self._chosen.file.name, coming)
        with Share("Sending rows") as sending:
            for _ in range(_ROUNDS + len(coming) // 100):
                left = entries.counts(self._database).waiting
                if not left or self.reason is not None:
                    break
                sending.show(1 - left / max(len(coming), 1))
                self.reason = asyncio.run(self._with_engine(pull=False))
        return [self._outcome(one, put.rows.get(one.row.number)) for one in checked]

    def _outcome(self, one: Checked, at: tuple[str, int] | None) -> Line:
        if at is None:
            return _line(one, _would(one), one.existing_id)
        _, number = at
        entry = entries.get(self._database, number)
        if entry is None:
            return _line(one, "failed", "", "it was taken back")
        if entry.state == "sent":
            return _line(one, _SENT[one.outcome], entry.contact_id)
        if entry.state == "parked" and entry.reason.code == "email_taken":
            return _line(one, "exists", entry.reason.existing_id, "a contact has this e-mail already")
        return _line(one, "failed", "", _words(entry, self.reason))


def _words(entry: Entry, reason: "NexusError | None") -> str:
    """Why an entry was not sent, in words."""
    if entry.state == "parked":
        fields = "; ".join(f"{field}: {text}" for field, text in entry.reason.fields)
        return fields or entry.reason.message or entry.reason.code
    return f"not sent yet: {explain(reason)}" if reason is not None else "not sent yet: it waits in the outbox"


def _would(one: Checked) -> str:
    """The outcome of a row that is not sent, or before it is."""
    return _WOULD[one.outcome]


def _line(one: Checked, outcome: str, contact_id: str, reason: str = "") -> Line:
    shown = one.existing_id if outcome == "exists" and not contact_id else contact_id
    return Line(one.row.number, outcome, shown, one.built.draft.email, reason or report.reason_of(one), one.row.cells)


def drop_exists(database: "Database") -> None:
    """Let go of what the service refused because the address is taken: the report tells it, nothing is to decide."""
    from nexus_contacts.store import deciding

    numbers = [
        entry.number
        for entry in entries.parked(database, limit=100_000)
        if entry.kind == "create" and entry.reason.code == "email_taken" and entry.step is not None
    ]
    if numbers:
        deciding.cancel(database, *numbers)


def summary(lines: Sequence[Line], *, dry_run: bool) -> str:
    """How many rows ended how, on one line."""
    counted = {outcome: sum(one.outcome == outcome for one in lines) for outcome in report.OUTCOMES}
    parts = [f"{count:,} {outcome}" for outcome, count in counted.items() if count]
    text = f"{len(lines):,} rows: {', '.join(parts) or 'nothing to do'}"
    return f"Dry run, nothing was sent. {text}" if dry_run else text


def run(database: "Database", credentials: "Credentials", chosen: argparse.Namespace) -> tuple[list[Line], bool]:
    """The whole command. Returns the lines, and whether it was done wholly. Raises NexusError."""
    work = Import(database, credentials, chosen)
    lines = work.run()
    if not chosen.dry_run:
        drop_exists(database)
    if chosen.report is not None:
        report.write(chosen.report, work.columns, lines)
    if chosen.failed is not None:
        report.write_failed(chosen.failed, work.columns, lines)
    if work.reason is not None:
        say(explain(work.reason))
    whole = work.reason is None and not any(one.outcome in ("exists", "failed") for one in lines)
    return lines, whole
