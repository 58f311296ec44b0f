"""Which addresses there are, under both roots."""

import pytest

from nexus_contacts.workspace.endpoints import address_of, plain_path


@pytest.mark.parametrize(
    "path", ["/v1/contacts", "/v1/contacts/", "/functions/v1/api/contacts", "/functions/v1/api/contacts//"]
)
def test_both_roots_and_trailing_slashes_are_one_address(path: str) -> None:
    assert plain_path(path) == "/v1/contacts"


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/v1/contacts", ("GET", "POST")),
        ("/v1/contacts/search", ("GET",)),
        ("/v1/contacts/bulk", ("POST",)),
        ("/v1/contacts/merge", ("POST",)),
        ("/v1/contacts/con_abc123", ("GET", "PUT", "DELETE")),
        ("/v1/contacts/con_abc123/activities", ("GET",)),
        ("/v1/contacts/con_abc123/timeline", ("GET",)),
        ("/v1/contacts/con_abc123/deals", ("GET",)),
        ("/v1/contacts/con_abc123/notes", ("GET", "POST")),
    ],
)
def test_each_address_has_its_methods(path: str, methods: tuple[str, ...]) -> None:
    address = address_of(path)

    assert address is not None
    assert address.methods == methods


@pytest.mark.parametrize(
    "path",
    ["/contacts", "/v1", "/v1/contact", "/v1/contacts/a/b", "/v1/contacts/a/notes/b", "/functions/v1/apis/contacts"],
)
def test_nothing_is_anywhere_else(path: str) -> None:
    assert address_of(plain_path(path)) is None


def test_a_bulk_create_may_be_larger() -> None:
    bulk, one = address_of("/v1/contacts/bulk"), address_of("/v1/contacts")

    assert bulk is not None
    assert one is not None
    assert (one.body_cap, bulk.body_cap) == (1 << 20, 8 << 20)
