"""A process of its own that scans and answers, so that the window's own interpreter never waits for it.

It reads the local copy; what it finds goes back as messages, and only the window's process writes.
"""

import multiprocessing
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import chain, islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from nexus_contacts.duplicates.errors import ScanStopped
from nexus_contacts.duplicates.live import Live
from nexus_contacts.duplicates.people import people_in, people_of
from nexus_contacts.duplicates.records import Person
from nexus_contacts.duplicates.scan import Pair, read_records, scan
from nexus_contacts.store import contacts
from nexus_contacts.store.connection import Database

KEPT_FROM = 0.3
"""Pairs below this score are not worth a person's look."""
MOST = 100_000
"""No more pairs than this are kept, the likeliest: nobody judges more, and each takes its room and time."""
LIKELY_FROM = 0.5
"""Who is on the way in and looks like somebody by less than this is taken for another person."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a scan or a check found. `about` are the contacts that were looked at; None: all of them."""

    pairs: tuple[Pair, ...]
    about: tuple[str, ...] | None = None


class Worker:
    """The door to the process, for one thread at a time. It begins with the first question."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder
        self._key = key
        self._process: Any = None
        self._pipe: Connection | None = None

    def scan(self, on_progress: Callable[[float], None], stopped: Callable[[], bool]) -> Found:
        """Compare all contacts. Raises ScanStopped once `stopped` answers True, OSError where the process died."""
        return self._ask(("scan",), on_progress, stopped)

    def recheck(self, ids: tuple[str, ...]) -> Found:
        """Compare some contacts of the copy anew, after they changed; scans first where nothing was scanned yet."""
        return self._ask(("recheck", ids), lambda share: None, lambda: False)

    def check(self, person: Person) -> Found:
        """What a contact might be a double of that is being typed."""
        return self._ask(("check", person), lambda share: None, lambda: False)

    def among(
        self, people: tuple[Person, ...], on_progress: Callable[[float], None], stopped: Callable[[], bool]
    ) -> Found:
        """What people who are on their way in might be doubles of: contacts of the copy, or one another.

        In each pair the newcomer is the second; of two newcomers the later one. Raises as `scan` does.
        """
        return self._ask(("among", people), on_progress, stopped)

    def close(self) -> None:
        """End the process; what it was doing is dropped."""
        if self._process is not None:
            self._process.terminate()
            self._process.join()
            self._process.close()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None

    def _ask(
        self, question: tuple[Any, ...], on_progress: Callable[[float], None], stopped: Callable[[], bool]
    ) -> Found:
        pipe = self._started()
        try:
            pipe.send(question)
            while True:
                while not pipe.poll(0.1):
                    if stopped():
                        self.close()
                        raise ScanStopped
                answer = pipe.recv()
                if isinstance(answer, Found):
                    return answer
                if stopped():
                    self.close()
                    raise ScanStopped
                on_progress(answer)
        except EOFError:
            self.close()
            raise OSError("the search for duplicates ended unexpectedly") from None

    def _started(self) -> Connection:
        if self._pipe is None or not self._process.is_alive():
            self.close()
            # Spawned, not forked: a fork would share the window's locks and connections. The key goes by the pipe.
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(target=run, args=(theirs,), daemon=True, name="duplicates")
            self._process.start()
            theirs.close()
            self._pipe.send((str(self._folder), self._key))
        return self._pipe


def run(pipe: Connection) -> None:
    """The process: answers questions until the pipe is closed."""
    if hasattr(os, "nice"):
        os.nice(5)  # the window comes first
    try:
        folder, key = pipe.recv()
        database = Database.open(Path(folder), key)
        answering = _Answering(database, pipe)
        while True:
            question, *rest = pipe.recv()
            pipe.send(getattr(answering, question)(*rest))
    except (EOFError, KeyboardInterrupt, BrokenPipeError):
        pass


class _Answering:
    def __init__(self, database: Database, pipe: Connection) -> None:
        self._database = database
        self._pipe = pipe
        self._live: Live | None = None
        self._told = -1

    def scan(self) -> Found:
        records = read_records(people_in(self._database), self._tell_reading, contacts.total(self._database))
        done = scan(records, KEPT_FROM, lambda share: self._tell(0.3 + 0.7 * share))
        self._live = Live(done)
        return Found(tuple(islice(done.pairs(), MOST)))

    def recheck(self, ids: tuple[str, ...]) -> Found:
        if self._live is None:
            return self.scan()
        people = people_of(self._database, ids)
        self._live.forget(ids)
        self._live.learn(people)
        found = [pair for person in people for pair in self._compared(person)]
        return Found(tuple(found), ids)

    def check(self, person: Person) -> Found:
        if self._live is None:
            self.scan()
        return Found(self._compared(person), (person.id,))

    def among(self, people: tuple[Person, ...]) -> Found:
        expected = contacts.total(self._database) + len(people)
        records = read_records(chain(people_in(self._database), people), self._tell_reading, expected)
        done = scan(records, LIKELY_FROM, lambda share: self._tell(0.3 + 0.7 * share))
        held = len(records) - len(people)
        newcomers = frozenset(records.ids[held:])
        found = (pair for pair in done.pairs() if pair.first_id in newcomers or pair.second_id in newcomers)
        place = {person.id: number for number, person in enumerate(people)}
        return Found(tuple(_newcomer_last(pair, place) for pair in found), tuple(place))

    def _compared(self, person: Person) -> tuple[Pair, ...]:
        assert self._live is not None
        others = people_of(self._database, self._live.candidates(person))
        return self._live.compare(person, others, KEPT_FROM)

    def _tell_reading(self, share: float) -> None:
        self._tell(0.3 * share)

    def _tell(self, share: float) -> None:
        if round(share * 100) > self._told or share == 0:
            self._told = round(share * 100)
            self._pipe.send(share)


def _newcomer_last(pair: Pair, place: Mapping[str, int]) -> Pair:
    """A pair with the newcomer, or the later one of two, as its second."""
    if place.get(pair.first_id, -1) > place.get(pair.second_id, -1):
        return replace(pair, first_id=pair.second_id, second_id=pair.first_id)
    return pair
