"""A proxy between a client and a real workspace server that spoils answers: late, cut, dripping, changed, lost."""

import http.client
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.api.raw_server import Asked, RawServer, Reply

Fault = Callable[[Asked, Reply, int], Reply]
"""Gets the request, the true answer and the request's number (from 1), and returns what the client is to see."""
_HOP = {"connection", "content-length", "transfer-encoding", "keep-alive"}


class Proxy(RawServer):
    """Forwards every request to `upstream` (a base URL) and lets `fault` spoil the answer.

    `turn` sees the request before it is forwarded and may change it.
    """

    def __init__(
        self, upstream: str, fault: Fault | None = None, *, turn: Callable[[Asked], Asked] = lambda asked: asked
    ) -> None:
        super().__init__(self._forward)
        parts = urlsplit(upstream)
        self._host, self._upstream_port, self._path = parts.hostname or "", parts.port or 80, parts.path
        self.fault = fault
        self.turn = turn

    @property
    def base_url(self) -> str:
        """The address to give to the client."""
        return f"{self.url}{self._path}"

    def _forward(self, asked: Asked) -> Reply:
        number = len(self.asked)
        reply = self.ask(self.turn(asked))
        return self.fault(asked, reply, number) if self.fault else reply

    def ask(self, asked: Asked) -> Reply:
        """The service's own answer. Blocking: requests reach it one by one, since what comes back is what matters."""
        connection = http.client.HTTPConnection(self._host, self._upstream_port, timeout=30)
        try:
            headers = {name: value for name, value in asked.headers.items() if name not in {*_HOP, "host"}}
            headers["accept-encoding"] = "identity"
            connection.request(asked.method, asked.target, asked.body or None, headers)
            answer = connection.getresponse()
            kept = {name: value for name, value in answer.getheaders() if name.lower() not in _HOP}
            return Reply(answer.status, answer.read(), kept)
        finally:
            connection.close()


def params(asked: Asked) -> dict[str, str]:
    """The parameters of a request's address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(asked.target).query).items()}


def is_list(asked: Asked) -> bool:
    """Whether a request asks for a page of contacts, of more than a count."""
    return urlsplit(asked.target).path.endswith("/contacts") and params(asked).get("limit") != "1"


def rewritten(reply: Reply, change: Callable[[dict[str, Any]], None]) -> Reply:
    """The same answer with its JSON changed in place."""
    value = json.loads(reply.body)
    change(value)
    return replace(reply, body=json.dumps(value).encode())
