"""From drafts, patches and queries to what is sent: nothing leaves that the API's rules forbid.

Statuses and sources are any word, since a word only the service knows must survive being written back.
"""

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Annotated, TypeVar
from urllib.parse import quote

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from nexus_contacts.api.errors import ValidationFailed
from nexus_contacts.api.records import Address, Draft, Fields, ListQuery, Patch

BULK_MOST = 100

_EMAIL = re.compile(r"[^\s@,;<>\"()]+@[^\s@,;<>\"()]+")
_E164 = re.compile(r"\+[1-9]\d{1,14}")
_SEPARATORS = re.compile(r"[\s().\-/\u2010-\u2015]")


def _check_email(text: str) -> str:
    text = text.strip()
    if len(text) > 254 or not _EMAIL.fullmatch(text):
        raise ValueError("one e-mail address")
    return text


def _check_phone(text: str) -> str:
    plain = _SEPARATORS.sub("", text)
    if plain and not _E164.fullmatch(plain):
        raise ValueError("a phone number in E.164 format, such as +15550199")
    return plain


def _check_tags(tags: list[str]) -> list[str]:
    kept = list(dict.fromkeys(tag.strip() for tag in tags))
    if len(kept) > 50 or any("," in tag or not 1 <= len(tag) <= 64 for tag in kept):
        raise ValueError("at most 50 tags of 1 to 64 characters without commas")
    return kept


def _check_custom(value: object) -> object:
    if isinstance(value, str) and len(value) > 10_000:
        raise ValueError("at most 10,000 characters")
    return value


def _trim(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


_Name = Annotated[str, BeforeValidator(_trim), Field(min_length=1, max_length=200)]
_Line = Annotated[str, BeforeValidator(_trim), Field(max_length=200)]
_Email = Annotated[str, AfterValidator(_check_email)]
_Phone = Annotated[str, AfterValidator(_check_phone)]
_Word = Annotated[str, Field(min_length=1, max_length=64)]
_Tags = Annotated[list[str], AfterValidator(_check_tags)]
_Custom = dict[Annotated[str, Field(min_length=1)], Annotated[object, AfterValidator(_check_custom)]]


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, hide_input_in_errors=True)


class AddressRequest(_Request):
    """An address as it is written; None removes a part."""

    street: _Line | None = None
    city: _Line | None = None
    state: _Line | None = None
    zip: _Line | None = None
    country: _Line | None = None


class DraftRequest(_Request):
    """The body of `POST /contacts`."""

    first_name: _Name
    email: _Email
    last_name: _Line = ""
    phone: _Phone = ""
    company: _Line = ""
    job_title: _Line = ""
    source: _Word | None = None
    status: _Word | None = None
    tags: _Tags = []
    assigned_to: _Line = ""
    custom_fields: _Custom = {}
    address: AddressRequest | None = None


class PatchRequest(_Request):
    """The body of `PUT /contacts/:id`: what is named changes, None clears. None of the defaults is ever sent."""

    first_name: _Name = ""
    email: _Email = ""
    last_name: _Line | None = None
    phone: _Phone | None = None
    company: _Line | None = None
    job_title: _Line | None = None
    source: _Word = ""
    status: _Word = ""
    tags: _Tags = []
    assigned_to: _Line | None = None
    custom_fields: _Custom = {}
    address: AddressRequest = AddressRequest()


class BulkRequest(_Request):
    """The body of `POST /contacts/bulk`."""

    contacts: Annotated[list[DraftRequest], Field(min_length=1, max_length=BULK_MOST)]


class MergeRequest(_Request):
    """The body of `POST /contacts/merge`. The page names one strategy."""

    primary_id: _Name
    secondary_id: _Name
    merge_strategy: str = "prefer_primary"


class NoteRequest(_Request):
    """The body of `POST /contacts/:id/notes`."""

    content: Annotated[str, Field(min_length=1, max_length=100_000)]


Request = TypeVar("Request", bound=_Request)


def _checked(model: type[Request], members: dict[str, object]) -> Request:
    """`members` as `model`. Raises ValidationFailed with every field that breaks a rule."""
    try:
        return model.model_validate(members)
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_input=False, include_context=False)
        fields = tuple((".".join(str(part) for part in one["loc"]), one["msg"]) for one in wrong)
        raise ValidationFailed("unsent", code="validation_failed", fields=fields) from None


def _body(value: object) -> bytes:
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    except (UnicodeEncodeError, ValueError):
        raise ValidationFailed("unsent", code="validation_failed", message="text that is no Unicode") from None


def _draft_members(draft: Draft) -> dict[str, object]:
    members: dict[str, object] = {
        name: value
        for name in DraftRequest.model_fields
        if (value := getattr(draft, name)) or name in ("first_name", "email")
    }
    if "tags" in members:
        members["tags"] = list(draft.tags)
    if "custom_fields" in members:
        members["custom_fields"] = dict(draft.custom_fields)
    if isinstance(draft.address, Address) and draft.address:
        members["address"] = dict(draft.address.parts())
    return members


def create_body(draft: Draft) -> bytes:
    """The body that creates `draft`; what is empty is left out. Raises ValidationFailed."""
    return _body(_checked(DraftRequest, _draft_members(draft)).model_dump(exclude_unset=True))


def bulk_body(drafts: Sequence[Draft]) -> bytes:
    """The body that creates 1 to 100 drafts; fields are named `contacts.INDEX.NAME`. Raises ValidationFailed."""
    request = _checked(BulkRequest, {"contacts": [_draft_members(draft) for draft in drafts]})
    return _body(request.model_dump(exclude_unset=True))


def patch_body(patch: Patch) -> bytes:
    """The body that sends the changed members alone. Raises ValidationFailed, for an empty patch too."""
    members: dict[str, object] = dict(patch.changes)
    if not members:
        raise ValidationFailed("unsent", code="validation_failed", message="nothing to change")
    return _body(_checked(PatchRequest, members).model_dump(exclude_unset=True))


def merge_body(primary_id: str, secondary_id: str) -> bytes:
    """The body that merges the secondary into the primary. Raises ValidationFailed, for one contact twice too."""
    if primary_id == secondary_id:
        fields = (("secondary_id", "another contact than the primary"),)
        raise ValidationFailed("unsent", code="validation_failed", fields=fields)
    return _body(_checked(MergeRequest, {"primary_id": primary_id, "secondary_id": secondary_id}).model_dump())


def note_body(content: str) -> bytes:
    """The body that adds a note. Raises ValidationFailed."""
    return _body(_checked(NoteRequest, {"content": content}).model_dump())


def segment(contact_id: str) -> str:
    """`contact_id` as one part of a path. Raises ValidationFailed for what would change the path."""
    if contact_id in ("", ".", ".."):
        raise ValidationFailed("unsent", code="validation_failed", fields=(("id", "an id"),))
    return quote(contact_id, safe="", errors="replace")


def wire_time(moment: datetime) -> str:
    """`moment` as the API writes times, in UTC; a part of a second only where there is one."""
    utc = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    return utc.replace(tzinfo=None).isoformat() + "Z"


def header_time(moment: datetime) -> str:
    """`moment` as an HTTP date."""
    utc = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    return format_datetime(utc, usegmt=True)


def page_params(limit: int, cursor: str | None, fields: Sequence[str] = ()) -> list[tuple[str, str]]:
    """The parameters every list takes."""
    params = [("limit", str(limit))]
    if fields:
        params.append(("fields", ",".join(fields)))
    if cursor is not None:
        params.append(("cursor", cursor))
    return params


def list_params(query: ListQuery, cursor: str | None) -> tuple[tuple[str, str], ...]:
    """The parameters of `GET /contacts`; what is empty is left out."""
    texts: Fields = (
        ("status", query.status),
        ("source", query.source),
        ("assigned_to", query.assigned_to),
        ("tags", ",".join(query.tags)),
        ("company", query.company),
        ("sort", query.sort),
    )
    times = (
        ("created_after", query.created_after),
        ("created_before", query.created_before),
        ("updated_after", query.updated_after),
    )
    params = [(name, value) for name, value in texts if isinstance(value, str) and value]
    params += [(name, wire_time(moment)) for name, moment in times if moment is not None]
    return (*params, *page_params(query.limit, cursor, query.fields))
