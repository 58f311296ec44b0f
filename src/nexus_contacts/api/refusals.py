"""What an answer means that is no success, whatever its body: ours, another API's shape, a gateway's page, nothing."""

import json
from collections.abc import Iterator
from typing import TypeAlias

from nexus_contacts.api.errors import (
    ApiError,
    Conflict,
    EmailTaken,
    Forbidden,
    NotFound,
    NotThisApi,
    PreconditionFailed,
    RateLimited,
    ReadOnlyKey,
    Refused,
    ServerError,
    Unauthorized,
    Unreachable,
    ValidationFailed,
)
from nexus_contacts.api.records import Json
from nexus_contacts.api.transport import Answer, Call

_BY_STATUS: dict[int, type[Refused]] = {
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    412: PreconditionFailed,
    422: ValidationFailed,
    429: RateLimited,
}
_BY_CODE: dict[str, type[Refused]] = {
    "unauthorized": Unauthorized,
    "read_only_key": ReadOnlyKey,
    "not_found": NotFound,
    "email_taken": EmailTaken,
    "changed_meanwhile": PreconditionFailed,
    "validation_failed": ValidationFailed,
    "rate_limited": RateLimited,
    "internal_error": ServerError,
}
_MESSAGE_LENGTH = 500
_Said: TypeAlias = dict[str, Json]


def refusal(call: Call, answer: Answer, secret: str) -> ApiError:
    """The error that `answer` to `call` means; `secret` is struck out of every text the service may have echoed."""
    said = _said(answer.body)
    # A page of a portal or of a web server that knows no such path must not be taken for "this contact is gone".
    if said is None and (answer.status in (404, 410, 511) or answer.status < 400):
        return NotThisApi("html" if _is_html(answer) else "status", status=answer.status, url=answer.url)
    if answer.status == 407:
        return Unreachable("proxy", status=407, url=answer.url)
    texts = _Texts(said or {}, secret)
    kind = _kind(call, answer.status, texts)
    error = kind(
        status=answer.status,
        code=texts.code,
        message=texts.message,
        fields=texts.fields,
        existing_id=texts.existing_id,
        request_id=answer.request_id.replace(secret, "…"),
        url=answer.url,
    )
    error.maybe_sent = isinstance(error, ServerError)
    return error


def _kind(call: Call, status: int, texts: "_Texts") -> type[Refused]:
    kind = _BY_STATUS.get(status, Refused)
    if status >= 500:
        return ServerError
    if kind is Conflict and (texts.code == "email_taken" or (call.method, call.path) == ("POST", "/contacts")):
        return EmailTaken
    if kind is Forbidden and call.method != "GET" and texts.speaks_of_reading_only:
        return ReadOnlyKey
    # `success: false` under a status that says otherwise: its code is all there is to go by.
    return _BY_CODE.get(texts.code, Refused) if status < 400 else kind


def _is_html(answer: Answer) -> bool:
    return "html" in answer.headers.get("content-type", "").lower() or answer.body.lstrip()[:1] == b"<"


def _said(body: bytes) -> _Said | None:
    """The JSON object in `body`; a list or a text in its place is taken as its errors; None where it is no JSON."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if isinstance(said, dict):
        return said
    return {"errors": said if isinstance(said, list) else [said]}


class _Texts:
    """The facts in an error's body, each found wherever the known shapes keep it."""

    def __init__(self, said: _Said, secret: str) -> None:
        self._secret = secret
        inner = said.get("error")
        places = [inner, said] if isinstance(inner, dict) else [said]
        self._places = [place for place in places if isinstance(place, dict)]
        self.code = self._first("code", "error_code", "type")[:100]
        self.existing_id = self._first("existing_id", "existingId", "contact_id")[:200]
        self.fields = tuple(self._fields())
        plain = self._clean(inner) if isinstance(inner, str) else ""
        self.message = (self._first("message", "detail", "error_description", "title") or plain or self._listed())[
            :_MESSAGE_LENGTH
        ]

    @property
    def speaks_of_reading_only(self) -> bool:
        """Whether the refusal is about a key that may read only."""
        words = f"{self.code} {self.message}".lower().replace("-", " ").replace("_", " ")
        return "read only" in words or "readonly" in words or "insufficient scope" in words

    def _clean(self, value: Json) -> str:
        text = value if isinstance(value, str) else ""
        text = "".join(char if char.isprintable() else " " for char in text[: 4 * _MESSAGE_LENGTH])
        return text.replace(self._secret, "…").strip()

    def _first(self, *names: str) -> str:
        found = (self._clean(place.get(name)) for place in self._places for name in names)
        return next((text for text in found if text), "")

    def _entries(self) -> Iterator[Json]:
        for place in self._places:
            for name in ("errors", "detail"):
                entries = place.get(name)
                if isinstance(entries, list):
                    yield from entries

    def _listed(self) -> str:
        texts = (
            self._clean(entry.get("message") or entry.get("msg")) if isinstance(entry, dict) else self._clean(entry)
            for entry in self._entries()
        )
        return "; ".join(text for text in texts if text)

    def _fields(self) -> Iterator[tuple[str, str]]:
        """Field names with what is wrong: an object of texts or of lists, or a list that names its fields."""
        for one in self._places:
            for name in ("fields", "errors"):
                named = one.get(name)
                for key, wrong in named.items() if isinstance(named, dict) else ():
                    yield self._clean(key), self._clean(wrong[0] if isinstance(wrong, list) and wrong else wrong)
        for entry in self._entries():
            if isinstance(entry, dict) and (place := entry.get("field") or entry.get("loc")):
                name = self._clean(place[-1] if isinstance(place, list) else place)
                yield name, self._clean(entry.get("message") or entry.get("msg"))
