"""What requests may carry: the bodies, checked strictly, each fault named by its field."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, NoReturn, TypeVar

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, WithJsonSchema
from pydantic_core import PydanticCustomError

from nexus_contacts.workspace.answers import Refusal, RefusedError, invalid

MAX_TEXT, MAX_EMAIL, MAX_TAG, MAX_TAGS, MAX_CUSTOM, MAX_NOTE = 200, 254, 64, 50, 10_000, 100_000
MAX_CUSTOM_FIELDS = 500
MAX_BULK = 100
READ_ONLY = ("id", "created_at", "updated_at", "engagement_score", "metadata")

_SEPARATING = r" \t\u00a0\u2010-\u2015()./-"
_SEPARATORS = re.compile(f"[{_SEPARATING}]+")
_E164 = re.compile(r"\+[1-9][0-9]{1,14}")
_WORDS = {
    "missing": "is required",
    "extra_forbidden": "is not a member of a contact",
    "string_type": "must be text",
    "string_unicode": "must be text in valid Unicode",
    "dict_type": "must be an object",
    "list_type": "must be an array",
    "tuple_type": "must be an array",
}


def _fault(message: str) -> NoReturn:
    raise PydanticCustomError("unfit", "{message}", {"message": message})


def _short(text: str) -> str:
    """Trimmed, at most 200 characters."""
    text = text.strip()
    if len(text) > MAX_TEXT:
        _fault(f"must have at most {MAX_TEXT} characters")
    return text


def _name(text: str) -> str:
    return _short(text) or _fault("must not be empty")


def _email(text: str) -> str:
    text = text.strip()
    if len(text) > MAX_EMAIL:
        _fault(f"must have at most {MAX_EMAIL} characters")
    try:
        validate_email(text, check_deliverability=False)
    except (EmailNotValidError, UnicodeError):
        _fault("must be one e-mail address, as jane@example.com")
    return text


def _phone(text: str) -> str:
    digits = _SEPARATORS.sub("", text)
    if digits and not _E164.fullmatch(digits):
        _fault("must be a number in E.164 format, as +15550123")
    return digits


def _tags(given: list[str]) -> list[str]:
    tags = list(dict.fromkeys(tag.strip() for tag in given))
    if len(tags) > MAX_TAGS:
        _fault(f"must be at most {MAX_TAGS} tags")
    for tag in tags:
        if not 1 <= len(tag) <= MAX_TAG or "," in tag:
            _fault(f"must be texts of 1 to {MAX_TAG} characters without commas")
    return tags


def _scalar(value: Any) -> Any:
    if isinstance(value, str) and len(value) > MAX_CUSTOM:
        _fault(f"must have at most {MAX_CUSTOM} characters")
    if isinstance(value, dict | list):
        _fault("must be text, a number, true, false or null")
    if isinstance(value, float) and value - value != 0:
        _fault("must be a number that JSON can hold")
    return value


def _custom(fields: dict[str, Any]) -> dict[str, Any]:
    if len(fields) > MAX_CUSTOM_FIELDS:
        _fault(f"must be at most {MAX_CUSTOM_FIELDS} fields")
    if any(not 1 <= len(key) <= MAX_TEXT for key in fields):
        _fault(f"must have keys of 1 to {MAX_TEXT} characters")
    return fields


def _note(text: str) -> str:
    if len(text) > MAX_NOTE:
        _fault(f"must have at most {MAX_NOTE} characters")
    return text if text.strip() else _fault("must not be empty")


_TEXT_SCHEMA = {"type": "string", "maxLength": MAX_TEXT}
Short = Annotated[str, AfterValidator(_short), WithJsonSchema(_TEXT_SCHEMA)]
Name = Annotated[str, AfterValidator(_name), WithJsonSchema({**_TEXT_SCHEMA, "minLength": 1, "pattern": r"\S"})]
Email = Annotated[
    str, AfterValidator(_email), WithJsonSchema({"type": "string", "format": "email", "maxLength": MAX_EMAIL})
]
Phone = Annotated[
    str,
    AfterValidator(_phone),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": f"^[+0-9{_SEPARATING}]*$",
            "description": "E.164, as +15550123; separators are stripped",
        }
    ),
]
Tags = Annotated[
    list[str],
    AfterValidator(_tags),
    WithJsonSchema(
        {
            "type": "array",
            "maxItems": MAX_TAGS,
            "items": {"type": "string", "minLength": 1, "maxLength": MAX_TAG, "pattern": r"^[^,]*[^,\s][^,]*$"},
        }
    ),
]
_SCALAR_SCHEMA = {"type": ["string", "number", "boolean", "null"], "maxLength": MAX_CUSTOM}
Scalar = Annotated[Any, AfterValidator(_scalar), WithJsonSchema(_SCALAR_SCHEMA)]
CustomFields = Annotated[dict[str, Scalar], AfterValidator(_custom)]
Status = Literal["active", "inactive", "lead", "customer", "churned"]
Source = Literal["website", "referral", "social", "paid_ads", "manual", "api", "import"]


class _Body(BaseModel):
    """Strict: no member nobody knows, no text where a number belongs."""

    model_config = ConfigDict(extra="forbid", strict=True)


class AddressBody(_Body):
    """An address; null removes a part."""

    street: Short | None = None
    city: Short | None = None
    state: Short | None = None
    zip: Short | None = None
    country: Short | None = None


class _Optional(_Body):
    """The members of a contact that may be missing, in any request."""

    last_name: Short | None = None
    phone: Phone | None = None
    company: Short | None = None
    job_title: Short | None = None
    tags: Tags | None = None
    assigned_to: Short | None = None
    custom_fields: CustomFields | None = None
    address: AddressBody | None = None


class ContactDraft(_Optional):
    """The body of `POST /contacts`, and an item of a bulk create."""

    first_name: Name
    email: Email
    source: Source | None = Field(None, description="api where it is missing")
    status: Status | None = Field(None, description="lead where it is missing")


class ContactPatch(_Optional):
    """The body of `PUT /contacts/:id`: only what is to change. null clears a member."""

    first_name: Name = ""
    email: Email = ""
    source: Source = "api"
    status: Status = "lead"


class MergeBody(_Body):
    """The body of `POST /contacts/merge`."""

    primary_id: Name
    secondary_id: Name
    merge_strategy: Literal["prefer_primary"] = "prefer_primary"


class NoteBody(_Body):
    """The body of `POST /contacts/:id/notes`."""

    content: Annotated[
        str,
        AfterValidator(_note),
        WithJsonSchema({"type": "string", "minLength": 1, "maxLength": MAX_NOTE, "pattern": r"\S"}),
    ]


Body = TypeVar("Body", bound=BaseModel)


def read_json(raw: bytes) -> dict[str, Any]:
    """The object a request's body holds. Raises RefusedError (400)."""
    try:
        value = json.loads(raw.decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise RefusedError(Refusal(400, "invalid_json", "The body is not readable as JSON in UTF-8")) from error
    if not isinstance(value, dict):
        raise RefusedError(Refusal(400, "invalid_json", "The body must be a JSON object"))
    return value


def read_body(model: type[Body], value: Any) -> Body:
    """`value` checked against `model`. Raises RefusedError (422), which names each field."""
    if not isinstance(value, dict):
        raise invalid(("contact", "must be an object"))
    wrong = list(dict.fromkeys(_unfit_texts(value, "")))
    if wrong:
        raise invalid(*((name, "must be text in valid Unicode, without NUL") for name in wrong))
    writable = {name: member for name, member in value.items() if name not in READ_ONLY}
    try:
        return model.model_validate(writable)
    except ValidationError as error:
        raise invalid(*_faults(error)) from error


def read_bulk(value: Mapping[str, Any]) -> list[Any]:
    """The items of a bulk create, unchecked: each stands alone. Raises RefusedError (422)."""
    strangers = [(name, "is not a member of a bulk create") for name in value if name != "contacts"]
    if strangers:
        raise invalid(*strangers)
    items = value.get("contacts")
    if not isinstance(items, list) or not 1 <= len(items) <= MAX_BULK:
        raise invalid(("contacts", f"must be an array of 1 to {MAX_BULK} contacts"))
    return items


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _faults(error: ValidationError) -> Iterator[tuple[str, str]]:
    for fault in error.errors(include_url=False, include_context=False, include_input=False):
        message = _WORDS.get(fault["type"], fault["msg"].replace("Input should be", "must be"))
        named = fault["loc"][: 2 if fault["loc"][0] in ("custom_fields", "address") else 1]
        yield ".".join(str(part) for part in named), message


def _unfit_texts(value: Any, where: str) -> Iterator[str]:
    """Where a text, or a member's name, holds NUL or half a character: no database keeps these."""
    if isinstance(value, str):
        if "\0" in value or (not value.isascii() and any("\ud800" <= sign <= "\udfff" for sign in value)):
            yield where
    elif isinstance(value, dict):
        for name, member in value.items():
            inside = f"{where}.{name}" if where else name
            yield from _unfit_texts(name, inside)
            yield from _unfit_texts(member, inside)
    elif isinstance(value, list):
        for member in value:
            yield from _unfit_texts(member, where)
