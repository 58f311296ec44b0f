"""Of several failures at once, the one that tells most."""

from nexus_contacts.errors import NexusError
from nexus_contacts.sync.errors import DeletionsHeld, Disorderly, EndedInPart, single


def test_a_bug_is_told_before_an_expected_failure() -> None:
    group = BaseExceptionGroup("", [NexusError(), BaseExceptionGroup("", [KeyError("x"), Disorderly()])])

    assert isinstance(single(group), KeyError)


def test_another_way_of_reading_is_told_before_a_failure() -> None:
    group = BaseExceptionGroup("", [NexusError(), Disorderly()])

    assert isinstance(single(group), Disorderly)


def test_the_facts_stand_in_the_text() -> None:
    assert str(DeletionsHeld(30, 100, 70)) == "30 of 100"
    assert str(EndedInPart("total", 3, 5)) == "total: 3 of 5"
