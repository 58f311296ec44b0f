"""What is wrong with what was typed, and values of the type they had."""

from typing import Any

import pytest

from nexus_contacts.desktop.field_checks import fault, international, shown_value, typed_value


@pytest.mark.parametrize(
    ("field", "text", "wrong"),
    [
        ("first_name", " ", True),
        ("first_name", "Ada", False),
        ("email", "", True),
        ("email", "ada@example", True),
        ("email", "ada@example.com", False),
        ("email", "a@b.example, c@d.example", True),
        ("email", "a@" + "b" * 260 + ".example", True),
        ("phone", "", False),
        ("phone", "555 0123", True),
        ("phone", "+1 (555) 0123-4567", False),
        ("company", "x" * 200, False),
        ("company", "x" * 201, True),
        ("custom_fields.note", "x" * 9000, False),
        ("custom_fields.note", "x" * 10_001, True),
    ],
)
def test_a_field_is_checked_by_the_apis_rules(field: str, text: str, wrong: bool) -> None:
    assert bool(fault(field, text)) is wrong


def test_a_number_is_offered_in_its_international_form() -> None:
    assert international("030 901820", "DE") == "+4930901820"
    assert international("nonsense", "DE") == ""
    assert "+" in fault("phone", "555 0123")


@pytest.mark.parametrize(
    ("text", "before", "value"),
    [
        ("5", 3, 5),
        ("5.5", 3, 5.5),
        ("many", 3, "many"),
        ("False", True, False),
        ("maybe", True, "maybe"),
        ("5", "3", "5"),
        (" ", "x", None),
        ("5", None, "5"),
    ],
)
def test_a_value_keeps_its_type_as_far_as_the_text_allows(text: str, before: Any, value: Any) -> None:
    typed = typed_value(text, before)

    assert typed == value
    assert type(typed) is type(value)


@pytest.mark.parametrize(("value", "text"), [(True, "true"), (3, "3"), (None, ""), ("a", "a"), (1.5, "1.5")])
def test_a_value_is_shown_as_it_is_typed(value: Any, text: str) -> None:
    assert shown_value(value) == text
