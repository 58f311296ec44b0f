"""The command line against a real workspace, in this process and in a child."""

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.api.raw_server import RawServer, Reply

from nexus_contacts import account, cli
from nexus_contacts.api.errors import Unauthorized, Unreachable
from nexus_contacts.sync.errors import DeletionsHeld, RecordsSetAside, Stalled
from nexus_contacts.sync.progress import SyncOutcome


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """No account in the environment, and no keyring."""
    monkeypatch.delenv(account.URL_VARIABLE, raising=False)
    monkeypatch.delenv(account.KEY_VARIABLE, raising=False)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setattr(account, "_session", {})


@pytest.fixture
def point(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Points the environment's account at a service."""

    def point_at(base_url: str, api_key: str) -> None:
        monkeypatch.setenv(account.URL_VARIABLE, base_url)
        monkeypatch.setenv(account.KEY_VARIABLE, api_key)

    return point_at


@pytest.fixture
def connected(workspace_server: Any, point: Callable[[str, str], None]) -> Any:
    """A workspace of 150 sample contacts that the environment points at."""
    server = workspace_server(sample=150)
    point(server.base_url, server.api_key)
    return server


def test_a_sync_tells_its_outcome_as_json(connected: Any, capsys: pytest.CaptureFixture[str]) -> None:
    code = cli.main(["sync", "--json"])

    out = capsys.readouterr()
    assert code == 0
    assert json.loads(out.out) == {
        "contacts": 150,
        "service_total": 150,
        "created": 150,
        "updated": 0,
        "deleted": 0,
        "set_aside": 0,
        "complete": True,
        "reason": None,
        "message": None,
    }
    assert "Reading all contacts" in out.err


def test_a_sync_tells_its_outcome_in_words(connected: Any, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["sync"])

    assert capsys.readouterr().out == "150 of 150 contacts · 150 new\n"


def test_an_export_needs_no_network_and_holds_every_contact(
    connected: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.main(["sync"])
    connected.stop()

    code = cli.main(["export", "--out", str(tmp_path / "out.csv")])

    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    jane = next(row for row in rows if row["email"] == "jane@example.com")
    assert code == 0
    assert len(rows) == 150
    assert (jane["first_name"], jane["custom_fields.industry"]) == ("Jane", "Technology")
    assert "address.street" in jane
    assert f"150 contacts written to {tmp_path / 'out.csv'}" in capsys.readouterr().out


def test_an_export_before_anything_was_mirrored_says_so(
    connected: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = cli.main(["export", "--out", str(tmp_path / "out.csv")])

    assert code == 1
    assert "sync first" in capsys.readouterr().err
    assert not (tmp_path / "out.csv").exists()


def test_an_export_that_cannot_be_written_says_why(
    connected: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.main(["sync"])

    code = cli.main(["export", "--out", str(tmp_path / "no" / "out.csv")])

    assert code == 1
    assert "could not be written" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["sync"], ["export", "--out", "out.csv"]])
def test_missing_configuration_is_named(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code = cli.main(command)

    out = capsys.readouterr()
    assert code == 2
    assert account.URL_VARIABLE in out.err
    assert account.KEY_VARIABLE in out.err
    assert out.out == ""


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["sync", "--frobnicate"], "unrecognized"),
        (["conquer"], "invalid choice"),
        (["export"], "--out"),
        (["--sample", "sync"], "--sample"),
        (["--account", "Northwind", "serve"], "serve takes no account"),
        (["sync", "--account", "Nowhere"], "no account called Nowhere"),
    ],
)
def test_wrong_usage_is_exit_2_with_words(arguments: list[str], part: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = cli.main(arguments)

    assert code == 2
    assert part in capsys.readouterr().err


@pytest.mark.parametrize("url", ["http://crm.example/api", "ftp://crm.example", "https://", "https://user:pw@host"])
def test_an_address_that_cannot_be_used_is_configuration(
    url: str, point: Callable[[str, str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    point(url, "sk_test")

    code = cli.main(["sync"])

    assert code == 2
    assert "Nothing was sent" in capsys.readouterr().err


def test_a_wrong_key_is_named_and_the_copy_kept(
    connected: Any, point: Callable[[str, str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    point(connected.base_url, "wrong")

    code = cli.main(["sync", "--json"])

    out = capsys.readouterr()
    assert code == 1
    assert json.loads(out.out)["reason"] == "Unauthorized"
    assert "rejected the API key" in out.err


@pytest.mark.parametrize(
    ("reply", "code", "part"),
    [
        (Reply(200, b"<html></html>", {"Content-Type": "text/html"}), 1, "not the Contacts & Leads API"),
        (Reply(301, b"", {"Location": "https://elsewhere.example/"}), 1, "elsewhere.example"),
        (Reply(429, b"", {"Retry-After": "3600"}), 3, "asks to wait for 3,6"),
    ],
)
def test_an_answer_that_helps_nobody_is_explained(
    reply: Reply, code: int, part: str, point: Callable[[str, str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    with RawServer(reply) as server:
        point(server.url, "sk_test")
        ended = cli.main(["sync"])

    assert ended == code
    assert part in capsys.readouterr().err


@pytest.mark.parametrize(
    ("outcome", "code"),
    [
        (SyncOutcome(5), 0),
        (SyncOutcome(5, reason=RecordsSetAside(1)), 3),
        (SyncOutcome(5, reason=DeletionsHeld(30, 100, 70), complete=False), 3),
        (SyncOutcome(5, reason=Unreachable("reset"), complete=False, applied=True), 3),
        (SyncOutcome(5, reason=Unreachable("reset"), complete=False, applied=False), 1),
        (SyncOutcome(5, reason=Stalled(1), complete=False, applied=False), 1),
        (SyncOutcome(5, reason=Unauthorized(), complete=False, applied=True), 1),
    ],
)
def test_the_exit_code_tells_what_was_done(outcome: SyncOutcome, code: int) -> None:
    assert cli.outcome_code(outcome) == code


def test_deletions_that_are_held_pass_with_a_word(connected: Any, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["sync"])
    delete(connected, 40)

    held = cli.main(["sync"])
    words = capsys.readouterr().err
    accepted = cli.main(["sync", "--accept-deletions"])

    assert (held, accepted) == (3, 0)
    assert "no longer lists 40 of 150" in words
    assert capsys.readouterr().out == "110 of 110 contacts · 40 deleted\n"


def delete(server: Any, count: int) -> None:
    import asyncio

    from nexus_contacts.api.client import Client

    async def run() -> None:
        async with Client(server.base_url, server.api_key) as client:
            for contact in (await client.list()).items[:count]:
                await client.delete(contact.id)

    asyncio.run(run())


def test_a_stored_account_is_synced_by_its_name(
    workspace_server: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    server = workspace_server(sample=5)
    account.add("Northwind", server.base_url, server.api_key, remember=False)

    code = cli.main(["sync", "--account", "Northwind"])

    assert code == 0
    assert capsys.readouterr().out == "5 of 5 contacts · 5 new\n"


def test_a_missing_keyring_is_explained(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    account.add("Northwind", "https://crm.example", "sk_test", remember=False)
    monkeypatch.setattr(account, "_session", {})

    code = cli.main(["sync"])

    assert code == 1
    assert "does not keep secrets safe" in capsys.readouterr().err


def test_help_offers_what_there_is_and_imports_nothing_slow() -> None:
    code = (
        "import sys; from nexus_contacts import cli; code = cli.main(['--help']);"
        "slow = {'httpx', 'pydantic', 'fastapi', 'PySide6', 'sqlcipher3', 'keyring', 'asyncio'} & set(sys.modules);"
        "print(code, sorted(slow), file=sys.stderr)"
    )

    done = subprocess.run([sys.executable, "-c", code], env=os.environ, capture_output=True, text=True, check=True)

    assert done.stderr.strip() == "0 []"
    assert all(command in done.stdout for command in ("serve", "sync", "duplicates", "import", "export"))


def test_serve_has_its_own_options(capsys: pytest.CaptureFixture[str]) -> None:
    code = cli.main(["serve", "--help"])

    assert code == 0
    assert "--rate-limit" in capsys.readouterr().out


@pytest.mark.parametrize("more", [[], ["sync"]])
def test_the_version_is_told_and_nothing_else_done(more: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--version", *more]) == 0
    assert capsys.readouterr().out.startswith("nexus-contacts ")


def ended(redirected: str) -> tuple[int, str]:
    """How `nexus-contacts sync` ends when the shell redirects its streams: the exit code, what stands on both."""
    code = "import sys; from nexus_contacts import cli; sys.exit(cli.main(['sync']))"
    line = f'"{sys.executable}" -c "{code}" {redirected}'
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {line}"], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="the shell's own words for it")
@pytest.mark.parametrize(
    ("redirected", "code", "told"),
    [
        ("2>&-", 0, "5 of 5 contacts"),
        (">&-", 0, ""),
        (">&- 2>&-", 0, ""),
        (">/dev/full", 1, "The result could not be told"),
        ("| true", 1, "The result could not be told"),
    ],
)
def test_a_stream_that_is_closed_or_full_is_no_crash(
    redirected: str, code: int, told: str, workspace_server: Any, point: Callable[[str, str], None]
) -> None:
    server = workspace_server(sample=5)
    point(server.base_url, server.api_key)

    outcome, words = ended(redirected)

    assert outcome == code
    assert told in words
    assert "Traceback" not in words
    assert "Exception ignored" not in words


def test_duplicates_writes_the_pairs_of_a_file_best_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people = tmp_path / "people.csv"
    people.write_text(
        "id,first_name,last_name,email,phone,company\n"
        "a,Jane,Smithson,jane.smithson@acme.com,+442079460101,Acme\n"
        "b,Jayne,Smithson,j.smithson@acme.com,020 7946 0101,Acme Ltd\n"
        "c,Tom,Okafor,tom@elsewhere.org,,Elsewhere\n"
    )
    out = tmp_path / "pairs.csv"

    assert cli.main(["duplicates", str(people), "--out", str(out), "--min-score", "0.5"]) == 0

    header, *rows = out.read_text().splitlines()
    assert header == "id_a,id_b,score,reasons"
    assert len(rows) == 1
    assert rows[0].startswith("a,b,0.9")
    assert "same phone" in rows[0]
    assert "1 likely duplicates" in capsys.readouterr().out


def test_duplicates_refuses_what_it_cannot_compare(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people = tmp_path / "people.csv"
    people.write_text("foo,bar\n1,2\n")

    assert cli.main(["duplicates", str(people), "--out", str(tmp_path / "out.csv")]) == 1
    assert "no contacts to compare" in capsys.readouterr().err
    assert cli.main(["duplicates", str(people), "--out", str(tmp_path / "out.csv"), "--min-score", "2"]) == 2
