"""A file is brought to the present step by step, each step whole or not at all."""

from pathlib import Path

import pytest

from nexus_contacts.store import migrations
from nexus_contacts.store.connection import Database


def test_only_the_steps_a_file_has_not_seen_are_run() -> None:
    steps = ("CREATE TABLE a (x);", "CREATE TABLE b (x);")

    assert [script.splitlines()[1] for script in migrations.scripts(steps, 1)] == ["CREATE TABLE b (x);"]
    assert migrations.scripts(steps, 2) == []


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

    assert (value, version) == (7, 2)
