"""What stands before every endpoint: the key, the method, the body, the limit; and what closes every answer."""

import json
import logging
import re
import socket
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from nexus_contacts.workspace.running import EmbeddedServer

Start = Callable[..., EmbeddedServer]
ANN = {"first_name": "Ann", "email": "ann@example.com"}


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer wrong", "Basic {key}", "{key}", "Bearer {key}x", "Bearer é"])
def test_without_the_key_nothing_is_told(server: EmbeddedServer, header: str) -> None:
    sent = header.format(key=server.api_key).encode()
    places = ("/contacts", "/contacts/con_x", "/nothing")

    answers = [httpx.get(server.base_url + place, headers={"Authorization": sent}, trust_env=False) for place in places]

    assert [answer.status_code for answer in answers] == [401, 401, 401]
    assert {answer.headers["www-authenticate"] for answer in answers} == {"Bearer"}
    assert answers[0].json()["error"]["code"] == "unauthorized"


def test_the_word_bearer_may_be_written_anyhow(server: EmbeddedServer) -> None:
    headers = {"Authorization": f"bEARER {server.api_key}"}

    assert httpx.get(f"{server.base_url}/contacts", headers=headers, trust_env=False).status_code == 200


def test_a_read_only_key_reads_and_never_writes(
    server: EmbeddedServer, api: httpx.Client, api_of: Callable[..., httpx.Client]
) -> None:
    ann = api.post("/contacts", json=ANN).json()["data"]["id"]
    reader = api_of(server, "may-only-read")
    writes = [
        ("POST", "/contacts"),
        ("PUT", f"/contacts/{ann}"),
        ("DELETE", f"/contacts/{ann}"),
        ("POST", "/contacts/bulk"),
        ("POST", "/contacts/merge"),
        ("POST", f"/contacts/{ann}/notes"),
    ]

    refused = [reader.request(method, place, json={}) for method, place in writes]

    assert {(one.status_code, one.json()["error"]["code"]) for one in refused} == {(403, "read_only_key")}
    assert reader.get(f"/contacts/{ann}").status_code == 200
    assert reader.get("/contacts").json()["meta"]["total"] == 1


@pytest.mark.parametrize(
    ("method", "place", "allowed"),
    [
        ("PATCH", "/contacts", "GET, POST"),
        ("DELETE", "/contacts", "GET, POST"),
        ("GET", "/contacts/bulk", "POST"),
        ("DELETE", "/contacts/search", "GET"),
        ("PUT", "/contacts/con_x/notes", "GET, POST"),
        ("OPTIONS", "/contacts/con_x", "GET, PUT, DELETE"),
    ],
)
def test_a_method_that_is_not_there_is_told_the_others(
    api: httpx.Client, method: str, place: str, allowed: str
) -> None:
    answer = api.request(method, place)

    assert (answer.status_code, answer.headers["allow"]) == (405, allowed)
    assert answer.json()["error"]["code"] == "method_not_allowed"


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("application/json", 201),
        ("application/json; charset=utf-8", 201),
        ("application/vnd.api+json", 201),
        ("text/plain", 415),
        ("application/x-www-form-urlencoded", 415),
        ("", 415),
    ],
)
def test_a_body_must_say_it_is_json(api: httpx.Client, kind: str, status: int) -> None:
    headers = {"Content-Type": kind} if kind else {}

    assert api.post("/contacts", content=json.dumps(ANN).encode(), headers=headers).status_code == status


def test_a_packed_body_is_not_unpacked(api: httpx.Client) -> None:
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}

    assert api.post("/contacts", content=b"x", headers=headers).status_code == 415


@pytest.mark.parametrize(("place", "cap"), [("/contacts", 1 << 20), ("/contacts/bulk", 8 << 20)])
def test_a_body_over_its_cap_is_refused_however_it_is_sent(api: httpx.Client, place: str, cap: int) -> None:
    def in_pieces() -> Iterator[bytes]:
        for _ in range(cap // 65_536 + 1):
            yield b" " * 65_536

    headers = {"Content-Type": "application/json"}

    whole = api.post(place, content=b" " * (cap + 1), headers=headers)
    pieces = api.post(place, content=in_pieces(), headers=headers)
    fitting = api.post(place, content=b" " * cap, headers=headers)

    assert (whole.status_code, whole.json()["error"]["code"]) == (413, "body_too_large")
    assert pieces.status_code == 413
    assert fitting.status_code == 400


def test_a_body_that_is_said_to_be_endless_is_not_waited_for(server: EmbeddedServer) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as line:
        head = f"POST /v1/contacts HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {server.api_key}\r\n"
        line.sendall(f"{head}Content-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n".encode())

        assert b" 413 " in line.recv(100)


def test_every_answer_has_an_id_of_its_own(api: httpx.Client, server: EmbeddedServer) -> None:
    answers = [api.get("/contacts"), api.get("/nothing"), api.post("/contacts", json={}), api.patch("/contacts")]
    answers.append(httpx.get(f"{server.base_url}/contacts", trust_env=False))
    answers.append(httpx.get(f"http://127.0.0.1:{server.port}/docs", trust_env=False))

    ids = [answer.headers["x-request-id"] for answer in answers]

    assert len(set(ids)) == len(answers)
    assert all(re.fullmatch(r"req_[0-9a-f]{16}", one) for one in ids)


def test_a_fault_of_ours_tells_nothing_but_its_id(
    workspace_server: Start, api_of: Callable[..., httpx.Client], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    place = tmp_path / "broken.db"
    api = api_of(workspace_server(database=place))
    with sqlite3.connect(place) as broken:
        broken.execute("ALTER TABLE contacts RENAME TO elsewhere")
    broken.close()

    with caplog.at_level(logging.CRITICAL, logger="nexus_contacts.workspace.gate"):
        answer = api.post("/contacts", json={"first_name": "Sentinel", "email": "sentinel@example.com"})

    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (500, "internal_error")
    assert answer.headers["x-request-id"] in error["message"]
    assert not re.search("sqlite|contacts|Traceback|table|entinel", answer.text)


def test_what_is_logged_of_a_fault_holds_nobodys_data(
    workspace_server: Start, api_of: Callable[..., httpx.Client], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    place = tmp_path / "broken.db"
    server = workspace_server(database=place)
    with sqlite3.connect(place) as broken:
        broken.execute("ALTER TABLE contacts RENAME TO elsewhere")
    broken.close()

    answer = api_of(server).post("/contacts", json={"first_name": "Sentinel", "email": "sentinel@example.com"})

    assert answer.headers["x-request-id"] in caplog.text
    assert "entinel" not in caplog.text
    assert server.api_key not in caplog.text
    caplog.clear()


def test_the_limit_counts_each_key_and_tells_where_it_stands(
    workspace_server: Start, api_of: Callable[..., httpx.Client]
) -> None:
    server = workspace_server(rate_limit=3, read_only_key="reader")
    api, reader = api_of(server), api_of(server, "reader")

    answers = [api.get("/contacts") for _ in range(7)]  # one minute of two gets four at least

    allowed = [one for one in answers if one.status_code == 200]
    refused = [one for one in answers if one.status_code == 429]
    assert len(allowed) + len(refused) == 7
    assert refused
    assert all(one.headers["x-ratelimit-limit"] == "3" for one in answers)
    assert all(0 <= int(one.headers["x-ratelimit-remaining"]) < 3 for one in answers)
    assert all(1 <= int(one.headers["retry-after"]) <= 60 for one in refused)
    assert int(refused[0].headers["x-ratelimit-reset"]) % 60 == 0
    assert reader.get("/contacts").status_code == 200
    assert api_of(server, "wrong").get("/contacts").headers["x-ratelimit-limit"] == "3"
    assert httpx.get(f"http://127.0.0.1:{server.port}/docs", trust_env=False).headers["x-ratelimit-limit"] == "3"


def test_without_a_limit_no_header_speaks_of_one(api: httpx.Client) -> None:
    assert not [name for name in api.get("/contacts").headers if name.startswith("x-ratelimit")]


def test_latency_is_added_to_every_answer(workspace_server: Start, api_of: Callable[..., httpx.Client]) -> None:
    api = api_of(workspace_server(latency_ms=120))

    assert api.get("/contacts").elapsed.total_seconds() >= 0.12
