"""A file to import, whatever it is."""

from pathlib import Path

from nexus_contacts.api.records import Contact
from nexus_contacts.exchange.csv_in import Habits
from nexus_contacts.exchange.source import is_vcard, opened, rules_for


def test_a_vcard_file_is_known_by_its_name_or_its_beginning(tmp_path: Path) -> None:
    path = tmp_path / "cards.txt"
    path.write_text("\ufeffBEGIN:VCARD\nFN:Jane\nEMAIL:j@x.org\nEND:VCARD\n", encoding="utf-8")

    assert is_vcard(path)
    assert is_vcard(tmp_path / "x.vcf")
    assert not is_vcard(tmp_path / "x.csv")
    assert [row.cells[0] for row in opened(path).rows()] == ["Jane"]


def test_a_table_is_matched_and_can_be_matched_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Mail,Size,_error\nJane,j@x.org,5,bad\n")

    found = opened(path, ("size",))

    assert found.targets == ("full_name", "email", "custom_fields.size", "")
    assert opened(path, (), {"Size": ""}).targets[2] == ""
    assert found.with_target(2, "email").targets == ("full_name", "", "email", "")
    assert len(list(found.rows())) == len(list(found.rows())) == 1


def test_fields_keep_the_kinds_that_contacts_have_in_them() -> None:
    people = [
        Contact("a", custom_fields=(("n", 5), ("b", True), ("t", "x"))),
        Contact("b", custom_fields=(("n", 1.5),)),
    ]

    rules = rules_for(people, "de", ("fair",))

    assert (rules.numeric, rules.boolean, rules.region, rules.tags) == ({"n"}, {"b"}, "DE", ("fair",))


def test_the_words_of_a_column_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Email,State\na@x.org,MQL\nb@x.org,SQL\nc@x.org,MQL\nd@x.org,\n")

    assert opened(path).words_in(1) == {"MQL": 2, "SQL": 1}


def test_habits_can_be_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a@x.org,MQL\nb@x.org,SQL\n")

    told = opened(path, habits=Habits("utf-8", ",", '"', has_header=True))

    assert told.columns == ("a@x.org", "MQL")
