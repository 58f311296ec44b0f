"""Faults while a file is brought in: killed anywhere, cut in a pack, answers lost or late; each row exactly once."""

import asyncio
import csv
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.api.raw_server import Asked, Reply
from tests.faults.program import SENDER, Program
from tests.faults.proxy import Proxy
from tests.sync.desk import Desk

from nexus_contacts import account as accounts
from nexus_contacts import paths
from nexus_contacts.api.client import Client
from nexus_contacts.api.pages import walk
from nexus_contacts.api.records import Contact, Draft
from nexus_contacts.store import contacts, entries, importing, overlay
from nexus_contacts.store.connection import Database
from nexus_contacts.store.importing import Incoming

HEADER = "Vorname;Nachname;E-Mail;Firma;Bemerkung\r\n"
ROWS = 230
"""Three packs of the bulk endpoint, the last one not full."""


def noted(number: int) -> bool:
    return number % 10 == 0


def fair(path: Path, name: str, count: int = ROWS) -> Path:
    """A list of a fair: new people, every tenth with a note, and at its end two rows that cannot be used."""
    rows = [f"Gast {n};Lee;{name}{n}@x.org;Acme;{f'note of {name}{n}' if noted(n) else ''}\r\n" for n in range(count)]
    rows += [f";Ohne;{name}-none@x.org;;\r\n", "Ohne;Adresse;;;\r\n"]
    path.write_bytes((HEADER + "".join(rows)).encode("latin-1"))
    return path


class Site:
    """A workspace, what it has, and the local files of the program that is pointed at it."""

    def __init__(self, program: Program, server: Any) -> None:
        self.program = program
        self.server = server

    def there(self) -> dict[str, Contact]:
        """All contacts of the service by their e-mail; fails where two have the same."""

        async def read(client: Client) -> list[Contact]:
            return [one async for page in walk(lambda c: client.list(cursor=c)) for one in page.items]

        found = self._asked(read)
        assert len({one.email for one in found}) == len(found)
        return {one.email: one for one in found}

    def notes(self, ids: list[str]) -> list[str]:
        async def read(client: Client) -> list[str]:
            return [note.content for id in ids for note in (await client.notes(id)).items]

        return self._asked(read)

    def _asked(self, read: Callable[[Client], Any]) -> Any:
        async def ask() -> Any:
            async with Client(self.server.base_url, self.server.api_key) as client:
                return await read(client)

        return asyncio.run(ask())

    @contextmanager
    def copy(self) -> Iterator[Database]:
        account = accounts.choose(None)
        folder = paths.account_folder(account.slug)
        with closing(Database.open(folder, accounts.credentials(account).cache_key)) as database:
            yield database

    def bring_in(self, path: Path, report: Path) -> tuple[int, list[dict[str, str]]]:
        """Run the command to its end: its exit code and its report."""
        child = self.program("import", str(path), "--report", str(report))
        _, words = child.communicate(timeout=60)
        assert "Traceback" not in words
        return child.returncode, read_report(report)

    def assert_whole(self, name: str, report: list[dict[str, str]], count: int = ROWS) -> None:
        """Every row of the file is there exactly once with its note, here as there; the report says just that."""
        there = self.there()
        emails = [f"{name}{n}@x.org" for n in range(count)]
        assert {email for email in there if email.startswith(name)} == set(emails)
        assert all((there[email].company, there[email].first_name[:4]) == ("Acme", "Gast") for email in emails)
        wanted = [n for n in range(count) if noted(n)]
        notes = self.notes([there[f"{name}{n}@x.org"].id for n in wanted])
        assert notes == [f"note of {name}{n}" for n in wanted]
        assert [line["outcome"] for line in report[count:]] == ["failed", "failed"]
        assert {line["outcome"] for line in report[:count]} <= {"created", "exists"}
        assert [(line["email"], line["id"]) for line in report[:count]] == [(one, there[one].id) for one in emails]
        with self.copy() as database:
            assert (entries.counts(database).waiting, entries.parked(database)) == (0, ())
            here = {one.email: one.id for one in contacts.export_rows(database)}
        assert here == {email: one.id for email, one in there.items()}


def read_report(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture
def site(private_home: Path, workspace_server: Any, monkeypatch: pytest.MonkeyPatch) -> Site:
    server = workspace_server(sample=30, latency_ms=5)
    monkeypatch.setenv(accounts.URL_VARIABLE, server.base_url)
    monkeypatch.setenv(accounts.KEY_VARIABLE, server.api_key)
    return Site(Program(private_home, server.base_url, server.api_key), server)


@pytest.fixture
def between(site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[Proxy]:
    """A proxy between the program and the service."""
    with Proxy(site.server.base_url) as proxy:
        monkeypatch.setenv(accounts.URL_VARIABLE, proxy.base_url)
        site.program.base_url = proxy.base_url
        yield proxy


def is_pack(asked: Asked) -> bool:
    return asked.target.endswith("/bulk")


@pytest.mark.parametrize("kills", [4, pytest.param(100, marks=[pytest.mark.deep, pytest.mark.timeout(1800)])])
def test_killed_anywhere_in_the_command_and_started_again_every_row_is_there_exactly_once(
    site: Site, tmp_path: Path, kills: int
) -> None:
    chance, report = random.Random(kills), tmp_path / "r.csv"
    began = time.monotonic()
    site.assert_whole("whole", site.bring_in(fair(tmp_path / "whole.csv", "whole"), report)[1])
    full_s = time.monotonic() - began
    done = 0
    while done < kills:
        name = f"fair{done}-"
        path = fair(tmp_path / f"{name}.csv", name)
        for _ in range(min(2, kills - done)):
            child = site.program("import", str(path))
            with suppress(subprocess.TimeoutExpired):
                child.wait(chance.uniform(0.3, full_s))
            child.kill()
            child.communicate()
            done += 1

        code, lines = site.bring_in(path, report)

        assert code == 3
        site.assert_whole(name, lines)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda reply: replace(reply, reset=True),
        lambda reply: replace(reply, length=len(reply.body) + 50, cut_after=len(reply.body) // 2),
        lambda reply: Reply(502, b"<html>Bad Gateway</html>"),
        lambda reply: Reply(200, b""),
    ],
    ids=["reset", "cut", "502", "empty"],
)
def test_a_pack_whose_answer_is_lost_is_told_as_unknown_and_made_sure_of_by_the_next_run(
    site: Site, between: Proxy, tmp_path: Path, spoil: Callable[[Reply], Reply]
) -> None:
    path, report = fair(tmp_path / "fair.csv", "fair"), tmp_path / "r.csv"
    between.fault = lambda asked, reply, number: spoil(reply) if is_pack(asked) else reply

    code, lines = site.bring_in(path, report)

    assert code == 3
    assert {line["outcome"] for line in lines} == {"failed"}
    assert all("not known yet whether it arrived" in line["reason"] for line in lines[:100])
    assert all(line["reason"].startswith("not sent yet") for line in lines[100:ROWS])
    assert {line["id"] for line in lines} == {""}
    between.fault = None
    site.assert_whole("fair", site.bring_in(path, report)[1])


def test_the_connection_cut_in_a_pack_and_the_program_killed_there(site: Site, between: Proxy, tmp_path: Path) -> None:
    path, report = fair(tmp_path / "fair.csv", "fair"), tmp_path / "r.csv"
    running: list[subprocess.Popen[str]] = []

    def kill(asked: Asked, reply: Reply, _number: int) -> Reply:
        if is_pack(asked) and running:
            running.pop().kill()
            return replace(reply, length=len(reply.body) + 50, cut_after=len(reply.body) // 2)
        return reply

    between.fault = kill
    for place in range(3):
        running.append(site.program("import", str(path)))
        child = running[0]
        child.communicate(timeout=60)
        assert child.returncode < 0, f"pack {place} was not sent"

    site.assert_whole("fair", site.bring_in(path, report)[1])
    assert sum(map(is_pack, between.asked)) == 3


def test_a_pack_that_reaches_the_service_after_it_was_looked_up_is_taken_over(
    site: Site, between: Proxy, tmp_path: Path
) -> None:
    path, report = fair(tmp_path / "fair.csv", "fair"), tmp_path / "r.csv"
    late: list[Asked] = []
    running: list[subprocess.Popen[str]] = []

    def hold(asked: Asked) -> Asked:
        if is_pack(asked) and running:
            late.append(asked)
            running.pop().kill()
            return replace(asked, method="GET", target=f"{asked.target}-on-its-way", body=b"")
        if is_pack(asked) and late:
            between.ask(late.pop())
        return asked

    between.turn = hold
    running.append(site.program("import", str(path)))
    running[0].communicate(timeout=60)
    assert late

    site.assert_whole("fair", site.bring_in(path, report)[1])
    assert not late


def test_a_service_that_takes_no_packs_gets_its_rows_one_by_one(site: Site, between: Proxy, tmp_path: Path) -> None:
    path, report = fair(tmp_path / "fair.csv", "fair", 12), tmp_path / "r.csv"
    between.turn = lambda asked: replace(asked, target="/nowhere") if is_pack(asked) else asked

    site.assert_whole("fair", site.bring_in(path, report)[1], 12)


def test_a_refused_row_that_was_mended_comes_in(site: Site, between: Proxy, tmp_path: Path) -> None:
    path, report = fair(tmp_path / "fair.csv", "fair", 3), tmp_path / "r.csv"

    def picky(asked: Asked, reply: Reply, _number: int) -> Reply:
        wrong = asked.method == "POST" and b'"Acme"' in asked.body
        told = b'{"success": false, "error": {"code": "validation_failed", "fields": {"company": "is not known"}}}'
        return Reply(422, told, {"Content-Type": "application/json"}) if wrong else reply

    between.turn = lambda asked: replace(asked, method="GET", body=b"") if b'"Acme"' in asked.body else asked
    between.fault = picky
    _, lines = site.bring_in(path, report)
    assert [line["reason"] for line in lines[:3]] == ["company: is not known"] * 3

    path.write_bytes(path.read_bytes().replace(b"Acme", b"Bolt"))
    _, lines = site.bring_in(path, report)

    assert [line["outcome"] for line in lines] == ["created"] * 3 + ["failed"] * 2


def test_a_contact_typed_by_hand_and_refused_is_not_let_go_by_an_import(
    site: Site, between: Proxy, tmp_path: Path
) -> None:
    from nexus_contacts.store import outbox, settling
    from nexus_contacts.store.entries import Reason

    path, report = fair(tmp_path / "fair.csv", "fair", 3), tmp_path / "r.csv"
    site.bring_in(path, report)
    with site.copy() as database:
        typed = outbox.create(database, Draft("Typed", "fair1@x.org"))
        settling.park(database, typed.entry, Reason("email_taken"))

    _, lines = site.bring_in(path, report)

    assert lines[1]["id"] == site.there()["fair1@x.org"].id
    with site.copy() as database:
        assert [entry.number for entry in entries.parked(database)] == [typed.entry]


# What the window does: rows into the outbox, and the engine of this machine sends them.


def put(desk: Desk, name: str) -> None:
    rows = [Incoming(n, Draft(f"Gast {n}", f"{name}{n}@x.org"), notes=(f"note {n}",) * noted(n)) for n in range(ROWS)]
    importing.put(desk.database, f"{name}.csv", rows)


@pytest.mark.parametrize("kills", [4, pytest.param(100, marks=[pytest.mark.deep, pytest.mark.timeout(1200)])])
def test_killed_anywhere_while_rows_are_sent_each_is_there_exactly_once(
    desk: Desk, behind: Callable[..., Proxy], kills: int
) -> None:
    proxy = behind(latency_ms=5)
    chance = random.Random(kills)
    lost = [False]
    proxy.fault = lambda asked, reply, number: replace(reply, reset=True) if is_pack(asked) and lost[0] else reply
    names = []
    for done in range(kills):
        if done % 3 == 0:
            names.append(f"fair{done}-")
            put(desk, names[-1])
        lost[0] = chance.random() < 0.3
        arguments = [sys.executable, "-c", SENDER, str(Path(desk.database.folder)), desk.base_url, desk.api_key]
        child = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        with suppress(subprocess.TimeoutExpired):
            child.wait(chance.uniform(0.0, 0.6))
        child.kill()
        child.communicate()
    lost[0] = False
    overlay.settle(desk.database)
    for _ in range(2):
        desk.with_engine(lambda engine: engine.push())

    counts = entries.counts(desk.database)
    assert (counts.waiting, counts.parked) == (0, 0)
    there = desk.there()
    emails = [one.email for one in there.values()]
    assert sorted(emails) == sorted(f"{name}{n}@x.org" for name in names for n in range(ROWS))
    wanted = [one for one in there.values() if noted(int(one.first_name.partition(" ")[2]))]

    async def read(client: Client) -> list[int]:
        return [len((await client.notes(one.id)).items) for one in wanted]

    assert set(desk.with_client(read)) == {1}
    assert set(desk.here()) == set(there)
