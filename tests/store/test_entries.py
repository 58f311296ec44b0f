"""Entries as values: read in groups, counted, their reasons through JSON."""

from datetime import UTC, datetime

import pytest

from nexus_contacts.api.records import Contact
from nexus_contacts.store import contacts, entries, outbox, settling
from nexus_contacts.store.connection import Database
from nexus_contacts.store.entries import OutboxCounts, Reason


@pytest.mark.parametrize(
    "reason",
    [
        Reason(),
        Reason("email_taken", "taken", (("email", "is taken"),), "con_1", status=409),
        Reason(
            "conflict",
            theirs=(("tags", ("a", "b")), ("custom_fields.n", 5), ("custom_fields.t", True), ("company", "")),
            theirs_at=datetime(2026, 1, 1, tzinfo=UTC),
        ),
        Reason("not_kept", hints=(("custom_fields.Plan", "plan"),)),
    ],
)
def test_a_reason_goes_through_json(reason: Reason) -> None:
    assert entries.reason_of(entries.reason_text(reason)) == reason


def test_entries_are_read_in_their_groups(database: Database, jane: Contact) -> None:
    contacts.write_page(database, [jane, Contact("con_2", "Bo")])
    parked = outbox.add_note(database, jane.id, "one")
    outbox.add_note(database, "con_2", "two")
    settling.park(database, parked.entry, Reason("gone"))

    assert [entry.content for entry in entries.parked(database)] == ["one"]
    assert [entry.content for entry in entries.waiting(database)] == ["two"]
    assert entries.counts(database) == OutboxCounts(parked=1, waiting=1)
    assert [entry.content for entry in entries.of_contact(database, jane.id)] == ["one"]
    assert entries.get(database, parked.entry) == entries.parked(database)[0]
    assert entries.get(database, 999) is None
    assert entries.sent(database) == ()


def test_a_temporary_id_is_known() -> None:
    assert entries.is_local("local:5f")
    assert not entries.is_local("con_5f")
