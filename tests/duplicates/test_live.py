"""One contact against all, at once."""

import pytest
from tests.duplicates.people import EVERYBODY, JANE, records_of

from nexus_contacts.duplicates.live import Live
from nexus_contacts.duplicates.records import Person
from nexus_contacts.duplicates.scan import scan

BY_ID = {one.id: one for one in EVERYBODY}


@pytest.fixture
def live() -> Live:
    return Live(scan(records_of()))


def doubles(live: Live, person: Person, known: dict[str, Person] = BY_ID) -> dict[str, float]:
    others = [known[one] for one in live.candidates(person)]
    return {one.second_id: one.score for one in live.compare(person, others)}


def test_a_contact_finds_its_double_with_the_scans_own_score(live: Live) -> None:
    by_scan = {frozenset((one.first_id, one.second_id)): one.score for one in scan(records_of()).pairs()}

    assert doubles(live, JANE)["jane2"] == pytest.approx(by_scan[frozenset(("jane", "jane2"))], abs=0.05)


def test_what_is_typed_meets_who_is_there(live: Live) -> None:
    typed = Person("new", "Will", "Harrowgate", "", "+1 212 555 0177")

    assert doubles(live, typed)["william"] > 0.5


def test_what_was_learnt_is_found_and_what_was_forgotten_is_not(live: Live) -> None:
    newcomer = Person("late", "Zora", "Quibell", "zora@quibell.org", "+4930123456")
    again = newcomer._replace(id="again", email="zq@elsewhere.org")

    live.learn([newcomer])
    assert "late" in live.candidates(again)
    live.forget(["late"])
    assert "late" not in live.candidates(again)
    live.forget(["jane2"])
    assert "jane2" not in live.candidates(JANE)


def test_nobody_to_compare_with(live: Live) -> None:
    assert live.compare(JANE, ()) == ()
