"""One pull's memory: the marks it leaves, and what it makes of marks nobody understands."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.sync.desk import Desk

from nexus_contacts.store import marks
from nexus_contacts.sync import mirror
from nexus_contacts.sync.pull import MARK, SWEPT, SYNCED, UNUSABLE, read_position


def test_a_new_copy_has_no_position(desk: Desk) -> None:
    assert read_position(desk.database).new


def test_a_pull_leaves_its_position(linked: Desk) -> None:
    linked.fill(20)

    linked.pull()

    position = read_position(linked.database)
    newest = max(contact.updated_at or datetime.min.replace(tzinfo=UTC) for contact in linked.there().values())
    assert not position.new
    assert position.windows is None
    assert position.mark is not None
    # The server's Date may lag behind its own clock by a second, and the mark never passes it.
    assert newest - timedelta(seconds=2) <= position.mark <= newest
    assert position.swept_at is not None
    assert position.synced_at is not None
    assert position.live


@pytest.mark.parametrize("name", [mirror.MARK, MARK, SWEPT, UNUSABLE, SYNCED])
def test_a_mark_nobody_understands_costs_a_reading_and_no_contact(linked: Desk, name: str) -> None:
    linked.fill(20)
    linked.pull()
    marks.put(linked.database, name, "?")

    outcome = linked.pull()

    assert outcome.complete
    assert (outcome.created, outcome.updated, outcome.deleted) == (0, 0, 0)
    assert linked.here() == linked.there()


def test_a_day_later_the_ids_are_compared_though_the_totals_agree(linked: Desk) -> None:
    linked.fill(20)
    linked.pull()
    linked.states.clear()
    marks.put(linked.database, SWEPT, "2020-01-01T00:00:00+00:00")

    outcome = linked.pull()

    assert outcome.complete
    assert "sweeping" in [state.phase.value for state in linked.states]
    swept = read_position(linked.database).swept_at
    assert swept is not None
    assert swept.year > 2020
