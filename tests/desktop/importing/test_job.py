"""The import's work off the UI thread."""

from dataclasses import replace
from pathlib import Path

import pytest

from nexus_contacts.api.records import Contact, Draft
from nexus_contacts.desktop.importing import job
from nexus_contacts.desktop.importing.job import Going, Options
from nexus_contacts.desktop.session import Session
from nexus_contacts.store import contacts, entries, settling, views
from nexus_contacts.store.entries import Reason
from nexus_contacts.store.importing import Put


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
    put = job.put_rows(database, opened, checked)

    assert (opened.rows, opened.known_keys) == (3, ("Size",))
    assert [one.outcome for one in checked.all()] == ["update", "create", "wrong"]
    assert put.done.step is not None
    assert job.going(database, put.done.step) == Going(0, 2, 0)
    number = put.rows[2][1]
    settling.begin(database, number)
    settling.park(database, number, Reason("refused", "not today"))
    lines = job.lines(database, checked, put)
    assert [(one.outcome, one.reason) for one in lines] == [
        ("skipped", "not sent yet: it waits in Changes"), ("failed", "not today"), ("failed", "email cannot be read"),
    ]  # fmt: skip
    assert job.going(database, put.done.step).all == 2
    result = job.result(database, checked, put)
    assert (result.counted["failed"], result.again) == (2, {2, 3})
    _changed, rows = job.take_failed(database, result.failed, put)
    again = job.check_rows(database, opened, Options(), rows)
    assert [(one.row.number, one.outcome) for one in again.all()] == [(2, "create"), (3, "wrong")]


def test_what_was_not_sent_can_be_stopped(session: Session, path: Path) -> None:
    opened = job.open_file(session.database, path)
    checked = job.check_all(session.database, opened, Options())
    put = job.put_rows(session.database, opened, checked)
    assert put.done.step is not None

    job.cancel(session.database, put.done.step)

    assert entries.counts(session.database).waiting == 0
    assert next(job.lines(session.database, checked, put, stopped=True)).reason == "not sent: stopped"


def test_mended_cells_outlive_the_dialog_until_they_are_sent(session: Session, path: Path) -> None:
    database = session.database
    opened = job.open_file(database, path)
    checked = job.check_all(database, opened, Options())

    job.mend(database, opened, checked, 2, 1, "bad@x.org")
    job.mend(database, opened, checked, 2, 0, "Good")

    again = job.check_all(database, job.open_file(database, path), Options())
    assert again.row(2).cells == ("Good", "bad@x.org", "7")
    job.put_rows(database, opened, again)
    assert job.check_all(database, opened, Options()).row(2).cells == ("Bad", "nothing", "7")


def test_a_file_with_the_same_header_is_matched_as_the_last_one(session: Session, path: Path) -> None:
    opened = job.open_file(session.database, path)
    assert opened.remembered is None
    chosen = job.OpenedFile(opened.source.with_target(2, ""), opened.rows, opened.known_keys)

    job.check_all(session.database, chosen, Options("fill", "", "DE", statuses={"Hot": "lead"}))

    again = job.open_file(session.database, path)
    assert again.source.targets == ("first_name", "email", "")
    assert again.remembered is not None
    assert (again.remembered.existing, again.remembered.region) == ("fill", "DE")
    assert again.remembered.statuses == {"Hot": "lead"}


def test_who_looks_like_a_contact_or_like_another_row_is_found(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "fair.csv"
    path.write_text(
        "First name,Last name,Email,Phone,Company\n"
        "Jane,Smithson,j.smithson@acme.com,+442079460101,Acme\n"
        "Wanda,Petrowska,wanda@bolt.io,+48221234567,Bolt\n"
        "Wanda,Petrowska,w.petrowska@bolt.io,+48221234567,Bolt\n"
    )
    jane = Contact("con_1", "Jane", "Smithson", "jane.smithson@acme.com", "+442079460101", company="Acme")
    contacts.write_page(session.database, [jane])
    checked = job.check_all(session.database, job.open_file(session.database, path), Options())
    told: list[float] = []

    count = job.look_for_doubles(session.database, checked, told.append, lambda: False)

    assert count == 2
    first, _second, third = checked.all()
    assert first.alike is not None
    assert (first.alike.contact_id, first.alike.name) == ("con_1", "Jane Smithson")
    assert third.alike is not None
    assert (third.alike.row, third.alike.name) == (2, "Wanda Petrowska")
    assert told == sorted(told)


def test_where_phones_are_from_is_learnt(session: Session, path: Path) -> None:
    assert job.open_file(session.database, path).region == ""
    contacts.write_page(session.database, [Contact(f"con_{n}", "A", phone=f"+49891234{n}") for n in range(10, 20)])

    assert job.open_file(session.database, path).region == "DE"


def test_one_view_a_tag(session: Session) -> None:
    assert job.save_view(session.database, "Import 24 Nov", "fair")[1] == "Import 24 Nov"
    assert job.save_view(session.database, "Import 25 Nov", "fair")[1] == "Import 24 Nov"
    assert job.save_view(session.database, "Import 24 Nov", "other")[1] == "Import 24 Nov · other"

    assert [view.name for view in views.list_views(session.database)] == ["Import 24 Nov", "Import 24 Nov · other"]


def test_words_nobody_knows_are_told(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "fair.csv"
    path.write_text("First name,Email,Status\nA,a@x.org,Hot\nB,b@x.org,Kunde\n")

    opened = job.open_file(session.database, path)

    assert opened.words == {2: {"Hot": 1, "Kunde": 1}}
    assert job.problem_lines(job.check_all(session.database, opened, Options())).__next__().reason.startswith("status")
    checked = job.check_all(session.database, opened, Options(statuses={"Hot": "lead"}))
    assert checked.counts()["problem"] == 0
    assert isinstance(next(checked.incoming()).draft, Draft)


def test_a_mended_cell_stays_with_its_row_whatever_list_it_was_mended_in(session: Session, path: Path) -> None:
    database = session.database
    opened = job.open_file(database, path)
    checked = job.check_all(database, opened, Options())
    again = job.check_rows(database, opened, Options(), [checked.row(2)])

    job.mend(database, opened, again, 0, 1, "bad@x.org")

    checked = job.check_all(database, opened, Options())
    assert [checked.row(place).cells[1] for place in range(3)] == ["jane@x.org", "john@x.org", "bad@x.org"]
    assert opened.source.habits is not None
    otherwise = job.open_file(database, path, replace(opened.source.habits, has_header=False))
    assert job.check_all(database, otherwise, Options()).row(2).cells[1] == "john@x.org"
    assert otherwise.remembered is None


def test_an_update_that_was_stopped_is_no_update(session: Session, path: Path) -> None:
    database = session.database
    contacts.write_page(database, [Contact("con_1", "Janet", email="jane@x.org")])
    opened = job.open_file(database, path)
    checked = job.check_all(database, opened, Options("update"))
    put = job.put_rows(database, opened, checked)
    assert put.done.step is not None
    job.cancel(database, put.done.step)

    result = job.result(database, checked, put, stopped=True)

    assert (result.counted["updated"], result.counted["skipped"]) == (0, 2)


def test_a_note_that_a_contact_has_not_is_a_change_and_no_note_is_written_twice(
    session: Session, tmp_path: Path
) -> None:
    database = session.database
    contacts.write_page(database, [Contact("con_1", "Jane", email="jane@x.org")])
    path = tmp_path / "notes.csv"
    path.write_text("First name,Email,Notes\nJane,jane@x.org,met at the fair\n")
    opened = job.open_file(database, path)

    checked = job.check_all(database, opened, Options("update"))
    assert [one.outcome for one in checked.all()] == ["update"]
    job.put_rows(database, opened, checked)

    assert [entry.content for entry in entries.of_contact(database, "con_1")] == ["met at the fair"]
    assert [one.outcome for one in job.check_all(database, opened, Options("update")).all()] == ["same"]
    job.put_rows(database, opened, checked)
    assert len(entries.of_contact(database, "con_1")) == 1


def test_failed_rows_are_written_before_and_after_sending(session: Session, path: Path, tmp_path: Path) -> None:
    database, out = session.database, tmp_path / "out.csv"
    opened = job.open_file(database, path)
    checked = job.check_all(database, opened, Options())
    names = opened.source.columns

    def written(put: Put | None, *, failed_only: bool) -> int:
        return job.write_report(database, out, names, checked, put, failed_only=failed_only, stopped=False)

    assert written(None, failed_only=True) == 1
    put = job.put_rows(database, opened, checked)
    assert written(put, failed_only=True) == 1
    assert written(put, failed_only=False) == 3
