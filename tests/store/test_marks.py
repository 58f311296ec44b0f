"""Marks are put, read and taken away."""

from nexus_contacts.store import marks
from nexus_contacts.store.connection import Database


def test_a_mark_is_what_was_put_last(database: Database) -> None:
    marks.put(database, "updated_after", "2026-01-01T00:00:00Z")
    marks.put(database, "updated_after", "2026-01-02T00:00:00Z")

    assert marks.get(database, "updated_after") == "2026-01-02T00:00:00Z"
    assert marks.get(database, "other") is None


def test_a_mark_can_be_taken_away(database: Database) -> None:
    marks.put(database, "a", "b")

    marks.put(database, "a", None)

    assert marks.get(database, "a") is None


def test_what_the_journal_keeps_is_another_mark(database: Database) -> None:
    marks.keep(database, "a", "kept")

    assert (marks.kept(database, "a"), marks.get(database, "a"), marks.kept(database, "b")) == ("kept", None, None)
