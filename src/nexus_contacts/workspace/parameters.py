"""Reading query strings: every parameter is checked, and an unknown one is refused."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from nexus_contacts.api.records import SORTS, SOURCES, STATUSES
from nexus_contacts.workspace.answers import bad_parameter, invalid
from nexus_contacts.workspace.folding import fold
from nexus_contacts.workspace.moments import bound_seconds

DEFAULT_LIMIT = 25
MAX_LIMIT = 100
DEFAULT_SORT = "-created_at"
FIELDS = (
    "id", "first_name", "last_name", "email", "phone", "company", "job_title", "status", "source", "tags",
    "assigned_to", "engagement_score", "custom_fields", "address", "created_at", "updated_at",
)  # fmt: skip
PAGING = ("limit", "cursor")
FILTERS = (
    "status", "source", "assigned_to", "tags", "created_after", "created_before", "updated_after", "company", "sort",
    "fields",
)  # fmt: skip
SEARCH = ("q", "fields")
LONGEST = 1_000
"""Characters of one parameter, but for those that hold a list or, in a cursor, a sort key."""
LONGER = {"tags": 4_000, "cursor": 20_000}


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page: how long, from where, and which members (none named: all of them)."""

    limit: int
    cursor: str | None
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Which contacts in which order. Times are whole seconds, both sides included; None does not filter.

    A value to be hashed: cursors are bound to it, and totals remembered by it.
    """

    sort: str
    descending: bool
    status: str | None = None
    source: str | None = None
    assigned_to: str | None = None
    tags: tuple[str, ...] = ()
    created_from: int | None = None
    created_to: int | None = None
    updated_from: int | None = None
    company: str | None = None

    def filters(self) -> tuple[object, ...]:
        """All but the order: what the total depends on. Empty of meaning (None, ()) where nothing is filtered."""
        return (
            self.status,
            self.source,
            self.assigned_to,
            self.tags,
            self.created_from,
            self.created_to,
            self.updated_from,
            self.company,
        )


def read_parameters(query_string: bytes, known: tuple[str, ...]) -> dict[str, str]:
    """The parameters by name, decoded. Raises RefusedError (400) for unknown, repeated or unreadable ones."""
    found: dict[str, str] = {}
    try:
        pairs = parse_qsl(query_string.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError as error:
        raise bad_parameter("The query is not readable as UTF-8 parameters") from error
    for name, value in pairs:
        if name not in known:
            raise bad_parameter(f"{name[:100]}: unknown parameter; allowed are {', '.join(known) or 'none'}")
        if name in found:
            raise bad_parameter(f"{name}: given more than once")
        if len(value) > LONGER.get(name, LONGEST) or "\0" in value:
            raise bad_parameter(f"{name}: too long, or not text")
        if not value and name != "q":
            raise bad_parameter(f"{name}: must not be empty")
        found[name] = value
    return found


def read_paging(given: dict[str, str]) -> Paging:
    """`limit`, `cursor` and `fields`."""
    limit = given.get("limit", str(DEFAULT_LIMIT))
    if not (limit.isascii() and limit.isdigit() and len(limit) <= 3 and 1 <= int(limit) <= MAX_LIMIT):
        raise bad_parameter(f"limit: must be a whole number from 1 to {MAX_LIMIT}")
    return Paging(int(limit), given.get("cursor"), _fields(given.get("fields")))


def read_listing(given: dict[str, str]) -> Listing:
    """The filters and the order of `GET /contacts`."""
    sort = given.get("sort", DEFAULT_SORT)
    column = sort.removeprefix("-")
    if column not in SORTS:
        raise bad_parameter(f"sort: must be one of {', '.join(SORTS)}, with - before it for descending")
    return Listing(
        sort=column,
        descending=sort.startswith("-"),
        status=_word(given, "status", STATUSES),
        source=_word(given, "source", SOURCES),
        assigned_to=given.get("assigned_to"),
        tags=_tags(given.get("tags")),
        created_from=_after(given, "created_after"),
        created_to=_before(given, "created_before"),
        updated_from=_after(given, "updated_after"),
        company=fold(given["company"]) if "company" in given else None,
    )


def read_search(given: dict[str, str]) -> tuple[str, ...]:
    """The words of `GET /contacts/search`. Raises RefusedError (422) where there is no `q`."""
    if not given.get("q", "").strip():
        raise invalid(("q", "is required: the words to search for"))
    return tuple(given["q"].split())


def _fields(text: str | None) -> tuple[str, ...]:
    if text is None:
        return ()
    named = {name.strip() for name in text.split(",")}
    if not named <= set(FIELDS):
        raise bad_parameter(f"fields: unknown field; allowed are {', '.join(FIELDS)}")
    return tuple(name for name in FIELDS if name in named or name == "id")


def _word(given: dict[str, str], name: str, allowed: tuple[str, ...]) -> str | None:
    word = given.get(name)
    if word is not None and word not in allowed:
        raise bad_parameter(f"{name}: must be one of {', '.join(allowed)}")
    return word


def _tags(text: str | None) -> tuple[str, ...]:
    if text is None:
        return ()
    keys = tuple(sorted({fold(tag) for tag in text.split(",")} - {""}))
    if not keys:
        raise bad_parameter("tags: must name at least one tag")
    return keys


def _seconds(given: dict[str, str], name: str) -> tuple[int, int] | None:
    if name not in given:
        return None
    try:
        return bound_seconds(given[name])
    except ValueError as error:
        raise bad_parameter(f"{name}: must be an ISO 8601 date or date-time, as 2026-01-15T09:30:00Z") from error


def _after(given: dict[str, str], name: str) -> int | None:
    seconds = _seconds(given, name)
    return None if seconds is None else seconds[0] + 1


def _before(given: dict[str, str], name: str) -> int | None:
    seconds = _seconds(given, name)
    return None if seconds is None else seconds[1] - 1
