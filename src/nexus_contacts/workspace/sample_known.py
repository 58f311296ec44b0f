"""The people whom everybody meets in the sample, read from the data: Jane Smith, John Doe and their neighbours."""

import re
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from nexus_contacts.api.records import Json
from nexus_contacts.workspace.contact_rows import StoredContact
from nexus_contacts.workspace.sample_shape import Known
from nexus_contacts.workspace.sample_words import read

_AGO = re.compile(r"(\d+)([mhd])")
_DAY_AND_TIME = re.compile(r"(\d+)d (\d\d):(\d\d)")
_UNITS = {"m": 60, "h": 3600, "d": 86_400}


class KnownPerson(NamedTuple):
    """A hand-written person. `same_as` is the id of whom this is a second record, `story` the name of a told one."""

    id: str
    same_as: str
    country: str
    story: str
    told: dict[str, Any]

    def contact(self, now: datetime) -> StoredContact:
        """The contact, its times counted from `now`."""
        told = self.told
        updated_at = moment(told["updated"], now)
        custom_fields: dict[str, Json] = told["custom_fields"]
        return StoredContact(
            id=self.id,
            first_name=told["first_name"],
            last_name=told["last_name"] or None,
            email=told["email"],
            phone=told["phone"] or None,
            company=told["company"] or None,
            job_title=told["job_title"] or None,
            status=told["status"],
            source=told["source"],
            tags=tuple(told["tags"]),
            assigned_to=told["owner"] or None,
            engagement_score=told["score"],
            custom_fields=custom_fields,
            address=told.get("address"),
            created_at=min(moment(told["created"], now), updated_at),
            updated_at=updated_at,
        )

    def known(self, now: datetime) -> Known:
        """What this person uses up of the sample's shape."""
        contact = self.contact(now)
        age_s = int(now.timestamp()) - contact.updated_at
        return Known(contact.status, age_s, contact.engagement_score or 0, contact.assigned_to or "", contact.source)


@cache
def known_people() -> tuple[KnownPerson, ...]:
    """Everybody, the most recently updated first; second records after all first ones."""
    return tuple(
        KnownPerson(told["id"], told.get("same_as", ""), told["country"], told.get("story", ""), told)
        for told in read("people")["person"]
    )


def moment(text: str, now: datetime) -> int:
    """Seconds since 1970 of ``12m`` (ago), ``6d 11:32`` (days before today, in the zone of `now`) or ISO 8601."""
    if ago := _AGO.fullmatch(text):
        return int(now.timestamp()) - int(ago[1]) * _UNITS[ago[2]]
    if day := _DAY_AND_TIME.fullmatch(text):
        then = now.date() - timedelta(days=int(day[1]))
        return int(datetime(then.year, then.month, then.day, int(day[2]), int(day[3]), tzinfo=now.tzinfo).timestamp())
    return int(datetime.fromisoformat(text).astimezone(UTC).timestamp())
