"""The random machine: two clients of one workspace, doing anything in any order, offline, interrupted, restarted.

After two quiet syncs of each both copies equal the service, nothing that was typed is lost, and nothing exists twice.
"""

import itertools
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from tests.api.raw_server import Asked, Reply
from tests.faults.proxy import Proxy
from tests.sync.desk import Desk

from nexus_contacts.api.pages import walk
from nexus_contacts.api.records import Contact, Draft
from nexus_contacts.store import contacts, deciding, entries, outbox, overlay, restoring, trash, undo
from nexus_contacts.store.connection import Database
from nexus_contacts.store.edits import Edit, value_of
from nexus_contacts.store.entries import Entry
from nexus_contacts.store.steps import last_done
from nexus_contacts.workspace.running import EmbeddedServer

KEY = bytes(32)
FIELDS = ("company", "job_title", "last_name", "custom_fields.plan", "address.city")
TAGS = ("red", "green", "blue")
WHO = st.integers(0, 1)
WHICH = st.integers(0, 30)


class Side:
    """One client: its files, its way to the service, and the faults on it."""

    def __init__(self, folder: Path, server: EmbeddedServer) -> None:
        self.folder = folder
        self.proxy = Proxy(server.base_url, self._spoil)
        self.proxy.__enter__()
        self.online = True
        self.swallowed = 0
        """So many answers to writes are lost from now on."""
        self.dies_at = 0
        """The program ends in the middle of its so manieth request from now on."""
        self.api_key = server.api_key
        self.desk = self._open()

    def _open(self) -> Desk:
        desk = Desk(Database.open(self.folder, KEY))
        desk.base_url, desk.api_key = self.proxy.base_url, self.api_key
        overlay.settle(desk.database)
        return desk

    def restart(self) -> None:
        """End the program and start it again."""
        self.desk.database.close()
        self.desk = self._open()

    def close(self) -> None:
        self.desk.database.close()
        self.proxy.__exit__(None, None, None)

    def _spoil(self, asked: Asked, reply: Reply, _number: int) -> Reply:
        if not self.online:
            return Reply(reset=True)
        if self.dies_at:
            self.dies_at -= 1
            if not self.dies_at:
                self.online = False
                return Reply(reset=True)
        if asked.method != "GET" and self.swallowed:
            self.swallowed -= 1
            return Reply(reset=True)
        return reply

    def ids(self) -> list[str]:
        return sorted(contact.id for contact in self.desk.here().values())

    def pick(self, which: int) -> str:
        found = self.ids()
        return found[which % len(found)] if found else ""

    def sync(self) -> None:
        self.desk.with_engine(lambda engine: engine.sync(accept_deletions=True))


class TwoClients(RuleBasedStateMachine):
    """What two people may do, and what may happen to their programs."""

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp())
        self.server = EmbeddedServer()
        self.numbers = itertools.count(1)
        self.notes: dict[str, str] = {}
        """Each note that was typed, with the e-mail address of its contact."""
        self.made: set[str] = set()
        self.gone: set[str] = set()
        """E-mail addresses of contacts that somebody deleted."""
        self.typed: dict[tuple[str, str], list[str]] = {}
        """By e-mail address and field: every value that was typed."""

    @initialize()
    def begin(self) -> None:
        self.server.start(self.home / "workspace.db")
        self.sides = [Side(self.home / name, self.server) for name in ("a", "b")]
        for _ in range(3):
            self.create(0)
        for side in self.sides:
            side.sync()

    def teardown(self) -> None:
        try:
            if hasattr(self, "sides"):
                self.settle()
                self.compare()
        finally:
            for side in getattr(self, "sides", ()):
                side.close()
            self.server.stop()
            shutil.rmtree(self.home, ignore_errors=True)

    # What people do

    def create(self, who: int) -> None:
        number = next(self.numbers)
        email = f"person{number}@example.com"
        self.made.add(email)
        outbox.create(self.sides[who].desk.database, Draft(f"Person {number}", email))

    @rule(who=WHO)
    def creates(self, who: int) -> None:
        self.create(who)

    @rule(who=WHO, which=WHICH, field=st.sampled_from(FIELDS))
    def edits(self, who: int, which: int, field: str) -> None:
        side = self.sides[who]
        contact = contacts.get(side.desk.database, side.pick(which))
        if contact is None or self.is_going(side, contact.id):
            return
        value = f"value {next(self.numbers)}"
        outbox.edit(side.desk.database, (contact.id,), Edit(((field, value),)))
        self.typed.setdefault((contact.email, field), []).append(value)

    @rule(who=WHO, add=st.sampled_from(TAGS), remove=st.sampled_from(TAGS))
    def tags_everybody(self, who: int, add: str, remove: str) -> None:
        side = self.sides[who]
        outbox.edit(
            side.desk.database, side.ids(), Edit(add_tags=(add,), remove_tags=(remove,) if add != remove else ())
        )

    @rule(who=WHO, which=WHICH)
    def notes_something(self, who: int, which: int) -> None:
        side = self.sides[who]
        contact = contacts.get(side.desk.database, side.pick(which))
        if contact is None or self.is_going(side, contact.id):
            return
        content = f"note {next(self.numbers)}"
        self.notes[content] = contact.email
        outbox.add_note(side.desk.database, contact.id, content)

    @rule(who=WHO, which=WHICH)
    def deletes(self, who: int, which: int) -> None:
        side = self.sides[who]
        contact = contacts.get(side.desk.database, side.pick(which))
        if contact is not None:
            self.gone.add(contact.email)
            outbox.delete(side.desk.database, (contact.id,), hold_s=0)

    @rule(who=WHO)
    def restores(self, who: int) -> None:
        side = self.sides[who]
        for thrown in trash.listed(side.desk.database)[:1]:
            if thrown.state == "kept":
                restoring.restore(side.desk.database, thrown.number)

    @rule(who=WHO)
    def takes_back(self, who: int) -> None:
        database = self.sides[who].desk.database
        step = last_done(database)
        if step is not None and step.kind == "edit":
            undo.undo(database, step)

    # What happens to them

    @rule(who=WHO, online=st.booleans())
    def goes_on_or_off_line(self, who: int, online: bool) -> None:
        self.sides[who].online = online

    @rule(who=WHO, count=st.integers(1, 6))
    def loses_answers(self, who: int, count: int) -> None:
        self.sides[who].swallowed = count

    @rule(who=WHO)
    def syncs(self, who: int) -> None:
        self.sides[who].sync()

    @rule(who=WHO, at=st.integers(1, 8))
    def ends_in_the_middle(self, who: int, at: int) -> None:
        side = self.sides[who]
        if side.online:
            side.dies_at = at
            side.sync()
            side.dies_at = 0
            side.restart()
            side.online = True

    @rule(who=WHO)
    def restarts(self, who: int) -> None:
        self.sides[who].restart()

    # What must hold at the end

    @staticmethod
    def is_going(side: Side, contact_id: str) -> bool:
        return any(entry.kind == "delete" for entry in entries.of_contact(side.desk.database, contact_id))

    def settle(self) -> None:
        """Let everything be sent: conflicts are decided for what was typed here, what is gone is created again."""
        for side in self.sides:
            side.online, side.swallowed, side.dies_at = True, 0, 0
        for _ in range(12):
            for side in self.sides:
                side.sync()
                for entry in entries.parked(side.desk.database):
                    self.decide(side, entry)
            if not any(entries.waiting(s.desk.database) or entries.parked(s.desk.database) for s in self.sides):
                break
        for _ in range(2):
            for side in self.sides:
                side.sync()

    def decide(self, side: Side, entry: Entry) -> None:
        database = side.desk.database
        match entry.reason.code:
            case "conflict":
                mine = {one.field: one.after for one in entry.changes if one.field in dict(entry.reason.theirs)}
                deciding.resolve(database, entry.number, mine)
            case "gone":
                deciding.create_again(database, entry.number)
            case "email_taken":
                deciding.cancel(database, entry.number)  # somebody else created it again before
            case _:
                raise AssertionError(f"nothing here is refused: {entry}")

    def compare(self) -> None:
        a, b = (side.desk for side in self.sides)
        there = plain(a.there())
        assert [entries.counts(desk.database).waiting for desk in (a, b)] == [0, 0]
        assert plain(a.here()) == there
        assert plain(b.here()) == there
        emails = [contact.email for contact in there.values()]
        assert len(set(emails)) == len(emails)
        assert set(emails) <= self.made
        assert self.made - set(emails) <= self.gone
        self.compare_notes(a, there)
        for (email, field), values in self.typed.items():
            shown = next((contact for contact in there.values() if contact.email == email), None)
            if shown is not None and value_of(shown, field) not in ("", None):
                assert value_of(shown, field) in values

    def compare_notes(self, desk: Desk, there: dict[str, Contact]) -> None:
        async def read(client: Any) -> list[str]:
            found = []
            for contact_id in there:
                async for page in walk(lambda cursor, id=contact_id: client.notes(id, cursor=cursor)):
                    found += [note.content for note in page.items]
            return found

        found = desk.with_client(read)
        for content, email in self.notes.items():
            times = sum(one == content for one in found)
            assert times <= 1, (content, found)
            if email not in self.gone:
                assert times == 1, (content, found)


def plain(found: dict[str, Contact]) -> dict[str, Contact]:
    """Contacts without what a list leaves out, their tags in no order."""
    return {
        key: replace(one, metadata=(), tags=tuple(sorted(one.tags)), custom_fields=tuple(sorted(one.custom_fields)))
        for key, one in found.items()
    }


@pytest.mark.parametrize(
    ("examples", "steps"),
    [(6, 25), pytest.param(150, 50, marks=[pytest.mark.deep, pytest.mark.timeout(3600)])],
)
def test_two_clients_that_do_anything_end_with_what_the_service_has(examples: int, steps: int) -> None:
    run_state_machine_as_test(
        TwoClients,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )
