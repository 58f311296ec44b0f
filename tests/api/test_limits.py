"""The bounds as the contract settles them."""

from nexus_contacts.api.limits import Limits


def test_the_usual_limits_are_the_settled_ones() -> None:
    limits = Limits()

    assert (limits.connect_s, limits.silence_s, limits.total_s) == (5, 20, 60)
    assert (limits.tries, limits.retry_after_most_s) == (4, 120)
    assert limits.answer_bytes == 32 * 1024 * 1024


def test_an_endless_fault_ends_within_150_seconds() -> None:
    limits = Limits()

    assert limits.total_s + limits.backoff_most_s < 150
    assert limits.retry_after_most_s + limits.backoff_most_s < 150
