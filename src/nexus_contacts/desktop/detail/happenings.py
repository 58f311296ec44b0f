"""Timeline events and activities as the lines that a list shows: newest first, under the heading of their day."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from nexus_contacts.api.records import Activity, TimelineEvent
from nexus_contacts.desktop import words

OwnerName = Callable[[str], str]

_EVENT_LOOKS = {
    "created": ("user", "accent"),
    "updated": ("pencil", "neutral"),
    "status_changed": ("flag", "ok"),
    "deal_associated": ("briefcase", "accent"),
    "deal_stage_changed": ("briefcase", "accent"),
    "email_opened": ("mail-open", "info"),
    "email_sent": ("mail", "neutral"),
    "page_visited": ("eye", "neutral"),
    "activity_logged": ("phone", "neutral"),
    "note_added": ("note", "neutral"),
    "tag_added": ("tag", "neutral"),
    "tag_removed": ("tag", "neutral"),
    "merged": ("merge", "accent"),
}
_ACTIVITY_LOOKS = {
    "call": ("phone", "ok"),
    "email": ("mail", "info"),
    "meeting": ("video", "accent"),
    "note": ("note", "neutral"),
}
_ACTIVITY_OF_EVENT = {"call": "phone", "email": "mail", "meeting": "video", "note": "note"}
_LONG = 90
"""A description longer than this, or of several lines, stands in a quote below its title."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the timeline or of the activities; `icon` ``""`` is a neutral dot, a `heading` has only a title."""

    title: str
    detail: str = ""
    quote: str = ""
    icon: str = ""
    tone: str = "neutral"
    time: str = ""
    moment: str = ""
    owner_id: str = ""
    kind: str = ""
    heading: bool = False

    @property
    def spoken(self) -> str:
        """The line in words, for a screen reader."""
        return ", ".join(part for part in (self.title, self.detail, self.quote, self.moment) if part)


def _data(event: TimelineEvent, name: str) -> str:
    value = dict(event.data).get(name)
    return value if isinstance(value, str) else ""


def _event_look(event: TimelineEvent) -> tuple[str, str]:
    icon, tone = _EVENT_LOOKS.get(event.type, ("", "neutral"))
    if event.type == "activity_logged":
        icon = _ACTIVITY_OF_EVENT.get(_data(event, "activity_type") or _data(event, "type"), icon)
    return icon, tone


def happening_of_event(event: TimelineEvent, owner_name: OwnerName) -> Happening:
    """One timeline event as a line; an unknown type shows its raw name where it has no title."""
    icon, tone = _event_look(event)
    long = len(event.description) > _LONG or "\n" in event.description.strip()
    by = owner_name(event.user_id) if event.user_id else ""
    detail = "" if long else event.description
    if by and by not in detail and by not in event.title:
        detail = f"{detail} · {by}" if detail else by
    return Happening(
        title=event.title or words.event_text(event.type) or event.id,
        detail=detail,
        quote=event.description.strip() if long else _data(event, "quote"),
        icon=icon,
        tone=tone,
        time=words.time_text(event.occurred_at) if event.occurred_at else "",
        moment=words.date_time_text(event.occurred_at) if event.occurred_at else "",
        owner_id=event.user_id,
        kind=event.type,
    )


def timeline(events: Iterable[TimelineEvent], owner_name: OwnerName) -> tuple[Happening, ...]:
    """The lines of a timeline with day headings, newest first."""
    kept = sorted(
        events, key=lambda event: event.occurred_at.timestamp() if event.occurred_at else float("-inf"), reverse=True
    )
    lines: list[Happening] = []
    heading = None
    for event in kept:
        day = words.day_heading(words.local(event.occurred_at).date()) if event.occurred_at else words.undated()
        if day != heading:
            lines.append(Happening(title=day, heading=True))
            heading = day
        lines.append(happening_of_event(event, owner_name))
    return tuple(lines)


def moment_text(when: datetime | None) -> str:
    """A moment as ``Yesterday 16:05`` or ``18 Nov 09:15``."""
    if when is None:
        return words.undated()
    day = words.local(when).date()
    near = (words.local(datetime.now().astimezone()).date() - day) <= timedelta(days=1)
    return f"{words.day_heading(day) if near else words.date_text(day)} {words.time_text(when)}"


def happening_of_activity(activity: Activity) -> Happening:
    """One logged activity as a line."""
    icon, tone = _ACTIVITY_LOOKS.get(activity.type, ("", "neutral"))
    minutes = activity.duration_minutes
    if activity.type == "call" and not minutes:
        tone = "neutral"  # nobody was reached
    length = words.minutes(minutes) if minutes else ""
    title = activity.subject or words.activity_text(activity.type) or activity.id
    if length and not any(length in part for part in (title, activity.outcome)):
        title = f"{title} – {length}"
    moment = moment_text(activity.occurred_at)
    return Happening(
        title=title,
        detail=" · ".join(part for part in (moment, activity.outcome) if part),
        quote=activity.body.strip() if activity.type != "note" else "",
        icon=icon,
        tone=tone,
        moment=words.date_time_text(activity.occurred_at) if activity.occurred_at else "",
        owner_id=activity.user_id,
        kind=activity.type,
    )


def activities(logged: Iterable[Activity]) -> tuple[Happening, ...]:
    """The lines of the activities, newest first."""
    kept = sorted(
        logged, key=lambda each: each.occurred_at.timestamp() if each.occurred_at else float("-inf"), reverse=True
    )
    return tuple(happening_of_activity(activity) for activity in kept)


def kept_kind(lines: tuple[Happening, ...], kind: str) -> tuple[Happening, ...]:
    """The lines of one type, with the headings that still have a line; all of them for ``""``."""
    if not kind:
        return lines
    kept: list[Happening] = []
    for line in lines:
        if line.heading and kept and kept[-1].heading:
            kept.pop()
        if line.heading or line.kind == kind:
            kept.append(line)
    if kept and kept[-1].heading:
        kept.pop()
    return tuple(kept)
