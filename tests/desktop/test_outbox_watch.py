"""Counting what waits: at the start, after changes, once for many of them."""

from typing import Any

from nexus_contacts.api.records import Contact, Draft
from nexus_contacts.desktop.outbox_watch import OutboxWatch
from nexus_contacts.desktop.session import Session
from nexus_contacts.store import outbox
from nexus_contacts.store.changes import Changed
from nexus_contacts.store.entries import OutboxCounts
from nexus_contacts.store.incoming import write_page


def test_it_counts_at_the_start_and_after_every_change(qtbot: Any, session: Session) -> None:
    watch = OutboxWatch(session)
    with qtbot.waitSignal(watch.counted) as first:
        pass
    done = outbox.create(session.database, Draft("Ada", "ada@example.com"))

    with qtbot.waitSignal(watch.counted) as second:
        watch.apply_changed(done.changed)

    assert first.args == [OutboxCounts(), 0]
    assert second.args == [OutboxCounts(waiting=1), 0]


def test_what_the_service_changed_is_counted_by_contact(qtbot: Any, session: Session) -> None:
    write_page(session.database, [Contact("con_1", "Jane"), Contact("con_2", "John")])

    watch = OutboxWatch(session)
    with qtbot.waitSignal(watch.counted) as counted:
        pass

    assert counted.args == [OutboxCounts(), 2]


def test_what_is_not_counted_costs_nothing(qtbot: Any, session: Session) -> None:
    watch = OutboxWatch(session)
    with qtbot.waitSignal(watch.counted):
        pass

    with qtbot.assertNotEmitted(watch.counted, wait=150):
        watch.apply_changed(Changed(None, frozenset({"views"})))
