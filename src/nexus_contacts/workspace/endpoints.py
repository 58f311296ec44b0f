"""The endpoints by path and method: what the gate checks before any of them runs."""

import re
from dataclasses import dataclass

API_ROOT = "/v1"
HOSTED_ROOT = "/functions/v1/api"
"""The hosted service's root; the same endpoints answer under both."""

BODY_CAP = 1 << 20
BULK_CAP = 8 << 20
OPEN_PATHS = ("/", "/docs", "/openapi.json")
"""Answered without a key: they hold no data."""


@dataclass(frozen=True, slots=True)
class Address:
    """A path with the methods it has; `body_cap` in bytes."""

    path: re.Pattern[str]
    methods: tuple[str, ...]
    body_cap: int = BODY_CAP


def _at(pattern: str, *methods: str, body_cap: int = BODY_CAP) -> Address:
    return Address(re.compile(API_ROOT + pattern), methods, body_cap)


ADDRESSES = (
    _at("/contacts", "GET", "POST"),
    _at("/contacts/search", "GET"),
    _at("/contacts/bulk", "POST", body_cap=BULK_CAP),
    _at("/contacts/merge", "POST"),
    _at("/contacts/[^/]+", "GET", "PUT", "DELETE"),
    _at("/contacts/[^/]+/(activities|timeline|deals)", "GET"),
    _at("/contacts/[^/]+/notes", "GET", "POST"),
)
WITH_BODY = ("POST", "PUT")


def plain_path(path: str) -> str:
    """`path` as the endpoints name it: without the hosted root and without slashes at its end."""
    if path == HOSTED_ROOT or path.startswith(HOSTED_ROOT + "/"):
        path = API_ROOT + path[len(HOSTED_ROOT) :]
    return path.rstrip("/") or "/"


def address_of(path: str) -> Address | None:
    """The address of a plain path; None where nothing is."""
    if path in OPEN_PATHS:
        return Address(re.compile(path), ("GET",))
    return next((one for one in ADDRESSES if one.path.fullmatch(path)), None)
