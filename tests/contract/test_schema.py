"""Every operation of the OpenAPI document, met with what Schemathesis makes up: no fault, no undocumented answer."""

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi import checks

from nexus_contacts.workspace.contact_rows import StoredContact, insert_contacts
from nexus_contacts.workspace.database import Database, workspace_id
from nexus_contacts.workspace.running import EmbeddedServer

KNOWN = "con_abc123"
FEW, MANY = 20, 1000
"""Requests an operation, of each kind: such as the document allows, and such as it does not."""
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
    checks.ignored_auth,
]
OPERATIONS = [
    ("GET", "/v1/contacts"),
    ("POST", "/v1/contacts"),
    ("GET", "/v1/contacts/search"),
    ("POST", "/v1/contacts/bulk"),
    ("POST", "/v1/contacts/merge"),
    ("GET", "/v1/contacts/{id}"),
    ("PUT", "/v1/contacts/{id}"),
    ("DELETE", "/v1/contacts/{id}"),
    ("GET", "/v1/contacts/{id}/activities"),
    ("GET", "/v1/contacts/{id}/timeline"),
    ("GET", "/v1/contacts/{id}/deals"),
    ("GET", "/v1/contacts/{id}/notes"),
    ("POST", "/v1/contacts/{id}/notes"),
]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedServer]:
    place = tmp_path_factory.mktemp("schema") / "schema.db"
    database = Database.open(str(place))
    with database.writing() as connection:
        jane = StoredContact(KNOWN, "Jane", "jane@example.com", 1, 1, company="Acme Corp", tags=("a",))
        insert_contacts(connection, workspace_id(connection, "default"), [jane])
    database.close()
    server = EmbeddedServer()
    server.start(place)
    yield server
    server.stop()


@pytest.fixture(scope="module")
def document(running: EmbeddedServer) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_url(f"http://127.0.0.1:{running.port}/openapi.json")


def lost_on_the_way(case: schemathesis.Case, answer: schemathesis.Response) -> bool:
    """Whether a parameter that was made up has no form in a query, as an empty list has none: it was never sent."""
    sent = dict(parse_qsl(urlsplit(str(answer.request.url)).query, keep_blank_values=True))
    return any(name not in sent for name in case.query or {})


def meet(document: schemathesis.BaseSchema, running: EmbeddedServer, where: tuple[str, str], requests: int) -> None:
    """Send `requests` requests of each kind to an operation; every second one about a contact that is there."""
    method, path = where
    operation = document[path][method]
    headers = {"Authorization": f"Bearer {running.api_key}"}
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):

        @settings(
            max_examples=requests,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate],
        )
        @given(case=operation.as_strategy(generation_mode=mode), known=st.booleans())
        def send(case: schemathesis.Case, known: bool) -> None:
            if known and case.path_parameters and method != "DELETE":
                case.path_parameters["id"] = KNOWN
            answer = case.call(headers=headers)
            # The items of a bulk create stand alone: one that is not valid is told in the answer, which is a 200.
            # And a body over its cap is refused by a status that the check does not count as a refusal.
            told_otherwise = path.endswith("/bulk") or answer.status_code == 413 or lost_on_the_way(case, answer)
            excluded = [checks.negative_data_rejection] if told_otherwise else []
            case.validate_response(answer, checks=CHECKS, excluded_checks=excluded)

        send()


@pytest.mark.parametrize("where", OPERATIONS, ids=" ".join)
def test_no_request_finds_a_fault_or_an_answer_the_document_lacks(
    document: schemathesis.BaseSchema, running: EmbeddedServer, where: tuple[str, str]
) -> None:
    meet(document, running, where, FEW)


@pytest.mark.deep
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("where", OPERATIONS, ids=" ".join)
def test_a_thousand_requests_find_no_fault(
    document: schemathesis.BaseSchema, running: EmbeddedServer, where: tuple[str, str]
) -> None:
    meet(document, running, where, MANY)


def test_every_operation_is_met(document: schemathesis.BaseSchema) -> None:
    assert {(one.ok().method.upper(), one.ok().path) for one in document.get_all_operations()} == set(OPERATIONS)
