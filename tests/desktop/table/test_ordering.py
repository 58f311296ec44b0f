"""Three clicks on a heading go round; Shift adds keys."""

from nexus_contacts.desktop.table.ordering import added, clicked, direction, rank
from nexus_contacts.store.filters import Sort

DEFAULT = Sort("updated", True)


def test_the_first_click_sorts_the_second_reverses_the_third_returns_to_the_views_order() -> None:
    first = clicked(DEFAULT, "company", DEFAULT)
    second = clicked(first, "company", DEFAULT)
    third = clicked(second, "company", DEFAULT)

    assert (first, second, third) == (Sort("company", False), Sort("company", True), DEFAULT)


def test_the_column_of_the_views_own_order_goes_there_and_back() -> None:
    second = clicked(DEFAULT, "updated", DEFAULT)

    assert second == Sort("updated", False)
    assert clicked(second, "updated", DEFAULT) == DEFAULT


def test_shift_adds_a_key_then_reverses_it_then_leaves_it_out() -> None:
    one = added(DEFAULT, "name")
    two = added(one, "name")
    three = added(two, "name")

    assert one.then == (("name", False),)
    assert two.then == (("name", True),)
    assert three == DEFAULT
    assert (rank(one, "updated"), rank(one, "name"), rank(one, "score")) == (1, 2, 0)
    assert direction(two, "name") is True
    assert direction(two, "score") is None


def test_a_plain_click_on_the_first_key_drops_the_others() -> None:
    assert clicked(Sort("name", False, (("score", True),)), "name", DEFAULT) == Sort("name", False)
