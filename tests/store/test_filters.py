"""The filter as a value."""

from datetime import date

from nexus_contacts.store.filters import DateChoice, Filter


def test_a_filter_without_choices_is_false() -> None:
    assert not Filter()
    assert not Filter(tag_mode="all")
    assert Filter(text="a")


def test_a_choice_is_taken_out_by_its_name() -> None:
    chosen = Filter(text="a", statuses=("lead",))

    assert chosen.without("statuses") == Filter(text="a")


def test_a_date_choice_without_days_is_any_time() -> None:
    assert not DateChoice("custom")
    assert DateChoice("custom", first=date(2026, 1, 1))
    assert DateChoice("last_7_days")
