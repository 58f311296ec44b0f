"""The record is read once at a time, never starved by changes, and the service is asked for what is old."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from nexus_contacts.api.errors import ServerError, Unreachable
from nexus_contacts.api.records import Contact
from nexus_contacts.desktop.detail import reading
from nexus_contacts.desktop.detail.reading import RecordReader
from nexus_contacts.desktop.session import Session
from nexus_contacts.store import contacts
from nexus_contacts.store.details import KINDS
from nexus_contacts.sync.engine import DetailsOutcome
from nexus_contacts.sync.progress import Phase, SyncState
from nexus_contacts.sync.requests import RequestLog


class Counting:
    """Answers as the engine does, with what it was told to, and counts how often it is asked."""

    def __init__(self, outcome: DetailsOutcome) -> None:
        self.outcome = outcome
        self.requests = RequestLog()
        self.asked: list[str] = []

    def push_soon(self) -> None:
        """Nothing waits here."""

    async def load_details(self, contact_id: str) -> DetailsOutcome:
        self.asked.append(contact_id)
        return self.outcome


@pytest.fixture
def reader(session: Session, monkeypatch: pytest.MonkeyPatch) -> Iterator[RecordReader]:
    monkeypatch.setattr(reading, "ASK_AFTER_MS", 10)
    contacts.write_page(session.database, [Contact("con_1", "Jane"), Contact("con_2", "John")])
    made = RecordReader(session)
    yield made
    made.deleteLater()


def answer(session: Session, outcome: DetailsOutcome) -> Counting:
    engine = Counting(outcome)
    session.set_engine(engine)  # type: ignore[arg-type]
    return engine


def name(reader: RecordReader) -> str:
    return reader.record.contact.name if reader.record is not None else ""


def test_a_contact_is_read_and_its_old_lists_asked_for(reader: RecordReader, session: Session, qtbot: QtBot) -> None:
    engine = answer(session, DetailsOutcome(failed=tuple((kind, ServerError(status=503)) for kind in KINDS)))

    reader.read("con_1")

    qtbot.waitUntil(lambda: bool(reader.failures))
    assert name(reader) == "Jane"
    assert engine.asked == ["con_1"]
    assert set(reader.failures) == set(KINDS)
    qtbot.waitUntil(lambda: not reader.asking)


def test_who_walks_through_the_table_asks_for_the_last_one_only(
    reader: RecordReader, session: Session, qtbot: QtBot
) -> None:
    engine = answer(session, DetailsOutcome())

    reader.read("con_1")
    reader.read("con_2")

    qtbot.waitUntil(lambda: bool(engine.asked))
    qtbot.waitUntil(lambda: not reader.asking)
    assert engine.asked == ["con_2"]
    assert name(reader) == "John"


def test_a_copy_that_changes_without_pause_is_still_shown(reader: RecordReader, session: Session, qtbot: QtBot) -> None:
    reader.read("con_1")
    for number in range(50):
        reader.read_again()
        if number == 40:
            contacts.write_page(session.database, [Contact("con_1", "Joan")])

    qtbot.waitUntil(lambda: name(reader) == "Joan")


def test_nobody_is_shown_after_a_contact_was_left(reader: RecordReader, qtbot: QtBot) -> None:
    reader.read("con_1")
    reader.read("")

    assert reader.record is None
    reader.read("con_2")
    qtbot.waitUntil(lambda: name(reader) == "John")


def test_what_failed_offline_is_asked_for_again_when_the_server_is_back(
    reader: RecordReader, session: Session, qtbot: QtBot
) -> None:
    engine = answer(session, DetailsOutcome(failed=tuple((kind, Unreachable("refused")) for kind in KINDS)))
    reader.read("con_1")
    qtbot.waitUntil(lambda: bool(reader.failures) and not reader.asking)

    session.bridge.state_changed.emit(SyncState(Phase.OFFLINE))
    session.bridge.state_changed.emit(SyncState(Phase.PULLING))

    qtbot.waitUntil(lambda: len(engine.asked) == 2)
    qtbot.waitUntil(lambda: not reader.asking)


def test_more_notes_are_read_when_they_are_wanted(reader: RecordReader, qtbot: QtBot) -> None:
    reader.read("con_1")
    qtbot.waitUntil(lambda: reader.record is not None)

    with qtbot.waitSignal(reader.arrived):
        reader.want_more_notes()


def test_a_failing_copy_is_told(reader: RecordReader, session: Session, qtbot: QtBot) -> None:
    session.database.close()

    with qtbot.waitSignal(session.background.error_unclaimed):
        reader.read("con_1")
