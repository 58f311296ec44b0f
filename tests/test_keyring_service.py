"""A remembered account over a real Secret Service: process after process, on a session bus of its own."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nexus_contacts import account

KEY = "nxs_Sentinel-keyring-51c0"
TOOLS = ("dbus-run-session", "gnome-keyring-daemon")
MISSING = [tool for tool in TOOLS if shutil.which(tool) is None]
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed here: {', '.join(MISSING)}")

UNLOCK = "printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1"
PYTHON = f'"{sys.executable}"'
PROGRAM = f"{PYTHON} -m nexus_contacts"
ADD = f"""{PYTHON} -c 'import os; from nexus_contacts import account
account.add("Northwind", os.environ["SERVICE"], os.environ["SERVICE_KEY"])'"""
TELL = f"""{PYTHON} -c 'from nexus_contacts import account
kept = account.credentials(account.choose("Northwind")); print(kept.api_key, len(kept.cache_key))'"""
REMOVE = f"""{PYTHON} -c 'from nexus_contacts import account, keyrings
kept = account.choose("Northwind"); account.remove(kept); print(keyrings.get(kept.entry), account.accounts())'"""
LOCK = f"""{PYTHON} -c 'import secretstorage; bus = secretstorage.dbus_init()
secretstorage.get_default_collection(bus).lock(); bus.close()'"""

Session = Callable[..., tuple[int, list[str], str]]


@pytest.fixture
def session(tmp_path: Path, private_home: Path) -> Session:
    """Runs shell commands on a new session bus: the last exit code, the lines of output, the words.

    `SERVICE_KEY` is known to those commands alone that are prefixed with it.
    """
    folders = {name: tmp_path / name for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR")}
    for folder in folders.values():
        folder.mkdir(mode=0o700)
    unwanted = {"PYTHON_KEYRING_BACKEND", "DISPLAY", "WAYLAND_DISPLAY", account.URL_VARIABLE, account.KEY_VARIABLE}
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}

    def run(*commands: str, **environment: str) -> tuple[int, list[str], str]:
        child = subprocess.Popen(
            ["dbus-run-session", "--", "sh", "-c", "\n".join(commands)],
            env={**kept, **{name: str(folder) for name, folder in folders.items()}, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        try:
            out, words = child.communicate(timeout=45)
        finally:
            with_daemon_gone(child.pid)
        return child.returncode, out.splitlines(), words

    return run


def with_daemon_gone(group: int) -> None:
    """End whatever a session left running in its process group."""
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return


@pytest.fixture
def service(workspace_server: Any) -> dict[str, str]:
    """A workspace of 20 sample contacts, as the environment tells it."""
    server = workspace_server(sample=20, key=KEY)
    return {"SERVICE": server.base_url, "SERVICE_KEY": KEY}


def test_a_remembered_account_is_opened_by_the_next_processes_and_forgotten_by_the_last(
    session: Session, service: dict[str, str], private_home: Path, tmp_path: Path
) -> None:
    alone = f"unset SERVICE_KEY; {PROGRAM} sync --account Northwind --json"

    code, lines, words = session(UNLOCK, ADD, TELL, alone, f"ls {private_home}/data", REMOVE, **service)

    told, synced, *listing, forgotten = lines
    assert (code, told) == (0, f"{KEY} 32"), words
    assert json.loads(synced)["contacts"] == 20
    assert "northwind" in listing
    assert forgotten == "None ()"
    assert "Traceback" not in words
    everything = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert KEY.encode() not in everything


def test_a_locked_keyring_that_nobody_unlocks_is_named(session: Session, service: dict[str, str]) -> None:
    alone = f"unset SERVICE_KEY; {PROGRAM} sync --account Northwind --json"

    code, lines, words = session(UNLOCK, ADD, LOCK, alone, **service)

    assert (code, lines) == (1, [])
    assert "keyring cannot be used: it is locked" in words or "keyring cannot be used: it refused" in words
    assert account.KEY_VARIABLE in words
    assert "Traceback" not in words
    assert KEY not in words


def test_where_the_keyring_is_locked_the_environments_key_reaches_the_service_but_not_the_old_copy(
    session: Session, service: dict[str, str]
) -> None:
    sync = f"{PROGRAM} sync --account Northwind --json"

    code, lines, words = session(UNLOCK, ADD, sync, LOCK, f"{account.KEY_VARIABLE}=$SERVICE_KEY {sync}", **service)

    assert json.loads(lines[0])["contacts"] == 20
    assert (code, len(lines)) == (1, 1)
    assert "made with another key" in words


def test_an_absent_keyring_keeps_nothing_and_says_so(session: Session, service: dict[str, str]) -> None:
    away = "export DBUS_SESSION_BUS_ADDRESS=unix:path=/nowhere/bus"
    asked = f"""{PYTHON} -c 'from nexus_contacts import account
print(account.keyring_status().available)
try: account.add("Northwind", "https://crm.example", "{KEY}")
except account.KeyringUnavailable as error: print(error.reason, account.accounts())'"""

    code, lines, words = session(away, asked, **service)

    assert (code, lines) == (0, ["False", "absent ()"]), words
