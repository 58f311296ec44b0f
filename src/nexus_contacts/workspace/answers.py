"""The bodies of the server's answers, and the one exception by which any of its parts refuses a request."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from nexus_contacts.errors import NexusError


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is refused, as the body of the answer says it."""

    status: int
    code: str
    message: str
    fields: tuple[tuple[str, str], ...] = ()
    existing_id: str = ""
    headers: tuple[tuple[str, str], ...] = ()

    def error(self) -> dict[str, Any]:
        """The `error` member of the body."""
        members: dict[str, Any] = {"code": self.code, "message": self.message}
        if self.fields:
            members["fields"] = dict(self.fields)
        if self.existing_id:
            members["existing_id"] = self.existing_id
        return members

    def response(self) -> Response:
        """The whole answer."""
        body = {"success": False, "error": self.error()}
        # Escaped to ASCII: what came in may hold half a character, and is named here.
        return Response(json.dumps(body), self.status, dict(self.headers), "application/json")


class RefusedError(NexusError):
    """The request is answered with `refusal`."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal)
        self.refusal = refusal


def bad_parameter(message: str) -> RefusedError:
    """400 for a parameter; the message names it and what is allowed."""
    return RefusedError(Refusal(400, "invalid_parameter", message))


def invalid(*fields: tuple[str, str]) -> RefusedError:
    """422, naming each field that is wrong."""
    names = ", ".join(dict.fromkeys(name for name, _ in fields))
    return RefusedError(Refusal(422, "validation_failed", f"Not valid: {names}", fields))


def not_found(what: str) -> RefusedError:
    """404 for a thing that is not in this workspace."""
    return RefusedError(Refusal(404, "not_found", what))


def compact(value: Any) -> str:
    """`value` as JSON text without blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def data_answer(document: str, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """An answer whose `data` is JSON text already."""
    return Response('{"success":true,"data":' + document + "}", status, headers, "application/json")


def page_answer(documents: Iterable[str], *, total: int, limit: int, next_cursor: str | None) -> Response:
    """A page whose items are JSON texts already."""
    meta: dict[str, Any] = {"total": total, "limit": limit}
    if next_cursor is not None:
        meta["next_cursor"] = next_cursor
    meta["has_more"] = next_cursor is not None
    body = '{"success":true,"data":[' + ",".join(documents) + '],"meta":' + compact(meta) + "}"
    return Response(body, media_type="application/json")
