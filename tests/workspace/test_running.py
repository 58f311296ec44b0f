"""The server inside another program: it listens when `start` returns, and is gone when `stop` does."""

import socket
import threading
import time
from pathlib import Path

import httpx
import pytest

from nexus_contacts.workspace.database import UnusableDatabaseError
from nexus_contacts.workspace.running import EmbeddedServer, listen


def test_it_listens_at_once_on_loopback_with_a_key_of_its_own(tmp_path: Path) -> None:
    one, other = EmbeddedServer(), EmbeddedServer()
    one.start(tmp_path / "one.db")
    other.start(tmp_path / "other.db")

    statuses = [
        httpx.get(
            f"{server.base_url}/contacts", headers={"Authorization": f"Bearer {key}"}, trust_env=False
        ).status_code
        for server, key in ((one, one.api_key), (other, other.api_key), (one, other.api_key))
    ]
    one.stop()
    other.stop()

    assert statuses == [200, 200, 401]
    assert one.base_url == f"http://127.0.0.1:{one.port}/functions/v1/api"
    assert one.api_key != other.api_key


def test_stopping_ends_the_thread_and_frees_the_port_within_two_seconds(tmp_path: Path) -> None:
    server = EmbeddedServer()
    server.start(tmp_path / "one.db")
    # A connection that is kept alive does not hold the end up.
    client = httpx.Client(trust_env=False)
    client.get(f"{server.base_url}/contacts")

    started = time.monotonic()
    server.stop()
    took_s = time.monotonic() - started
    client.close()

    assert took_s < 2
    assert "workspace" not in {thread.name for thread in threading.enumerate()}
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", server.port), timeout=5)


def test_stopping_twice_or_before_the_start_does_nothing(tmp_path: Path) -> None:
    server = EmbeddedServer()

    server.stop()
    server.start(tmp_path / "one.db", key="given")
    server.stop()
    server.stop()

    assert server.api_key == "given"


def test_what_was_written_is_there_after_a_restart(tmp_path: Path) -> None:
    place = tmp_path / "one.db"
    totals = []

    for number in range(2):
        server = EmbeddedServer()
        server.start(place, key="given")
        with httpx.Client(headers={"Authorization": "Bearer given"}, trust_env=False) as client:
            body = {"first_name": "Ann", "email": f"ann{number}@example.com"}
            client.post(f"{server.base_url}/contacts", json=body)
            totals.append(client.get(f"{server.base_url}/contacts").json()["meta"]["total"])
        server.stop()

    assert totals == [1, 2]


def test_a_running_server_is_not_started_again(tmp_path: Path) -> None:
    server = EmbeddedServer()
    server.start(tmp_path / "one.db")

    with pytest.raises(RuntimeError):
        server.start(tmp_path / "two.db")
    server.stop()


def test_a_database_or_port_that_cannot_be_used_leaves_nothing_running(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Sir or Madam, " * 100)
    server = EmbeddedServer()

    with pytest.raises(UnusableDatabaseError):
        server.start(letter)
    with listen("127.0.0.1", 0) as taken, pytest.raises(OSError, match=r"\d"):
        server.start(tmp_path / "one.db", port=taken.getsockname()[1])
    server.stop()

    assert "workspace" not in {thread.name for thread in threading.enumerate()}


def test_small_answers_are_not_held_back_for_the_clients_acknowledgement() -> None:
    with listen("127.0.0.1", 0) as listening:
        # asyncio looks at this number before it turns the delay off.
        assert listening.proto == socket.IPPROTO_TCP
