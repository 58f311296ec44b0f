"""`nexus-contacts serve`: its options, and a server that runs until it is interrupted."""

import argparse
import asyncio
import ipaddress
import re
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

from nexus_contacts.paths import data_folder
from nexus_contacts.workspace.app import create_app
from nexus_contacts.workspace.database import Database, UnusableDatabaseError, workspace_id
from nexus_contacts.workspace.endpoints import HOSTED_ROOT
from nexus_contacts.workspace.keys import has_keys, new_key
from nexus_contacts.workspace.listing import workspace_total
from nexus_contacts.workspace.running import listen, uvicorn_server
from nexus_contacts.workspace.settings import DEFAULT_WORKSPACE, ServerSettings, WorkspaceKeys

DEFAULT_PORT = 8787
MAX_NAME = 200
EXIT_FAILED, EXIT_USAGE = 1, 2


@dataclass(frozen=True, slots=True)
class _Key:
    """The key the default workspace gets, if it gets one, and what to tell about it."""

    key: str | None
    told: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `serve`."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s, this machine)")
    parser.add_argument("--port", type=_port, default=DEFAULT_PORT, help="port to listen on (default: %(default)s)")
    parser.add_argument(
        "--database", metavar="PATH|URL", help="SQLite file, or postgresql://… (default: the program's data folder)"
    )
    key = parser.add_mutually_exclusive_group()
    key.add_argument(
        "--key", metavar="K", type=_key, help="the API key (seen by other users of this machine: prefer --key-file)"
    )
    key.add_argument("--key-file", metavar="F", type=Path, help="a file that holds the API key")
    parser.add_argument(
        "--read-only-key", metavar="K", action="append", default=[], type=_key, help="a further key that may only read"
    )
    parser.add_argument(
        "--workspace",
        metavar="NAME:KEY",
        action="append",
        default=[],
        type=_named_key,
        help="a further workspace with its own key",
    )
    parser.add_argument("--sample", metavar="N", type=_count, nargs="?", const=1250, help="fill with N sample contacts")
    parser.add_argument("--seed", metavar="S", type=int, help="the sample's seed: the same seed, the same people")
    parser.add_argument("--rate-limit", metavar="N/minute", type=_rate, default=0, help="requests a key may make")
    parser.add_argument("--latency", metavar="MS", type=_count, default=0, help="milliseconds every answer waits")
    parser.add_argument(
        "--strict-custom-fields",
        metavar="KEY,…",
        type=_keys,
        help="the custom fields there are; others are dropped without a word",
    )


def run(args: argparse.Namespace) -> int:
    """Serve until interrupted; return the exit code."""
    place = args.database or str(data_folder() / "workspace.db")
    if len({one.name for one in args.workspace}) < len(args.workspace):
        return _refuse("Each --workspace needs a name of its own", EXIT_USAGE)
    try:
        database = Database.open(place)
        try:
            key = _default_key(args, database)
            if args.sample:
                _say(fill_sample(database, args.sample, args.seed))
        finally:
            database.close()
        keys = [key.key, *args.read_only_key, *(one.keys[0] for one in args.workspace)]
        if len(set(keys)) < len(keys):
            return _refuse("Each key must be another: a key opens one workspace, fully or for reading", EXIT_USAGE)
        own = WorkspaceKeys(DEFAULT_WORKSPACE, (key.key,) if key.key else (), tuple(args.read_only_key))
        settings = ServerSettings(
            place, (own, *args.workspace), args.rate_limit, args.latency, args.strict_custom_fields
        )
        listening = listen(args.host, args.port)
    except UnusableDatabaseError as error:
        return _refuse(f"The database {error.place} cannot be used: {error.reason}", EXIT_FAILED)
    except argparse.ArgumentTypeError as error:
        return _refuse(f"The key of {args.key_file} {error}", EXIT_USAGE)
    except (OSError, UnicodeDecodeError) as error:
        return _refuse(f"Cannot serve: {error}", EXIT_FAILED)
    with listening:
        return _serve(settings, listening, args.host, key)


def fill_sample(database: Database, count: int, seed: int | None = None) -> str:
    """Fill the default workspace with `count` sample contacts, unless it holds contacts; return what was done."""
    from nexus_contacts.workspace import sample

    with database.writing() as connection:
        workspace = workspace_id(connection, DEFAULT_WORKSPACE)
        there = workspace_total(connection, workspace)
        if there:
            return f"The database holds {there} contacts already: it is left as it is, without sample data."
    sample.fill(database.engine, workspace, count, sample.DEFAULT_SEED if seed is None else seed)
    return f"Filled with {count} sample contacts."


def _default_key(args: argparse.Namespace, database: Database) -> _Key:
    if args.key is not None:
        return _Key(args.key, "as given with --key")
    if args.key_file is not None:
        return _Key(_key(args.key_file.read_text(encoding="utf-8").strip()), f"from {args.key_file}")
    if has_keys(database, DEFAULT_WORKSPACE):
        return _Key(None, "as at the start before (give --key or --key-file to change it)")
    made = new_key()
    return _Key(made, f"{made}  (made just now, and shown this once; the database keeps only its digest)")


def _announce(host: str, port: int, key: _Key) -> None:
    """Tell the person where and with which key; last, and alone on stdout, the base URL."""
    shown = f"[{host}]" if ":" in host else host
    _say(f"API key: {key.told}")
    _say(f"Documentation: http://{shown}:{port}/docs")
    if not _is_loopback(host):
        _say("*" * 78)
        _say(f"* WARNING: listening on {host}: every machine that reaches this address can try keys,")
        _say("* and what is sent is not encrypted. Put a TLS proxy before it.")
        _say("*" * 78)
    print(f"http://{shown}:{port}{HOSTED_ROOT}", flush=True)


def _serve(settings: ServerSettings, listening: socket.socket, host: str, key: _Key) -> int:
    app = create_app(settings)
    server = uvicorn_server(app)
    try:
        _announce(host, listening.getsockname()[1], key)
        asyncio.run(server.serve(sockets=[listening]))
    except KeyboardInterrupt:
        return 0
    finally:
        app.state.database.close()
    return 0 if server.started else EXIT_FAILED


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _refuse(text: str, code: int) -> int:
    _say(text)
    return code


def _key(text: str) -> str:
    # A header carries it: anything else would never match.
    if not re.fullmatch(r"[!-~]+", text):
        raise argparse.ArgumentTypeError("must be of visible ASCII characters, without blanks")
    return text


def _port(text: str) -> int:
    # The system takes a port that is too large for another one, without a word.
    if not re.fullmatch(r"[0-9]{1,5}", text) or int(text) > 65535:
        raise argparse.ArgumentTypeError("must be a whole number from 0 (any free one) to 65535")
    return int(text)


def _named_key(text: str) -> WorkspaceKeys:
    name, separator, key = text.partition(":")
    if not separator or not 1 <= len(name) <= MAX_NAME or name == DEFAULT_WORKSPACE:
        raise argparse.ArgumentTypeError(
            f"must be NAME:KEY, with a name of 1 to {MAX_NAME} characters other than {DEFAULT_WORKSPACE}"
        )
    return WorkspaceKeys(name, (_key(key),))


def _rate(text: str) -> int:
    found = re.fullmatch(r"([1-9][0-9]{0,8})/(minute|min|m)", text)
    if not found:
        raise argparse.ArgumentTypeError("must be N/minute, as 300/minute")
    return int(found[1])


def _count(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,8}", text):
        raise argparse.ArgumentTypeError("must be a whole number")
    return int(text)


def _keys(text: str) -> tuple[str, ...]:
    return tuple(key for key in text.split(",") if key)
