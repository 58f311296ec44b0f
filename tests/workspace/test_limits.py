"""The rate limit, against a clock of our own."""

from nexus_contacts.workspace.limits import RateLimit


def test_a_key_may_make_so_many_requests_a_minute() -> None:
    moment = 120.0
    limit = RateLimit(2, lambda: moment)

    standings = [limit.count("key") for _ in range(3)]

    assert [one.allowed for one in standings] == [True, True, False]
    assert [one.remaining for one in standings] == [1, 0, 0]
    assert dict(standings[0].headers()) == {
        "X-RateLimit-Limit": "2",
        "X-RateLimit-Remaining": "1",
        "X-RateLimit-Reset": "180",
    }
    assert limit.wait_s(standings[2]) == 60


def test_the_next_minute_begins_anew() -> None:
    moment = 120.0
    limit = RateLimit(1, lambda: moment)
    limit.count("key")
    refused = limit.count("key")

    moment = 179.5
    wait_s = limit.wait_s(refused)
    moment = 180.0

    assert wait_s == 1
    assert limit.count("key").allowed


def test_each_key_is_counted_alone() -> None:
    limit = RateLimit(1, lambda: 0.0)
    limit.count("one")

    assert limit.count("another").allowed
    assert not limit.count("one").allowed
