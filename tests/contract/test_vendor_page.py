"""The vendor's page itself: each of its examples, literally but for host and key, answers as the page shows."""

import json
import shlex
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from nexus_contacts.workspace.contact_rows import StoredContact, insert_contacts
from nexus_contacts.workspace.database import Database, workspace_id
from nexus_contacts.workspace.moments import bound_seconds
from nexus_contacts.workspace.running import EmbeddedServer

PAGE = Path(__file__).with_name("vendor_page.txt").read_text(encoding="utf-8")
HOST = "https://app.automatenexuscrm.com/functions/v1/api"
Answer = tuple[int, Any]


@dataclass(frozen=True)
class Example:
    """An example of the page; `answer` is None where the page shows none."""

    command: str
    answer: Any


def examples() -> dict[str, Example]:
    found = {}
    for part in PAGE.split("\n=== ")[1:]:
        name, _, text = part.partition("\n")
        command, _, answer = text.partition("\n--- 200\n")
        found[name] = Example(command.strip(), json.loads(answer) if answer else None)
    return found


EXAMPLES = examples()
SHOWN = EXAMPLES["list"].answer["data"][0]


def by_curl(arguments: list[str]) -> Answer:
    ran = subprocess.run(
        ["curl", "--silent", "--noproxy", "*", "--write-out", "\n%{http_code}", *arguments],
        capture_output=True,
        check=True,
        timeout=60,
    )
    body, _, status = ran.stdout.decode().rpartition("\n")
    return int(status), json.loads(body)


def by_httpx(arguments: list[str]) -> Answer:
    method, body, headers, place = "GET", None, {}, ""
    words = iter(arguments)
    for word in words:
        if word == "-X":
            method = next(words)
        elif word == "-H":
            name, _, value = next(words).partition(": ")
            headers[name] = value
        elif word == "-d":
            body = next(words)
        else:
            place = word
    answer = httpx.request(method, place, content=body, headers=headers, trust_env=False)
    return answer.status_code, answer.json()


WAYS = [
    pytest.param(by_curl, id="curl", marks=pytest.mark.skipif(shutil.which("curl") is None, reason="no curl here")),
    pytest.param(by_httpx, id="parsed"),
]


@pytest.fixture
def server(workspace_server: Callable[..., EmbeddedServer], tmp_path: Path) -> EmbeddedServer:
    """A workspace with the page's Jane Smith, the contact the page merges, and enough others for a second page."""
    members = {
        name: value for name, value in SHOWN.items() if name not in ("tags", "created_at", "updated_at", "phone")
    }
    times = {name: bound_seconds(SHOWN[name])[0] for name in ("created_at", "updated_at")}
    jane = StoredContact(**members, **times, tags=tuple(SHOWN["tags"]), phone="+15550123")
    others = [
        StoredContact(
            f"con_def{number}", "Janet", f"janet{number}@example.com", number, number, status="active", source="website"
        )
        for number in range(450, 465)
    ]
    place = tmp_path / "page.db"
    database = Database.open(str(place))
    with database.writing() as connection:
        insert_contacts(connection, workspace_id(connection, "default"), [jane, *others])
    database.close()
    return workspace_server(database=place)


@pytest.fixture(params=WAYS)
def run(request: pytest.FixtureRequest, server: EmbeddedServer) -> Callable[[str], Answer]:
    def example(name: str) -> Answer:
        command = EXAMPLES[name].command.replace("\\\n", " ")
        command = command.replace(HOST, server.base_url).replace("YOUR_API_KEY", server.api_key)
        program, *arguments = shlex.split(command)
        assert program == "curl"
        answer: Answer = request.param(arguments)
        return answer

    return example


def assert_shaped(answer: Any, shown: Any) -> None:
    """`answer` has every member that is shown, each of the same JSON type."""
    assert type(answer) is type(shown)
    if isinstance(shown, dict):
        assert set(shown) <= set(answer)
        for name in shown:
            assert_shaped(answer[name], shown[name])
    elif isinstance(shown, list) and shown:
        assert answer
        for one in answer:
            assert type(one) is type(shown[0])
        assert_shaped(answer[0], shown[0])


def test_the_list_answers_as_the_page_shows(run: Callable[[str], Answer]) -> None:
    status, answer = run("list")

    assert status == 200
    assert_shaped(answer, EXAMPLES["list"].answer)
    assert answer["meta"]["limit"] == 10
    assert answer["meta"]["total"] == 16
    assert answer["meta"]["has_more"] is True
    jane = answer["data"][0]
    assert {name: jane[name] for name in SHOWN} == SHOWN | {"phone": "+15550123"}


def test_a_contact_is_shown_in_full(run: Callable[[str], Answer]) -> None:
    status, answer = run("get")

    assert (status, answer["success"]) == (200, True)
    assert_shaped(answer["data"], SHOWN)
    assert "metadata" in answer["data"]


def test_the_create_example_creates(run: Callable[[str], Answer]) -> None:
    sent = json.loads(shlex.split(EXAMPLES["create"].command.replace("\\\n", " "))[-1])

    status, answer = run("create")

    assert (status, answer["success"]) == (201, True)
    assert {name: answer["data"][name] for name in sent} == sent
    assert answer["data"]["id"].startswith("con_")
    assert answer["data"]["status"] == "lead"
    assert run("create")[0] == 409


def test_the_update_example_leaves_what_it_omits(run: Callable[[str], Answer]) -> None:
    status, answer = run("update")

    changed = answer["data"]
    assert status == 200
    assert (changed["status"], changed["tags"]) == ("customer", ["enterprise", "paid"])
    assert changed["custom_fields"] == SHOWN["custom_fields"] | {"plan": "enterprise"}
    assert changed["job_title"] == SHOWN["job_title"]
    assert changed["updated_at"] > SHOWN["updated_at"]


def test_the_delete_example_deletes_for_good(run: Callable[[str], Answer]) -> None:
    assert run("delete")[0] == 200
    assert run("delete")[0] == 404
    assert run("get")[0] == 404


def test_the_bulk_example_answers_as_the_page_shows(run: Callable[[str], Answer]) -> None:
    assert run("bulk") == (200, EXAMPLES["bulk"].answer)


def test_the_merge_example_leaves_the_primary_contact(run: Callable[[str], Answer]) -> None:
    status, answer = run("merge")

    assert status == 200
    assert answer["data"]["id"] == "con_abc123"
    assert_shaped(answer["data"], SHOWN)
    assert run("merge")[0] == 404


def test_the_search_example_finds_acme_corp(run: Callable[[str], Answer]) -> None:
    status, answer = run("search")

    assert status == 200
    assert [one["company"] for one in answer["data"]] == ["Acme Corp"]
    assert_shaped(answer["meta"], {"total": 1, "limit": 20, "has_more": False})


@pytest.mark.parametrize("kind", ["activities", "timeline", "deals", "notes"])
def test_the_related_lists_of_the_page_are_there(server: EmbeddedServer, kind: str) -> None:
    headers = {"Authorization": f"Bearer {server.api_key}"}

    answer = httpx.get(f"{server.base_url}/contacts/con_abc123/{kind}", headers=headers, trust_env=False)

    assert answer.status_code == 200
    assert_shaped(answer.json(), {"success": True, "data": [], "meta": {"total": 0, "limit": 25, "has_more": False}})


def test_a_note_in_markdown_can_be_added(server: EmbeddedServer) -> None:
    answer = httpx.post(
        f"{server.base_url}/contacts/con_abc123/notes",
        headers={"Authorization": f"Bearer {server.api_key}"},
        json={"content": "**Important**: call *back*"},
        trust_env=False,
    )

    assert answer.status_code == 201
    assert answer.json()["data"]["content"] == "**Important**: call *back*"
