"""Trying a key before anything is kept."""

import asyncio
from collections.abc import Callable

import pytest
from tests.api.raw_server import RawServer, Reply

from nexus_contacts import account as accounts
from nexus_contacts.api.client import Client
from nexus_contacts.api.errors import NotThisApi, PlainHttpRefused, Unauthorized, Unreachable
from nexus_contacts.api.records import ListQuery
from nexus_contacts.desktop.account.connecting import DEFAULT_URL, Answered, keep, knows_one_of, try_key, workspace_name
from nexus_contacts.workspace.running import EmbeddedServer

Start = Callable[..., EmbeddedServer]


def test_a_right_key_tells_how_many_contacts_there_are(workspace_server: Start) -> None:
    server = workspace_server(sample=12)

    answered = asyncio.run(try_key(server.base_url, server.api_key))

    assert answered.total == 12
    assert server.api_key not in repr(answered)


def test_a_wrong_key_is_unauthorized(workspace_server: Start) -> None:
    server = workspace_server()

    with pytest.raises(Unauthorized):
        asyncio.run(try_key(server.base_url, "wrong"))


def test_a_workspace_is_known_by_any_of_its_contacts(workspace_server: Start) -> None:
    server = workspace_server(sample=3)

    async def ask() -> list[bool]:
        async with Client(server.base_url, server.api_key) as client:
            (one, *_) = (await client.list(ListQuery(limit=1))).items
        wanted = (("con_none", one.id), ("con_none", "con_neither"), ())
        return [await knows_one_of(server.base_url, server.api_key, ids) for ids in wanted]

    assert asyncio.run(ask()) == [True, False, True]


def test_another_site_is_not_this_api() -> None:
    page = Reply(body=b"<!doctype html><title>Welcome</title>", headers={"Content-Type": "text/html"})

    with RawServer(lambda _request: page) as server, pytest.raises(NotThisApi):
        asyncio.run(try_key(server.url, "key"))


@pytest.mark.parametrize(
    ("url", "error"), [("http://example.com/v1", PlainHttpRefused), ("http://127.0.0.1:9/v1", Unreachable)]
)
def test_an_address_that_cannot_serve_says_why(url: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        asyncio.run(try_key(url, "key"))


def test_a_workspace_is_named_by_its_service_and_numbered() -> None:
    assert workspace_name(DEFAULT_URL, ()) == "AutomateNexus"
    assert workspace_name(DEFAULT_URL + "/", ("automatenexus",)) == "AutomateNexus 2"
    assert workspace_name("http://127.0.0.1:8787/v1", ()) == "127.0.0.1:8787"


def test_a_key_can_be_kept_for_this_session_only() -> None:
    account = keep(Answered("http://127.0.0.1:8787/v1", "nx_key"), remember=False)

    assert accounts.accounts() == (account,)
    assert accounts.credentials(account).api_key == "nx_key"
