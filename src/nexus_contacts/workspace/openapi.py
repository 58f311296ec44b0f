"""The OpenAPI document's parts that the code of the endpoints does not show: parameters, bodies, every answer."""

from importlib.metadata import version
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from nexus_contacts.api.records import SORTS, SOURCES, STATUSES
from nexus_contacts.workspace import shapes
from nexus_contacts.workspace.bodies import MAX_BULK, ContactDraft, ContactPatch, MergeBody, NoteBody
from nexus_contacts.workspace.endpoints import BODY_CAP, BULK_CAP, HOSTED_ROOT
from nexus_contacts.workspace.parameters import DEFAULT_LIMIT, FIELDS, LONGER, LONGEST, MAX_LIMIT

ABOUT = f"""Manage contacts: list, read, create, update, delete, merge and search them; read what happened with them.

Every request carries `Authorization: Bearer YOUR_API_KEY`. The same endpoints answer under `/v1` and `{HOSTED_ROOT}`.
Times are UTC. Lists are walked by cursor: pass `meta.next_cursor` as `cursor` until `meta.has_more` is false.
Text sorts and matches without regard to case and accents; missing values come last in both directions.
A body may have {BODY_CAP >> 20} MiB, a bulk create {BULK_CAP >> 20} MiB."""

Parts = dict[str, Any]
Answers = dict[int | str, Parts]
_REF = "#/components/schemas/{model}"
_FAULTS = {
    400: "Unreadable body, or a parameter that is unknown or not allowed",
    401: "No API key, or a wrong one",
    403: "A write with a read-only key",
    404: "Nothing there",
    409: "The e-mail address is taken; `existing_id` names the contact that has it",
    412: "The contact was changed in the meantime",
    413: "The body is too large",
    415: "The body is not JSON",
    422: "Not valid; `fields` names each fault",
    429: "Too many requests; `Retry-After` says when to come back",
    500: "Something failed here",
}
_BODIES: tuple[type[BaseModel], ...] = (ContactDraft, ContactPatch, MergeBody, NoteBody)
_REQUEST_ID: Parts = {"X-Request-Id": {"description": "Names this request", "schema": {"type": "string"}}}


def _query(name: str, description: str, schema: Parts, *, required: bool = False) -> Parts:
    return {"name": name, "in": "query", "description": description, "required": required, "schema": schema}


def _text(**more: Any) -> Parts:
    return {"type": "string", "minLength": 1, "maxLength": LONGEST, **more}


_MOMENT = {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "string", "format": "date"}]}
_PAGING = [
    _query(
        "limit", "Records a page", {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT}
    ),
    _query(
        "cursor",
        "`meta.next_cursor` of the page before",
        _text(maxLength=LONGER["cursor"], pattern="^[A-Za-z0-9_=-]+$"),
    ),
]
_NAMES = "|".join(FIELDS)
_SELECTION = _query(
    "fields", "Members to answer, joined by commas; `id` is always there", _text(pattern=f"^({_NAMES})(,({_NAMES}))*$")
)
LISTING = [
    _query("status", "Contacts of this status", {"type": "string", "enum": list(STATUSES)}),
    _query("source", "Contacts of this source", {"type": "string", "enum": list(SOURCES)}),
    _query("assigned_to", "Contacts of this user", _text()),
    _query(
        "tags",
        "Contacts with any of these tags, joined by commas",
        _text(maxLength=LONGER["tags"], pattern=r"^[^,\s][^,]*(,[^,\s][^,]*)*$"),
    ),
    _query("created_after", "Exclusive; a date is midnight UTC", _MOMENT),
    _query("created_before", "Exclusive; a date is midnight UTC", _MOMENT),
    _query("updated_after", "Exclusive; a date is midnight UTC", _MOMENT),
    _query("company", "Contacts whose company's name holds this text", _text()),
    _query(
        "sort",
        "The order; with - before it descending. Default: -created_at",
        {"type": "string", "enum": [sign + name for name in SORTS for sign in ("", "-")]},
    ),
    *_PAGING,
    _SELECTION,
]
_WORDS = "Words; each must begin a word of the names, e-mail, company or custom fields"
SEARCHING = [_query("q", _WORDS, _text(pattern=r"\S"), required=True), *_PAGING, _SELECTION]
PAGING = list(_PAGING)
_ID = {"name": "id", "in": "path", "required": True, "schema": _text(pattern=r"^[^/]+$"), "description": "Contact id"}
PRECONDITIONS = [
    {
        "name": name,
        "in": "header",
        "required": False,
        "description": f"Change only if it holds: the {told} of the contact as it was read",
        "schema": {"type": "string"},
    }
    for name, told in (("If-Match", "ETag"), ("If-Unmodified-Since", "Last-Modified"))
]


def parts(parameters: list[Parts], *, with_id: bool = False, body: str = "") -> Parts:
    """What an endpoint adds to its operation: parameters, the path's id, and the body's model by name."""
    extra: Parts = {"security": [{"key": []}], "parameters": ([_ID] if with_id else []) + parameters}
    if body:
        content = {"application/json": {"schema": {"$ref": _REF.format(model=body)}}}
        extra["requestBody"] = {"required": True, "content": content}
    return extra


def answers(status: int, model: type[BaseModel], *faults: int, describes_contact: bool = False) -> Answers:
    """Every answer of an endpoint: its success and its refusals, with their models."""
    headers = dict(_REQUEST_ID)
    if describes_contact:
        for name in ("ETag", "Last-Modified"):
            headers[name] = {"schema": {"type": "string"}}
    found: Answers = {status: {"model": model, "description": model.__doc__ or "", "headers": headers}}
    for fault in sorted({400, 401, 404, 429, 500, *faults}):
        found[fault] = {"model": shapes.FaultAnswer, "description": _FAULTS[fault], "headers": dict(_REQUEST_ID)}
    return found


def document(app: FastAPI) -> Parts:
    """The whole OpenAPI document."""
    made = get_openapi(
        title="Contacts & Leads API",
        version=version("nexus-contacts"),
        summary="Nexus Contacts",
        description=ABOUT,
        routes=app.routes,
    )
    components = made.setdefault("components", {})
    components["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
    _, bodies = models_json_schema([(one, "validation") for one in _BODIES], ref_template=_REF)
    schemas = components["schemas"] = components.get("schemas", {}) | bodies["$defs"]
    for name in ("first_name", "email", "source", "status"):
        # What is left out of a patch does not change: these have no default, though the model needs a value.
        schemas["ContactPatch"]["properties"][name].pop("default", None)
    item = {"$ref": _REF.format(model="ContactDraft")}
    schemas["BulkBody"] = {
        "type": "object",
        "description": "The body of a bulk create. Each item stands alone: a refused one does not stop the others.",
        "additionalProperties": False,
        "required": ["contacts"],
        "properties": {"contacts": {"type": "array", "minItems": 1, "maxItems": MAX_BULK, "items": item}},
    }
    return made
