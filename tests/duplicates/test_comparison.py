"""How two contacts agree, in levels."""

import numpy as np
from tests.duplicates.people import ADA, BEN, BILL, FATHER, JANE, JANE_AGAIN, SON, TOM, WILLIAM, records_of

from nexus_contacts.duplicates.comparison import FEATURES, Comparison
from nexus_contacts.duplicates.records import Person


def told(left: Person, right: Person) -> dict[str, str]:
    found = Comparison(records_of(left, right)).levels(np.array([0]), np.array([1]))[0]
    return {name: words[level] for (name, words), level in zip(FEATURES.items(), found, strict=True)}


def test_swapped_names_are_seen() -> None:
    levels = told(JANE, JANE_AGAIN)

    assert levels["order"] == "swapped"
    assert levels["family"].startswith("same")
    assert levels["phone"].startswith("same")
    assert levels["firm"].startswith("same")


def test_a_nickname_a_colleague_a_relative_a_generation() -> None:
    assert told(BILL, WILLIAM)["given"] == "nickname"
    assert told(JANE, TOM)["email"] == "same firm's domain"
    assert told(ADA, BEN)["address"].startswith("same")
    assert told(FATHER, SON)["generation"] == "other"


def test_comparing_is_the_same_both_ways_round() -> None:
    for left, right in ((JANE, TOM), (ADA, BEN), (BILL, WILLIAM)):
        assert told(left, right) == told(right, left)


def test_two_scripts_say_nothing() -> None:
    assert told(Person("a", "นพดล", "ทองสุข"), Person("b", "Noppadol", "Thongsuk"))["given"] == "other script"
