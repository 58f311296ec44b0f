"""What the command line says of each expected failure, and of the progress."""

import importlib
import io
import sys
from pathlib import Path

import pytest

from nexus_contacts.account import NoAccount, UnknownAccount
from nexus_contacts.api.errors import RateLimited, Unreachable
from nexus_contacts.errors import NexusError
from nexus_contacts.exchange.errors import NotWritten
from nexus_contacts.keyrings import KeyringUnavailable
from nexus_contacts.sync.errors import DeletionsHeld, EndedInPart
from nexus_contacts.sync.progress import Phase, SyncState
from nexus_contacts.terminal import KEYRING, PARTS, PHASES, UNREACHABLE, WORDS, Progress, Share, explain

CORE = ("api", "store", "sync", "exchange", "duplicates")


def failures() -> list[type[NexusError]]:
    """Every class of failure that the core raises."""
    for package in CORE:
        importlib.import_module(f"nexus_contacts.{package}.errors")
    found: list[type[NexusError]] = []
    waiting = [NexusError]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.startswith(("nexus_contacts.account", "nexus_contacts.keyrings")) or kind.__module__ in {
            f"nexus_contacts.{package}.errors" for package in CORE
        }:
            found.append(kind)
    return sorted(set(found), key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", failures(), ids=lambda kind: kind.__name__)
def test_every_failure_has_words_of_its_own_kind(kind: type[NexusError]) -> None:
    worded = [one.__name__ for one in kind.__mro__ if one.__name__ in WORDS]

    roots = {"AccountError", "SyncError", "ExchangeError", "Interrupted"}
    assert worded or kind.__name__ in roots


def test_every_word_belongs_to_a_failure() -> None:
    assert set(WORDS) <= {kind.__name__ for kind in failures()}


@pytest.mark.parametrize(
    ("error", "parts"),
    [
        (NoAccount(("NEXUS_CONTACTS_API_KEY",)), ["NEXUS_CONTACTS_API_KEY is not set"]),
        (UnknownAccount("South", ("North", "East")), ["South", "North, East"]),
        (UnknownAccount("South", ()), ["None is set up"]),
        (KeyringUnavailable("locked", "LockedException"), ["it is locked (LockedException)", "No key was written"]),
        (Unreachable("refused"), ["nothing listens", "copy is kept"]),
        (RateLimited("pause", retry_after_s=3600), ["3,600 seconds"]),
        (RateLimited("pause"), ["asks to wait."]),
        (DeletionsHeld(1200, 1250, 50), ["1,200 of 1,250", "--accept-deletions"]),
        (EndedInPart("total", 249, 300), ["counts 300 contacts and lists 249"]),
        (NotWritten(Path("out.csv"), "Permission denied"), ["out.csv", "Permission denied"]),
    ],
)
def test_the_sentence_names_the_facts(error: NexusError, parts: list[str]) -> None:
    text = explain(error)

    assert all(part in text for part in parts)
    assert "{" not in text


def test_a_message_with_braces_is_shown_as_it_is() -> None:
    assert "{e.secret}" in explain(NotWritten(Path("{e.secret}"), "no"))


def test_every_reason_has_its_words() -> None:
    assert set(KEYRING) == {"absent", "locked", "refused", "slow", "unsafe"}
    assert set(UNREACHABLE) >= {"dns", "refused", "network", "tls", "timeout", "reset", "proxy"}
    assert set(PARTS) == {"cursor", "total", "moving"}
    assert {Phase(word) for word in PHASES} == {phase for phase in Phase if phase is Phase.WAITING or not phase.resting}


def test_away_from_a_terminal_progress_is_a_line_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress()

    progress.show(SyncState(Phase.FIRST_MIRROR, 0, 1250))
    progress.show(SyncState(Phase.FIRST_MIRROR, 100, 1250))
    progress.show(SyncState(Phase.INDEXING))
    progress.show(SyncState(Phase.IDLE, 1250, 1250))

    assert capsys.readouterr().err == "Reading all contacts: 0 of 1,250\nBuilding the index\n"


def test_on_a_terminal_progress_is_a_bar_that_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    progress = Progress()

    progress.show(SyncState(Phase.FIRST_MIRROR, 600, 1250))
    progress.show(SyncState(Phase.IDLE))

    assert "600/1250" in screen.getvalue()


def test_a_share_is_told_now_and_then(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    now = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])

    with Share("Sending rows") as share:
        share.show(0.1)
        assert not share.is_due
        now[0] += 3
        share.show(0.25)
        share.show(0.3)

    assert capsys.readouterr().err == "Sending rows\nSending rows: 25%\n"
