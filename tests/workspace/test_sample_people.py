"""The people of the sample."""

import re
from datetime import UTC, datetime
from random import Random

from email_validator import validate_email

from nexus_contacts.workspace.sample_people import PeopleMaker, Person, office_time
from nexus_contacts.workspace.sample_shape import Slot, slots

NOW = int(datetime(2026, 11, 24, 14, 34, tzinfo=UTC).timestamp())
E164 = re.compile(r"\+[1-9]\d{1,14}")


def made(count: int, seed: int = 5) -> list[Person]:
    people = PeopleMaker(seed, count, NOW, ())
    return [people.person(f"con_{place}", slot) for place, slot in enumerate(slots(count, (), Random(seed)))]


def test_a_contact_is_what_the_api_would_take() -> None:
    for person in made(600):
        contact = person.contact
        validate_email(contact.email, check_deliverability=False, test_environment=True)
        assert 1 <= len(contact.first_name) <= 200
        assert contact.phone is None or E164.fullmatch(contact.phone)
        assert contact.created_at < contact.updated_at < NOW
        assert 0 <= (contact.engagement_score or 0) <= 100
        assert len(set(contact.tags)) == len(contact.tags)
        assert all(contact.address.values()) if contact.address else True


def test_some_lack_what_people_lack() -> None:
    contacts = [person.contact for person in made(900)]

    for missing in ("last_name", "phone", "company", "job_title", "address"):
        assert 0.005 < sum(getattr(one, missing) is None for one in contacts) / len(contacts) < 0.4


def test_an_address_in_latin_letters_belongs_to_a_name_in_any_script() -> None:
    people = made(600)

    assert all(person.contact.email.isascii() for person in people)
    assert sum(not person.contact.first_name.isascii() for person in people) > 100


def test_a_namesake_bears_the_name_and_has_an_address_of_its_own() -> None:
    people = PeopleMaker(3, 100, NOW, ())
    first_slot, second_slot = slots(100, (), Random(3))[:2]

    first = people.person("con_1", first_slot)
    second = people.person("con_2", Slot(*second_slot), namesake_of=first)

    assert second.name == first.name
    assert second.contact.email != first.contact.email
    assert second.firm is None or second.firm != first.firm


def test_people_work_on_weekdays_by_day() -> None:
    saturday = int(datetime(2026, 11, 21, 3, 0, tzinfo=UTC).timestamp())

    moment = datetime.fromtimestamp(office_time(saturday, Random(1)), UTC)

    assert moment.strftime("%A %d") == "Friday 20"
    assert 7 <= moment.hour < 19
