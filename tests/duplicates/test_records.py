"""Contacts as columns: one row each, places in vocabularies."""

from tests.duplicates.people import JANE, JANE_AGAIN, records_of

from nexus_contacts.duplicates.records import Person, Records


def test_the_same_text_has_one_place() -> None:
    records = records_of(JANE, JANE_AGAIN)

    assert list(records.column("family")) == [records.names.place("smithson"), records.names.place("jayne")]
    assert records.column("line")[0] == records.column("line")[1]
    assert records.column("firm")[0] == records.column("firm")[1]


def test_what_is_missing_is_minus_one_and_the_empty_text() -> None:
    records = records_of(Person("nobody"))

    assert records.column("given")[0] == -1
    assert records.names.texts()[-1] == ""


def test_only_custom_fields_that_several_have_are_compared() -> None:
    records = Records()
    for number in range(3):
        own = ((f"only {number}", "x"),)
        records.add(Person(str(number), custom=(("industry", "Food"), *own)))

    assert records.custom_keys() == ("industry",)
    assert len(set(records.custom_columns()["industry"].tolist())) == 1
