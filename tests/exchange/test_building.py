"""From a row to the contact it would make."""

import pytest

from nexus_contacts.api.records import Address
from nexus_contacts.exchange.building import Rules, build, international, region_of, tidy_email
from nexus_contacts.exchange.csv_in import ReadRow


def row(*cells: str, fault: str = "") -> ReadRow:
    return ReadRow(1, 2, cells, fault)


def test_a_row_with_everything() -> None:
    targets = ("full_name", "email", "phone", "status", "tags", "note", "custom_fields.size", "address.country", "")
    cells = ("Jane Smith", "Jane <jane@x.org>", "089 123456", "Kunde", "a; b", "hello", "5", "Deutschland", "left")

    built = build(row(*cells), targets, Rules(numeric=frozenset({"size"}), tags=("fair",)))

    draft = built.draft
    assert built.faults == ()
    assert (draft.first_name, draft.last_name, draft.email) == ("Jane", "Smith", "jane@x.org")
    assert (draft.phone, draft.status, draft.source) == ("+4989123456", "customer", "import")
    assert draft.tags == ("a", "b", "fair")
    assert draft.custom_fields == (("size", 5),)
    assert draft.address == Address(country="Deutschland")
    assert built.notes == ("hello",)


def test_every_fault_is_told_with_its_field() -> None:
    targets = ("first_name", "email", "phone", "status")

    built = build(row("", "nowhere", "call me", "vielleicht", fault="too_many_cells"), targets)

    told = [("", "too_many_cells"), ("first_name", "missing"), ("email", "invalid"), ("phone", "invalid")]
    assert list(built.faults) == [*told, ("status", "unknown")]


def test_further_fields_of_a_card_and_kinds_of_values() -> None:
    built = build(row("J", "j@x.org", "vip\x1ftrue\x1fn\x1f5\x1ft\x1fx"), ("first_name", "email", "more"), Rules(
        numeric=frozenset({"n"}), boolean=frozenset({"vip"})
    ))  # fmt: skip

    assert built.draft.custom_fields == (("vip", True), ("n", 5), ("t", "x"))


@pytest.mark.parametrize(
    ("text", "region", "number"),
    [
        ("+49 (0) 89 123456", "", "+4989123456"),
        ("0049 89 123456", "", "+4989123456"),
        ("089/123456", "DE", "+4989123456"),
        ("(212) 555-0177", "US", "+12125550177"),
        ("1.5551234567E+10", "", "+15551234567"),
        ("+1-555-0123", "", "+15550123"),
        ("089 123456", "", ""),
        ("12", "DE", ""),
    ],
)
def test_phones_as_people_write_them(text: str, region: str, number: str) -> None:
    assert international(text, region) == number


def test_tidying() -> None:
    assert tidy_email("mailto:a@b.c") == "a@b.c"
    assert tidy_email(" Jane <a@b.c> ") == "a@b.c"


def test_several_addresses_and_phones_in_one_cell_are_all_kept() -> None:
    told = row("A", "a@b.c; d@e.f", "+49 89 123456, +49 30 654321; +1 555 0100200")
    targets = ("first_name", "email", "phone")

    fields, noted = build(told, targets), build(told, targets, Rules(further="note"))

    assert (fields.draft.email, fields.draft.phone) == ("a@b.c", "+4989123456")
    more = {"email_2": "d@e.f", "phone_2": "+49 30 654321", "phone_3": "+1 555 0100200"}
    assert dict(fields.draft.custom_fields) == more
    assert noted.notes == ("email: d@e.f", "phone: +49 30 654321, +1 555 0100200")
    assert build(row("A", "a@b.c", "030/1234567"), targets, Rules("DE")).draft.phone == "+49301234567"


def test_a_translated_word_may_be_left_empty() -> None:
    chosen = Rules(statuses={"MQL": "lead", "?": ""})

    for text, status in (("MQL", "lead"), ("?", "")):
        built = build(row("A", "a@b.c", text), ("first_name", "email", "status"), chosen)
        assert (built.draft.status, built.faults) == (status, ())
    assert (region_of("Österreich"), region_of("gb"), region_of("Atlantis")) == ("AT", "GB", "")


def test_what_is_too_long_is_told() -> None:
    built = build(
        row("J" * 201, "j@x.org", "n" * 100_001, "c" * 10_001), ("first_name", "email", "note", "custom_fields.c")
    )

    assert {field for field, reason in built.faults if reason == "too_long"} == {
        "first_name",
        "note",
        "custom_fields.c",
    }
