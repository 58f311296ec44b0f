"""From an answer's bytes to frozen records: quick where everything is as documented, liberal where it is not.

Blocking and free of the network, so that big pages can be decoded on another thread.
"""

import json
import math
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import from_json

from nexus_contacts.api.errors import BadAnswer, NotThisApi
from nexus_contacts.api.models import (
    ActivityAnswer,
    AddressAnswer,
    Answered,
    ContactAnswer,
    DealAnswer,
    NoteAnswer,
    TimelineAnswer,
    text_of,
)
from nexus_contacts.api.records import (
    Activity,
    Address,
    BulkError,
    BulkOutcome,
    Contact,
    Deal,
    Fields,
    Json,
    Note,
    Page,
    SetAside,
    TimelineEvent,
)

Record = TypeVar("Record")
Model = TypeVar("Model", bound=Answered)

_RAW_LENGTH = 2000
_DEPTH = 200
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_DIGITS = 4000


class Unsuccessful(Exception):
    """The body says `success: false`, or carries an error and no data, under a status that means success."""


class Unusable(Exception):
    """A record that has to be set aside: `not_an_object` or `no_id`."""


def read_json(body: bytes) -> Json:
    """The JSON in `body`. Raises BadAnswer (not_json, too_deep), NotThisApi (empty, html, text) for what is none.

    What strict JSON, UTF-8 or SQLite cannot hold is made harmless: numbers that are not finite become text,
    lone surrogates U+FFFD.
    """
    try:
        quick: Json = from_json(body, allow_inf_nan=False)
        return quick
    except ValueError:
        pass  # The liberal way below tells bad JSON from strange JSON.
    text = body.decode(json.detect_encoding(body), errors="replace")
    try:
        return _harmless(json.loads(text, parse_int=lambda digits: int(digits) if len(digits) < _DIGITS else digits))
    except RecursionError:
        raise BadAnswer("too_deep") from None
    except ValueError:
        start = text.lstrip("\ufeff \t\r\n")[:1]
        if start in ("{", "["):
            raise BadAnswer("not_json") from None
        raise NotThisApi({"": "empty", "<": "html"}.get(start, "text")) from None


def _harmless(value: Json, depth: int = 0) -> Json:
    if depth > _DEPTH:
        raise BadAnswer("too_deep")
    if isinstance(value, str):
        return _LONE_SURROGATE.sub("\ufffd", value)
    if isinstance(value, float) and not math.isfinite(value):
        return json.dumps(value)
    if isinstance(value, list):
        return [_harmless(one, depth + 1) for one in value]
    if isinstance(value, dict):
        return {_LONE_SURROGATE.sub("\ufffd", name): _harmless(one, depth + 1) for name, one in value.items()}
    return value


def open_envelope(body: bytes) -> dict[str, Json]:
    """The object around the data. Raises as `read_json`, Unsuccessful, and NotThisApi (json) for another shape."""
    said = read_json(body)
    if not isinstance(said, dict):
        raise NotThisApi("json")
    if said.get("success") is False or ("data" not in said and ("error" in said or "errors" in said)):
        raise Unsuccessful
    if "data" not in said and said.get("success") is not True:
        raise NotThisApi("json")
    return said


def page(body: bytes, reader: Callable[[Json], Record], answered_at: datetime | None = None) -> Page[Record]:
    """The page in `body`, each record read by `reader`; a malformed one is set aside. Raises as `open_envelope`."""
    said = open_envelope(body)
    items = [] if said.get("data", "") is None else said.get("data")
    if not isinstance(items, list):
        raise NotThisApi("json")
    told = said.get("meta")
    meta: dict[str, Json] = told if isinstance(told, dict) else {}
    records, set_aside = _records(items, reader)
    cursor, more = meta.get("next_cursor"), meta.get("has_more")
    next_cursor = text_of(cursor) if cursor not in (None, "", False) else None
    return Page(
        records,
        total=_total(meta.get("total")),
        next_cursor=next_cursor,
        has_more=more if isinstance(more, bool) else next_cursor is not None,
        set_aside=set_aside,
        answered_at=answered_at,
    )


def _total(value: Json) -> int | None:
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 16:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _records(items: list[Json], reader: Callable[[Json], Record]) -> tuple[tuple[Record, ...], tuple[SetAside, ...]]:
    records: list[Record] = []
    set_aside: list[SetAside] = []
    for index, raw in enumerate(items):
        try:
            records.append(reader(raw))
        except Unusable as reason:
            set_aside.append(SetAside(index, str(reason), json.dumps(raw, ensure_ascii=False)[:_RAW_LENGTH]))
    return tuple(records), tuple(set_aside)


def single(body: bytes, reader: Callable[[Json], Record]) -> Record:
    """The one record in `body`. Raises as `open_envelope`, and BadAnswer (no_record) where it holds none."""
    data = open_envelope(body).get("data")
    if isinstance(data, dict) and "id" not in data and len(data) == 1:
        data = next(iter(data.values()))
    try:
        return reader(data)
    except Unusable:
        raise BadAnswer("no_record") from None


def bulk_outcome(body: bytes) -> BulkOutcome:
    """The answer to a bulk create. Raises as `open_envelope`, and BadAnswer (no_record) where it holds no counts."""
    data = open_envelope(body).get("data")
    if not isinstance(data, dict) or not ("created" in data or "failed" in data):
        raise BadAnswer("no_record")
    listed = data.get("errors")
    errors = tuple(_bulk_error(index, one) for index, one in enumerate(listed if isinstance(listed, list) else []))
    failed = _total(data.get("failed"))
    return BulkOutcome(_total(data.get("created")) or 0, len(errors) if failed is None else failed, errors)


def _bulk_error(position: int, raw: Json) -> BulkError:
    if not isinstance(raw, dict):
        return BulkError(position, message=text_of(raw))
    index = _total(raw.get("index"))
    texts = {name: text_of(raw[name]) for name in ("email", "code", "message", "existing_id") if raw.get(name)}
    if "message" not in texts and raw.get("error"):
        texts["message"] = text_of(raw["error"])
    return BulkError(position if index is None else index, **texts)


def _read(model: type[Model], raw: Any) -> tuple[Model, Fields]:
    """`raw` as `model`, and what is odd about it. Raises Unusable."""
    try:
        record = model.model_validate(raw)
    except ValidationError as error:
        return _mended(model, raw, error)
    extra = record.__pydantic_extra__
    return record, _fields(extra)


def _mended(model: type[Model], raw: Any, error: ValidationError) -> tuple[Model, Fields]:
    if not isinstance(raw, dict):
        raise Unusable("not_an_object")
    wrong = {str(one["loc"][0]): None for one in error.errors(include_url=False, include_input=False)}
    members = raw | {name: model.mends[name](raw.get(name)) for name in wrong}
    if not members.get("id"):
        raise Unusable("no_id")
    record = model.model_validate(members)
    # Some languages write an empty object as an empty list: nothing is odd about nothing.
    odd = {name: raw[name] for name in wrong if raw[name] != []}
    return record, (*_fields(odd), *_fields(record.__pydantic_extra__))


def _address(answer: AddressAnswer | None) -> Address:
    if answer is None:
        return Address()
    return Address(answer.street or "", answer.city or "", answer.state or "", answer.zip or "", answer.country or "")


def _fields(members: dict[str, Any] | None) -> Fields:
    if not members:
        return ()
    # The quick parser lets 1e999 through as a number without end; only these types can hide one.
    for name, value in members.items():
        if isinstance(value, float | list | dict):
            members[name] = _harmless(value)
    return tuple(members.items())


def contact(raw: Json) -> Contact:
    """`raw` as a contact. Raises Unusable."""
    read, odd = _read(ContactAnswer, raw)
    return Contact(
        id=read.id,
        first_name=read.first_name or "",
        last_name=read.last_name or "",
        email=read.email or "",
        phone=read.phone or "",
        company=read.company or "",
        job_title=read.job_title or "",
        status=read.status or "",
        source=read.source or "",
        tags=tuple(read.tags) if read.tags else (),
        assigned_to=read.assigned_to or "",
        engagement_score=read.engagement_score,
        custom_fields=_fields(read.custom_fields),
        address=_address(read.address) if "address" in read.model_fields_set else None,
        metadata=_fields(read.metadata),
        created_at=read.created_at,
        updated_at=read.updated_at,
        odd=odd,
    )


def deal(raw: Json) -> Deal:
    """`raw` as a deal. Raises Unusable."""
    read, odd = _read(DealAnswer, raw)
    return Deal(
        id=read.id,
        title=read.title or "",
        pipeline_id=read.pipeline_id or "",
        stage_id=read.stage_id or "",
        stage_name=read.stage_name or "",
        value=read.value,
        currency=read.currency or "",
        probability=read.probability,
        owner_id=read.owner_id or "",
        contact_id=read.contact_id or "",
        expected_close_date=read.expected_close_date or "",
        status=read.status or "",
        custom_fields=_fields(read.custom_fields),
        created_at=read.created_at,
        updated_at=read.updated_at,
        odd=odd,
    )


def activity(raw: Json) -> Activity:
    """`raw` as an activity. Raises Unusable."""
    read, odd = _read(ActivityAnswer, raw)
    return Activity(
        id=read.id,
        contact_id=read.contact_id or "",
        type=read.type or "",
        subject=read.subject or "",
        body=read.body or "",
        outcome=read.outcome or "",
        duration_minutes=read.duration_minutes,
        user_id=read.user_id or "",
        occurred_at=read.occurred_at,
        created_at=read.created_at,
        odd=odd,
    )


def timeline_event(raw: Json) -> TimelineEvent:
    """`raw` as a timeline event. Raises Unusable."""
    read, odd = _read(TimelineAnswer, raw)
    return TimelineEvent(
        id=read.id,
        contact_id=read.contact_id or "",
        type=read.type or "",
        title=read.title or "",
        description=read.description or "",
        data=_fields(read.data),
        user_id=read.user_id or "",
        occurred_at=read.occurred_at,
        odd=odd,
    )


def note(raw: Json) -> Note:
    """`raw` as a note. Raises Unusable."""
    read, odd = _read(NoteAnswer, raw)
    return Note(
        id=read.id,
        contact_id=read.contact_id or "",
        content=read.content or "",
        author_id=read.author_id or "",
        created_at=read.created_at,
        updated_at=read.updated_at,
        odd=odd,
    )
