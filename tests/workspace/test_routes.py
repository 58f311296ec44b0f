"""The endpoints over HTTP: lists, search, bulk, and one workspace beside another."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import httpx
import pytest

from nexus_contacts.workspace.running import EmbeddedServer
from nexus_contacts.workspace.settings import WorkspaceKeys

Start = Callable[..., EmbeddedServer]
ApiOf = Callable[..., httpx.Client]


def person(number: int, **members: object) -> dict[str, object]:
    return {"first_name": f"P{number:02}", "email": f"p{number}@example.com", **members}


def put(api: httpx.Client, *people: dict[str, object]) -> None:
    answer = api.post("/contacts/bulk", json={"contacts": people})
    assert answer.json()["data"]["failed"] == 0, answer.text


def names(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [one["first_name"] for one in answer.json()["data"]]


def test_a_walk_sees_each_contact_once_while_others_come_and_go(api: httpx.Client) -> None:
    put(api, *(person(number) for number in range(30)))
    seen: list[str] = []
    cursor: str | None = ""
    added = 30
    while cursor is not None:
        query = {"sort": "first_name", "limit": 7} | ({"cursor": cursor} if cursor else {})
        page = api.get("/contacts", params=query).json()
        seen += [one["first_name"] for one in page["data"]]
        put(api, {"first_name": f"A{added}", "email": f"p{added}@example.com"})
        api.delete(f"/contacts/{page['data'][0]['id']}")
        added += 1
        cursor = page["meta"].get("next_cursor")

    assert seen == [f"P{number:02}" for number in range(30)]


def test_missing_values_come_last_in_both_directions(api: httpx.Client) -> None:
    put(api, person(1, company="b"), person(2), person(3, company="Á"), person(4, company="C"), person(5))

    assert names(api.get("/contacts?sort=company"))[:3] == ["P03", "P01", "P04"]
    assert names(api.get("/contacts?sort=-company"))[:3] == ["P04", "P01", "P03"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("status=active", ["P1"]),
        ("source=import", ["P2"]),
        ("assigned_to=usr_1", ["P1", "P2"]),
        ("tags=VIP", ["P1"]),
        ("tags=vip,old", ["P1", "P2"]),
        ("company=CAFE", ["P1"]),
        ("company=" + quote("100%"), ["P2"]),
        ("company=_", []),
        ("created_after=2000-01-01&created_before=2999-01-01&updated_after=2000-01-01T00:00:00Z", ["P1", "P2"]),
        ("created_after=2999-01-01", []),
        ("status=active&source=import", []),
    ],
)
def test_a_filter_shows_what_matches_all_of_it(api: httpx.Client, query: str, found: list[str]) -> None:
    owned = {"assigned_to": "usr_1"}
    put(
        api,
        {"first_name": "P1", "email": "1@example.com", "status": "active", "tags": ["vip"], "company": "Das Café"}
        | owned,
        {"first_name": "P2", "email": "2@example.com", "source": "import", "tags": ["Old"], "company": "100% Wool"}
        | owned,
    )

    answer = api.get(f"/contacts?sort=first_name&{query}")

    assert names(answer) == found
    assert answer.json()["meta"]["total"] == len(found)


def test_a_page_is_cut_to_its_fields(api: httpx.Client) -> None:
    put(api, person(1, tags=["a"], custom_fields={"x": 1}))

    only_id = api.get("/contacts?fields=id").json()["data"]
    some = api.get("/contacts?fields=tags,custom_fields").json()["data"]
    searched = api.get("/contacts/search?q=p01&fields=email").json()["data"]

    assert list(only_id[0]) == ["id"]
    assert some == [{"id": only_id[0]["id"], "tags": ["a"], "custom_fields": {"x": 1}}]
    assert searched == [{"id": only_id[0]["id"], "email": "p1@example.com"}]


def test_a_cursor_stays_with_its_sort_and_filters_but_not_its_limit_and_fields(api: httpx.Client) -> None:
    put(api, *(person(number) for number in range(5)))
    cursor = api.get("/contacts?limit=2&sort=first_name").json()["meta"]["next_cursor"]

    def status(query: str) -> int:
        return api.get(f"/contacts?cursor={quote(cursor)}&{query}").status_code

    assert status("sort=first_name&limit=3&fields=email") == 200
    assert status("sort=-first_name") == 400
    assert status("sort=first_name&status=lead") == 400
    assert api.get(f"/contacts/search?q=p&cursor={quote(cursor)}").status_code == 400


def test_each_item_of_a_bulk_create_stands_alone(api: httpx.Client) -> None:
    put(api, person(1))
    items = [person(2), person(1), {"first_name": "No address"}, "text", person(2), person(3, tags=["a,b"])]

    data = api.post("/contacts/bulk", json={"contacts": items}).json()["data"]

    assert (data["created"], data["failed"]) == (1, 5)
    assert [(one["index"], one["email"], one["code"]) for one in data["errors"]] == [
        (1, "p1@example.com", "email_taken"),
        (2, "", "validation_failed"),
        (3, "", "validation_failed"),
        (4, "p2@example.com", "email_taken"),
        (5, "p3@example.com", "validation_failed"),
    ]
    assert data["errors"][0]["existing_id"].startswith("con_")
    assert api.get("/contacts").json()["meta"]["total"] == 2


def test_custom_fields_nobody_defined_are_dropped_without_a_word(workspace_server: Start, api_of: ApiOf) -> None:
    api = api_of(workspace_server(strict_custom_fields=("industry",)))
    given = {"industry": "SaaS", "Industry": "other case", "plan": "x"}

    created = api.post("/contacts", json=person(1, custom_fields=given))
    contact = created.json()["data"]
    changed = api.put(f"/contacts/{contact['id']}", json={"custom_fields": {"plan": "y", "industry": "Steel"}})

    assert (created.status_code, contact["custom_fields"]) == (201, {"industry": "SaaS"})
    assert (changed.status_code, changed.json()["data"]["custom_fields"]) == (200, {"industry": "Steel"})


def test_one_workspace_never_sees_another(workspace_server: Start, api_of: ApiOf) -> None:
    server = workspace_server(workspaces=(WorkspaceKeys("other", ("other-key",)),))
    here, there = api_of(server), api_of(server, "other-key")
    mine = here.post("/contacts", json=person(1, tags=["vip"], company="Acme")).json()["data"]["id"]
    theirs = there.post("/contacts", json=person(1, tags=["vip"], company="Acme")).json()["data"]["id"]
    put(here, person(2), person(3))
    cursor = here.get("/contacts?limit=1").json()["meta"]["next_cursor"]

    reads = ["", "/activities", "/timeline", "/deals", "/notes"]
    statuses = [there.get(f"/contacts/{mine}{end}").status_code for end in reads]
    statuses += [
        there.put(f"/contacts/{mine}", json={"status": "churned"}).status_code,
        there.delete(f"/contacts/{mine}").status_code,
        there.post(f"/contacts/{mine}/notes", json={"content": "x"}).status_code,
        there.post("/contacts/merge", json={"primary_id": theirs, "secondary_id": mine}).status_code,
        there.post("/contacts/merge", json={"primary_id": mine, "secondary_id": theirs}).status_code,
    ]

    assert set(statuses) == {404}
    assert there.get("/contacts", params={"cursor": cursor, "limit": 1}).status_code == 400
    for query in ("?limit=100", "?tags=vip", "?company=acme", "/search?q=acme", "/search?q=p"):
        page = there.get(f"/contacts{query}").json()
        assert [one["id"] for one in page["data"]] == [theirs]
        assert page["meta"]["total"] == 1
    assert here.get(f"/contacts/{mine}").json()["data"]["status"] == "lead"


@pytest.mark.parametrize("hostile", ["' OR 1=1 --", '"; DROP TABLE contacts; --', "%' UNION SELECT 1 --", "\\", "NULL"])
def test_no_text_becomes_sql(api: httpx.Client, hostile: str) -> None:
    put(api, person(1, company=hostile, tags=[hostile.replace(",", "")], assigned_to=hostile))

    for name, value in {"company": hostile, "assigned_to": hostile, "tags": hostile}.items():
        assert api.get("/contacts", params={name: value}).json()["meta"]["total"] == 1
    assert api.get("/contacts", params={"company": f"{hostile}x"}).json()["meta"]["total"] == 0
    assert api.get("/contacts/search", params={"q": hostile}).status_code == 200


def test_both_roots_and_a_trailing_slash_answer_alike(api: httpx.Client, server: EmbeddedServer) -> None:
    put(api, person(1))
    root = f"http://127.0.0.1:{server.port}"

    answers = [
        api.get(root + place).json() for place in ("/v1/contacts", "/v1/contacts/", "/functions/v1/api/contacts")
    ]

    assert answers[0] == answers[1] == answers[2]
    assert answers[0]["meta"]["total"] == 1


def test_a_search_without_words_is_refused_and_of_signs_is_empty(api: httpx.Client) -> None:
    put(api, person(1))

    assert [api.get(f"/contacts/search{query}").status_code for query in ("", "?q=", "?q=+")] == [422, 422, 422]
    assert api.get("/contacts/search?q=***").json()["data"] == []


@pytest.mark.parametrize(
    ("method", "place"),
    [
        ("GET", "/con_x"),
        ("DELETE", "/con_x"),
        ("POST", ""),
        ("PUT", "/con_x"),
        ("POST", "/bulk"),
        ("GET", "/con_x/notes"),
    ],
)
def test_a_parameter_nobody_knows_is_refused_everywhere(api: httpx.Client, method: str, place: str) -> None:
    answer = api.request(method, f"/contacts{place}?dry_run=1", json={} if method in ("POST", "PUT") else None)

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "invalid_parameter")


def test_many_writers_at_once_all_get_their_turn_and_an_address_goes_to_one(api: httpx.Client) -> None:
    def create(number: int) -> int:
        return api.post("/contacts", json=person(number % 20)).status_code

    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(create, range(60)))

    assert sorted(statuses) == [201] * 20 + [409] * 40
    assert api.get("/contacts").json()["meta"]["total"] == 20
