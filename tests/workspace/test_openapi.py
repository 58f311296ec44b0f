"""The OpenAPI document: every operation, every status, every parameter."""

from typing import Any

import httpx
import pytest

from nexus_contacts.workspace.parameters import FILTERS, PAGING
from nexus_contacts.workspace.running import EmbeddedServer


@pytest.fixture
def document(server: EmbeddedServer) -> dict[str, Any]:
    answer = httpx.get(f"http://127.0.0.1:{server.port}/openapi.json", trust_env=False)
    assert answer.headers["content-type"] == "application/json"
    made: dict[str, Any] = answer.json()
    return made


def test_every_operation_tells_its_answers_and_needs_the_key(document: dict[str, Any]) -> None:
    operations = [one for methods in document["paths"].values() for one in methods.values()]

    assert len(operations) == 13
    for operation in operations:
        assert {"400", "401", "404", "429", "500"} <= set(operation["responses"])
        assert operation["security"] == [{"key": []}]
        assert len({status for status in operation["responses"] if status < "300"}) == 1
        assert all("schema" in one["content"]["application/json"] for one in operation["responses"].values())


def test_the_list_has_every_parameter_of_the_vendor_page(document: dict[str, Any]) -> None:
    parameters = {one["name"] for one in document["paths"]["/v1/contacts"]["get"]["parameters"]}

    assert parameters == set(FILTERS + PAGING)


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    def references(value: Any) -> list[str]:
        if isinstance(value, dict):
            inner = [one for member in value.values() for one in references(member)]
            return [value["$ref"], *inner] if isinstance(value.get("$ref"), str) else inner
        return [one for member in value for one in references(member)] if isinstance(value, list) else []

    schemas = document["components"]["schemas"]

    found = references(document)

    assert found
    assert {one.rsplit("/", 1)[1] for one in found} <= set(schemas)
    assert "default" not in schemas["ContactPatch"]["properties"]["status"]
    assert "HTTPValidationError" not in schemas
