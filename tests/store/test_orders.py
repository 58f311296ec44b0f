"""How a list is read from a place in it: which stretches, in which order."""

import pytest

from nexus_contacts.store.filters import Sort
from nexus_contacts.store.orders import HIGHEST, LOWEST, Order, orders
from nexus_contacts.store.rows import Anchor


def tails(order: Order, anchor: Anchor | None, forward: bool) -> list[bool]:
    return [stretch.is_tail for stretch in order.stretches(anchor, forward, None)]


@pytest.mark.parametrize("descending", [False, True])
def test_rows_without_a_key_are_read_last_and_backwards_first(descending: bool) -> None:
    order = Order.of("company", descending)

    assert tails(order, None, True) == [False, True]
    assert tails(order, None, False) == [True, False]
    assert tails(order, Anchor("acme", 7), True) == [False, False, True]
    assert tails(order, Anchor("acme", 7), False) == [False, False]
    assert tails(order, Anchor(None, 7), True) == [True]
    assert tails(order, Anchor(None, 7), False) == [True, False]


def test_bounds_narrow_the_keys_and_leave_out_the_tail() -> None:
    order = Order.of("status", False)

    (whole,) = order.stretches(None, True, ("lead", "lead"))
    rest = order.stretches(Anchor("lead", 7), True, ("lead", "lead"))

    assert whole.values == ("lead", "lead")
    assert [stretch.values for stretch in rest] == [("lead", 7), ("lead", "lead")]
    assert order.stretches(None, True, (None, 5))[0].values == (LOWEST, 5)
    assert order.stretches(None, True, (5, None))[0].values == (5, HIGHEST)


def test_a_column_counts_once_and_an_unknown_one_not_at_all() -> None:
    found = orders(Sort("gone", True, then=(("name", True), ("name", False), ("custom:seats", False))))

    assert [(order.column, order.custom, order.descending) for order in found] == [
        ("name_key", None, True),
        ("sort_key", "seats", False),
    ]
    assert orders(Sort("gone")) == (Order.of("updated", True),)
