"""Faults while something is written: killed, without room, with a damaged copy, a wrong clock, in the ten seconds."""

import json
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from tests.desktop.desk import Desk as Screen
from tests.faults.program import SENDER
from tests.faults.proxy import Proxy
from tests.sync.desk import Desk

from nexus_contacts import account as accounts
from nexus_contacts import paths
from nexus_contacts.account import Account
from nexus_contacts.api.pages import walk
from nexus_contacts.desktop.form.dialog import ContactForm
from nexus_contacts.store import contacts, deciding, drafts, entries, files, outbox, overlay, putting, trash
from nexus_contacts.store.connection import Database
from nexus_contacts.store.edits import Edit
from nexus_contacts.store.filters import Filter, Sort

Behind = Callable[..., Proxy]
KEY = bytes(32)

# Makes changes in a copy without end and says each one when it is accepted: the test kills it somewhere.
WRITER = """
import sys, itertools
from pathlib import Path
from nexus_contacts.api.records import Draft
from nexus_contacts.store import contacts, outbox, overlay
from nexus_contacts.store.connection import Database
from nexus_contacts.store.edits import Edit
from nexus_contacts.store.filters import Filter
database = Database.open(Path(sys.argv[1]), bytes(32))
overlay.settle(database)
ids = sorted(contacts.ids(database, Filter()))
print("ready", flush=True)
for number in itertools.count(int(sys.argv[2])):
    which = ids[number % len(ids)]
    match number % 3:
        case 0:
            outbox.create(database, Draft(f"Made {number}", f"made{number}@example.com"))
            print("create", number, "-", flush=True)
        case 1:
            outbox.edit(database, (which,), Edit((("company", f"Firm {number}"),)))
            print("edit", number, which, flush=True)
        case 2:
            outbox.add_note(database, which, f"note {number}")
            print("note", number, which, flush=True)
"""


_ROUNDS = 3


class Killed:
    """A copy that children write to and send from, each killed at a random moment. Remembers what was accepted."""

    def __init__(self, desk: Desk, chance: random.Random) -> None:
        self.desk = desk
        self.folder = Path(desk.database.folder)
        self.chance = chance
        self.next = 0
        self.said: list[tuple[str, int, str]] = []

    def write_and_die(self) -> None:
        """Let a child make changes, and kill it."""
        child = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(self.folder), str(self.next)], stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        time.sleep(self.chance.uniform(0.0, 0.15))
        child.kill()
        for line in child.communicate()[0].splitlines(keepends=True):
            # The kill may cut the last line short.
            if len(line.split()) == 3 and line.endswith("\n"):
                kind, number, which = line.split()
                self.said.append((kind, int(number), which))
        # The change that was under way may have been accepted without a word: its number is not used again.
        self.next = max([self.next, *(number + 1 for _, number, _ in self.said)]) + 3

    def send_and_die(self) -> None:
        """Let a child send, and kill it."""
        arguments = [sys.executable, "-c", SENDER, str(self.folder), self.desk.base_url, self.desk.api_key]
        child = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        with suppress(subprocess.TimeoutExpired):
            child.wait(self.chance.uniform(0.0, 0.3))
        child.kill()
        child.communicate()


def notes_of(desk: Desk, ids: "list[str]") -> list[str]:
    async def read(client: Any) -> list[str]:
        found = []
        for contact_id in ids:
            async for page in walk(lambda cursor, id=contact_id: client.notes(id, cursor=cursor)):
                found += [note.content for note in page.items]
        return found

    return desk.with_client(read)


@pytest.mark.parametrize("kills", [4, pytest.param(100, marks=[pytest.mark.deep, pytest.mark.timeout(1200)])])
def test_killed_anywhere_in_edits_and_pushes_nothing_is_lost_and_nothing_doubled(
    desk: Desk, behind: Behind, kills: int
) -> None:
    behind(latency_ms=5)
    desk.fill(5)
    desk.pull()
    killed = Killed(desk, random.Random(kills))

    for _ in range(kills // 2):
        killed.write_and_die()
        killed.send_and_die()
    overlay.settle(desk.database)
    for _ in range(_ROUNDS):
        desk.with_engine(lambda engine: engine.push())

    assert killed.said
    assert entries.counts(desk.database).waiting == 0
    assert entries.parked(desk.database) == ()
    there = desk.there()
    emails = [one.email for one in there.values()]
    assert len(set(emails)) == len(emails)
    assert {f"made{number}@example.com" for kind, number, _ in killed.said if kind == "create"} <= set(emails)
    notes = notes_of(desk, list(there))
    assert len(set(notes)) == len(notes)
    assert {f"note {number}" for kind, number, _ in killed.said if kind == "note"} <= set(notes)
    # Those that were new when they were edited have another id by now.
    for contact_id in {which for kind, _, which in killed.said if kind == "edit" and not entries.is_local(which)}:
        last = max(number for kind, number, which in killed.said if (kind, which) == ("edit", contact_id))
        # An edit after the last one that was said may have been accepted before the kill.
        assert int(there[contact_id].company.removeprefix("Firm ")) >= last
    desk.pull()
    assert {one.id: one.company for one in desk.here().values()} == {one.id: one.company for one in there.values()}


def test_a_damaged_copy_is_rebuilt_and_what_waits_lies_over_it_again(desk: Desk, behind: Behind) -> None:
    behind()
    desk.fill(3)
    desk.pull()
    first, second, third = sorted(desk.here())
    outbox.edit(desk.database, (first,), Edit((("company", "Typed"),)))
    outbox.add_note(desk.database, second, "kept")
    outbox.delete(desk.database, (third,), hold_s=0)
    folder = Path(desk.database.folder)
    desk.database.close()
    for path in folder.glob(f"{files.COPY}-*"):
        path.unlink()
    (folder / files.COPY).write_bytes(os.urandom(200_000))

    desk.database = Database.open(folder, KEY)
    assert desk.database.set_aside
    overlay.settle(desk.database)
    desk.pull()

    assert desk.here()[first].company == "Typed"
    assert {entry.kind for entry in entries.waiting(desk.database)} == {"patch", "note", "delete"}
    desk.with_engine(lambda engine: engine.push())
    assert [one.contact.id for one in trash.listed(desk.database)] == [third]
    assert desk.there()[first].company == "Typed"
    assert third not in desk.there()


def test_a_clock_that_is_set_back_does_not_hold_a_deletion_for_hours(desk: Desk, behind: Behind) -> None:
    behind()
    desk.fill(1)
    desk.pull()
    (only,) = desk.here()
    outbox.delete(desk.database, (only,))

    assert not deciding.release_held(desk.database)
    deciding.release_held(desk.database, datetime.now(UTC) - timedelta(hours=1))

    assert desk.with_engine(lambda engine: engine.push()).sent == 1


def test_a_clock_that_is_wrong_by_days_orders_nothing_anew(
    desk: Desk, behind: Behind, monkeypatch: pytest.MonkeyPatch
) -> None:
    behind()
    desk.fill(1)
    desk.pull()
    (only,) = desk.here()

    for days, company in ((3, "First"), (-3, "Second")):
        wrong = datetime.now(UTC) + timedelta(days=days)

        class Clock(datetime):
            @classmethod
            def now(cls, tz: Any = None, wrong: datetime = wrong) -> datetime:
                return wrong

        monkeypatch.setattr(putting, "datetime", Clock)
        outbox.edit(desk.database, (only,), Edit((("company", company),)))
    desk.with_engine(lambda engine: engine.sync())

    assert desk.there()[only].company == desk.here()[only].company == "Second"


# In the window


@pytest.fixture
def at(qtbot: QtBot) -> Iterator[Screen]:
    screen = Screen(qtbot)
    yield screen
    screen.close()


@contextmanager
def no_room() -> Iterator[None]:
    """Let no file of this process grow, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def form(at: Screen) -> ContactForm:
    assert at.window is not None
    at.wait_until(lambda: bool(at.window and at.window.findChildren(ContactForm)))
    return at.window.findChildren(ContactForm)[-1]


def test_on_a_full_disk_the_text_stays_in_the_form_and_is_saved_when_there_is_room(
    at: Screen, workspace_server: Any
) -> None:
    at.open_on(workspace_server(sample=20))
    at.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    shown = form(at)
    at.type("Ada")
    at.press(Qt.Key.Key_Tab)
    at.press(Qt.Key.Key_Tab)
    at.type("ada@example.com")

    with no_room():
        shown.submit()
        at.wait_until(lambda: any("The disk is full" in name for name in at.control_names()))
        assert shown.isVisible()
        assert (shown.page.text("first_name"), shown.page.text("email")) == ("Ada", "ada@example.com")
        at.names()
    shown.submit()

    at.wait_until(lambda: entries.counts(at.place.session.database).sent == 1)


def test_quitting_in_the_ten_seconds_sends_nothing_and_asks_at_the_next_start(
    at: Screen, workspace_server: Any
) -> None:
    server = workspace_server(sample=20)
    window = at.open_on(server)
    id = at.place.table.model.ids()[0]
    at.place.session.changer.delete((id,))
    at.wait_until(lambda: entries.counts(at.place.session.database).waiting == 1)
    window.close()
    window.deleteLater()

    account = Account("test", "Northwind Sales", server.base_url)
    accounts.hold_for_session(account, server.api_key)
    at.open(account)
    at.wait_for_rows()

    (entry,) = entries.parked(at.place.session.database)
    assert entry.reason.code == "ask_delete"
    assert id in contacts.ids(at.place.session.database, Filter())
    at.place.session.changer.retry(entry.number)
    at.wait_until(lambda: entries.counts(at.place.session.database).sent == 1)


def test_a_killed_program_keeps_a_half_written_form(at: Screen, workspace_server: Any, qtbot: QtBot) -> None:
    server = workspace_server(sample=20)
    at.open_on(server)
    at.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    shown = form(at)
    at.type("Half typed")
    qtbot.wait(1500)
    database = at.place.session.database
    folder, key = paths.account_folder("test"), database._key
    # What a kill leaves is what is in the files: the draft is there before anything is closed.
    other = Database.open(folder, key)
    kept = drafts.get(other, drafts.form_key(""))
    other.close()

    assert kept is not None
    assert "Half typed" in json.dumps(kept)
    field = shown.page.boxes["first_name"].control
    assert isinstance(field, QLineEdit)
    assert contacts.page(database, Filter(), Sort()).rows
