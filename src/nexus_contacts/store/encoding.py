"""A contact as the copy's columns, and back. Nothing the service sent is lost on the way, odd members included.

Text that SQLite cannot hold (lone surrogates) is shown with replacement signs and kept exactly in the body.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from nexus_contacts.api.records import Address, Contact, Fields, Json
from nexus_contacts.store.folding import sort_key, value_key
from nexus_contacts.store.search import words_in

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SHORT = 60
MICROSECOND = timedelta(microseconds=1)

_pack = json.JSONEncoder(separators=(",", ":")).encode
_pack_tags = lru_cache(maxsize=4096)(json.JSONEncoder(ensure_ascii=False).encode)

# A workspace has few firms, titles, words of status and sets of tags: their keys are made once.
_few_keys = lru_cache(maxsize=8192)(sort_key)

TEXTS = ("first_name", "last_name", "email", "phone", "company", "job_title", "status", "source")
STATE = (*TEXTS, "tags", "assigned_to", "engagement_score", "created_at", "updated_at")
"""The columns that hold the service's words, in the table's order."""
KEYS = (
    "name_key", "email_key", "phone_key", "company_key", "title_key", "status_key", "source_key", "tags_key",
    "owner_key",
)  # fmt: skip
"""The columns that are computed from them."""


class Encoded(NamedTuple):
    """One contact, ready to be written."""

    id: str
    state: tuple[Any, ...]
    keys: tuple[Any, ...]
    body: str
    words: str
    tags: tuple[str, ...]
    custom: tuple[tuple[str, str, str | float | None], ...]
    """(key, text, sort key) of each custom field that has a value."""


def micros(moment: datetime | None) -> int | None:
    """A time as microseconds since 1970; a time without a zone is taken as UTC."""
    if moment is None:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return (aware - EPOCH) // MICROSECOND


def moment_of(value: int | None) -> datetime | None:
    """The time that `micros` made a number of."""
    return None if value is None else EPOCH + timedelta(microseconds=value)


def _storable(text: str) -> bool:
    """Whether SQLite can hold `text` as it is."""
    try:
        return text.isascii() or bool(text.encode())
    except UnicodeEncodeError:
        return False


def clean(text: str) -> str:
    """`text` with a replacement sign for everything that is no Unicode character."""
    return text if _storable(text) else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def custom_text(value: Json) -> str:
    """A custom field's value as one text."""
    if isinstance(value, str):
        return clean(value)
    if type(value) is int:
        return str(value)
    return "" if value is None else json.dumps(value)


def _body(contact: Contact, exact: Mapping[str, Any]) -> str:
    address = contact.address
    parts: dict[str, Any] = {}
    if contact.custom_fields:
        parts["custom"] = dict(contact.custom_fields)
    if address is not None:
        parts["address"] = [address.street, address.city, address.state, address.zip, address.country]
    if contact.metadata:
        parts["metadata"] = dict(contact.metadata)
    if contact.odd:
        parts["odd"] = dict(contact.odd)
    if exact:
        parts["exact"] = exact
    return _pack(parts)


def _exact(contact: Contact) -> dict[str, Any]:
    """The members that `clean` changes, as they came."""
    kept: dict[str, Any] = {}
    for name in (*TEXTS, "assigned_to"):
        text = getattr(contact, name)
        if clean(text) != text:
            kept[name] = text
    if any(clean(tag) != tag for tag in contact.tags):
        kept["tags"] = list(contact.tags)
    return kept


def tags_text(tags: tuple[str, ...]) -> str:
    """Tags as one text: JSON, or nothing where there are none."""
    return _pack_tags(tags) if tags else ""


def owner_key(owner: str, names: Mapping[str, str]) -> str | None:
    """What contacts are ordered by in the owner column: the name people gave the owner, else the id."""
    return _few_keys(names.get(owner) or owner)


def _keys(contact: Contact, names: Mapping[str, str]) -> tuple[Any, ...]:
    return (
        sort_key(contact.name), sort_key(contact.email), sort_key(contact.phone), _few_keys(contact.company),
        _few_keys(contact.job_title), _few_keys(contact.status), _few_keys(contact.source),
        _few_keys(", ".join(contact.tags)), owner_key(contact.assigned_to, names),
    )  # fmt: skip


def _custom_field(key: str, text: str) -> tuple[str, str, str | float | None]:
    return clean(key), text, value_key(text)


# Most custom fields are a choice among a few words.
_few_custom_fields = lru_cache(maxsize=8192)(_custom_field)


def _custom(contact: Contact) -> tuple[tuple[str, str, str | float | None], ...]:
    found = []
    for key, value in contact.custom_fields:
        if text := custom_text(value):
            found.append(_few_custom_fields(key, text) if len(text) <= _SHORT else _custom_field(key, text))
    return tuple(found)


def encode(contact: Contact, owner_names: Mapping[str, str]) -> Encoded:
    """The columns of a contact. `owner_names` are the names people gave to owners' ids."""
    texts = (
        contact.first_name, contact.last_name, contact.email, contact.phone, contact.company, contact.job_title,
        contact.status, contact.source,
    )  # fmt: skip
    shown, owner, exact = contact.tags, contact.assigned_to, {}
    if not _storable("".join((*texts, *shown, owner))):
        exact = _exact(contact)
        texts = tuple(map(clean, texts))  # type: ignore[assignment]
        shown, owner = tuple(map(clean, shown)), clean(owner)
    custom = _custom(contact)
    tags = tuple(dict.fromkeys(shown))
    score = None if contact.engagement_score is None else float(contact.engagement_score)
    return Encoded(
        clean(contact.id),
        (*texts, tags_text(shown), owner, score, micros(contact.created_at), micros(contact.updated_at)),
        _keys(contact, owner_names),
        _body(contact, exact),
        words_in((*texts[:2], *texts[4:6], *tags, *(text for _, text, _ in custom)), texts[2], texts[3]),
        tags,
        custom,
    )


@lru_cache(maxsize=4096)
def _tags_of(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def _fields(value: Any) -> Fields:
    return tuple(value.items()) if value else ()


def decode(contact_id: str, state: tuple[Any, ...], body: str) -> Contact:
    """The contact that `encode` took apart."""
    parts = json.loads(body)
    members: dict[str, Any] = dict(zip(STATE, state, strict=True))
    members["tags"] = _tags_of(members["tags"]) if members["tags"] else ()
    members["created_at"] = moment_of(members["created_at"])
    members["updated_at"] = moment_of(members["updated_at"])
    if "exact" in parts:
        members |= parts["exact"]
        members["tags"] = tuple(members["tags"])
    address = parts.get("address")
    return Contact(
        id=contact_id,
        **members,
        custom_fields=_fields(parts.get("custom")),
        address=None if address is None else Address(*address),
        metadata=_fields(parts.get("metadata")),
        odd=_fields(parts.get("odd")),
    )


def with_kept(contact: Contact, old_body: str) -> Contact:
    """`contact` with the address and metadata of its stored body, where the answer it came in left them out."""
    parts = json.loads(old_body)
    address = parts.get("address")
    if contact.address is None and address is not None:
        contact = replace(contact, address=Address(*address))
    if not contact.metadata and "metadata" in parts:
        contact = replace(contact, metadata=_fields(parts["metadata"]))
    return contact
