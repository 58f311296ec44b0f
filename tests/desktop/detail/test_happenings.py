"""Events and activities as lines: newest first, by day, unknown types with their raw name."""

from datetime import datetime, timedelta

from nexus_contacts.api.records import Activity, TimelineEvent
from nexus_contacts.desktop.detail.happenings import (
    activities,
    happening_of_activity,
    happening_of_event,
    kept_kind,
    timeline,
)

NOW = datetime.now().astimezone().replace(hour=12, minute=0, second=0, microsecond=0)


def owner_name(id: str) -> str:
    return {"usr_1": "Maya Okafor"}.get(id, "")


def event(id: str, days_ago: int = 0, **members: object) -> TimelineEvent:
    return TimelineEvent(id, occurred_at=NOW - timedelta(days=days_ago), **members)  # type: ignore[arg-type]


def test_events_stand_newest_first_under_the_heading_of_their_day() -> None:
    lines = timeline([event("a", 1, title="first"), event("b", title="second"), event("c", title="third")], owner_name)

    assert [line.title for line in lines] == ["Today", "second", "third", "Yesterday", "first"]
    assert [line.heading for line in lines] == [True, False, False, True, False]


def test_an_event_without_a_time_stands_last_under_no_date() -> None:
    lines = timeline([TimelineEvent("a", title="undated"), event("b", title="dated")], owner_name)

    assert [line.title for line in lines] == ["Today", "dated", "No date", "undated"]


def test_an_unknown_type_gets_a_dot_and_its_raw_name() -> None:
    line = happening_of_event(event("a", type="quantum_leap"), owner_name)

    assert (line.title, line.icon, line.tone) == ("quantum_leap", "", "neutral")


def test_a_long_description_becomes_a_quote() -> None:
    line = happening_of_event(event("a", title="Note added", description="word " * 40, user_id="usr_1"), owner_name)

    assert line.quote.startswith("word")
    assert line.detail == "Maya Okafor"


def test_one_type_can_be_kept() -> None:
    lines = timeline([event("a", 1, type="created"), event("b", type="note_added")], owner_name)

    kept = kept_kind(lines, "created")

    assert [(line.title, line.kind) for line in kept] == [("Yesterday", ""), ("Contact created", "created")]
    assert kept_kind(lines, "") == lines
    assert kept_kind(lines, "merged") == ()


def test_an_activity_shows_its_length_and_outcome() -> None:
    line = happening_of_activity(
        Activity("act_1", type="call", subject="Call", outcome="connected", duration_minutes=18, occurred_at=NOW)
    )

    assert line.title == "Call – 18 min"
    assert line.detail.endswith("connected")
    assert line.icon == "phone"


def test_an_activity_with_nothing_but_an_id_is_shown() -> None:
    (line,) = activities([Activity("act_1")])

    assert line.title == "act_1"


def test_activities_can_be_kept_by_type_newest_first() -> None:
    logged = [
        Activity("a", type="call", subject="old", occurred_at=NOW - timedelta(days=3)),
        Activity("b", type="call", subject="new", occurred_at=NOW),
        Activity("c", type="email", subject="mail", occurred_at=NOW),
    ]

    assert [line.title for line in kept_kind(activities(logged), "call")] == ["new", "old"]


def test_a_call_that_reached_nobody_is_not_marked_as_done() -> None:
    reached, missed = activities([Activity("a", type="call", duration_minutes=3), Activity("b", type="call")])

    assert (reached.tone, missed.tone) == ("ok", "neutral")
