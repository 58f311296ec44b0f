"""Merging: what the primary contact keeps, what it gains, and what goes."""

from collections.abc import Callable

import httpx
import pytest

from nexus_contacts.workspace.contact_rows import StoredContact
from nexus_contacts.workspace.merging import united


def test_the_primary_keeps_its_data_and_gains_what_it_lacks(stored: Callable[..., StoredContact]) -> None:
    primary = stored(last_name="Smith", tags=("a", "b"), custom_fields={"x": 1}, address={"city": "Rome"})
    secondary = stored(
        last_name="Smyth",
        phone="+15550123",
        engagement_score=40,
        tags=("b", "c"),
        custom_fields={"x": 2, "y": 3},
        address={"city": "Oslo", "zip": "0150"},
    )

    merged = united(primary, secondary)

    assert (merged.id, merged.email, merged.last_name) == (primary.id, primary.email, "Smith")
    assert (merged.phone, merged.engagement_score) == ("+15550123", 40)
    assert merged.tags == ("a", "b", "c")
    assert merged.custom_fields == {"x": 1, "y": 3}
    assert merged.address == {"city": "Rome", "zip": "0150"}


@pytest.fixture
def pair(api: httpx.Client) -> tuple[str, str]:
    ids = [
        api.post("/contacts", json={"first_name": name, "email": f"{name}@example.com"}).json()["data"]["id"]
        for name in ("Jane", "Janet")
    ]
    return ids[0], ids[1]


def test_everything_of_the_secondary_moves_and_it_is_gone(api: httpx.Client, pair: tuple[str, str]) -> None:
    primary, secondary = pair
    api.post(f"/contacts/{secondary}/notes", json={"content": "Knows **Ann**"})

    answer = api.post("/contacts/merge", json={"primary_id": primary, "secondary_id": secondary})

    timeline = api.get(f"/contacts/{primary}/timeline").json()["data"]
    notes = api.get(f"/contacts/{primary}/notes").json()["data"]
    assert answer.status_code == 200
    assert answer.json()["data"]["metadata"] == {"revision": 2, "merged_from": [secondary]}
    assert [(note["content"], note["contact_id"]) for note in notes] == [("Knows **Ann**", primary)]
    assert [event["type"] for event in timeline] == ["created", "created", "note_added", "merged"]
    assert timeline[-1]["data"]["email"] == "Janet@example.com"
    assert api.get(f"/contacts/{secondary}").status_code == 404
    assert api.get("/contacts").json()["meta"]["total"] == 1
    assert api.get("/contacts/search", params={"q": "janet"}).json()["data"] == []


def test_merges_of_merges_are_remembered(api: httpx.Client, pair: tuple[str, str]) -> None:
    primary, secondary = pair
    third = api.post("/contacts", json={"first_name": "J", "email": "j@example.com"}).json()["data"]["id"]
    api.post("/contacts/merge", json={"primary_id": secondary, "secondary_id": third})

    merged = api.post("/contacts/merge", json={"primary_id": primary, "secondary_id": secondary}).json()["data"]

    assert merged["metadata"]["merged_from"] == [third, secondary]


def test_a_contact_is_not_merged_with_itself(api: httpx.Client, pair: tuple[str, str]) -> None:
    refused = api.post("/contacts/merge", json={"primary_id": pair[0], "secondary_id": pair[0]})

    assert (refused.status_code, list(refused.json()["error"]["fields"])) == (422, ["secondary_id"])


@pytest.mark.parametrize("missing", [0, 1])
def test_both_must_be_in_the_same_workspace(api: httpx.Client, pair: tuple[str, str], missing: int) -> None:
    ids = list(pair)
    ids[missing] = "con_elsewhere"

    refused = api.post("/contacts/merge", json={"primary_id": ids[0], "secondary_id": ids[1]})

    assert refused.status_code == 404
    assert "same workspace" in refused.json()["error"]["message"]
    assert api.get("/contacts").json()["meta"]["total"] == 2
