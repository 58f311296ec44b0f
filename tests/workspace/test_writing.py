"""Creating, changing and deleting contacts over HTTP."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from email.utils import formatdate
from functools import partial
from threading import Barrier

import httpx
import pytest

ANN = {"first_name": "Ann", "email": "ann@example.com"}


def made(api: httpx.Client, **members: object) -> dict[str, object]:
    answer = api.post("/contacts", json={**ANN, **members})
    assert answer.status_code == 201, answer.text
    data: dict[str, object] = answer.json()["data"]
    return data


def test_a_new_contact_has_the_defaults_and_can_be_read(api: httpx.Client) -> None:
    created = api.post("/contacts", json={**ANN, "phone": "+1-555-0123", "address": {"city": "Rome", "zip": ""}})

    contact = created.json()["data"]
    read = api.get(f"/contacts/{contact['id']}")
    assert created.status_code == 201
    assert created.headers["location"].endswith(contact["id"])
    assert (contact["status"], contact["source"], contact["phone"]) == ("lead", "api", "+15550123")
    assert contact["address"] == {"city": "Rome"}
    assert contact["metadata"] == {"revision": 1, "merged_from": []}
    assert read.json() == created.json()
    assert read.headers["etag"] == created.headers["etag"]
    assert "last-modified" in read.headers


def test_an_address_is_taken_whatever_its_case(api: httpx.Client) -> None:
    ann = made(api)

    refused = api.post("/contacts", json={"first_name": "Bob", "email": " ANN@Example.com "})

    assert refused.status_code == 409
    assert refused.json()["error"]["code"] == "email_taken"
    assert refused.json()["error"]["existing_id"] == ann["id"]


def test_only_what_is_named_changes(api: httpx.Client) -> None:
    ann = made(
        api, company="Acme", tags=["a", "b"], custom_fields={"x": 1, "y": 2}, address={"city": "Rome", "country": "IT"}
    )

    answer = api.put(
        f"/contacts/{ann['id']}",
        json={
            "tags": ["b", "c"],
            "custom_fields": {"x": None, "z": True},
            "address": {"city": "Oslo", "country": None},
        },
    )

    changed = answer.json()["data"]
    assert answer.status_code == 200
    assert changed["tags"] == ["b", "c"]
    assert changed["custom_fields"] == {"y": 2, "z": True}
    assert changed["address"] == {"city": "Oslo"}
    assert {name: changed[name] for name in ("company", "email", "status")} == {
        "company": "Acme",
        "email": "ann@example.com",
        "status": "lead",
    }


def test_null_clears_a_member(api: httpx.Client) -> None:
    ann = made(api, company="Acme", tags=["a"], custom_fields={"x": 1}, address={"city": "Rome"})

    cleared = api.put(
        f"/contacts/{ann['id']}", json={"company": None, "tags": None, "custom_fields": None, "address": None}
    ).json()["data"]

    assert (cleared["company"], cleared["tags"], cleared["custom_fields"], cleared["address"]) == (None, [], {}, None)


def test_what_read_only_members_say_is_ignored_and_unknown_ones_are_refused(api: httpx.Client) -> None:
    ann = made(api)

    ignored = api.put(
        f"/contacts/{ann['id']}", json={"id": "con_x", "engagement_score": 99, "created_at": "2000-01-01"}
    )
    refused = api.put(f"/contacts/{ann['id']}", json={"nickname": "Annie"})

    assert ignored.json()["data"] == ann
    assert refused.status_code == 422
    assert list(refused.json()["error"]["fields"]) == ["nickname"]


def test_an_address_can_be_changed_but_not_to_another_ones(api: httpx.Client) -> None:
    ann, bob = made(api), made(api, email="bob@example.com")

    refused = api.put(f"/contacts/{bob['id']}", json={"email": "Ann@example.com"})
    same = api.put(f"/contacts/{ann['id']}", json={"email": "ANN@example.com"})

    assert (refused.status_code, refused.json()["error"]["existing_id"]) == (409, ann["id"])
    assert same.json()["data"]["email"] == "ANN@example.com"


def test_a_change_can_depend_on_the_tag(api: httpx.Client) -> None:
    ann = made(api)
    place = f"/contacts/{ann['id']}"
    tag = api.get(place).headers["etag"]

    first = api.put(place, json={"status": "active"}, headers={"If-Match": f'"x", {tag}'})
    second = api.put(place, json={"status": "churned"}, headers={"If-Match": tag})
    any_state = api.put(place, json={"status": "customer"}, headers={"If-Match": "*"})

    assert first.status_code == 200
    assert (second.status_code, second.json()["error"]["code"]) == (412, "changed_meanwhile")
    assert any_state.json()["data"]["status"] == "customer"


def test_a_change_can_depend_on_the_date(api: httpx.Client) -> None:
    ann = made(api)
    place = f"/contacts/{ann['id']}"
    modified = api.get(place).headers["last-modified"]

    def put(date: str) -> int:
        return api.put(place, json={"status": "active"}, headers={"If-Unmodified-Since": date}).status_code

    assert put(formatdate(0, usegmt=True)) == 412
    assert put(modified) == 200
    assert put("not a date") == 200


def test_a_change_of_nothing_is_no_change(api: httpx.Client) -> None:
    ann = made(api, tags=["a"])

    unchanged = api.put(f"/contacts/{ann['id']}", json={"first_name": " Ann ", "tags": ["a", "a"]})

    assert unchanged.json()["data"] == ann


def test_a_deleted_contact_is_gone_with_its_notes(api: httpx.Client) -> None:
    ann = made(api)
    place = f"/contacts/{ann['id']}"
    api.post(f"{place}/notes", json={"content": "x"})

    deleted = api.delete(place)

    assert deleted.json() == {"success": True, "data": {"id": ann["id"], "deleted": True}}
    assert [api.get(place + end).status_code for end in ("", "/notes", "/timeline")] == [404, 404, 404]
    assert api.delete(place).status_code == 404
    assert api.get("/contacts").json()["meta"]["total"] == 0


@pytest.mark.parametrize("contact_id", ["con_none", "x" * 500, "%00", "%F0%9F%98%80", "%ff", "a'--"])
def test_an_id_nobody_has_is_not_found(api: httpx.Client, contact_id: str) -> None:
    place = f"/contacts/{contact_id}"

    statuses = [api.get(place), api.put(place, json={"status": "lead"}), api.delete(place)]

    assert [answer.status_code for answer in statuses] == [404, 404, 404]


def at_once(*requests: Callable[[], httpx.Response]) -> list[int]:
    """The statuses of requests that set out together, sorted."""
    start = Barrier(len(requests))

    def send(request: Callable[[], httpx.Response]) -> int:
        start.wait()
        return request().status_code

    with ThreadPoolExecutor(len(requests)) as pool:
        return sorted(pool.map(send, requests))


def test_two_changes_at_the_same_moment_both_stand(api: httpx.Client) -> None:
    place = f"/contacts/{made(api)['id']}"

    for number in range(10):
        title, company = {"job_title": f"Title {number}"}, {"company": f"Firm {number}"}
        statuses = at_once(*(partial(api.put, place, json=body) for body in (title, company)))

        now = api.get(place).json()["data"]
        assert statuses == [200, 200]
        assert {"job_title": now["job_title"], "company": now["company"]} == title | company


def test_of_two_changes_that_depend_on_the_same_state_one_passes(api: httpx.Client) -> None:
    place = f"/contacts/{made(api)['id']}"

    for number in range(10):
        tag = {"If-Match": api.get(place).headers["etag"]}
        change = partial(api.put, place, headers=tag)
        statuses = at_once(*(partial(change, json={"last_name": f"{side}{number}"}) for side in "ab"))

        assert statuses == [200, 412]


def test_what_is_deleted_twice_at_once_is_counted_once(api: httpx.Client) -> None:
    made(api, email="stays@example.com")

    for _ in range(10):
        place = f"/contacts/{made(api)['id']}"
        statuses = at_once(partial(api.delete, place), partial(api.delete, place))

        assert statuses == [200, 404]
        assert api.get("/contacts").json()["meta"]["total"] == 1


def test_a_note_and_a_deletion_at_once_do_not_fail(api: httpx.Client) -> None:
    for _ in range(10):
        place = f"/contacts/{made(api)['id']}"
        note = partial(api.post, f"{place}/notes", json={"content": "x"})
        statuses = at_once(partial(api.delete, place), note)

        assert statuses in ([200, 201], [200, 404])
