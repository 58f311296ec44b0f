"""A file is brought to the present step by step, each step whole or not at all."""

from pathlib import Path

import pytest

from nexus_contacts.store import migrations
from nexus_contacts.store.connection import Database


def test_a_step_is_one_transaction_with_its_version() -> None:
    steps = ("CREATE TABLE a (x);", "CREATE TABLE b (x);")

    script = migrations.script(steps, 1)

    assert script.splitlines()[1:3] == ["CREATE TABLE b (x);", "PRAGMA user_version = 2;"]


def test_a_file_that_exists_is_migrated(
    folder: Path, key: bytes, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.close()
    monkeypatch.setattr(
        migrations, "JOURNAL", (*migrations.JOURNAL, "CREATE TABLE later (x);\nINSERT INTO later VALUES (7);")
    )

    opened = Database.open(folder, key)
    value = opened.reading().value("SELECT x FROM journal.later")
    version = opened.reading().value("PRAGMA journal.user_version")
    opened.close()

    assert (value, version) == (7, len(migrations.JOURNAL))
