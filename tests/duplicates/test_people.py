"""The local copy's contacts as the engine sees them."""

from nexus_contacts.api.records import Address, Contact
from nexus_contacts.duplicates.people import people_in, people_of, person_of
from nexus_contacts.store import contacts
from nexus_contacts.store.connection import Database

CUSTOM = (("plan", "team"), ("list", None))
JANE = Contact("con_1", "Jane", "Smith", "jane@example.com", custom_fields=CUSTOM, address=Address(city="Hull"))


def test_a_contact_is_compared_by_its_texts() -> None:
    person = person_of(JANE)

    assert (person.city, person.custom) == ("Hull", (("plan", "team"),))


def test_all_and_some(tmp_path: object) -> None:
    database = Database.open(tmp_path / "copy", bytes(32))  # type: ignore[operator]
    contacts.write_page(database, [JANE, Contact("con_2", "John")])

    assert {one.id for one in people_in(database)} == {"con_1", "con_2"}
    assert [one.first_name for one in people_of(database, ("con_2", "con_9"))] == ["John"]
    database.close()
