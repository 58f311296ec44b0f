"""Contacts from a CSV file, pairs into one."""

import csv
from pathlib import Path

import pytest

from nexus_contacts.duplicates.errors import UnreadableContacts
from nexus_contacts.duplicates.files import read_people, write_pairs
from nexus_contacts.duplicates.records import Person


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_columns_by_the_apis_names_and_others_as_custom_fields(tmp_path: Path) -> None:
    header = "\ufeffid,first_name,address.city,industry,custom_fields,tags"
    path = written(tmp_path, header + '\n7,Jane,Hull,Food,"{""a"": 1}",x\n')

    assert list(read_people(path)) == [Person("7", "Jane", city="Hull", custom=(("industry", "Food"), ("a", "1")))]


def test_rows_without_ids_are_numbered_and_short_rows_are_taken(tmp_path: Path) -> None:
    path = written(tmp_path, "first_name,last_name\nJane\n\nJohn,Doe\n")

    assert [(one.id, one.last_name) for one in read_people(path)] == [("1", ""), ("3", "Doe")]


@pytest.mark.parametrize("text", ["", "foo,bar\n1,2\n"])
def test_a_file_without_any_known_column_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(UnreadableContacts):
        list(read_people(written(tmp_path, text)))


def test_pairs_are_written_as_they_come(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"

    assert write_pairs(path, [("a", "b", 0.5, "same phone +6.9")]) == 1
    assert list(csv.DictReader(path.read_text().splitlines())) == [
        {"id_a": "a", "id_b": "b", "score": "0.500000", "reasons": "same phone +6.9"}
    ]
