"""The stories told in full."""

from datetime import UTC, datetime

from nexus_contacts.workspace.sample_known import known_people
from nexus_contacts.workspace.sample_known_story import known_story
from nexus_contacts.workspace.sample_rows import Story

NOW = datetime(2026, 11, 24, 14, 34, tzinfo=UTC)


def story(name: str, now: datetime = NOW) -> Story:
    person = next(one for one in known_people() if one.story == name)
    return known_story(name, person.contact(now), now, 0)


def moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%d %b %H:%M")


def test_jane_smith_has_three_deals_two_notes_and_eleven_activities() -> None:
    jane = story("jane-smith")

    kinds = [activity.type for activity in jane.activities]
    assert [(deal.title, deal.value, deal.stage_name, deal.probability, deal.status) for deal in jane.deals] == [
        ("Acme – Platform rollout", 48000.0, "Proposal", 60, "open"),
        ("Acme – EMEA seats", 18500.0, "Qualified", 45, "open"),
        ("Acme – Pilot", 12000.0, "Won", 100, "won"),
    ]
    assert [deal.expected_close_date for deal in jane.deals] == ["2026-12-15", "2027-01-30", "2026-09-02"]
    assert len(jane.notes) == 2
    assert (kinds.count("call"), kinds.count("email"), kinds.count("meeting")) == (3, 6, 2)
    assert "Decision by *15 December*" in jane.notes[0].content


def test_jane_smiths_timeline_is_the_pictures() -> None:
    newest = [(event.title, moment(event.occurred_at)) for event in reversed(story("jane-smith").events)]

    told = [
        ("Opened “Q3 proposal”", "24 Nov 14:22"),
        ("Visited 4 pages", "24 Nov 13:58"),
        ("Status changed", "23 Nov 16:40"),
        ("Call with Maya Okafor", "23 Nov 16:05"),
        ("Deal linked: Acme – Platform rollout", "23 Nov 15:10"),
        ("Note added", "18 Nov 11:32"),
        ("Email sent: “Nice to meet you”", "18 Nov 09:15"),
    ]
    assert [one for one in newest if one in told] == told
    assert newest[-1] == ("Contact created", "15 Jan 09:30")


def test_a_note_in_the_story_is_on_the_timeline() -> None:
    for name in ("jane-smith", "john-doe", "jane-smyth"):
        told = story(name)
        added = {event.occurred_at for event in told.events if event.type == "note_added"}
        assert added == {note.created_at for note in told.notes}


def test_no_story_reaches_past_the_last_change_even_just_after_midnight() -> None:
    early = datetime(2026, 11, 24, 0, 5, tzinfo=UTC)

    for name in ("jane-smith", "john-doe", "jane-smyth"):
        person = next(one for one in known_people() if one.story == name).contact(early)
        moments = [event.occurred_at for event in story(name, early).events]
        assert moments == sorted(moments)
        assert person.created_at == moments[0]
        assert moments[-1] <= person.updated_at
