"""The server inside another program: uvicorn in a thread of its own, on a loopback port."""

import asyncio
import os
import socket
import threading
from contextlib import ExitStack
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from typing_extensions import override

from nexus_contacts.workspace.app import create_app
from nexus_contacts.workspace.endpoints import HOSTED_ROOT
from nexus_contacts.workspace.keys import new_key
from nexus_contacts.workspace.settings import DEFAULT_WORKSPACE, ServerSettings, WorkspaceKeys

_STOP_S = 2.0
_GRACE_S = 1  # for answers under way
_BACKLOG = 128
_HEAD_CAP = 256 << 10
"""Bytes of a request's head: the longest parameters, escaped, all at once. What is over it is no HTTP to uvicorn."""


def listen(host: str, port: int) -> socket.socket:
    """A listening TCP socket; port 0 takes a free one. Raises OSError."""
    family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    # asyncio turns Nagle's delay off only where it reads TCP here: else every answer waits 40 ms for the client's ACK.
    with ExitStack() as undo:
        listening = undo.enter_context(socket.socket(family, kind, socket.IPPROTO_TCP))
        if os.name == "posix":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(_BACKLOG)
        undo.pop_all()
    return listening


def uvicorn_server(app: FastAPI) -> "Server":
    """A uvicorn server that logs no requests, so that no key or address ends up in a log."""
    return Server(
        uvicorn.Config(
            app,
            access_log=False,
            log_config=None,
            log_level="warning",
            loop="asyncio",
            http="h11",
            ws="none",
            lifespan="on",
            server_header=False,
            h11_max_incomplete_event_size=_HEAD_CAP,
            timeout_keep_alive=75,
            timeout_graceful_shutdown=_GRACE_S,
        )
    )


class Server(uvicorn.Server):
    """A uvicorn server that says when it listens, or that it never will."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.settled = threading.Event()

    @override
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.settled.set()


class EmbeddedServer:
    """A workspace server on a loopback port, met over HTTP like any other. Start it once; stop it once."""

    def __init__(self) -> None:
        self.base_url = ""
        self.api_key = ""
        self.port = 0
        self._server: Server | None = None
        self._thread: threading.Thread | None = None

    def start(
        self,
        database: Path | str,
        *,
        key: str | None = None,
        read_only_key: str | None = None,
        workspaces: tuple[WorkspaceKeys, ...] = (),
        rate_limit: int = 0,
        latency_ms: int = 0,
        strict_custom_fields: tuple[str, ...] | None = None,
        port: int = 0,
    ) -> None:
        """Serve `database` and return when the server listens. Without `key` a random one is made.

        `workspaces` are further ones beside the default one. Raises UnusableDatabaseError, or OSError for the port.
        """
        if self._thread is not None:
            raise RuntimeError("this server runs already")
        self.api_key = key or new_key()
        own = WorkspaceKeys(DEFAULT_WORKSPACE, (self.api_key,), (read_only_key,) if read_only_key else ())
        settings = ServerSettings(str(database), (own, *workspaces), rate_limit, latency_ms, strict_custom_fields)
        with ExitStack() as undo:
            listening = undo.enter_context(listen("127.0.0.1", port))
            self._server = uvicorn_server(create_app(settings))
            undo.pop_all()
        self.port = listening.getsockname()[1]
        self.base_url = f"http://127.0.0.1:{self.port}{HOSTED_ROOT}"
        self._thread = threading.Thread(target=self._run, args=(self._server, listening), name="workspace", daemon=True)
        self._thread.start()
        self._server.settled.wait()
        if not self._server.started:
            self.stop()
            raise RuntimeError("the workspace server did not start")

    def stop(self) -> None:
        """Finish the answers under way and stop, within two seconds. Does nothing where nothing runs."""
        server, thread = self._server, self._thread
        if server is None or thread is None:
            return
        server.should_exit = True
        thread.join(_STOP_S)
        if thread.is_alive():
            server.force_exit = True
            thread.join(_STOP_S)
        self._server = self._thread = None

    @staticmethod
    def _run(server: Server, listening: socket.socket) -> None:
        try:
            asyncio.run(server.serve(sockets=[listening]))
        finally:
            listening.close()
            server.settled.set()
