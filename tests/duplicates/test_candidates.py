"""Which pairs are compared: those that share something, and never all of them."""

import numpy as np
from tests.duplicates.people import EVERYBODY, records_of

from nexus_contacts.duplicates.candidates import KeyMaker, candidate_pairs, mixed, name_order
from nexus_contacts.duplicates.records import Person, Records


def test_doubles_meet() -> None:
    records = records_of()
    codes = candidate_pairs(records)

    met = {frozenset((records.ids[code // len(records)], records.ids[code % len(records)])) for code in codes}

    assert {frozenset(("jane", "jane2")), frozenset(("bill", "william"))} <= met


def test_candidates_grow_with_the_contacts_not_with_their_square() -> None:
    def per_contact(count: int) -> float:
        records = Records()
        for number in range(count):
            mail = f"p{number}@acme.com"
            records.add(Person(str(number), f"N{number % 50}", f"F{number % 70}", mail, company="Acme"))
        return len(candidate_pairs(records)) / count

    assert per_contact(4000) < 2 * per_contact(1000)


def test_a_key_lacks_where_any_part_does() -> None:
    keys = mixed(np.array([1, -1, 1]), np.array([2, 2, 2]))

    assert keys[0] == keys[2] >= 0
    assert keys[1] == -1


def test_keys_of_one_contact_agree_with_those_of_all() -> None:
    alone = dict(KeyMaker(records_of(EVERYBODY[0]), ()).families())
    together = dict(KeyMaker(records_of(), ()).families())

    assert {name: keys[0] for name, keys in alone.items()} == {name: keys[0] for name, keys in together.items()}


def test_no_contacts_no_pairs() -> None:
    assert len(candidate_pairs(Records())) == 0
    assert len(candidate_pairs(records_of(EVERYBODY[0]))) == 0
    assert len(name_order(Records())) == 0
