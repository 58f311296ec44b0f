"""The choices of a merge, step by step."""

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop.merge.choosing import Choosing

JANE = Contact("con_1", "Jane", "Smith", "jane@x.org", tags=("a",), custom_fields=(("size", 5), ("vip", True)))
JAYNE = Contact("con_2", "Jane", "Smyth", "j@acme.com", company="Acme", tags=("b",), custom_fields=(("size", 7),))


def test_a_strategy_is_a_start_and_a_choice_makes_it_custom() -> None:
    choosing = Choosing((JANE, JAYNE))
    assert choosing.merge.result.company == "Acme"

    choosing.choose("last_name", 1)

    assert choosing.strategy is None
    assert choosing.merge.result.last_name == "Smyth"
    choosing.take("primary")
    assert choosing.merge.result.last_name == "Smith"


def test_swapping_keeps_the_choices_with_their_contacts() -> None:
    choosing = Choosing((JANE, JAYNE))
    choosing.choose("last_name", 1)

    choosing.swap()

    assert choosing.merge.primary == JAYNE
    assert choosing.merge.result.last_name == "Smyth"
    assert choosing.merge.result.email == "jane@x.org"


def test_a_typed_value_keeps_its_kind() -> None:
    choosing = Choosing((JANE, JAYNE))

    choosing.type_value("custom_fields.size", "9")
    choosing.type_value("custom_fields.vip", "no")
    choosing.type_value("last_name", "Smithe")

    assert dict(choosing.merge.result.custom_fields) == {"size": 9, "vip": False}
    assert choosing.merge.result.last_name == "Smithe"
    choosing.type_value("custom_fields.size", "many")
    assert dict(choosing.merge.result.custom_fields)["size"] == "many"


def test_tags_are_united_and_can_be_unticked() -> None:
    choosing = Choosing((JANE, JAYNE))
    assert choosing.tags == ("a", "b")

    choosing.toggle_tag("b")
    assert choosing.merge.result.tags == ("a",)
    choosing.toggle_tag("b")
    assert choosing.merge.result.tags == ("a", "b")


def test_only_what_differs_needs_a_look() -> None:
    assert set(Choosing((JANE, JAYNE)).differing) == {
        "last_name", "email", "company", "custom_fields.size", "custom_fields.vip",
    }  # fmt: skip
