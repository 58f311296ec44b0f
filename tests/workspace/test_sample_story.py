"""Stories agree with themselves and with the contact."""

from datetime import UTC, datetime
from itertools import islice
from typing import Any

import pytest

from nexus_contacts.workspace.sample import SampleContact, contacts_of
from nexus_contacts.workspace.sample_known import known_people
from nexus_contacts.workspace.sample_story import PIPELINE, money, phrases

NOW = datetime(2026, 11, 24, 14, 34, tzinfo=UTC)
TOLD = {one.id for one in known_people() if one.story}


@pytest.fixture(scope="module")
def sample() -> list[SampleContact]:
    return [one for one in islice(contacts_of(1250, 5, NOW), 900) if one.contact.id not in TOLD]


def events(one: SampleContact, kind: str) -> list[Any]:
    return [event for event in one.story.events if event.type == kind]


def test_a_contact_is_created_first_and_once(sample: list[SampleContact]) -> None:
    for one in sample:
        first = one.story.events[0]
        assert first.type == "created"
        assert first.occurred_at == one.contact.created_at
        assert len(events(one, "created")) == 1


def test_everything_lies_between_creation_and_the_last_change(sample: list[SampleContact]) -> None:
    for one in sample:
        moments = [event.occurred_at for event in one.story.events]
        moments += [activity.occurred_at for activity in one.story.activities]
        moments += [time for deal in one.story.deals for time in (deal.created_at, deal.updated_at)]
        assert moments == [] or one.contact.created_at <= min(moments)
        assert moments == [] or max(moments) <= one.contact.updated_at
        assert [event.occurred_at for event in one.story.events] == sorted(
            event.occurred_at for event in one.story.events
        )


def test_status_changes_lead_to_the_contacts_status(sample: list[SampleContact]) -> None:
    for one in sample:
        reached = "lead"
        for change in events(one, "status_changed"):
            before, after = (word.lower() for word in change.description.split(" · ")[0].split(" → "))
            assert before == reached
            reached = after
        assert reached == one.contact.status


def test_a_deal_is_linked_then_moved_then_closed_as_it_stands(sample: list[SampleContact]) -> None:
    for one in sample:
        linked = {event.title.removeprefix("Deal linked: ") for event in events(one, "deal_associated")}
        assert linked == {deal.title for deal in one.story.deals}
        for deal in one.story.deals:
            told = [event for event in one.story.events if deal.id in event.data]
            assert told[0].occurred_at == deal.created_at
            assert told[-1].occurred_at == deal.updated_at
            reached = told[-1].description.split(" · ")[0].split(" → ")[-1]
            assert reached == deal.stage_name
            assert deal.created_at <= deal.updated_at
            assert deal.pipeline_id == PIPELINE
            assert (deal.status, deal.probability) != ("won", 0)


def test_a_customer_has_won_a_deal(sample: list[SampleContact]) -> None:
    customers = [one for one in sample if one.contact.status in ("customer", "churned")]

    assert customers
    assert all(any(deal.status == "won" for deal in one.story.deals) for one in customers)


def test_a_note_is_an_activity_and_an_event_too(sample: list[SampleContact]) -> None:
    noted = 0
    for one in sample:
        noted += len(one.story.notes)
        bodies = sorted(activity.body or "" for activity in one.story.activities if activity.type == "note")
        assert bodies == sorted(note.content for note in one.story.notes)
        assert len(events(one, "note_added")) == len(one.story.notes)
    assert noted > 100


def test_an_opened_mail_was_sent(sample: list[SampleContact]) -> None:
    opened = 0
    for one in sample:
        sent = {event.title.removeprefix("Email sent: "): event.occurred_at for event in events(one, "email_sent")}
        for event in events(one, "email_opened"):
            opened += 1
            assert event.title.removeprefix("Opened ") in sent
    assert opened > 50


def test_deals_come_in_many_currencies_and_all_outcomes(sample: list[SampleContact]) -> None:
    deals = [deal for one in sample for deal in one.story.deals]

    assert len({deal.currency for deal in deals}) >= 10
    assert {deal.status for deal in deals} == {"open", "won", "lost"}


def test_money_stands_behind_its_sign() -> None:
    assert money(48000, "USD") == "$48,000"
    assert money(1_200_000, "JPY") == "¥1,200,000"
    assert all(text for words in phrases().lists.values() for text in words)
