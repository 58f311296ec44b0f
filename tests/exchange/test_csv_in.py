"""Tables of any habit: encodings, delimiters, quotes, spreadsheets; bad rows set aside; hostile files."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexus_contacts.exchange.csv_in import (
    MOST_CELL,
    Habits,
    guess,
    opened,
    plain_cell,
    unguarded,
    written_out,
)
from nexus_contacts.exchange.csv_out import guarded
from nexus_contacts.exchange.errors import UnreadableFile


def written(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("cp1252", b""), ("utf-16", b""), ("utf-16-le", b"")],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encoding_and_delimiter_are_guessed(tmp_path: Path, encoding: str, mark: bytes, delimiter: str) -> None:
    rows = [("Vorname", "Straße", "Größe"), ("Jürgen", "Öhe 1", "1,5"), ("Zoë", "Weg; 2", "a|b")]
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)

    table = opened(written(tmp_path, mark + text.encode(encoding)))

    assert table.columns == rows[0]
    assert [row.cells for row in table.rows()] == rows[1:]


def test_lines_within_cells_and_blank_lines(tmp_path: Path) -> None:
    table = opened(written(tmp_path, b'name,note\r"a ""b""","one\r\ntwo"\r\r\rc,d\r'))

    rows = list(table.rows())

    assert [row.cells for row in rows] == [('a "b"', "one\r\ntwo"), ("c", "d")]
    assert [row.number for row in rows] == [1, 2]


def test_without_a_header_columns_are_numbered(tmp_path: Path) -> None:
    table = opened(written(tmp_path, b"Jane,jane@x.org,+49 89 123456\nJohn,john@x.org,+49 89 123457\n"))

    assert not table.habits.has_header
    assert table.columns == ("Column 1", "Column 2", "Column 3")
    assert len(list(table.rows())) == 2


def test_columns_of_one_name_are_told_apart(tmp_path: Path) -> None:
    assert opened(written(tmp_path, b"Email,,Email\na,b,c\n")).columns == ("Email", "Column 2", "Email (2)")


def test_habits_can_be_said(tmp_path: Path) -> None:
    path = written(tmp_path, "a;b\nä;1\n".encode("cp1250"))

    table = opened(path, Habits("cp1250", ";", '"', has_header=False))

    assert [row.cells for row in table.rows()] == [("a", "b"), ("ä", "1")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b"\x89PNG\r\n\x1a\n....", "not_text"),
        (b"PK\x03\x04xlsx", "not_text"),
        (",".join(f"c{n}" for n in range(600)).encode(), "columns"),
        (b"x" * 5_000_000, "long_names"),
    ],
)
def test_what_is_no_table_says_so(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        opened(written(tmp_path, content))
    assert refused.value.reason == reason


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        guess(tmp_path / "nothing.csv")


def test_bad_rows_are_set_aside_and_the_others_go_on(tmp_path: Path) -> None:
    big = b"x" * (MOST_CELL + 10)
    content = b"a,b\n1,2\n1,2,3\n" + big + b",2\n\0n\0ul\0,3\nlast,4\n"

    rows = list(opened(written(tmp_path, content)).rows())

    assert [row.fault for row in rows] == ["", "too_many_cells", "too_long", "", ""]
    assert (rows[2].cells[1], len(rows[2].cells[0])) == ("2", MOST_CELL + 10)
    assert rows[-1].cells == ("last", "4")
    assert ("nul", "3") in [row.cells for row in rows]


def test_three_hundred_columns_and_only_a_header(tmp_path: Path) -> None:
    header = ",".join(f"c{n}" for n in range(300)).encode()

    assert len(opened(written(tmp_path, header)).columns) == 300
    assert list(opened(written(tmp_path, header)).rows()) == []


@pytest.mark.parametrize(
    ("cell", "plain"),
    [('="0049 89"', "0049 89"), ("'+49 89", "+49 89"), ("''+49", "'+49"), ("  a ", "a"), ("'tis", "'tis")],
)
def test_a_spreadsheets_protection_is_taken_off(cell: str, plain: str) -> None:
    assert plain_cell(cell) == plain


def test_a_phone_in_scientific_form_is_written_out() -> None:
    assert written_out("1.555E+10") == "15550000000"
    assert written_out("4,98912E+11") == "498912000000"
    assert written_out("+49 89") == "+49 89"


@given(st.text())
def test_what_export_guards_import_takes_back(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030", "cp1252"])
def test_a_row_with_letters_that_cannot_be_read_is_set_aside_and_the_others_keep_theirs(
    tmp_path: Path, encoding: str
) -> None:
    text = "Name,Ort\n" + "Jürgen Weiß,Köln\n" * 20
    broken = {"utf-8": b"\xed\xa0\x80", "utf-16": b"\x00\xd8x\x00", "gb18030": b"\xff", "cp1252": b"\x81"}[encoding]
    content = text.encode(encoding) + broken + ",Bonn\nZoë,Ulm\n".encode(encoding).removeprefix(b"\xff\xfe")
    path = written(tmp_path, content)

    rows = list(opened(path, Habits(encoding)).rows())

    assert {row.cells for row in rows[:20]} == {("Jürgen Weiß", "Köln")}
    assert (rows[20].fault, rows[20].cells[1]) == ("letters", "Bonn")
    assert set(rows[20].cells[0]) <= {"\ufffd", "x"}
    assert (rows[21].fault, rows[21].cells) == ("", ("Zoë", "Ulm"))


def test_a_few_broken_letters_do_not_turn_the_others_into_something_else(tmp_path: Path) -> None:
    text = "Name,Ort\n" + "Jürgen Weiß,Köln\n" * 20

    assert guess(written(tmp_path, text.encode() + b"\xed\xa0\x80,Bonn\n")).encoding == "utf-8"
    assert guess(written(tmp_path, text.encode("cp1252"))).encoding == "cp1252"


def test_a_quotation_that_never_ends_is_set_aside_in_pieces(tmp_path: Path) -> None:
    path = written(tmp_path, b'a,b\n1,2\n"never ends,5\n' + b"x,y\n" * 600_000 + b"last,4\n")

    rows = list(opened(path).rows())

    assert [row.fault for row in rows[:2]] == ["", "too_long"]
    assert (rows[-1].cells, rows[-1].fault) == (("last", "4"), "")
