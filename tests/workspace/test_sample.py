"""The sample as a whole: the same for a seed, in the numbers of the design, and written into a real database."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from nexus_contacts.workspace.contact_rows import StoredContact, email_key
from nexus_contacts.workspace.database import Database, workspace_id
from nexus_contacts.workspace.sample import (
    DEFAULT_SEED,
    OWNERS,
    SAMPLE_VIEWS,
    SampleContact,
    SampleView,
    contacts_of,
    duplicate_truth,
    fill,
    namesakes,
)
from nexus_contacts.workspace.sample_shape import DAY
from nexus_contacts.workspace.tables import activities, contacts, deals, notes, timeline_events, workspaces

NOW = datetime(2026, 11, 24, 14, 34, tzinfo=UTC)
SECONDS = int(NOW.timestamp())


@pytest.fixture(scope="module")
def sample() -> tuple[SampleContact, ...]:
    return tuple(contacts_of(now=NOW))


@pytest.fixture(scope="module")
def everybody(sample: tuple[SampleContact, ...]) -> list[StoredContact]:
    return [one.contact for one in sample]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database.open(str(tmp_path / "workspace.db"))
    yield opened
    opened.close()


def age_days(contact: StoredContact) -> float:
    return (SECONDS - contact.updated_at) / DAY


def shown(view: SampleView, contact: StoredContact) -> bool:
    limits = {"": (0.0, 9e9), "last_7_days": (0.0, 7.0), "not_for_90_days": (90.0, 9e9)}
    first, last = limits[view.updated]
    low, high = view.score or (0, 100)
    return (
        (not view.statuses or contact.status in view.statuses)
        and (not view.owners or (contact.assigned_to or "") in view.owners)
        and first <= age_days(contact) <= last
        and low <= (contact.engagement_score or 0) <= high
    )


def test_the_same_seed_makes_the_same_sample(sample: tuple[SampleContact, ...]) -> None:
    assert tuple(contacts_of(now=NOW)) == sample


def test_another_seed_makes_other_people_of_the_same_numbers(everybody: list[StoredContact]) -> None:
    others = [one.contact for one in contacts_of(seed=7, now=NOW)]

    assert others[60:] != everybody[60:]
    assert Counter(one.status for one in others) == Counter(one.status for one in everybody)


def test_another_now_moves_the_times_and_changes_nobody(everybody: list[StoredContact]) -> None:
    later = [one.contact for one in contacts_of(now=NOW + timedelta(days=3))]

    assert [one.email for one in later] == [one.email for one in everybody]
    assert later[100].updated_at - everybody[100].updated_at == 3 * DAY


def test_the_default_has_the_counts_of_the_pictures(everybody: list[StoredContact]) -> None:
    statuses = Counter(one.status for one in everybody)
    sources = Counter(one.source for one in everybody)
    owners = Counter(dict(OWNERS).get(one.assigned_to or "", "Unassigned") for one in everybody)
    fresh = [one for one in everybody if one.status in ("lead", "active") and age_days(one) <= 30]

    assert statuses == {"lead": 418, "active": 367, "customer": 289, "inactive": 121, "churned": 55}
    assert sources == {
        "website": 403, "referral": 268, "import": 214, "social": 131, "paid_ads": 117, "manual": 78, "api": 39,
    }  # fmt: skip
    assert owners == {"Maya Okafor": 341, "Leo Brandt": 402, "Priya Raman": 395, "Unassigned": 112}
    assert len(fresh) == 312


def test_the_tags_are_43_and_the_first_are_those_of_the_pictures(everybody: list[StoredContact]) -> None:
    tags = Counter(tag for one in everybody for tag in one.tags)

    assert len(tags) == 43
    assert [tag for tag, _ in tags.most_common(7)] == [
        "enterprise", "saas", "eu", "latam", "trial", "finance", "healthcare",
    ]  # fmt: skip


def test_the_views_show_the_counts_of_the_pictures(everybody: list[StoredContact]) -> None:
    counts = {view.name: sum(shown(view, one) for one in everybody) for view in SAMPLE_VIEWS}

    assert counts == {"My open leads": 86, "Hot this week": 24, "At risk of churn": 31, "No owner": 112}


def test_nobody_was_updated_near_the_edges_of_the_date_filters(everybody: list[StoredContact]) -> None:
    near = [one for one in everybody for edge in (30, 90) if abs(age_days(one) - edge) < 1]

    assert near == []


def test_the_first_leads_and_active_contacts_are_the_pictures(everybody: list[StoredContact]) -> None:
    filtered = [one for one in everybody if one.status in ("lead", "active")]
    first = sorted(filtered, key=lambda one: -one.updated_at)[:17]

    assert [f"{one.first_name} {one.last_name}" for one in first] == [
        "Jane Smith", "John Doe", "Tomás Herrera", "Kenji Watanabe", "Ingrid Solberg", "Marcus Bell", "Yara Haddad",
        "Oliver Grant", "Anton Petrov", "Mateus Oliveira", "Chloé Martin", "Rahul Mehta", "Eva Novak", "Samuel Osei",
        "Beth Lawson", "Diego Fuentes", "Peter Kowalski",
    ]  # fmt: skip


def test_addresses_and_ids_come_once(sample: tuple[SampleContact, ...], everybody: list[StoredContact]) -> None:
    hanging = [row.id for one in sample for rows in one.story.kinds() for row in rows]

    assert len({email_key(one.email) for one in everybody}) == len(everybody)
    assert len({one.id for one in everybody}) == len(everybody)
    assert len(set(hanging)) == len(hanging)


def test_names_come_in_many_scripts(everybody: list[StoredContact]) -> None:
    text = "".join(one.first_name for one in everybody)
    scripts = {
        "cyrillic": ("А", "я"), "greek": ("Α", "ω"), "hebrew": ("א", "ת"), "arabic": ("ا", "ي"),
        "devanagari": ("अ", "ह"), "thai": ("ก", "ฮ"), "hangul": ("가", "힣"), "han": ("一", "龥"),
        "georgian": ("ა", "ჰ"),
    }  # fmt: skip

    assert {name for name, (first, last) in scripts.items() if any(first <= sign <= last for sign in text)} == {
        *scripts
    }


@pytest.mark.parametrize("size", [0, 1, 2, 17, 60, 300])
def test_any_size_is_exact_and_begins_with_jane_smith(size: int) -> None:
    made = [one.contact for one in contacts_of(size, now=NOW)]

    assert len(made) == size
    assert [one.id for one in made[:1]] == ["con_abc123"][:size]
    assert len({email_key(one.email) for one in made}) == size


def test_about_three_in_a_hundred_are_second_records(everybody: list[StoredContact]) -> None:
    ids = {one.id for one in everybody}
    pairs = duplicate_truth()

    second = {other for _, other in pairs}
    assert 0.025 * len(ids) <= len(second) <= 0.035 * len(ids)
    assert {one for pair in pairs for one in pair} <= ids
    assert ("con_abc123", "con_def456") in pairs


def test_namesakes_share_the_name_and_nothing_to_be_known_by(everybody: list[StoredContact]) -> None:
    by_id = {one.id: one for one in everybody}
    pairs = [(by_id[one], by_id[other]) for one, other in namesakes()]

    assert len(pairs) >= 10
    for one, other in pairs:
        assert one.first_name == other.first_name
        assert one.company != other.company or one.company is None
        assert one.phone != other.phone
        assert one.email != other.email


def test_filling_writes_what_was_made(database: Database, sample: tuple[SampleContact, ...]) -> None:
    with database.writing() as connection:
        place = workspace_id(connection, "Northwind Sales")
    heard: list[tuple[int, int]] = []

    fill(database.engine, place, now=NOW, progress=lambda done, whole: heard.append((done, whole)))

    with database.reading() as connection:
        counts = [
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (contacts, deals, activities, timeline_events, notes)
        ]
        counted = connection.execute(select(workspaces.c.contact_count)).scalar_one()
        jane = connection.execute(select(contacts.c.document).where(contacts.c.id == "con_abc123")).scalar_one()
    assert counts == [len(sample), *(sum(len(one.story.kinds()[kind]) for one in sample) for kind in range(4))]
    assert counted == 1250
    assert heard == [(1250, 1250)]
    assert '"phone":"+15550123"' in jane
    assert '"updated_at":"2026-11-24T14:22:00Z"' in jane


def test_a_fill_that_fails_leaves_nothing(database: Database) -> None:
    def stop(done: int, whole: int) -> None:
        raise KeyboardInterrupt

    with database.writing() as connection:
        place = workspace_id(connection, "Northwind Sales")

    with pytest.raises(KeyboardInterrupt):
        fill(database.engine, place, 40, DEFAULT_SEED, NOW, stop)

    with database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(contacts)).scalar_one() == 0
