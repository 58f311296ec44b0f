"""The stories that are told in full in the data, as Jane Smith's: deals, notes, activities and events word for word."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from nexus_contacts.workspace.contact_rows import StoredContact
from nexus_contacts.workspace.sample_known import moment
from nexus_contacts.workspace.sample_rows import ActivityRow, DealRow, EventRow, Ids, NoteRow, Story, encode
from nexus_contacts.workspace.sample_story import LOST, PIPELINE, WON, phrases
from nexus_contacts.workspace.sample_words import read

_DATE = re.compile(r"\{([+-]\d+)d\}")
# The program's own texts are English whatever the locale says, so the months are too.
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_TEXTS_OF_DATA = ("quote", "from", "to")


@cache
def _stories() -> Mapping[str, Any]:
    return read("known-stories")


def known_story(name: str, contact: StoredContact, now: datetime, place: int) -> Story:
    """The story of this name for its contact, the times counted from `now`."""
    told = _stories()[name]
    teller = _KnownTelling(contact, now, Ids(place, contact.id))
    events = sorted((teller.event(one) for one in told["events"]), key=lambda event: event.occurred_at)
    return Story(
        tuple(teller.deal(one) for one in told.get("deals", ())),
        tuple(teller.activity(one) for one in told["activities"]),
        tuple(events),
        tuple(teller.note(one) for one in told["notes"]),
    )


class _KnownTelling:
    def __init__(self, contact: StoredContact, now: datetime, ids: Ids) -> None:
        self._contact = contact
        self._now = now
        self._ids = ids

    def _at(self, text: str) -> int:
        """The moment of a text; what the day's hour would put after the last change happened at the last change."""
        if text == "created":
            return self._contact.created_at
        return min(max(moment(text, self._now), self._contact.created_at), self._contact.updated_at)

    def _day(self, days: int) -> str:
        return (self._now + timedelta(days=days)).date().isoformat()

    def deal(self, told: Mapping[str, Any]) -> DealRow:
        stage = next(one for one in (*phrases().stages, WON, LOST) if one.name == told["stage"])
        status = stage.name.lower() if stage in (WON, LOST) else "open"
        return DealRow(
            self._ids.new("deal"), told["title"], PIPELINE, stage.id, stage.name, float(told["value"]), "USD",
            told["probability"], told["owner"], self._day(told["closes"]), status, "{}", self._at(told["created"]),
            self._at(told["updated"]),
        )  # fmt: skip

    def activity(self, told: Mapping[str, Any]) -> ActivityRow:
        at = self._at(told["when"])
        return ActivityRow(
            self._ids.new("act"), told["type"], told["subject"], told.get("body"), told.get("outcome"),
            told.get("minutes"), told["user"], at, at,
        )  # fmt: skip

    def event(self, told: Mapping[str, Any]) -> EventRow:
        data = {name: told[name] for name in _TEXTS_OF_DATA if name in told}
        if "activity" in told:
            data["activity_type"] = told["activity"]
        text = encode(data)
        at = self._at(told["when"])
        return EventRow(
            self._ids.new("evt"), told["type"], told["title"], told.get("description"), text, told.get("user"), at
        )

    def note(self, told: Mapping[str, Any]) -> NoteRow:
        at = self._at(told["when"])
        content = _DATE.sub(self._date, told["content"].strip())
        return NoteRow(self._ids.new("note"), content, told["author"], at, at)

    def _date(self, found: re.Match[str]) -> str:
        day = self._now + timedelta(days=int(found[1]))
        return f"{day.day} {_MONTHS[day.month - 1]}"
