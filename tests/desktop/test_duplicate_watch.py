"""The watch over a real copy: first scan, what changes, stopping."""

from collections.abc import Iterator
from typing import Any

import pytest

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop import duplicate_watch
from nexus_contacts.desktop.duplicate_watch import DuplicateWatch
from nexus_contacts.desktop.session import Session
from nexus_contacts.duplicates.records import Person
from nexus_contacts.store import contacts, pairs
from nexus_contacts.store.changes import Changed
from nexus_contacts.sync.progress import Phase, SyncState

WAIT_MS = 20_000
JANE = Contact("con_1", "Jane", "Smithson", "jane.smithson@acme.com", "+442079460101", company="Acme")
AGAIN = Contact("con_2", "Jayne", "Smithson", "j.smithson@acme.com", "020 7946 0101", company="Acme")


@pytest.fixture
def watch(session: Session, monkeypatch: pytest.MonkeyPatch) -> Iterator[DuplicateWatch]:
    monkeypatch.setattr(duplicate_watch, "BEGIN_AFTER_MS", 10)
    monkeypatch.setattr(duplicate_watch, "REST_MS", 20)
    contacts.write_page(session.database, [JANE, AGAIN, Contact("con_3", "Tom", "Okafor", "tom@acme.com")])
    made = DuplicateWatch(session)
    yield made
    made.close()


def test_it_scans_once_after_the_first_rest_and_then_only_what_changed(
    qtbot: Any, session: Session, watch: DuplicateWatch
) -> None:
    counts: list[int] = []
    watch.counted.connect(counts.append)
    watch.take_state(SyncState(Phase.IDLE))
    qtbot.waitUntil(lambda: bool(counts) and counts[-1] == 1, timeout=WAIT_MS)
    assert not watch.is_scanning

    another = Contact("con_4", "Tom", "Okafor", "t.okafor@acme.com", company="Acme")
    changed = contacts.write_page(session.database, [another])
    session.bridge.tell_at_once(changed)

    qtbot.waitUntil(lambda: counts[-1] == 2, timeout=WAIT_MS)
    assert {one.second_id for one in pairs.of_contact(session.database, "con_3")} == {"con_4"}


def test_what_is_typed_meets_who_is_there(qtbot: Any, watch: DuplicateWatch) -> None:
    found: list[Any] = []
    watch.doubles_found.connect(found.append)
    watch.scan()
    qtbot.waitUntil(lambda: not watch.is_scanning, timeout=WAIT_MS)

    watch.check(Person("", "Jane", "Smithson", "", "+442079460101"))

    qtbot.waitUntil(lambda: bool(found), timeout=WAIT_MS)
    assert found[0][0].second_id in ("con_1", "con_2")


def test_a_stopped_scan_tells_nothing_wrong(qtbot: Any, session: Session, watch: DuplicateWatch) -> None:
    errors: list[Any] = []
    session.background.error_unclaimed.connect(errors.append)
    watch.scan()

    watch.stop()

    qtbot.waitUntil(lambda: not watch.is_scanning, timeout=WAIT_MS)
    assert errors == []
    watch.apply_changed(Changed(None, frozenset({"contacts"})))
    qtbot.waitUntil(lambda: pairs.scanned_at(session.database) is not None, timeout=WAIT_MS)
