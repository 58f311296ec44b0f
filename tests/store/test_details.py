"""The four lists of a contact, kept and read back."""

from datetime import UTC, datetime

import pytest

from nexus_contacts.api.records import Activity, Deal, Note, TimelineEvent
from nexus_contacts.store import details
from nexus_contacts.store.connection import Database
from nexus_contacts.store.details import DetailItem, DetailKind

THEN = datetime(2026, 2, 3, 4, 5, 6, 789, tzinfo=UTC)

ITEMS: dict[DetailKind, DetailItem] = {
    "timeline": TimelineEvent("tl_1", "con_1", "merged", "Merged", data=(("with", "con_2"),), occurred_at=THEN),
    "deals": Deal("deal_1", value=1200.5, currency="EUR", custom_fields=(("a", None),), odd=(("probability", "high"),)),
    "notes": Note("note_1", "con_1", "**bold** \ud83d lone", "usr_1", THEN, None),
    "activities": Activity("act_1", type="call", duration_minutes=0.0, occurred_at=THEN),
}


@pytest.mark.parametrize("kind", details.KINDS)
def test_a_list_comes_back_as_it_was_kept(database: Database, kind: DetailKind) -> None:
    item = ITEMS[kind]

    changed = details.replace(database, "con_1", kind, [item])
    found = details.load(database, "con_1", kind)

    assert found.items == (item,)
    assert found.fetched_at is not None
    assert (changed.ids, changed.kinds) == ({"con_1"}, {"details"})


def test_never_downloaded_is_not_the_same_as_empty(database: Database) -> None:
    details.replace(database, "con_1", "notes", [])

    assert details.load(database, "con_1", "notes").fetched_at is not None
    assert details.load(database, "con_1", "deals").fetched_at is None
    assert details.counts(database, "con_1") == details.DetailCounts(notes=0)


def test_a_list_is_replaced_whole(database: Database) -> None:
    details.replace(database, "con_1", "notes", [Note("a"), Note("b")])

    details.replace(database, "con_1", "notes", [Note("c")])

    assert [item.id for item in details.load(database, "con_1", "notes").items] == ["c"]
    assert details.counts(database, "con_1").notes == 1
