"""The import's work off the UI thread."""

from pathlib import Path

import pytest

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop.importing import job
from nexus_contacts.desktop.importing.job import Going, Options
from nexus_contacts.desktop.session import Session
from nexus_contacts.store import contacts, entries, settling
from nexus_contacts.store.entries import Reason


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "fair.csv"
    made.write_text("First name,Email,Size\nJane,jane@x.org,5\nJohn,john@x.org,6\nBad,nothing,7\n")
    return made


def test_a_file_is_opened_checked_put_and_followed(session: Session, path: Path) -> None:
    database = session.database
    contacts.write_page(database, [Contact("con_1", "Janet", email="jane@x.org", custom_fields=(("Size", 4),))])

    opened = job.open_file(database, path)
    checked = job.check_all(database, opened, Options("update", "fair"))
    put = job.put_rows(database, path.name, checked)

    assert (opened.rows, opened.known_keys) == (3, ("Size",))
    assert [one.outcome for one in checked] == ["update", "create", "wrong"]
    assert put.done.step is not None
    assert job.going(database, put.done.step) == Going(0, 2, 0)
    number = put.rows[2][1]
    settling.begin(database, number)
    settling.park(database, number, Reason("refused", "not today"))
    lines = job.result(database, checked, put)
    assert [(one.outcome, one.reason) for one in lines] == [
        ("skipped", "not sent yet: it waits in Changes"), ("failed", "not today"), ("failed", "email cannot be read"),
    ]  # fmt: skip
    assert job.going(database, put.done.step).all == 2


def test_what_was_not_sent_can_be_stopped(session: Session, path: Path) -> None:
    opened = job.open_file(session.database, path)
    checked = job.check_all(session.database, opened, Options())
    put = job.put_rows(session.database, path.name, checked)
    assert put.done.step is not None

    job.cancel(session.database, put.done.step)

    assert entries.counts(session.database).waiting == 0
    assert job.result(session.database, checked, put)[0].reason == "not sent: stopped"
