"""A contact with a story, and the pane that shows it."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from nexus_contacts.api.records import Activity, Address, Contact, Deal, Note, TimelineEvent
from nexus_contacts.desktop.detail.pane import DetailPane
from nexus_contacts.desktop.detail.reading import RecordReader
from nexus_contacts.desktop.session import Session
from nexus_contacts.store import contacts, details, owners

NOON = datetime.now().astimezone().replace(hour=12, minute=0, second=0, microsecond=0)


def days_ago(days: int) -> datetime:
    return NOON - timedelta(days=days)


@pytest.fixture
def jane() -> Contact:
    return Contact(
        id="con_abc123",
        first_name="Jane",
        last_name="Smith",
        email="jane@example.com",
        phone="+15550123",
        company="Acme Corp",
        job_title="VP of Marketing",
        status="active",
        source="website",
        tags=("enterprise", "marketing"),
        assigned_to="usr_1",
        engagement_score=85.0,
        custom_fields=(("industry", "Technology"), ("company_size", "50-200")),
        address=Address("500 Howard St", "San Francisco", "CA"),
        created_at=days_ago(300),
        updated_at=days_ago(0),
    )


@pytest.fixture
def told(session: Session, jane: Contact) -> Session:
    """The session, its copy holding Jane with all four lists, and the names of two owners."""
    owners.set_name(session.database, "usr_1", "Maya Okafor")
    owners.set_name(session.database, "usr_2", "Leo Brandt")
    contacts.write_page(session.database, [jane])
    events = [
        TimelineEvent("evt_1", type="note_added", title="Note added", user_id="usr_1", occurred_at=days_ago(6)),
        TimelineEvent("evt_2", type="email_opened", title="Opened “Q3 proposal”", occurred_at=days_ago(0)),
    ]
    deals = [
        Deal("deal_1", title="Platform rollout", stage_name="Proposal", value=48_000, currency="USD", probability=60),
        Deal("deal_2", title="Pilot", value=12_000, currency="USD", status="won", expected_close_date="2026-09-02"),
    ]
    notes = [
        Note("note_1", content="Old **words**", author_id="usr_2", created_at=days_ago(6)),
        Note("note_2", content="See [the paper](https://example.com/paper)", author_id="usr_1", created_at=days_ago(1)),
    ]
    logged = [
        Activity("act_1", type="call", subject="Call", duration_minutes=18, user_id="usr_1", occurred_at=days_ago(1)),
        Activity("act_2", type="email", subject="“Q3 proposal”", outcome="opened", occurred_at=days_ago(2)),
        Activity("act_3", type="note", subject="Old words", body="Old **words**", occurred_at=days_ago(6)),
    ]
    for kind, items in (("timeline", events), ("deals", deals), ("notes", notes), ("activities", logged)):
        details.replace(session.database, jane.id, kind, items)  # type: ignore[arg-type]
    return session


@pytest.fixture
def open_pane(qtbot: QtBot, show_active: Callable[..., None]) -> Iterator[Callable[[Session], DetailPane]]:
    """A factory of panes over a session, shown at their usual size in an active window."""
    made: list[DetailPane] = []

    def show(session: Session) -> DetailPane:
        pane = DetailPane(session)
        pane.resize(364, 860)
        show_active(pane)
        made.append(pane)
        return pane

    yield show
    for pane in made:
        pane.close()


@pytest.fixture
def pane(told: Session, jane: Contact, open_pane: Callable[[Session], DetailPane], qtbot: QtBot) -> DetailPane:
    """The pane, showing Jane."""
    shown = open_pane(told)
    reader = shown.findChild(RecordReader)
    assert reader is not None
    with qtbot.waitSignal(reader.arrived, timeout=10_000):
        told.read_owner_names(shown, lambda: shown.show_contact(jane.id))
    return shown
