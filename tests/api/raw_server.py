"""A server of bare sockets on a thread of its own, for the answers no decent server gives: late, cut, dripping, lying.

    with RawServer(json_reply({"success": True, "data": []})) as server:
        client = Client(server.url, "key")

`script` is one reply for every request, a list (the last one repeats), or a function from the request to its reply.
"""

import asyncio
import json
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Self


@dataclass(frozen=True)
class Asked:
    """A request as it arrived; header names are lower-case."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> object:
        return json.loads(self.body)


@dataclass(frozen=True)
class Reply:
    """What to answer, and how badly.

    `length` overrides Content-Length (-1 leaves it out). After `cut_after` bytes of the body the connection is closed.
    `drip_s` is the pause before every single byte of the body. `silent` says nothing until the client leaves, `reset`
    drops the connection without an answer, `raw` replaces everything that would be sent.
    """

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    delay_s: float = 0.0
    length: int | None = None
    cut_after: int | None = None
    drip_s: float = 0.0
    silent: bool = False
    reset: bool = False
    raw: bytes | None = None

    def head(self) -> bytes:
        length = len(self.body) if self.length is None else self.length
        lines = [f"HTTP/1.1 {self.status} Scripted"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        lines += [f"Content-Length: {length}"] if length >= 0 else ["Connection: close"]
        return "\r\n".join([*lines, "", ""]).encode("latin-1")


def json_reply(value: object, status: int = 200, **more: object) -> Reply:
    """`value` as a JSON answer; `more` are further members of Reply."""
    reply = Reply(status, json.dumps(value).encode(), {"Content-Type": "application/json"})
    headers = more.pop("headers", {})
    assert isinstance(headers, dict)
    return replace(reply, headers=reply.headers | headers, **more)  # type: ignore[arg-type]


Script = Reply | Sequence[Reply] | Callable[[Asked], Reply]


class RawServer:
    """Listens on a free loopback port while the `with` block runs; `asked` lists what arrived, `connections` counts."""

    def __init__(self, script: Script, *, tls: ssl.SSLContext | None = None) -> None:
        self._script = script
        self._tls = tls
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="raw-server")
        self._ready = threading.Event()
        self._stopping = asyncio.Event()
        self.asked: list[Asked] = []
        self.connections = 0
        self.port = 0

    @property
    def url(self) -> str:
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join(10)
        assert not self._thread.is_alive()

    def _run(self) -> None:
        # A failed TLS handshake is what some tests are about; asyncio would log it.
        self._loop.set_exception_handler(lambda loop, context: None)
        try:
            self._loop.run_until_complete(self._serve())
        finally:
            self._loop.close()

    async def _serve(self) -> None:
        server = await asyncio.start_server(self._converse, "127.0.0.1", 0, ssl=self._tls)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stopping.wait()
        server.close()
        here = asyncio.current_task()
        talking = [task for task in asyncio.all_tasks() if task is not here]
        for task in talking:
            task.cancel()
        await asyncio.gather(*talking, return_exceptions=True)
        await server.wait_closed()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            with suppress(OSError, asyncio.IncompleteReadError):
                while await self._answer(await read_request(reader), reader, writer):
                    pass
        except ValueError:
            # As a web server answers a TLS greeting at its plain port.
            writer.write(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")
        except asyncio.CancelledError:
            writer.transport.abort()
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    async def _answer(self, asked: Asked, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Answer one request; whether the connection goes on."""
        self.asked.append(asked)
        reply = self._reply_to(asked)
        if reply.silent:
            await reader.read()
            return False
        if reply.reset:
            reset(writer)
            return False
        if reply.delay_s:
            await asyncio.sleep(reply.delay_s)
        if reply.raw is not None:
            writer.write(reply.raw)
            await writer.drain()
            return False
        writer.write(reply.head())
        await self._send_body(reply, writer)
        return reply.cut_after is None and reply.length is None

    async def _send_body(self, reply: Reply, writer: asyncio.StreamWriter) -> None:
        body = reply.body if reply.cut_after is None else reply.body[: reply.cut_after]
        if not reply.drip_s:
            writer.write(body)
            await writer.drain()
            return
        for index in range(len(body)):
            await asyncio.sleep(reply.drip_s)
            writer.write(body[index : index + 1])
            await writer.drain()

    def _reply_to(self, asked: Asked) -> Reply:
        if isinstance(self._script, Reply):
            return self._script
        if callable(self._script):
            return self._script(asked)
        return self._script[min(len(self.asked), len(self._script)) - 1]


def reset(writer: asyncio.StreamWriter) -> None:
    """Drop the connection with a TCP reset instead of a farewell."""
    peer = writer.get_extra_info("socket")
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def read_request(reader: asyncio.StreamReader) -> Asked:
    """One request. Raises IncompleteReadError where the client left, ValueError where it speaks no HTTP."""
    start = await reader.readexactly(1)
    if not start.isalpha():
        raise ValueError(start)
    head = (start + await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.rstrip("\r\n").split("\r\n")
    method, target, _ = first.split(" ", 2)
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Asked(method, target, headers, body)
