"""A sentinel key and a sentinel person go through a whole journey; afterwards every trace is looked for."""

import asyncio
import logging
import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from tests.api.raw_server import RawServer, Reply, json_reply
from tests.desktop.desk import Desk
from tests.security.sentinels import KEY, NAME, PERSONAL, TRACES, files_with, fill, found_in

from nexus_contacts import account as accounts
from nexus_contacts import paths
from nexus_contacts.account import Credentials
from nexus_contacts.api.client import Client
from nexus_contacts.desktop import start
from nexus_contacts.desktop.account.connecting import Answered, try_key
from nexus_contacts.desktop.backups.backup_sheet import BackupSheet
from nexus_contacts.desktop.backups.open_sheet import OpenSheet
from nexus_contacts.desktop.backups.restore_sheet import RestoreSheet
from nexus_contacts.desktop.exporting.sheet import ExportSheet
from nexus_contacts.desktop.mishaps import show_bug
from nexus_contacts.desktop.service import Address
from nexus_contacts.desktop.settings import Settings
from nexus_contacts.errors import NexusError
from nexus_contacts.paths import config_folder
from nexus_contacts.store.connection import Database
from nexus_contacts.workspace.running import EmbeddedServer

Start = Callable[..., EmbeddedServer]
PASSPHRASE = "wyvern-jampot-41 keeps it"
EVERYTHING = (KEY, "wyvern-jampot-41", *TRACES)
LINUX = pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no /proc here")


@pytest.fixture
def server(workspace_server: Start) -> EmbeddedServer:
    """A workspace that holds the sentinel person and opens with the sentinel key."""
    made = workspace_server(key=KEY)
    fill(made.base_url)
    return made


@pytest.fixture
def log() -> Iterator[Path]:
    """The program's log, written as the window writes it."""
    logger, mask = logging.getLogger("nexus_contacts"), os.umask(0)
    os.umask(mask)
    before = list(logger.handlers)
    yield start.write_log()
    for handler in set(logger.handlers) - set(before):
        logger.removeHandler(handler)
        handler.close()
    os.umask(mask)


def program(home: Path, server: Any, *arguments: str) -> "subprocess.Popen[bytes]":
    """A command of the program in a child, told of the service by its environment."""
    told = {accounts.URL_VARIABLE: server.base_url, accounts.KEY_VARIABLE: KEY, "NEXUS_CONTACTS_HOME": str(home)}
    return subprocess.Popen(
        [sys.executable, "-m", "nexus_contacts", *arguments],
        env={**os.environ, **told},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def open_modes(home: Path) -> dict[str, str]:
    """What others than its person may read below a folder, and the folder itself."""
    return {
        str(path): oct(stat.S_IMODE(path.stat().st_mode))
        for path in (home, *home.rglob("*"))
        if stat.S_IMODE(path.stat().st_mode) != (0o700 if path.is_dir() else 0o600)
    }


@LINUX
def test_the_command_line_leaves_no_trace(private_home: Path, server: EmbeddedServer, tmp_path: Path) -> None:
    child = program(private_home, server, "sync", "--json")
    arguments = Path(f"/proc/{child.pid}/cmdline").read_bytes()
    told = b"".join(child.communicate(timeout=60))
    out = tmp_path / "out.csv"
    exported = b"".join(program(private_home, server, "export", "--out", str(out)).communicate(timeout=60))

    assert child.returncode == 0, told
    assert NAME in out.read_text()
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert found_in(arguments + told + exported, EVERYTHING) == []
    assert files_with(private_home, EVERYTHING) == []
    assert open_modes(private_home) == {}


@LINUX
def test_a_sync_that_fails_tells_nothing_of_whom_it_read(private_home: Path) -> None:
    record = {"id": "con_1", **PERSONAL, "created_at": {"odd": NAME}, "tags": {"odd": NAME}}
    refused = {"success": False, "error": {"code": "invalid_parameter", "message": f"not with {KEY}"}}
    page = {"success": True, "data": [record, [NAME], {"first_name": NAME}], "meta": {"total": 2, "has_more": False}}

    for reply in (json_reply(page), json_reply(refused, 400)):
        with RawServer(reply) as server:
            server.base_url = server.url  # type: ignore[attr-defined]
            told = b"".join(program(private_home, server, "sync").communicate(timeout=100))

        assert found_in(told, EVERYTHING) == [], told
        assert b"Traceback" not in told
    assert files_with(private_home, EVERYTHING) == []


def journey(desk: Desk, server: EmbeddedServer, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Connect, find the person, read the five tabs, star, search the server, export, meet a bug, change a setting."""
    account = accounts.add("Northwind", server.base_url, KEY, remember=False)
    window = desk.open(account)
    desk.wait_for_rows()
    place = desk.place
    desk.find("Search contacts").setFocus()
    desk.type(NAME)
    desk.wait_until(lambda: desk.names() == [f"{NAME} Vexbrandtsen"])
    place.open_contact(place.table.model.ids()[0])
    desk.wait_until(lambda: place.detail.tabs.isVisible())
    record = lambda: place.detail._record  # noqa: E731
    desk.wait_until(lambda: record() is not None and len(record().downloaded) == 4)
    for tab in range(5):
        place.set_detail_tab(tab)
    place.detail.toggle_star()
    desk.wait_until(lambda: record() is not None and record().starred)
    window.deeds.search_service(NAME)
    desk.wait_until(lambda: window.toasts.newest() is not None)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    window.deeds.taking_out.open_export()
    desk.wait_until(lambda: bool(window.findChildren(ExportSheet)))
    window.findChildren(ExportSheet)[-1].submit()
    desk.wait_until(out.exists)
    back_up(desk, out.with_suffix(".nexusbackup"), monkeypatch)
    show_bug(window, failure())
    window.settings.change(density="compact")


def back_up(desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write a backup and open it again, without restoring it."""
    assert desk.window is not None
    window = desk.window
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    window.deeds.keeping.open_backup()
    desk.wait_until(lambda: bool(window.findChildren(BackupSheet)))
    sheet = window.findChildren(BackupSheet)[-1]
    sheet.first.field.setText(PASSPHRASE)
    sheet.second.field.setText(PASSPHRASE)
    sheet.submit()
    desk.wait_until(lambda: path.exists() and not window.findChildren(BackupSheet))
    window.deeds.keeping.open_restore()
    asked = window.findChildren(OpenSheet)[-1]
    asked.asked.field.setText(f"not {PASSPHRASE}")
    asked.submit()
    desk.wait_until(lambda: bool(asked.asked.fault))
    asked.asked.field.setText(PASSPHRASE)
    asked.submit()
    desk.wait_until(lambda: bool(window.findChildren(RestoreSheet)))
    assert files_with(paths.data_folder(), EVERYTHING) == []
    window.findChildren(RestoreSheet)[-1].leave()


def failure() -> BaseException:
    """A bug whose words carry the person and the key."""
    try:
        raise KeyError(f"{NAME} {KEY} {PERSONAL['email']}")
    except KeyError as error:
        return error


def test_the_window_leaves_no_trace(
    desk: Desk,
    server: EmbeddedServer,
    log: Path,
    private_home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "out.csv"

    journey(desk, server, out, monkeypatch)
    while_open = files_with(private_home, EVERYTHING), open_modes(private_home)
    for box in desk.window.findChildren(QMessageBox) if desk.window else ():
        box.close()
    desk.close()
    told = capfd.readouterr()

    assert NAME in out.read_text()
    assert found_in(out.with_suffix(".nexusbackup").read_bytes(), EVERYTHING) == []
    assert "KeyError" in log.read_text()
    assert while_open == ([], {})
    assert files_with(private_home, EVERYTHING) == []
    assert open_modes(private_home) == {}
    assert found_in((told.out + told.err).encode(), EVERYTHING) == []


def test_a_key_in_the_environment_reaches_no_program_the_window_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    account = accounts.add("Northwind", "https://crm.example", KEY, remember=False)
    monkeypatch.setattr(accounts, "_session", {})
    monkeypatch.setenv(accounts.KEY_VARIABLE, KEY)

    accounts.take_environment_key()
    child = subprocess.run(
        [sys.executable, "-c", "import os; print(dict(os.environ))"], capture_output=True, text=True, check=True
    )

    assert KEY not in child.stdout
    assert accounts.credentials(account).api_key == KEY


async def meet(base_url: str) -> list[BaseException]:
    """What a client raises over a service that refuses everything."""
    met: list[BaseException] = []
    async with Client(base_url, KEY) as client:
        assert KEY not in repr(client) + repr(vars(client))
        for call in (client.list(), client.get("con_1"), client.search(NAME)):
            try:
                await call
            except NexusError as error:
                met.append(error)
    return met


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422])
def test_no_error_of_the_service_carries_the_key_or_what_was_looked_for(status: int) -> None:
    with RawServer(json_reply({"error": "no"}, status)) as server:
        met = asyncio.run(meet(server.url))

    shown = "".join(f"{error!r} {error} {vars(error)}" for error in met)
    assert len(met) == 3
    assert found_in(shown.encode(), EVERYTHING) == []


def test_no_repr_shows_a_key(server: EmbeddedServer, tmp_path: Path) -> None:
    cache_key = bytes(range(32))
    answered = asyncio.run(try_key(server.base_url, KEY))
    account = accounts.add("Northwind", server.base_url, KEY, remember=False)
    database = Database.open(tmp_path / "copy", cache_key)
    things = [
        Credentials(server.base_url, KEY, cache_key),
        accounts.credentials(account),
        Answered(server.base_url, KEY),
        answered,
        Address(server.base_url, KEY),
        account,
        accounts.accounts(),
        Settings().choices,
        database,
    ]
    database.close()

    shown = "".join(f"{thing!r} {thing}" for thing in things)

    assert KEY not in shown
    assert cache_key.hex() not in shown
    assert repr(cache_key) not in shown


def test_settings_and_accounts_hold_neither_key_nor_person(server: EmbeddedServer) -> None:
    accounts.set_last_used(accounts.add("Northwind", server.base_url, KEY, remember=False))
    Settings().change(theme="dark", last_account="northwind")

    kept = {path.name: path.stat().st_mode & 0o777 for path in config_folder().iterdir()}

    assert kept == {"accounts.toml": 0o600, "settings.toml": 0o600}
    assert files_with(config_folder(), EVERYTHING) == []


def test_a_refused_redirect_never_carries_the_key() -> None:
    with RawServer(json_reply({"success": True, "data": []})) as thief:
        away = Reply(307, b"", {"Location": f"{thief.url}/contacts"})
        with RawServer(away) as server, pytest.raises(NexusError):
            asyncio.run(try_key(server.url, KEY))

        assert thief.asked == []


def test_the_keys_of_a_session_are_forgotten_with_it(server: EmbeddedServer) -> None:
    account = accounts.add("Northwind", server.base_url, KEY, remember=False)

    accounts.remove(account)

    with pytest.raises(NexusError):
        accounts.credentials(account)
