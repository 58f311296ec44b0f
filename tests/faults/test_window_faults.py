"""Faults met by the window: in this process over a spoilt service, and as a program of its own that is killed."""

import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from tests.api.raw_server import RawServer, Reply, json_reply
from tests.desktop.desk import Desk
from tests.faults.proxy import Proxy, is_list, params, rewritten

from nexus_contacts import account as accounts
from nexus_contacts import paths
from nexus_contacts.account import Account
from nexus_contacts.desktop.detail.pane import NOTES

HTML = Reply(200, b"<html>Please sign in</html>", {"Content-Type": "text/html"})
LINUX = pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no /proc here")


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """No account in the environment, none held, and no keyring."""
    for name in (accounts.URL_VARIABLE, accounts.KEY_VARIABLE):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setattr(accounts, "_session", {})
    monkeypatch.setattr(accounts, "_taken", {})


@pytest.fixture
def at(qtbot: QtBot) -> Iterator[Desk]:
    """A window to work at."""
    made = Desk(qtbot)
    yield made
    made.close()


@pytest.fixture
def proxy(workspace_server: Any) -> Iterator[Proxy]:
    """A workspace of 30 sample contacts behind a proxy."""
    server = workspace_server(sample=30)
    with Proxy(server.base_url) as made:
        made.api_key = server.api_key  # type: ignore[attr-defined]
        yield made


def told(at: Desk) -> str:
    """What the sync state says."""
    return at.find("Sync state").accessibleDescription()


def toast(at: Desk) -> str:
    """The newest toast's words, ``""`` where there is none."""
    assert at.window is not None
    newest = at.window.toasts.newest()
    return "" if newest is None else newest.accessibleName()


# ── over a service that fails ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("reply", "state", "words"),
    [
        (HTML, "Offline – showing 30", "This is not the AutomateNexus API"),
        (Reply(302, b"", {"Location": "https://elsewhere.example/"}), "Offline – showing 30", "elsewhere.example"),
        (json_reply({"error": "no"}, 403), "Sync paused – access refused", ""),
        (json_reply({"error": "slow"}, 429, headers={"Retry-After": "3600"}), "The service is busy", ""),
    ],
    ids=["portal", "redirect", "forbidden", "busy"],
)
def test_a_service_that_fails_is_named_and_everything_stays_readable(
    at: Desk, proxy: Proxy, reply: Reply, state: str, words: str
) -> None:
    window = at.open_on(proxy)
    before = at.names()

    proxy.fault = lambda asked, answer, number: reply
    assert window.service is not None
    window.service.wake()
    at.wait_until(lambda: told(at).startswith(state))
    if words:
        window.deeds.press_sync()

    assert words in toast(at)
    assert at.names() == before


def test_a_record_that_cannot_be_read_is_told_and_the_others_are_here(at: Desk, proxy: Proxy) -> None:
    spoilt: list[str] = []

    def spoil(answer: dict[str, Any]) -> None:
        spoilt[:] = spoilt or [answer["data"][3]["id"]]
        answer["data"] = [each if each["id"] not in spoilt else {"first_name": "Nobody"} for each in answer["data"]]

    proxy.fault = lambda asked, reply, number: rewritten(reply, spoil) if is_list(asked) else reply

    window = at.open_on(proxy)
    at.wait_until(lambda: told(at) == "Sync incomplete – some records could not be read")
    window.deeds.press_sync()

    assert len(at.names()) == 29
    assert "Records that could not be read: 1" in toast(at)


@pytest.mark.parametrize(("member", "value"), [("status", "vip"), ("first_name", "Wolfeschlegel" * 770)])
def test_a_value_nobody_expects_is_shown(at: Desk, proxy: Proxy, member: str, value: str) -> None:
    changed: list[str] = []

    def bend(answer: dict[str, Any]) -> None:
        changed[:] = changed or [answer["data"][0]["id"]]
        for record in answer["data"]:
            if record["id"] in changed:
                record[member] = value

    proxy.fault = lambda asked, reply, number: (
        rewritten(reply, bend) if is_list(asked) and params(asked).get("fields") != "id" else reply
    )

    window = at.open_on(proxy)
    at.place.open_contact(changed[0])
    at.wait_until(lambda: at.place.detail._record is not None and at.place.detail._record.contact.id == changed[0])
    window.grab()

    assert len(at.names()) == 30
    assert any(value[:40] in text for text in shown(at))


def shown(at: Desk) -> list[str]:
    """What the table and the controls say."""
    assert at.window is not None
    return [*at.names(), *(widget.accessibleName() for widget in at.window.findChildren(QWidget))]


def test_lists_that_never_came_say_why_and_those_that_came_are_read(at: Desk, proxy: Proxy) -> None:
    at.open_on(proxy)
    ids = at.place.table.model.ids()
    record = lambda: at.place.detail._record  # noqa: E731
    at.place.open_contact(ids[0])
    at.wait_until(lambda: record() is not None and record().contact.id == ids[0] and len(record().downloaded) == 4)

    proxy.fault = lambda asked, answer, number: HTML
    at.place.open_contact(ids[1])
    at.place.set_detail_tab(NOTES)
    at.wait_until(lambda: any("not the AutomateNexus API" in text for text in labels(at)))
    at.place.open_contact(ids[0])
    at.wait_until(lambda: record() is not None and record().contact.id == ids[0])

    assert len(record().downloaded) == 4
    assert not any("not the AutomateNexus API" in text for text in labels(at))


def labels(at: Desk) -> list[str]:
    """The words of every label that shows."""
    return [label.text() for label in at.place.findChildren(QLabel) if label.isVisible()]


# ── over local files that fail ────────────────────────────────────────────────────────────────────────────────────────


def test_a_damaged_copy_is_kept_aside_told_and_fetched_again(at: Desk, proxy: Proxy) -> None:
    at.open_on(proxy)
    at.close()
    copy = paths.account_folder("test") / "copy.db"
    copy.write_bytes(os.urandom(20_000))

    at.open_on(proxy)

    assert "local copy is damaged" in toast(at)
    assert len(at.names()) == 30
    assert list(copy.parent.glob("copy.db.damaged-*"))


def test_a_key_that_is_nowhere_leads_to_the_first_screen(at: Desk) -> None:
    kept = Account("northwind", "Northwind", "https://crm.example", entry="northwind-1")

    window = at.open(kept)
    at.wait_until(lambda: at.has("API key"))

    assert window.workplace is None
    assert any("keyring" in text for text in (label.text() for label in window.findChildren(QLabel)))


def test_a_disk_without_room_is_told_and_reading_goes_on(at: Desk, workspace_server: Any) -> None:
    server = workspace_server(sample=600)
    account = Account("test", "Northwind", server.base_url)
    accounts.hold_for_session(account, server.api_key)

    with room_for_files(250_000):
        at.open(account)
        at.wait_until(lambda: at.window is not None and at.window.workplace is not None)
        at.wait_until(lambda: told(at) == "Sync incomplete – the disk is full")
        at.names()
    assert at.window is not None
    assert at.window.service is not None
    at.window.service.wake()

    at.wait_until(lambda: told(at) == "Synced just now")
    at.wait_until(lambda: at.place.table.pager.total == 600)


@contextmanager
def room_for_files(most: int) -> Iterator[None]:
    """Let no file of this process grow beyond `most` bytes, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_closing_in_the_middle_of_a_sync_waits_for_nobody(at: Desk) -> None:
    with RawServer(Reply(silent=True)) as server:
        account = Account("test", "Northwind", server.url)
        accounts.hold_for_session(account, "nx_key")
        at.open(account)
        at.wait_until(lambda: len(server.asked) > 0)

        at.close()

    left = [thread.name for thread in threading.enumerate()]
    assert not [name for name in left if name.startswith(("reader", "network", "sync-write"))]


# ── as a program of its own ───────────────────────────────────────────────────────────────────────────────────────────

Window = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(private_home: Path) -> Iterator[Window]:
    """Starts the window in a child, off screen; whatever is left of it is killed after the test."""
    children = []

    def start_it(*arguments: str, **environment: str) -> "subprocess.Popen[str]":
        child = subprocess.Popen(
            [sys.executable, "-m", "nexus_contacts", *arguments],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        children.append(child)
        return child

    yield start_it
    for child in children:
        child.kill()
        child.communicate()


def listed(server: Any) -> dict[str, str]:
    """An account of the server on the list of accounts; its key for the child's environment."""
    accounts.add("Northwind", server.url, "nx_key", remember=False)
    return {accounts.KEY_VARIABLE: "nx_key"}


def wait_for(condition: Callable[[], bool]) -> None:
    """Wait until a child has done something."""
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline
        threading.Event().wait(0.02)


def ended(child: "subprocess.Popen[str]") -> tuple[int, str]:
    """Ask the child to end: its exit code and its words. It must not wait for a silent service."""
    child.send_signal(signal.SIGTERM)
    _, words = child.communicate(timeout=10)
    return child.returncode, words


def test_sigterm_in_the_middle_of_a_sync_ends_the_window_cleanly(start: Window) -> None:
    with RawServer(Reply(silent=True)) as server:
        child = start(**listed(server))
        wait_for(lambda: len(server.asked) > 0)

        code, words = ended(child)

    assert (code, words) == (0, "")


def test_a_second_start_raises_the_first_and_a_killed_one_is_taken_over(start: Window, private_home: Path) -> None:
    with RawServer(Reply(silent=True)) as server:
        environment = listed(server)
        first = start(**environment)
        wait_for(lambda: len(server.asked) > 0)
        asked = len(server.asked)

        second = start(**environment)
        _, words = second.communicate(timeout=30)
        assert (second.returncode, words) == (0, "")
        assert first.poll() is None
        assert len(server.asked) == asked

        first.kill()
        first.wait(10)
        third = start(**environment)
        wait_for(lambda: len(server.asked) > asked)
        assert ended(third) == (0, "")


def test_damaged_settings_are_kept_aside_and_the_window_opens(start: Window) -> None:
    place = paths.config_folder() / "settings.toml"
    place.write_text("theme = [")

    with RawServer(Reply(silent=True)) as server:
        child = start(**listed(server))
        wait_for(lambda: len(server.asked) > 0)
        code, words = ended(child)

    assert code == 0
    assert "Traceback" not in words
    assert place.with_name("settings.toml.bad").read_text() == "theme = ["


def listens_to_sigterm(child: "subprocess.Popen[str]") -> bool:
    """Whether the window stands as far as to close when it is asked to."""
    with suppress(FileNotFoundError):
        fields = dict(line.split(":", 1) for line in Path(f"/proc/{child.pid}/status").read_text().splitlines())
        return bool(int(fields["SigCgt"], 16) >> (signal.SIGTERM - 1) & 1)
    return False


@LINUX
def test_a_damaged_list_of_accounts_opens_the_first_screen_and_is_left(start: Window) -> None:
    place = paths.config_folder() / "accounts.toml"
    place.write_text("[[accounts]")

    child = start()
    wait_for(lambda: listens_to_sigterm(child))

    assert ended(child) == (0, "")
    assert place.read_text() == "[[accounts]"


@LINUX
def test_a_home_that_cannot_be_used_is_said_and_nothing_opens(start: Window, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")

    child = start(NEXUS_CONTACTS_HOME=str(tmp_path / "file" / "home"))
    _, words = child.communicate(timeout=30)

    assert child.returncode == 1
    assert "files cannot be used" in words
    assert "Traceback" not in words


def test_a_damaged_list_of_accounts_is_said_on_the_first_screen(at: Desk) -> None:
    window = at.open(None)

    window.show_first_run(accounts.AccountsUnreadable(paths.config_folder() / "accounts.toml", "line 1"))

    assert "The list of workspaces cannot be read" in [
        label.text() for label in window.findChildren(QLabel) if label.isVisible()
    ]
