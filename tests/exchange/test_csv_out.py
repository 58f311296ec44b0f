"""CSV out: every member a column, no cell a formula, the file whole or not at all."""

import csv
import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexus_contacts.api.records import Address, Contact
from nexus_contacts.exchange import csv_out
from nexus_contacts.exchange.errors import NotWritten

JANE = Contact(
    "con_abc123",
    "Jane",
    "Smith",
    "jane@example.com",
    "+1-555-0123",
    'Acme, "the" Corp',
    "VP of Marketing",
    "active",
    "website",
    ("enterprise", "marketing"),
    "usr_xyz789",
    85,
    (("industry", "Technology"), ("seats", 12), ("trial", True), ("gone", None), ("list", ["ä", 1])),
    Address("Main St 1\nRear", "Springfield", "OR", "97475", "US"),
    (),
    datetime(2026, 1, 15, 9, 30, tzinfo=UTC),
    datetime(2026, 3, 20, 16, 22, 0, 500000, tzinfo=timezone(timedelta(hours=2))),
)


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_every_member_has_its_column(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"

    count = csv_out.export([JANE], ["industry", "seats", "trial", "gone", "list"], out)

    header, row = read(out)
    assert count == 1
    assert dict(zip(header, row, strict=True)) == {
        "id": "con_abc123",
        "first_name": "Jane",
        "last_name": "Smith",
        "email": "jane@example.com",
        "phone": "'+1-555-0123",
        "company": 'Acme, "the" Corp',
        "job_title": "VP of Marketing",
        "status": "active",
        "source": "website",
        "tags": "enterprise,marketing",
        "assigned_to": "usr_xyz789",
        "engagement_score": "85",
        "custom_fields.industry": "Technology",
        "custom_fields.seats": "12",
        "custom_fields.trial": "true",
        "custom_fields.gone": "",
        "custom_fields.list": '["ä", 1]',
        "address.street": "Main St 1\nRear",
        "address.city": "Springfield",
        "address.state": "OR",
        "address.zip": "97475",
        "address.country": "US",
        "created_at": "2026-01-15T09:30:00Z",
        "updated_at": "2026-03-20T14:22:00.500000Z",
    }


def test_the_file_is_rfc_4180(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"

    csv_out.export([Contact("con_1", 'a"b', "c,d")], [], out)

    raw = out.read_bytes()
    assert raw.count(b"\r\n") == 2
    assert b'con_1,"a""b","c,d",' in raw


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+49 30", "'+49 30"),
        ("-1", "'-1"),
        ("@SUM", "'@SUM"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("\0x", "'\0x"),
        ("'=1", "''=1"),
        ("''=1", "'''=1"),
        ("'tis", "'tis"),
        ("'", "'"),
        ("", ""),
        ("a=1", "a=1"),
    ],
)
def test_a_cell_that_begins_like_a_formula_is_guarded(cell: str, written: str) -> None:
    assert csv_out.guarded(cell) == written


@given(st.text(alphabet="'=+-@\t\r\0ab", max_size=6))
def test_no_written_cell_begins_like_a_formula_and_one_apostrophe_less_gives_it_back(cell: str) -> None:
    written = csv_out.guarded(cell)

    assert not written.startswith(("=", "+", "-", "@", "\t", "\r", "\0"))
    looks_guarded = re.match("'+[=+\\-@\t\r\0]", written) is not None
    assert (written[1:] if looks_guarded else written) == cell


def test_the_header_is_guarded_too_and_an_odd_key_stays_one_cell(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"

    csv_out.export([Contact("con_1", custom_fields=(("=x,y", "1"),))], ["=x,y"], out)

    header, row = read(out)
    assert dict(zip(header, row, strict=True))["custom_fields.=x,y"] == "1"


def test_a_failure_on_the_way_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("old")

    def breaking() -> Iterator[Contact]:
        yield JANE
        raise OSError(28, "No space left on device")

    with pytest.raises(NotWritten) as caught:
        csv_out.export(breaking(), [], out)

    assert caught.value.reason == "No space left on device"
    assert out.read_text() == "old"
    assert os.listdir(tmp_path) == ["out.csv"]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotWritten) as caught:
        csv_out.export([JANE], [], tmp_path / "no" / "out.csv")

    assert caught.value.path == tmp_path / "no" / "out.csv"


def test_the_file_is_readable_by_its_person_only(tmp_path: Path) -> None:
    csv_out.export([JANE], [], tmp_path / "out.csv")

    assert (tmp_path / "out.csv").stat().st_mode & 0o777 == 0o600


def test_text_that_is_no_unicode_is_no_obstacle(tmp_path: Path) -> None:
    csv_out.export([Contact("con_1", "lone \ud800 surrogate")], [], tmp_path / "out.csv")

    assert read(tmp_path / "out.csv")[1][1] == "lone ? surrogate"


def test_a_link_stays_a_link_and_a_pipe_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")

    csv_out.export([JANE], [], tmp_path / "link.csv")
    csv_out.export([JANE], [], Path("/dev/null"))

    assert (tmp_path / "link.csv").is_symlink()
    assert len(read(tmp_path / "real.csv")) == 2
    assert Path("/dev/null").is_char_device()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such places here")
def test_a_pipe_with_a_name_of_its_own_is_written_through() -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading, encoding="utf-8", newline="") as received:
        csv_out.export([JANE], [], Path(f"/dev/fd/{writing}"))
        os.close(writing)

        assert len(list(csv.reader(received))) == 2


def test_links_in_a_circle_are_no_place(tmp_path: Path) -> None:
    (tmp_path / "a.csv").symlink_to(tmp_path / "b.csv")
    (tmp_path / "b.csv").symlink_to(tmp_path / "a.csv")

    with pytest.raises(NotWritten):
        csv_out.export([JANE], [], tmp_path / "a.csv")

    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "b.csv"]


def test_a_name_as_long_as_the_system_takes_is_no_obstacle(tmp_path: Path) -> None:
    path = tmp_path / ("客" * 80 + ".csv")

    csv_out.export([JANE], [], path)

    assert len(read(path)) == 2


def test_a_contact_that_was_not_sent_yet_has_no_id() -> None:
    row = list(csv_out.cells(Contact("local:5f1c", "Ada", email="ada@example.com"), ()))

    assert row[:2] == ["", "Ada"]
