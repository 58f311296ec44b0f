"""One try of one request over HTTP, and the only gate to httpx: its exceptions end here as `api.errors`.

Bodies are read as they come, inflated here and never past the cap; redirects are not followed; TLS is checked
against the system's certificates; the key goes into one header of requests to the base URL, and nowhere else.
"""

import asyncio
import logging
import ssl
import time
import urllib.request
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import httpx
import truststore

from nexus_contacts.api.addresses import is_loopback, service_url, without_query
from nexus_contacts.api.budget import http_date
from nexus_contacts.api.errors import ApiError, BadAnswer, NotThisApi, Unauthorized, Unreachable, UnusableAddress
from nexus_contacts.api.faults import unreachable_reason
from nexus_contacts.api.limits import Limits
from nexus_contacts.api.records import RequestRecord

# httpx logs whole URLs at INFO, and search words are personal data.
logging.getLogger("httpx").setLevel(logging.WARNING)
logging.getLogger("httpcore").setLevel(logging.WARNING)

_KEEP_IDLE_S = 4.0
"""Shorter than the five seconds after which common servers close an idle connection, so that no request meets that."""

_USER_AGENT = "nexus-contacts"


@dataclass(frozen=True, slots=True)
class Call:
    """A request: path below the base URL with its parts already quoted, parameters, JSON body and extra headers."""

    method: str
    path: str
    params: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, of whatever status. Header names are lower-case; `url` carries no query."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str

    @property
    def request_id(self) -> str:
        """The service's id of this request, ``""`` where it gave none."""
        return self.headers.get("x-request-id", "")[:200]

    @property
    def answered_at(self) -> datetime | None:
        """The answer's `Date`: the service's clock."""
        return http_date(self.headers.get("date", ""))


class Transport:
    """The connections to one service. `on_request` hears of every try, answered or not."""

    def __init__(
        self, base_url: str, api_key: str, limits: Limits, on_request: Callable[[RequestRecord], None] | None
    ) -> None:
        self.base_url = _sendable(service_url(base_url))
        self._limits = limits
        self._on_request = on_request
        # httpx would quote the whole header line where it cannot be sent; such a key never gets that far.
        if not api_key or not api_key.isascii() or not api_key.isprintable() or " " in api_key:
            raise Unauthorized("unusable", url=self.base_url)
        self._http = _make_http(self.base_url, api_key, limits)

    async def aclose(self) -> None:
        """Close every connection."""
        await self._http.aclose()

    async def exchange(self, call: Call, within_s: float) -> Answer:
        """Send `call` once and read its answer, of whatever status, in `within_s` seconds altogether.

        Raises Unreachable, BadAnswer, NotThisApi; their `maybe_sent` says whether the service may have got the request.
        """
        at, started = datetime.now(UTC), time.monotonic()
        sent, status, reason = _Sent(), None, "cancelled"
        try:
            answer = await self._within(call, sent, within_s)
            status, reason = answer.status, ""
            return answer
        except ApiError as error:
            reason, status, error.maybe_sent = error.reason, error.status, sent.begun
            raise
        finally:
            if self._on_request is not None:
                path = urlsplit(self.base_url + call.path).path
                self._on_request(RequestRecord(call.method, path, status, time.monotonic() - started, at, reason))

    async def _within(self, call: Call, sent: "_Sent", within_s: float) -> Answer:
        """httpx bounds the single read, never the whole: a byte now and then would hold a request for ever."""
        try:
            async with asyncio.timeout(within_s):
                return await self._read(call, sent)
        except TimeoutError:
            raise Unreachable("timeout", url=self.base_url + call.path) from None

    async def _read(self, call: Call, sent: "_Sent") -> Answer:
        url, status = self.base_url + call.path, None
        try:
            request = self._http.build_request(
                call.method,
                url,
                params=call.params or None,
                content=call.body,
                headers=call.headers,
                extensions={"trace": sent.trace},
            )
            response = await self._http.send(request, stream=True)
            try:
                status = response.status_code
                body = await _read_body(response, self._limits.answer_bytes)
            finally:
                await response.aclose()
        except httpx.HTTPError as error:
            raise _translated(error, status, url) from None
        except BadAnswer as error:
            error.status, error.url = status, url
            raise
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Answer(status, headers, body, without_query(str(response.url)))


class _Sent:
    """Whether a request began to leave this machine: before that, it surely did not reach the service."""

    def __init__(self) -> None:
        self.begun = False

    async def trace(self, event: str, info: Mapping[str, Any]) -> None:
        # A proxy's CONNECT tells of itself by the same event, but carries nothing to the service.
        if event == "http11.send_request_headers.started" and info["request"].method != b"CONNECT":
            self.begun = True


def _sendable(base_url: str) -> str:
    """`base_url`, where its host is a name that can be looked up. Raises UnusableAddress (host)."""
    try:
        name = httpx.URL(base_url).host  # reading it translates an international name
    except (httpx.InvalidURL, UnicodeError):
        name = ""
    if not name:
        raise UnusableAddress("host", url=base_url)
    return base_url


def _proxy_for(base_url: str) -> str | None:
    """The environment's proxy for `base_url`: https only, where a tunnel hides the key, and never for this machine."""
    parts = urlsplit(base_url)
    host = parts.hostname or ""
    if parts.scheme != "https" or is_loopback(host) or urllib.request.proxy_bypass(host):
        return None
    proxies = urllib.request.getproxies()
    proxy = proxies.get("https") or proxies.get("all")
    if not proxy:
        return None
    if "://" not in proxy:
        proxy = f"http://{proxy}"
    if urlsplit(proxy).scheme not in ("http", "https"):
        # Going around a proxy someone set would tell the network what it was meant to hide.
        raise Unreachable("proxy", url=base_url)
    return proxy


def _make_http(base_url: str, api_key: str, limits: Limits) -> httpx.AsyncClient:
    verify: ssl.SSLContext | bool = False  # Plain http has nothing to verify, and a context costs time to make.
    if base_url.startswith("https:"):
        verify = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    return httpx.AsyncClient(
        headers={
            "Authorization": f"Bearer {api_key}",
            "Accept": "application/json",
            "Accept-Encoding": "gzip",
            "User-Agent": _USER_AGENT,
        },
        verify=verify,
        proxy=_proxy_for(base_url),
        trust_env=False,
        follow_redirects=False,
        timeout=httpx.Timeout(limits.silence_s, connect=limits.connect_s, pool=None),
        limits=httpx.Limits(
            max_connections=None, max_keepalive_connections=limits.at_once, keepalive_expiry=_KEEP_IDLE_S
        ),
    )


def _translated(error: httpx.HTTPError, status: int | None, url: str) -> ApiError:
    """The error of ours that an httpx exception means."""
    told = str(error)
    if isinstance(error, httpx.TimeoutException):
        return Unreachable("timeout", status=status, url=url)
    if isinstance(error, httpx.ProxyError):
        return Unreachable("proxy", message=told, url=url)
    if isinstance(error, httpx.RemoteProtocolError):
        if "incomplete" in told or "without sending complete" in told:
            return BadAnswer("truncated", status=status, url=url)
        if "disconnected" in told:
            return Unreachable("reset", message=told, url=url)
        return NotThisApi("no_http", status=status, url=url)
    if isinstance(error, httpx.ReadError | httpx.WriteError) and status is not None:
        return BadAnswer("truncated", status=status, url=url)
    return Unreachable(unreachable_reason(error), message=told, status=status, url=url)


async def _read_body(response: httpx.Response, most: int) -> bytes:
    """The body, inflated, read no further than `most` bytes. Raises BadAnswer."""
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip"):
        raise BadAnswer("encoding")
    inflating = _Inflating(most) if encoding.endswith("gzip") else None
    chunks: list[bytes] = []
    read = 0
    async for chunk in response.aiter_raw():
        plain = inflating.more(chunk) if inflating else chunk
        read += len(plain)
        if read > most:
            raise BadAnswer("too_large")
        chunks.append(plain)
    if inflating and not inflating.complete and read + inflating.taken:
        raise BadAnswer("truncated")
    return b"".join(chunks)


class _Inflating:
    """Inflates gzip piece by piece and stops at a bound: a small answer must not fill the memory."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._stream = zlib.decompressobj(wbits=31)
        self.taken = 0

    @property
    def complete(self) -> bool:
        """Whether the last gzip member ended."""
        return self._stream.eof

    def more(self, chunk: bytes) -> bytes:
        """What `chunk` inflates to. Raises BadAnswer where that is no gzip, or too much with what came before."""
        self.taken += len(chunk)
        plain = bytearray()
        try:
            while chunk:
                if self._stream.eof:
                    self._stream = zlib.decompressobj(wbits=31)
                plain += self._stream.decompress(chunk, self._most - len(plain) + 1)
                if len(plain) > self._most or self._stream.unconsumed_tail:
                    raise BadAnswer("too_large")
                chunk = self._stream.unused_data
        except zlib.error:
            raise BadAnswer("encoding") from None
        return bytes(plain)
