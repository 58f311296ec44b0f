"""The documented shapes against what the server really answers."""

import httpx

from nexus_contacts.workspace import shapes
from nexus_contacts.workspace.parameters import FIELDS


def test_the_answers_have_the_documented_shapes(api: httpx.Client) -> None:
    full = {"first_name": "Ann", "email": "a@example.com", "address": {"city": "Rome"}, "custom_fields": {"x": 1.5}}
    created = api.post("/contacts", json=full)
    place = f"/contacts/{created.json()['data']['id']}"
    noted = api.post(f"{place}/notes", json={"content": "x"})

    shapes.ContactAnswer.model_validate_json(created.content)
    shapes.NoteAnswer.model_validate_json(noted.content)
    shapes.ContactPage.model_validate_json(api.get("/contacts?fields=id").content)
    shapes.ContactPage.model_validate_json(api.get("/contacts").content)
    shapes.ActivityPage.model_validate_json(api.get(f"{place}/activities").content)
    shapes.TimelinePage.model_validate_json(api.get(f"{place}/timeline").content)
    shapes.NotePage.model_validate_json(api.get(f"{place}/notes").content)
    shapes.DealPage.model_validate_json(api.get(f"{place}/deals").content)
    shapes.BulkAnswer.model_validate_json(api.post("/contacts/bulk", json={"contacts": [full, 1]}).content)
    shapes.DeletedAnswer.model_validate_json(api.delete(place).content)
    shapes.FaultAnswer.model_validate_json(api.get(place).content)


def test_a_listed_contact_has_the_fields_that_can_be_selected() -> None:
    assert tuple(shapes.ListedContact.model_fields) == FIELDS
