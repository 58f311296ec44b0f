"""An open database in a folder of its own, and contacts to put into it."""

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from nexus_contacts.api.records import SOURCES, STATUSES, Address, Contact
from nexus_contacts.store import contacts
from nexus_contacts.store.connection import Database

KEY = bytes(range(32))
NOW = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def key() -> bytes:
    return KEY


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "account"


@pytest.fixture
def database(folder: Path) -> Iterator[Database]:
    opened = Database.open(folder, KEY)
    yield opened
    opened.close()


@pytest.fixture
def jane() -> Contact:
    return Contact(
        id="con_abc123",
        first_name="Jane",
        last_name="Smith",
        email="jane@example.com",
        phone="+1-555-0123",
        company="Acme Corp",
        job_title="VP of Marketing",
        status="active",
        source="website",
        tags=("enterprise", "marketing"),
        assigned_to="usr_xyz789",
        engagement_score=85.0,
        custom_fields=(("industry", "Technology"), ("company_size", "50-200")),
        address=Address(street="1 Main St", city="Springfield", country="US"),
        created_at=datetime(2026, 1, 15, 9, 30, tzinfo=UTC),
        updated_at=datetime(2026, 3, 20, 14, 22, 0, 123456, tzinfo=UTC),
    )


def crowd(count: int, seed: int = 7) -> list[Contact]:
    """Contacts with every kind of gap, tie and accent in them."""
    dice = random.Random(seed)
    firsts = ["Jane", "José", "zoë", "Ávila", "Søren", "Müller", "ann", "Ann", "田中", "O'Brien", ""]
    companies = ["Acme Corp", "acme corp", "Über GmbH", "100% Pure_Ltd", "Zeta", ""]
    found = []
    for number in range(count):
        created = NOW - timedelta(hours=dice.randrange(24 * 200))
        found.append(
            Contact(
                id=f"con_{dice.getrandbits(40):010x}_{number}",
                first_name=dice.choice(firsts),
                last_name=dice.choice(["Smith", "smyth", "Ngô", "", "Zander"]),
                email=dice.choice([f"p{number}@example.com", f"P.{number}@Zeta.example", ""]),
                phone=dice.choice(["", f"+1555{number:07}", f"+49 170 {number}"]),
                company=dice.choice(companies),
                job_title=dice.choice(["VP of Sales", "Head of Düsseldorf", ""]),
                status=dice.choice([*STATUSES, "", "on-hold"]),
                source=dice.choice([*SOURCES, ""]),
                tags=tuple(dice.sample(["enterprise", "saas", "vip", "Été"], dice.randrange(4))),
                assigned_to=dice.choice(["", "usr_a", "usr_b"]),
                engagement_score=dice.choice([None, 0.0, 50.0, 99.5]),
                custom_fields=dice.choice([(), (("seats", dice.randrange(30)),), (("seats", "many"), ("plan", "Pro"))]),
                address=dice.choice([None, Address(), Address(city="Bonn")]),
                created_at=dice.choice([created, None]),
                updated_at=dice.choice([created + timedelta(hours=3), None]),
            )
        )
    return found


@pytest.fixture
def make_crowd() -> Callable[..., list[Contact]]:
    return crowd


@pytest.fixture
def people(database: Database) -> list[Contact]:
    """A crowd of 400 that the database holds, in the order of their numbers."""
    found = crowd(400)
    contacts.write_page(database, found)
    return found


@pytest.fixture
def numbers(database: Database, people: list[Contact]) -> dict[str, int]:
    """Every contact's number by its id."""
    rows: list[tuple[Any, ...]] = database.reading().all("SELECT id, number FROM contacts")
    return dict(rows)
