"""The program in a child process: killed, without room, with a damaged copy; what comes after is whole."""

import json
import os
import random
import resource
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from tests.faults.program import Program

from nexus_contacts import account

CONTACTS = 1200


@pytest.fixture
def start(private_home: Path, workspace_server: Any) -> Program:
    """The program, and a workspace for it."""
    server = workspace_server(sample=CONTACTS, latency_ms=5)
    return Program(private_home, server.base_url, server.api_key)


def ended(child: "subprocess.Popen[str]") -> tuple[int, dict[str, Any], str]:
    """Wait for `sync --json`: its exit code, its answer and its words."""
    out, words = child.communicate(timeout=60)
    return child.returncode, json.loads(out) if out else {}, words


def kill_somewhere(start: Program, chance: random.Random, within_s: float) -> None:
    """Let a sync begin in what is there, and kill it at a random moment."""
    child = start("sync", "--json")
    with suppress(subprocess.TimeoutExpired):
        child.wait(chance.uniform(0.2, within_s))
    child.kill()
    child.communicate()


@pytest.mark.parametrize("kills", [3, pytest.param(100, marks=[pytest.mark.deep, pytest.mark.timeout(900)])])
def test_a_first_mirror_killed_anywhere_goes_on_and_ends_complete(start: Program, kills: int) -> None:
    chance = random.Random(kills)
    began = time.monotonic()
    whole, _, _ = ended(start("sync", "--json"))
    full_s = time.monotonic() - began
    assert whole == 0
    done = 0
    while done < kills:
        for path in start.folder.glob("*"):
            path.unlink()
        for _ in range(min(3, kills - done)):
            kill_somewhere(start, chance, full_s)
            done += 1

        code, outcome, words = ended(start("sync", "--json"))

        assert (code, outcome["contacts"], outcome["service_total"]) == (0, CONTACTS, CONTACTS), words


def test_a_damaged_copy_is_kept_aside_and_fetched_again(start: Program, private_home: Path) -> None:
    ended(start("sync", "--json"))
    copy = start.folder / "copy.db"
    damaged = bytearray(copy.read_bytes())
    damaged[:8192] = os.urandom(8192)
    copy.write_bytes(damaged)

    code, outcome, words = ended(start("sync", "--json"))

    assert (code, outcome["contacts"]) == (0, CONTACTS)
    assert "damaged" in words
    assert "Traceback" not in words
    assert any(path.read_bytes() == bytes(damaged) for path in copy.parent.rglob("*") if path.is_file())


def test_a_copy_made_with_another_key_is_left_untouched_and_said_so(start: Program, private_home: Path) -> None:
    added = account.add("Northwind", start.base_url, start.api_key, remember=False)
    first, _, _ = ended(start("sync", "--json", "--account", "Northwind"))
    folder = private_home / "data" / added.slug
    before = {path.name: path.read_bytes() for path in folder.glob("*.db")}
    start.api_key = "another"

    code, outcome, words = ended(start("sync", "--json", "--account", "Northwind"))

    assert (first, code, outcome) == (0, 1, {})
    assert "made with another key" in words
    assert "Traceback" not in words
    assert {path.name: path.read_bytes() for path in folder.glob("*.db")} == before


def test_a_full_disk_is_named_and_the_next_sync_goes_on(start: Program, private_home: Path) -> None:
    room = 400_000

    def narrow() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    code, outcome, words = ended(start("sync", "--json", preexec_fn=narrow))
    again, whole, _ = ended(start("sync", "--json"))

    assert code == 1, words
    assert outcome.get("reason", "DiskFull") == "DiskFull"
    assert "disk is full" in words
    assert "Traceback" not in words
    assert (again, whole["contacts"]) == (0, CONTACTS)


def test_the_key_is_in_no_file_no_argument_and_no_word(start: Program, private_home: Path) -> None:
    child = start("sync", "--json")
    arguments = Path(f"/proc/{child.pid}/cmdline").read_bytes() if Path("/proc").exists() else b""
    out, words = child.communicate(timeout=60)
    export = start("export", "--out", str(private_home / "out.csv"))
    export.communicate(timeout=60)

    files = b"".join(path.read_bytes() for path in private_home.rglob("*") if path.is_file())

    assert start.api_key.encode() not in files + arguments + out.encode() + words.encode()
    assert b"Jane" not in b"".join(path.read_bytes() for path in (private_home / "data").rglob("*.db*"))
