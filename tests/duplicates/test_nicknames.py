"""Short and foreign forms of one name."""

from nexus_contacts.duplicates.nicknames import are_forms_of_one, formal_names


def test_forms_of_one_name_meet() -> None:
    assert are_forms_of_one("bill", "william")
    assert are_forms_of_one("hans", "john")
    assert not are_forms_of_one("jane", "william")


def test_a_name_is_its_own_form() -> None:
    assert "zaphod" in formal_names("zaphod")
