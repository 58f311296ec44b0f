"""The timeline that the server writes itself."""

from collections.abc import Callable
from dataclasses import replace

import httpx

from nexus_contacts.workspace import events
from nexus_contacts.workspace.contact_rows import StoredContact


def test_each_change_is_told_in_its_own_words(stored: Callable[..., StoredContact]) -> None:
    before = stored(tags=("old",))
    after = replace(before, status="customer", tags=("new",), company="Acme", phone="+15550123")

    told = list(events.changes(before, after))

    assert [event.type for event in told] == ["status_changed", "tag_added", "tag_removed", "updated"]
    assert told[0].data == {"from": "lead", "to": "customer"}
    assert told[3].data == {"fields": ["phone", "company"]}
    assert list(events.changes(before, before)) == []


def test_what_is_done_through_the_api_appears_oldest_first(api: httpx.Client) -> None:
    ann = api.post("/contacts", json={"first_name": "Ann", "email": "ann@example.com"}).json()["data"]["id"]

    api.put(f"/contacts/{ann}", json={"status": "active", "tags": ["vip"]})
    api.put(f"/contacts/{ann}", json={"status": "active"})
    api.post(f"/contacts/{ann}/notes", json={"content": "# Called\nand **agreed**"})

    told = api.get(f"/contacts/{ann}/timeline").json()["data"]
    assert [event["type"] for event in told] == ["created", "status_changed", "tag_added", "note_added"]
    assert {event["contact_id"] for event in told} == {ann}
