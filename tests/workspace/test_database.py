"""Opening a workspace's database, and what it does with places it cannot use."""

import stat
import sys
from pathlib import Path

import pytest
from sqlalchemy import text, update

from nexus_contacts.workspace.database import Database, UnusableDatabaseError, workspace_id
from nexus_contacts.workspace.tables import secrets


def test_a_new_file_is_for_this_person_only(tmp_path: Path) -> None:
    place = tmp_path / "new" / "workspace.db"

    Database.open(str(place)).close()

    assert place.is_file()
    if sys.platform != "win32":
        assert stat.S_IMODE(place.stat().st_mode) == 0o600
        assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700


def test_a_workspace_keeps_its_number_and_a_secret_its_value(tmp_path: Path) -> None:
    place = str(tmp_path / "workspace.db")
    first = Database.open(place)
    with first.writing() as connection:
        number = workspace_id(connection, "team")
    secret = first.secret("cursor_seal")
    first.close()

    again = Database.open(place)
    with again.writing() as connection:
        same = workspace_id(connection, "team"), workspace_id(connection, "other")
    kept = again.secret("cursor_seal")
    again.close()

    assert same == (number, number + 1)
    assert kept == secret
    assert len(secret) == 32


def test_a_transaction_that_fails_leaves_nothing(database: Database) -> None:
    def fail() -> None:
        with database.writing() as connection:
            workspace_id(connection, "half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    with database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM workspaces")).scalar() == 0


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    place = tmp_path / "letter.txt"
    place.write_text("Dear Sir or Madam, " * 100)

    with pytest.raises(UnusableDatabaseError) as refused:
        Database.open(str(place))

    assert "letter.txt" in refused.value.place
    assert "not a database" in refused.value.reason


def test_a_newer_schema_is_left_alone(tmp_path: Path) -> None:
    place = str(tmp_path / "workspace.db")
    database = Database.open(place)
    with database.writing() as connection:
        connection.execute(update(secrets).where(secrets.c.name == "schema").values(value="99"))
    database.close()

    with pytest.raises(UnusableDatabaseError) as refused:
        Database.open(place)

    assert "99" in refused.value.reason


@pytest.mark.parametrize("place", ["nowhere://x", "postgresql://ann:sentinel@127.0.0.1:1/none", "://"])
def test_a_database_that_cannot_be_reached_is_told_without_its_password(place: str) -> None:
    with pytest.raises(UnusableDatabaseError) as refused:
        Database.open(place)

    assert "sentinel" not in str(refused.value)
