"""Bad input, as the person meets it: the command line says a sentence and ends as it should, the window says it too."""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from tests.api.raw_server import Asked, RawServer, Reply, json_reply
from tests.faults.proxy import Proxy, is_list, params, rewritten

from nexus_contacts import account as accounts
from nexus_contacts import cli, paths
from nexus_contacts.desktop.account.first_run import FirstRun
from nexus_contacts.desktop.background import Background

Point = Callable[[str, str], None]
Told = tuple[int, str, str]
Run = Callable[..., Told]
WAIT_MS = 30_000
LONG_NAME = "Wolfeschlegel" * 770


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No account in the environment, none held, and no keyring on the machine."""
    for name in (accounts.URL_VARIABLE, accounts.KEY_VARIABLE, "PYTHON_KEYRING_BACKEND"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'no-bus'}")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(accounts, "_session", {})
    monkeypatch.setattr(accounts, "_taken", {})


@pytest.fixture
def point(monkeypatch: pytest.MonkeyPatch) -> Point:
    """Points the environment's account at a service."""

    def point_at(base_url: str, api_key: str) -> None:
        monkeypatch.setenv(accounts.URL_VARIABLE, base_url)
        monkeypatch.setenv(accounts.KEY_VARIABLE, api_key)

    return point_at


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command: its exit code, its output and its words."""

    def run_it(*arguments: str) -> Told:
        capsys.readouterr()
        code = cli.main(arguments)
        told = capsys.readouterr()
        return code, told.out, told.err

    return run_it


@pytest.fixture
def proxy(workspace_server: Any, point: Point) -> Iterator[Proxy]:
    """A workspace of 30 sample contacts that the environment points at, behind a proxy."""
    server = workspace_server(sample=30)
    with Proxy(server.base_url) as made:
        point(made.base_url, server.api_key)
        yield made


@pytest.fixture
def screen(qtbot: QtBot) -> Iterator[FirstRun]:
    """The first screen, with a key typed in."""
    background = Background()
    made = FirstRun(background)
    qtbot.addWidget(made)
    made.show()
    made.key_field.setText("nx_key")
    yield made
    assert background.close()


def first_record(change: Callable[[list[Any]], None]) -> Callable[[Asked, Reply, int], Reply]:
    """A fault of the proxy: `change` spoils the records of each list of whole contacts."""

    def fault(asked: Asked, reply: Reply, number: int) -> Reply:
        whole = is_list(asked) and params(asked).get("fields") != "id"
        return rewritten(reply, lambda answer: change(answer["data"])) if whole else reply

    return fault


# ── the command line ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("reply", "part"),
    [
        (Reply(404, b"<html>Not Found</html>", {"Content-Type": "text/html"}), "not the Contacts & Leads API"),
        (json_reply({"items": []}), "not the Contacts & Leads API"),
        (Reply(200, b'{"success": tru', {"Content-Type": "application/json"}), "could not be used"),
        (json_reply({"success": True, "data": []}, length=900, cut_after=9), "could not be used (truncated)"),
        (Reply(200, b"", {"Content-Type": "application/json"}), "not the Contacts & Leads API"),
    ],
    ids=["another page", "another api", "no json", "cut", "empty"],
)
def test_an_answer_of_something_else_is_named(reply: Reply, part: str, point: Point, run: Run) -> None:
    with RawServer(reply) as server:
        point(server.url, "nx_key")
        code, out, words = run("sync", "--json")

    assert (code, json.loads(out)["complete"]) == (1, False)
    assert part in words
    assert "Traceback" not in words


def test_a_wrong_path_at_the_right_server_is_named(workspace_server: Any, point: Point, run: Run) -> None:
    server = workspace_server(sample=3)
    point(f"http://127.0.0.1:{server.port}/nowhere", server.api_key)

    code, _, words = run("sync")

    assert code == 1
    assert "not the Contacts & Leads API" in words


def test_a_port_where_nothing_listens_is_named(workspace_server: Any, point: Point, run: Run) -> None:
    server = workspace_server()
    server.stop()
    point(server.base_url, "nx_key")

    code, _, words = run("sync")

    assert code == 1
    assert "connection refused" in words


def test_a_malformed_record_is_counted_and_the_others_are_here(proxy: Proxy, run: Run, tmp_path: Path) -> None:
    spoilt: list[str] = []

    def spoil(answer: dict[str, Any]) -> None:
        spoilt[:] = spoilt or [answer["data"][3]["id"]]
        answer["data"] = [each if each["id"] not in spoilt else {"first_name": "Nobody"} for each in answer["data"]]

    proxy.fault = lambda asked, reply, number: rewritten(reply, spoil) if is_list(asked) else reply

    code, out, words = run("sync", "--json")
    exported = run("export", "--out", str(tmp_path / "out.csv"))

    told = json.loads(out)
    assert (code, told["contacts"], told["set_aside"], told["complete"]) == (3, 29, 1, True)
    assert "could not be used: no_id" in words
    assert "set aside" in words
    assert exported[0] == 0


@pytest.mark.parametrize(
    ("member", "value"),
    [("status", "prospect\u202evip"), ("source", "carrier pigeon"), ("first_name", LONG_NAME), ("company", 5)],
)
def test_a_value_nobody_expects_is_kept_as_it_came(
    member: str, value: Any, proxy: Proxy, run: Run, tmp_path: Path
) -> None:
    proxy.fault = first_record(lambda records: records[0].update({member: value}))

    code, out, _ = run("sync", "--json")
    run("export", "--out", str(tmp_path / "out.csv"))

    assert (code, json.loads(out)["contacts"]) == (0, 30)
    assert str(value) in (tmp_path / "out.csv").read_text(encoding="utf-8")


def test_an_absent_keyring_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    accounts.add("Northwind", "https://crm.example", "nx_key", remember=False)
    monkeypatch.setattr(accounts, "_session", {})

    code, _, words = run("sync", "--account", "Northwind")

    assert code == 1
    assert "keyring cannot be used: there is none on this machine" in words
    assert accounts.KEY_VARIABLE in words


@pytest.mark.parametrize("content", [b"[[accounts]", b"\xff\xfe", b'[[accounts]]\nslug = "a"'])
def test_a_damaged_list_of_accounts_is_named_and_left(content: bytes, run: Run) -> None:
    place = paths.config_folder() / "accounts.toml"
    place.write_bytes(content)

    told = [run("sync"), run("export", "--out", "out.csv"), run("sync", "--account", "Northwind")]

    assert [code for code, _, _ in told] == [1, 1, 1]
    assert all(str(place) in words and "left as it is" in words for _, _, words in told)
    assert place.read_bytes() == content


@pytest.mark.parametrize("place", ["file/home", "file"])
def test_a_home_that_cannot_be_used_is_named(
    place: str, run: Run, tmp_path: Path, point: Point, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("NEXUS_CONTACTS_HOME", str(tmp_path / place))
    point("https://crm.example", "nx_key")

    for arguments in (("sync",), ("export", "--out", str(tmp_path / "out.csv"))):
        code, _, words = run(*arguments)

        assert code == 1
        assert "files cannot be used" in words
        assert str(tmp_path / "file") in words


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="rights stop nobody here")
def test_a_home_without_rights_is_named(run: Run, private_home: Path, point: Point) -> None:
    private_home.mkdir(mode=0o500)
    point("https://crm.example", "nx_key")

    code, _, words = run("sync")

    assert code == 1
    assert "files cannot be used" in words


# ── the first screen ──────────────────────────────────────────────────────────────────────────────────────────────────

HTML = Reply(200, b"<html>Welcome</html>", {"Content-Type": "text/html"})


@pytest.mark.parametrize(
    ("reply", "title"),
    [
        (HTML, "This is not the AutomateNexus API"),
        (replace(HTML, status=404), "This is not the AutomateNexus API"),
        (json_reply({"items": []}), "This is not the AutomateNexus API"),
        (Reply(302, b"", {"Location": "https://elsewhere.example/x"}), "The server points to another address"),
        (json_reply({"success": True}, length=900, cut_after=9), "The server's answer was cut off"),
        (Reply(200, b"{]", {"Content-Type": "application/json"}), "The server's answer could not be read"),
    ],
    ids=["html", "404", "another api", "redirect", "cut", "no json"],
)
def test_what_answers_wrongly_is_named_under_the_address(
    reply: Reply, title: str, screen: FirstRun, qtbot: QtBot
) -> None:
    with RawServer(reply) as server:
        screen.url_field.setText(server.url)
        screen.connect_now()
        qtbot.waitUntil(lambda: bool(screen.url_field.error), timeout=WAIT_MS)

    assert screen.url_field.error == title
    assert screen.key_field.text() == "nx_key"
    assert accounts.accounts() == ()


@pytest.mark.parametrize(
    ("url", "title"),
    [
        ("http://crm.example/api", "This address is not encrypted"),
        ("https://", "This is not a server address"),
        ("ftp://crm.example", "This is not a server address"),
        ("http://127.0.0.1:9", "Nothing answers at this address"),
    ],
)
def test_an_address_that_leads_nowhere_is_named(url: str, title: str, screen: FirstRun, qtbot: QtBot) -> None:
    screen.url_field.setText(url)

    screen.connect_now()

    qtbot.waitUntil(lambda: bool(screen.url_field.error), timeout=WAIT_MS)
    assert screen.url_field.error == title


def test_what_cannot_be_a_key_is_named_and_not_sent(screen: FirstRun, qtbot: QtBot) -> None:
    with RawServer(HTML) as server:
        screen.url_field.setText(server.url)
        screen.key_field.setText("clé à moi")
        screen.connect_now()
        qtbot.waitUntil(lambda: bool(screen.key_field.error), timeout=WAIT_MS)

        assert server.asked == []
    assert screen.url_field.error == ""


def test_a_damaged_list_of_accounts_is_told_when_a_key_is_to_be_kept(
    screen: FirstRun, workspace_server: Any, qtbot: QtBot
) -> None:
    server = workspace_server(sample=3)
    place = paths.config_folder() / "accounts.toml"
    place.write_text("[[accounts]")
    screen.url_field.setText(server.base_url)
    screen.key_field.setText(server.api_key)

    screen.connect_now()

    qtbot.waitUntil(lambda: bool(screen.url_field.error), timeout=WAIT_MS)
    assert screen.url_field.error == "The list of workspaces cannot be read"
    assert place.read_text() == "[[accounts]"
