"""What a contact's deals add up to."""

from nexus_contacts.api.records import Deal
from nexus_contacts.desktop.detail.sums import is_closed, likelihood, sums


def test_open_weighted_and_won_are_added_up() -> None:
    deals = [
        Deal("deal_1", value=48_000, currency="USD", probability=60, status="open"),
        Deal("deal_2", value=18_500, currency="USD", probability=45, status="open"),
        Deal("deal_3", value=12_000, currency="USD", status="won"),
        Deal("deal_4", value=99_000, currency="USD", status="lost"),
    ]

    (total,) = sums(deals)

    assert (total.open_value, total.won_value, total.open_count) == (66_500, 12_000, 2)
    assert total.weighted_value == 48_000 * 0.60 + 18_500 * 0.45


def test_currencies_are_never_added_to_each_other() -> None:
    totals = sums([Deal("a", value=10, currency="EUR"), Deal("b", value=20, currency="USD")])

    assert [(each.currency, each.open_value) for each in totals] == [("USD", 20), ("EUR", 10)]


def test_a_deal_with_every_field_missing_counts_as_open_without_value() -> None:
    (total,) = sums([Deal("a")])

    assert (total.currency, total.open_value, total.open_count) == ("", 0, 1)
    assert not is_closed(Deal("a"))


def test_no_deals_have_no_sums() -> None:
    assert sums([]) == ()


def test_deals_without_an_amount_say_nothing_beside_those_that_have_one() -> None:
    assert [each.currency for each in sums([Deal("a"), Deal("b", value=5, currency="EUR")])] == ["EUR"]


def test_numbers_nobody_can_add_count_as_none() -> None:
    (total,) = sums([Deal("a", value=float("nan"), currency="EUR"), Deal("b", value=1e300, currency="EUR")])

    assert (total.open_value, total.weighted_value, total.open_count) == (0, 0, 2)


def test_a_likelihood_stays_within_its_bounds_and_a_lost_deal_has_none() -> None:
    assert likelihood(Deal("a", probability=400)) == 100
    assert likelihood(Deal("a", probability=float("nan"))) is None
    assert likelihood(Deal("a", status="won")) == 100
    assert likelihood(Deal("a", status="lost", probability=30)) is None
