"""The command line: the window and its commands. What a command needs is imported when it runs."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nexus_contacts.errors import NexusError
from nexus_contacts.terminal import STALL_S, Progress, explain, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nexus_contacts.account import Account, Credentials
    from nexus_contacts.store.connection import Database
    from nexus_contacts.sync.progress import SyncOutcome

DONE, FAILED, USAGE, IN_PART = 0, 1, 2, 3

_DESCRIPTION = "A desktop contact manager for the Contacts & Leads API. Without a command it opens the window."
_ENVIRONMENT = (
    "Without a stored account, sync, import and export read NEXUS_CONTACTS_URL and NEXUS_CONTACTS_API_KEY. "
    "NEXUS_CONTACTS_HOME moves the program's files."
)
_EXITS = "Exit codes: 0 done, 1 failed, 2 usage or missing configuration, 3 done in part."


def parser(*, serving: bool = False, moving: bool = False) -> argparse.ArgumentParser:
    """The parser of the command line. `serving` and `moving` add the options of commands whose import is slow."""
    top = argparse.ArgumentParser("nexus-contacts", description=_DESCRIPTION, epilog=f"{_ENVIRONMENT} {_EXITS}")
    top.add_argument(
        "--sample",
        dest="open_sample",
        action="store_true",
        help="open the sample workspace: invented people, no account",
    )
    top.add_argument("--account", metavar="NAME", help="open this account")
    top.add_argument("--version", action="store_true", help="tell the version and end")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", title="commands")

    serve = commands.add_parser("serve", help="run the API server", description="Run the Contacts & Leads API server.")
    if serving:
        from nexus_contacts.workspace import serving as workspace_serving

        workspace_serving.add_arguments(serve)

    sync = commands.add_parser(
        "sync", help="bring the local copy up to date", description="Bring the local copy up to date.", epilog=_EXITS
    )
    sync.add_argument("--account", metavar="NAME", default=argparse.SUPPRESS, help="sync this account")
    sync.add_argument("--json", action="store_true", help="tell the outcome as JSON on standard output")
    sync.add_argument(
        "--accept-deletions", action="store_true", help="delete here what the service no longer has, however much it is"
    )

    _add_duplicates(commands)
    _add_import(commands, moving)
    _add_export(commands, moving)
    return top


def _add_duplicates(commands: Any) -> None:
    duplicates = commands.add_parser(
        "duplicates",
        help="find likely duplicates in a CSV file",
        description="Compare the contacts of a CSV file and write the likely duplicates, best first, with their "
        "reasons. Columns by the API's names, any may be missing; other columns are custom fields.",
        epilog=_EXITS,
    )
    duplicates.add_argument("file", metavar="FILE.csv", type=Path, help="the contacts (.csv, or .csv.gz)")
    duplicates.add_argument("--out", metavar="PAIRS.csv", type=Path, required=True, help="the file to write")
    duplicates.add_argument(
        "--min-score", metavar="S", type=_share, default=0.01, help="leave out pairs below this score, 0-1 (0.01)"
    )


def _add_import(commands: Any, importing: bool) -> None:
    bring_in = commands.add_parser(
        "import",
        help="bring contacts in from a CSV or vCard file",
        description="Bring contacts in from a CSV, TSV or vCard file. Columns are matched by their names, in several "
        "languages, and by what stands in them.",
        epilog=_EXITS,
    )
    bring_in.add_argument("--account", metavar="NAME", default=argparse.SUPPRESS, help="import into this account")
    if importing:
        from nexus_contacts import import_command

        import_command.add_arguments(bring_in)


def _add_export(commands: Any, exporting: bool) -> None:
    export = commands.add_parser(
        "export",
        help="write the local copy to a CSV or vCard file",
        description="Write contacts of the local copy to a CSV or vCard file, without the network.",
        epilog=_EXITS,
    )
    export.add_argument("--account", metavar="NAME", default=argparse.SUPPRESS, help="export this account")
    if exporting:
        from nexus_contacts import export_command

        export_command.add_arguments(export)


def _share(text: str) -> float:
    number = float(text)
    if not 0 <= number <= 1:
        raise ValueError(text)
    return number


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code: 0 done, 1 failed, 2 usage, 3 done in part."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _ready_streams()
    top = parser(serving="serve" in given, moving=bool({"import", "export"} & set(given)))
    try:
        chosen = top.parse_args(given)
    except SystemExit as ended:
        return int(ended.code or 0)
    if chosen.version:
        return _version()
    if mistake := _mistake(chosen):
        top.print_usage(sys.stderr)
        return _failed(mistake, USAGE)
    try:
        return _COMMANDS[chosen.command or ""](chosen)
    except NexusError as error:
        return _failed(explain(error), _exit_code(error))
    except OSError as error:
        return _failed(f"The program's files cannot be used: {error}. What was written before is kept.")
    except KeyboardInterrupt:
        return _failed("Stopped. What was read so far is kept.")


def _ready_streams() -> None:
    """See that there is something to write to, and that no letter is too much for it."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by whoever started the program: `print` would take the other stream instead
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - it lasts as long as we do
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that cannot show a letter is no reason to fail


def _mistake(chosen: argparse.Namespace) -> str:
    """What is wrong with options that are each right; ``""`` where nothing is."""
    if chosen.open_sample and (chosen.account is not None or chosen.command is not None):
        return "--sample opens the window alone, without an account or a command."
    if chosen.account is not None and chosen.command == "serve":
        return "serve takes no account: it is a service of its own."
    return ""


def _told(text: str) -> bool:
    """Tell a result on standard output. False where nobody can read it there."""
    try:
        print(text, flush=True)
    except OSError as error:
        # What could not be written would be tried again when the program ends, with a traceback.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        say(f"The result could not be told: {error}.")
        return False
    return True


def _failed(text: str, code: int = FAILED) -> int:
    say(text)
    return code


def _exit_code(error: NexusError) -> int:
    from nexus_contacts.account import NoAccount, UnknownAccount
    from nexus_contacts.api.errors import UnusableAddress

    return USAGE if isinstance(error, NoAccount | UnknownAccount | UnusableAddress) else FAILED


def _version() -> int:
    from importlib.metadata import version

    return DONE if _told(f"nexus-contacts {version('nexus-contacts')}") else FAILED


def _window(chosen: argparse.Namespace) -> int:
    try:
        from nexus_contacts.desktop import quick_imports

        quick_imports.install()
        from nexus_contacts.desktop import start
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("PySide6", "shiboken6"):
            raise
        return _failed("The window needs PySide6, which is not installed. The commands work without it.")
    return start.main(sample=chosen.open_sample, account=chosen.account)


def _serve(chosen: argparse.Namespace) -> int:
    from nexus_contacts.workspace import serving

    return serving.run(chosen)


@contextmanager
def _opened(account: "Account", credentials: "Credentials") -> "Iterator[Database]":
    from nexus_contacts import paths
    from nexus_contacts.store.connection import Database
    from nexus_contacts.store.overlay import settle

    with closing(Database.open(paths.account_folder(account.slug), credentials.cache_key)) as database:
        for damaged in database.set_aside:
            say(explain(damaged))
        settle(database)
        yield database


# sync


def _sync(chosen: argparse.Namespace) -> int:
    import asyncio

    from nexus_contacts import account as accounts

    account = accounts.choose(chosen.account)
    credentials = accounts.credentials(account)
    with _opened(account, credentials) as database:
        outcome = asyncio.run(_pull(credentials, database, chosen.accept_deletions))
    told = _told(json.dumps(_as_json(outcome), ensure_ascii=False) if chosen.json else _summary(outcome))
    for record in outcome.set_aside:
        say(f"A record could not be used: {record.reason}.")
    if outcome.reason is not None:
        say(explain(outcome.reason))
    return outcome_code(outcome) if told else FAILED


async def _pull(credentials: "Credentials", database: "Database", accept_deletions: bool) -> "SyncOutcome":
    from nexus_contacts.api.client import Client
    from nexus_contacts.sync.engine import Engine

    progress = Progress()
    # The writing thread would keep the loop waiting 5 ms at each turn, which adds up to a fifth of a request.
    sys.setswitchinterval(0.001)
    async with Client(credentials.base_url, credentials.api_key) as client:
        engine = Engine(client, database, on_state=progress.show, on_changed=lambda changed: None)
        try:
            return await engine.sync(accept_deletions=accept_deletions, stall_s=STALL_S)
        finally:
            engine.close()
            progress.end()


def outcome_code(outcome: "SyncOutcome") -> int:
    """The exit code of a sync: done in part where something was read, or where only the rest is left to do."""
    from nexus_contacts.api.errors import ApiError, Forbidden, RateLimited, Unauthorized
    from nexus_contacts.sync.errors import Stalled, SyncError

    reason = outcome.reason
    if reason is None:
        return DONE
    if isinstance(reason, Unauthorized | Forbidden):
        return FAILED
    if isinstance(reason, ApiError | Stalled) and not isinstance(reason, RateLimited):
        return IN_PART if outcome.applied else FAILED
    return IN_PART if isinstance(reason, SyncError | RateLimited) else FAILED


def _as_json(outcome: "SyncOutcome") -> dict[str, Any]:
    reason = outcome.reason
    return {
        "contacts": outcome.contacts,
        "service_total": outcome.service_total,
        "created": outcome.created,
        "updated": outcome.updated,
        "deleted": outcome.deleted,
        "set_aside": len(outcome.set_aside),
        "complete": outcome.complete,
        "reason": None if reason is None else type(reason).__name__,
        "message": None if reason is None else explain(reason),
    }


def _summary(outcome: "SyncOutcome") -> str:
    of = "" if outcome.service_total is None else f" of {outcome.service_total:,}"
    parts = [f"{outcome.contacts:,}{of} contacts"]
    for count, what in (
        (outcome.created, "new"),
        (outcome.updated, "changed"),
        (outcome.deleted, "deleted"),
        (len(outcome.set_aside), "set aside"),
    ):
        if count:
            parts.append(f"{count:,} {what}")
    return " · ".join(parts)


# export


def _export(chosen: argparse.Namespace) -> int:
    from nexus_contacts import account as accounts
    from nexus_contacts import export_command
    from nexus_contacts.store import contacts
    from nexus_contacts.sync.pull import read_position

    account = accounts.choose(chosen.account)
    with _opened(account, accounts.credentials(account)) as database:
        position = read_position(database)
        if position.new or (position.synced_at is None and contacts.total(database) == 0):
            return _failed("There is no local copy to export yet. Run nexus-contacts sync first.")
        if unknown := export_command.unknown_columns(database, chosen):
            return _failed(f"There is no column {', '.join(unknown)}. Nothing was written.", USAGE)
        written = export_command.run(database, chosen)
    if not _told(f"{written.count:,} contacts written to {chosen.out}"):
        return FAILED
    if written.count != written.promised:
        return _failed(
            f"{written.promised:,} contacts were promised: some came or went meanwhile. Export again.", IN_PART
        )
    if position.synced_at is None:
        return _failed("The first sync has not finished: more contacts may follow. Run nexus-contacts sync.", IN_PART)
    return DONE


# import


def _import(chosen: argparse.Namespace) -> int:
    from nexus_contacts import account as accounts
    from nexus_contacts import import_command

    account = accounts.choose(chosen.account)
    credentials = accounts.credentials(account)
    with _opened(account, credentials) as database:
        counted, whole = import_command.run(database, credentials, chosen)
    if not _told(import_command.summary(counted, dry_run=chosen.dry_run)):
        return FAILED
    return DONE if whole else IN_PART


# duplicates


def _duplicates(chosen: argparse.Namespace) -> int:
    from nexus_contacts.duplicates import files, reasons
    from nexus_contacts.duplicates.scan import read_records, scan
    from nexus_contacts.terminal import Share

    with Share("Reading contacts") as reading:
        records = read_records(files.read_people(chosen.file), reading.show)
    with Share("Comparing contacts") as comparing:
        done = scan(records, chosen.min_score, comparing.show)
    told = ((one.first_id, one.second_id, one.score, reasons.sentence(one.evidence)) for one in done.pairs())
    written = files.write_pairs(chosen.out, told)
    likely = int((done.scores >= 0.5).sum())
    words = f"{written:,} pairs of {len(records):,} contacts written to {chosen.out} · {likely:,} likely duplicates"
    return DONE if _told(words) else FAILED


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "": _window,
    "serve": _serve,
    "sync": _sync,
    "duplicates": _duplicates,
    "import": _import,
    "export": _export,
}
