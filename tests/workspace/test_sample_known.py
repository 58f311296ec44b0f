"""The hand-written people."""

from datetime import UTC, datetime, timedelta, timezone

from nexus_contacts.api.records import SOURCES, STATUSES
from nexus_contacts.workspace.sample_known import known_people, moment
from nexus_contacts.workspace.sample_views import OWNERS
from nexus_contacts.workspace.sample_words import country_of

NOW = datetime(2026, 11, 24, 14, 34, tzinfo=UTC)


def test_jane_smith_is_the_vendors() -> None:
    jane = known_people()[0].contact(NOW)

    assert (jane.id, jane.first_name, jane.last_name, jane.email) == ("con_abc123", "Jane", "Smith", "jane@example.com")
    assert (jane.phone, jane.company, jane.job_title) == ("+15550123", "Acme Corp", "VP of Marketing")
    assert (jane.status, jane.source, jane.tags) == ("active", "website", ("enterprise", "marketing"))
    assert (jane.assigned_to, jane.engagement_score) == ("usr_xyz789", 85)
    assert jane.custom_fields == {"industry": "Technology", "company_size": "50-200", "plan": "enterprise"}
    assert jane.created_at == int(datetime(2026, 1, 15, 9, 30, tzinfo=UTC).timestamp())
    assert jane.updated_at == int((NOW - timedelta(minutes=12)).timestamp())


def test_john_doe_is_the_vendors() -> None:
    john = known_people()[1].contact(NOW)

    assert (john.first_name, john.last_name, john.email, john.phone) == ("John", "Doe", "john@example.com", "+15550199")
    assert (john.company, john.source, john.tags) == ("TechStart Inc", "api", ("prospect", "saas"))
    assert john.custom_fields == {"industry": "SaaS", "company_size": "10-50"}


def test_everybody_is_told_in_the_services_words() -> None:
    ids = [one.id for one in known_people()]
    owners = {"", *(owner for owner, _ in OWNERS)}

    assert len(set(ids)) == len(ids)
    for one in known_people():
        contact = one.contact(NOW)
        assert contact.status in STATUSES
        assert contact.source in SOURCES
        assert (contact.assigned_to or "") in owners
        assert contact.created_at <= contact.updated_at
        assert country_of(one.country).code == one.country
        assert not one.same_as or ids.index(one.same_as) < ids.index(one.id)


def test_a_search_for_jane_finds_nine() -> None:
    found = [one for one in known_people() if one.told["first_name"].startswith("Jane")]

    assert len(found) == 9


def test_a_day_and_time_lie_in_the_zone_of_now() -> None:
    tokyo = NOW.astimezone(timezone(timedelta(hours=9)))

    assert moment("6d 11:32", NOW) == int(datetime(2026, 11, 18, 11, 32, tzinfo=UTC).timestamp())
    assert moment("1d 16:40", tokyo) == int(datetime(2026, 11, 23, 7, 40, tzinfo=UTC).timestamp())
    assert moment("2h", NOW) == int(NOW.timestamp()) - 7200
