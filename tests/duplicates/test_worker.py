"""The process that scans: answers, progress, stopping, dying."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from nexus_contacts.api.records import Contact
from nexus_contacts.duplicates.errors import ScanStopped
from nexus_contacts.duplicates.records import Person
from nexus_contacts.duplicates.worker import Worker
from nexus_contacts.store import contacts
from nexus_contacts.store.connection import Database

KEY = bytes(32)
JANE = Contact("con_1", "Jane", "Smithson", "jane.smithson@acme.com", "+442079460101", company="Acme")
AGAIN = Contact("con_2", "Jayne", "Smithson", "j.smithson@acme.com", "020 7946 0101", company="Acme")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database.open(tmp_path / "copy", KEY)
    contacts.write_page(opened, [JANE, AGAIN, Contact("con_3", "Tom", "Okafor", "tom@acme.com")])
    yield opened
    opened.close()


@pytest.fixture
def worker(database: Database, tmp_path: Path) -> Iterator[Worker]:
    started = Worker(tmp_path / "copy", KEY)
    yield started
    started.close()


def test_it_scans_and_then_answers_about_one(database: Database, worker: Worker) -> None:
    told: list[float] = []

    found = worker.scan(told.append, lambda: False)

    assert [(one.first_id, one.second_id) for one in found.pairs] in ([("con_1", "con_2")], [("con_2", "con_1")])
    assert told == sorted(told)
    typed = Person("", "Jane", "Smithson", "", "+442079460101")
    assert worker.check(typed).pairs[0].second_id in ("con_1", "con_2")

    another = Contact("con_4", "Jane", "Smithson", "js@acme.com", "+442079460101", company="Acme")
    contacts.write_page(database, [another])
    again = worker.recheck(("con_4",))
    assert again.about == ("con_4",)
    assert {one.second_id for one in again.pairs} == {"con_1", "con_2"}


def test_it_can_be_stopped_and_asked_again(worker: Worker) -> None:
    with pytest.raises(ScanStopped):
        worker.scan(lambda share: None, lambda: True)

    assert len(worker.scan(lambda share: None, lambda: False).pairs) == 1


def test_a_process_that_dies_is_an_error_and_the_next_question_starts_another(worker: Worker) -> None:
    worker.scan(lambda share: None, lambda: False)
    worker._process.kill()
    worker._process.join()

    assert len(worker.scan(lambda share: None, lambda: False).pairs) == 1


def test_newcomers_are_compared_with_contacts_and_with_one_another(worker: Worker) -> None:
    coming = (
        Person("row:1", "Thomas", "Okafor", "t.okafor@acme.com", company="Acme"),
        Person("row:2", "Wanda", "Petrowska", "wanda@bolt.io", "+48221234567", "Bolt"),
        Person("row:3", "Wanda", "Petrowska", "w.petrowska@bolt.io", "+48 22 1234567", "Bolt"),
    )

    found = worker.among(coming, lambda share: None, lambda: False)

    assert ("row:2", "row:3") in [(one.first_id, one.second_id) for one in found.pairs]
    assert all(one.second_id.startswith("row:") for one in found.pairs)
    assert worker.among((), lambda share: None, lambda: False).pairs == ()
