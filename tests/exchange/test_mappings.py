"""How a file was matched, found again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from nexus_contacts.exchange import mappings
from nexus_contacts.exchange.mappings import Matching
from nexus_contacts.store import marks
from nexus_contacts.store.connection import Database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database.open(tmp_path / "copy", bytes(32))
    yield opened
    opened.close()


def test_it_is_found_for_the_same_header_alone(database: Database) -> None:
    chosen = Matching(("first_name", "email", ""), "fill", "DE", {"MQL": "lead"}, {"Messe": "referral"})

    mappings.keep(database, ("Name", "Mail", "Size"), chosen)

    assert mappings.find(database, ("Name", "Mail", "Size")) == chosen
    assert mappings.find(database, ("Name", "Mail")) is None


def test_what_does_not_fit_is_not_taken(database: Database) -> None:
    mappings.keep(database, ("A",), Matching(("email",)))
    name = mappings._name(("A",))
    marks.keep(database, name, '{"targets": ["email", "phone"]}')
    assert mappings.find(database, ("A",)) is None
    marks.keep(database, name, '{"targets": ["email"], "existing": "odd"}')
    assert mappings.find(database, ("A",)) == Matching(("email",))


def test_the_column_of_errors_makes_no_other_header(database: Database) -> None:
    mappings.keep(database, ("Name", "Mail"), Matching(("first_name", "email")))

    found = mappings.find(database, ("Name", "Mail", "_error"))

    assert found is not None
    assert found.targets == ("first_name", "email", "")
