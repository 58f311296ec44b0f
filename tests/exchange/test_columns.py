"""Which column is which field."""

import pytest

from nexus_contacts.exchange.columns import (
    TEXT_FIELDS,
    field_named,
    guessed,
    is_target,
    missing,
    new_keys,
    split_name,
    word_for,
)


@pytest.mark.parametrize(
    ("columns", "targets"),
    [
        (("Vorname", "Nachname", "E-Mail-Adresse"), ("first_name", "last_name", "email")),
        (("Prénom", "Nom de famille", "Courriel"), ("first_name", "last_name", "email")),
        (("Nombre", "Apellidos", "Correo electrónico"), ("first_name", "last_name", "email")),
        (("First Name", "Mobile Phone", "Company Name"), ("first_name", "phone", "company")),
        (("Straße", "PLZ", "Ort", "Land"), ("address.street", "address.zip", "address.city", "address.country")),
        (("first_name", "address.city", "custom_fields.Plan"), ("first_name", "address.city", "custom_fields.Plan")),
    ],
)
def test_names_in_several_languages(columns: tuple[str, ...], targets: tuple[str, ...]) -> None:
    assert guessed(columns, [("x",) * len(columns)]) == targets


def test_what_stands_in_a_column_tells_where_its_name_does_not() -> None:
    rows = [("jane@x.org", "+49 89 123456", "x"), ("john@x.org", "089 1234567", "y")]

    assert guessed(("A", "B", "C"), rows) == ("email", "phone", "custom_fields.C")


def test_a_second_email_becomes_a_custom_field_and_known_keys_keep_their_letters() -> None:
    targets = guessed(("Email", "Email 2", "Industry"), [("a@b.c", "d@e.f", "x")], known_keys=("industry",))

    assert targets == ("email", "custom_fields.Email 2", "custom_fields.industry")
    assert new_keys(targets, ("industry",)) == ("Email 2",)


def test_empty_unknown_columns_and_what_cannot_be_written_are_left_out() -> None:
    assert guessed(("id", "created_at", "Leer"), [("c", "d", "")]) == ("", "", "")


def test_what_is_required_is_told() -> None:
    assert missing(("last_name",)) == ("first_name", "email")
    assert missing(("full_name", "email")) == ()


def test_words_are_translated() -> None:
    assert word_for("status", "Kunde") == "customer"
    assert word_for("source", "Empfehlung") == "referral"
    assert word_for("status", "vielleicht") == ""
    assert field_named("Unbekannt") == ""


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Jane Smith", ("Jane", "Smith")),
        ("Smith, Jane", ("Jane", "Smith")),
        ("Dr. Jane van der Berg", ("Jane", "van der Berg")),
        ("Jane", ("Jane", "")),
        ("Jane Mary Smith", ("Jane Mary", "Smith")),
    ],
)
def test_a_whole_name_is_split(name: str, parts: tuple[str, str]) -> None:
    assert split_name(name) == parts


def test_where_a_column_may_go() -> None:
    assert all(is_target(name) for name in (*TEXT_FIELDS, "full_name", "note", "custom_fields.size"))
    assert not any(is_target(name) for name in ("", "compani", "id", "custom_fields.", "more"))
