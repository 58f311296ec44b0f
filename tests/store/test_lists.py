"""Slices of a ranking, and the two ways to the same list."""

from array import array

import pytest

from nexus_contacts.api.records import Contact
from nexus_contacts.store import lists
from nexus_contacts.store.conditions import conditions
from nexus_contacts.store.connection import Database
from nexus_contacts.store.filters import Filter
from nexus_contacts.store.lists import slice_of
from nexus_contacts.store.orders import Order
from nexus_contacts.store.rows import Anchor

NUMBERS = array("q", [50, 40, 30, 20, 10])


@pytest.mark.parametrize(
    ("anchor", "forward", "expected"),
    [
        (None, True, [(0, 50), (1, 40)]),
        (None, False, [(4, 10), (3, 20)]),
        (Anchor(None, 40, 1), True, [(2, 30), (3, 20)]),
        (Anchor(None, 40, 1), False, [(0, 50)]),
        (Anchor(None, 40, 4), True, [(2, 30), (3, 20)]),
        (Anchor(None, 99, 3), True, [(4, 10)]),
        (Anchor(None, 10, 4), True, []),
    ],
)
def test_a_slice_goes_on_from_its_anchor_even_when_rows_have_moved(
    anchor: Anchor | None, forward: bool, expected: list[tuple[int, int]]
) -> None:
    assert slice_of(NUMBERS, anchor, forward=forward, size=2) == expected


def test_walking_and_gathering_find_the_same_places(database: Database, people: list[Contact]) -> None:
    connection = database.reading()
    met = conditions(connection, Filter(statuses=("lead", "active")))
    order = Order.of("company", True)

    walked = lists._walk(connection, order, met, None, True, 50)
    gathered = lists._gather(connection, order, met, None, True, 50)

    assert walked == gathered
    assert len(gathered) == 50


def test_a_list_of_several_keys_is_sorted_once_until_something_is_written(
    database: Database, people: list[Contact]
) -> None:
    connection = database.reading()
    wanted = (Order.of("status", False), Order.of("name", False))

    first = lists.ranking(database, connection, wanted, (), Filter())
    second = lists.ranking(database, connection, wanted, (), Filter())
    with database.writing() as writer:
        writer.run("UPDATE contacts SET status_key = NULL WHERE number = ?", (first[0],))
    third = lists.ranking(database, connection, wanted, (), Filter())

    assert second is first
    assert third[0] != first[0]
