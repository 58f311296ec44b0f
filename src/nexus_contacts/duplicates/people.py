"""The contacts of the local copy as the engine compares them."""

from collections.abc import Iterator, Sequence

from nexus_contacts.api.records import Contact
from nexus_contacts.duplicates.records import Person
from nexus_contacts.store import contacts
from nexus_contacts.store.connection import Database


def person_of(contact: Contact) -> Person:
    """A contact as it is compared."""
    address = contact.address
    return Person(
        contact.id,
        contact.first_name,
        contact.last_name,
        contact.email,
        contact.phone,
        contact.company,
        contact.job_title,
        address.street if address else "",
        address.city if address else "",
        address.state if address else "",
        address.zip if address else "",
        address.country if address else "",
        tuple((key, str(value)) for key, value in contact.custom_fields if isinstance(value, str | int | float)),
    )


def people_in(database: Database) -> Iterator[Person]:
    """Every contact of the copy, streamed."""
    return (person_of(contact) for contact in contacts.export_rows(database))


def people_of(database: Database, ids: Sequence[str]) -> tuple[Person, ...]:
    """Some contacts of the copy; those it does not have are left out."""
    found = (contacts.get(database, contact_id) for contact_id in ids)
    return tuple(person_of(contact) for contact in found if contact is not None)
