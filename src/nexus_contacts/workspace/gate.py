"""What every request passes before its endpoint: the key, the limit, the method, the body's size and kind.

The gate also closes every answer: it gives it an id, and lets no fault of ours out in words.
"""

import asyncio
import logging
import secrets
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from nexus_contacts.workspace.answers import Refusal, RefusedError
from nexus_contacts.workspace.endpoints import OPEN_PATHS, WITH_BODY, Address, address_of, plain_path
from nexus_contacts.workspace.keys import Grant, KeyRing
from nexus_contacts.workspace.limits import RateLimit, Standing

log = logging.getLogger(__name__)

_DRAIN = 32 << 20
"""A body over its cap is read on, up to here, and thrown away: many clients read no answer before all is sent."""


@dataclass(frozen=True, slots=True)
class Passed:
    """What an endpoint gets from the gate, in `request.state.passed`."""

    grant: Grant
    body: bytes


class Gate:
    """The ASGI layer around the endpoints."""

    def __init__(self, app: ASGIApp, *, keys: KeyRing, limit: RateLimit | None, latency_s: float) -> None:
        self._app = app
        self._keys = keys
        self._limit = limit
        self._latency_s = latency_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        closing = _Closing(send)
        try:
            await self._pass(scope, receive, closing)
        except RefusedError as refused:
            await refused.refusal.response()(scope, receive, closing)
        except Exception:
            log.exception("Request %s failed", closing.request_id)
            if closing.started:
                raise
            failed = Refusal(500, "internal_error", f"Something failed here. The request was {closing.request_id}.")
            await failed.response()(scope, receive, closing)

    async def _pass(self, scope: Scope, receive: Receive, closing: "_Closing") -> None:
        path = plain_path(scope["path"])
        scope = {**scope, "path": path, "raw_path": path.encode("utf-8", "surrogateescape"), "root_path": ""}
        if self._latency_s:
            await asyncio.sleep(self._latency_s)
        headers = Headers(scope=scope)
        if path in OPEN_PATHS:
            self._check_limit(scope, None, closing)
            _check_method(scope["method"], address_of(path))
            await self._app(scope, receive, closing)
            return
        grant = self._keys.grant(_key(headers))
        self._check_limit(scope, grant, closing)
        if grant is None:
            challenge = (("WWW-Authenticate", "Bearer"),)
            raise RefusedError(Refusal(401, "unauthorized", "A valid API key is needed", headers=challenge))
        address = _check_method(scope["method"], address_of(path))
        if scope["method"] != "GET" and not grant.may_write:
            raise RefusedError(Refusal(403, "read_only_key", "This API key may only read"))
        body = b""
        if scope["method"] in WITH_BODY:
            _check_kind(headers)
            body = await _read(receive, headers, address.body_cap)
        scope["state"] = {**scope.get("state", {}), "passed": Passed(grant, body)}
        await self._app(scope, receive, closing)

    def _check_limit(self, scope: Scope, grant: Grant | None, closing: "_Closing") -> None:
        if self._limit is None:
            return
        client = scope.get("client") or ("?",)
        standing = self._limit.count(grant.bucket if grant else f"address {client[0]}")
        closing.standing = standing
        if not standing.allowed:
            wait = (("Retry-After", str(self._limit.wait_s(standing))),)
            raise RefusedError(Refusal(429, "rate_limited", "Too many requests in this minute", headers=wait))


class _Closing:
    """Sends an answer with the headers that every answer has."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.request_id = f"req_{secrets.token_hex(8)}"
        self.standing: Standing | None = None
        self.started = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            headers = MutableHeaders(scope=message)
            headers["X-Request-Id"] = self.request_id
            for name, value in self.standing.headers() if self.standing else ():
                headers[name] = value
        await self._send(message)


def _key(headers: Headers) -> str:
    scheme, _, key = headers.get("authorization", "").partition(" ")
    return key.strip() if scheme.lower() == "bearer" else ""


def _check_method(method: str, address: Address | None) -> Address:
    if address is None:
        raise RefusedError(Refusal(404, "not_found", "There is nothing at this address"))
    if method not in address.methods:
        allowed = ", ".join(address.methods)
        refusal = Refusal(405, "method_not_allowed", f"Allowed here: {allowed}", headers=(("Allow", allowed),))
        raise RefusedError(refusal)
    return address


def _check_kind(headers: Headers) -> None:
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    json_kind = kind == "application/json" or (kind.startswith("application/") and kind.endswith("+json"))
    if not json_kind or headers.get("content-encoding", "identity").lower() != "identity":
        refusal = Refusal(415, "unsupported_media_type", "The body must be plain JSON: Content-Type: application/json")
        raise RefusedError(refusal)


async def _read(receive: Receive, headers: Headers, cap: int) -> bytes:
    """The whole body. Raises RefusedError (413) where it is over `cap`, whatever its length was said to be."""
    too_large = Refusal(413, "body_too_large", f"The body may have at most {cap} bytes")
    said = headers.get("content-length", "")
    if said.isdigit() and int(said) > (cap if "expect" in headers else _DRAIN):
        raise RefusedError(too_large)
    parts: list[bytes] = []
    size, more = 0, True
    while more and size <= _DRAIN:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise RefusedError(Refusal(400, "invalid_json", "The body was cut short"))
        part: bytes = message.get("body", b"")
        size += len(part)
        if size <= cap:
            parts.append(part)
        more = message.get("more_body", False)
    if size > cap:
        raise RefusedError(too_large)
    return b"".join(parts)
