"""What hangs on a contact, paged like the list."""

import httpx
import pytest
from sqlalchemy import insert

from nexus_contacts.workspace.database import Database
from nexus_contacts.workspace.running import EmbeddedServer
from nexus_contacts.workspace.tables import NUMBERS_PER_WORKSPACE, activities, deals


@pytest.fixture
def ann(api: httpx.Client) -> str:
    contact_id: str = api.post("/contacts", json={"first_name": "Ann", "email": "ann@example.com"}).json()["data"]["id"]
    return contact_id


def test_a_note_is_also_an_activity(api: httpx.Client, ann: str) -> None:
    written = api.post(f"/contacts/{ann}/notes", json={"content": "## Next steps\n- call"})

    note = written.json()["data"]
    activity = api.get(f"/contacts/{ann}/activities").json()["data"][0]
    assert written.status_code == 201
    assert api.get(f"/contacts/{ann}/notes").json()["data"] == [note]
    assert (note["content"], note["contact_id"]) == ("## Next steps\n- call", ann)
    assert (activity["type"], activity["subject"], activity["body"]) == ("note", "Next steps", note["content"])


@pytest.mark.parametrize(("kind", "newest_first"), [("notes", True), ("activities", True), ("timeline", False)])
def test_a_walk_sees_everything_once_in_order(api: httpx.Client, ann: str, kind: str, newest_first: bool) -> None:
    for number in range(7):
        api.post(f"/contacts/{ann}/notes", json={"content": f"note {number}"})

    found, cursor = [], None
    while True:
        page = api.get(f"/contacts/{ann}/{kind}", params={"limit": 3} | ({"cursor": cursor} if cursor else {})).json()
        found += [one.get("content") or one.get("subject") or one["description"] for one in page["data"]]
        cursor = page["meta"].get("next_cursor")
        if not page["meta"]["has_more"]:
            break

    notes = [f"note {number}" for number in range(7)]
    expected = notes[::-1] if newest_first else [None, *notes]
    assert found == expected
    assert page["meta"]["total"] == len(expected)


def test_a_cursor_of_another_contact_or_kind_is_refused(api: httpx.Client, ann: str) -> None:
    for number in range(2):
        api.post(f"/contacts/{ann}/notes", json={"content": f"{number}"})
    cursor = api.get(f"/contacts/{ann}/notes?limit=1").json()["meta"]["next_cursor"]

    assert api.get(f"/contacts/{ann}/activities", params={"cursor": cursor}).status_code == 400
    assert api.get(f"/contacts/{ann}/notes", params={"cursor": cursor}).status_code == 200


def test_a_deal_is_shown_as_the_vendor_shows_it_and_outlives_its_contact(
    api: httpx.Client, ann: str, server: EmbeddedServer, database_place: str
) -> None:
    database = Database.open(database_place)
    deal = {
        "workspace_id": 1, "id": "deal_1", "contact_number": NUMBERS_PER_WORKSPACE + 1, "title": "Licences",
        "value": 1250.5, "currency": "EUR", "probability": 40, "status": "open", "custom_fields": '{"tier": "gold"}',
        "expected_close_date": "2026-06-30", "created_at": 1_700_000_000, "updated_at": 1_700_000_000,
    }  # fmt: skip
    with database.writing() as connection:
        connection.execute(insert(deals), deal)

    shown = api.get(f"/contacts/{ann}/deals").json()["data"][0]
    api.delete(f"/contacts/{ann}")
    with database.reading() as connection:
        kept = connection.execute(deals.select()).one()
    database.close()

    assert list(shown) == [
        "id", "contact_id", "title", "pipeline_id", "stage_id", "stage_name", "value", "currency", "probability",
        "owner_id", "expected_close_date", "status", "custom_fields", "created_at", "updated_at",
    ]  # fmt: skip
    assert (shown["contact_id"], shown["value"], shown["custom_fields"]) == (ann, 1250.5, {"tier": "gold"})
    assert (kept.id, kept.contact_number) == ("deal_1", None)


@pytest.mark.usefixtures("only_sqlite")
def test_no_page_of_a_contact_scans_a_table(database: Database) -> None:
    wanted = (
        activities.select()
        .where(activities.c.contact_number == 1)
        .order_by(activities.c.occurred_at.desc(), activities.c.number.desc())
    )

    with database.reading() as connection:
        statement = str(wanted.compile(connection, compile_kwargs={"literal_binds": True}))
        plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}")]

    assert plan == ["SEARCH activities USING INDEX activities_contact (contact_number=?)"]
