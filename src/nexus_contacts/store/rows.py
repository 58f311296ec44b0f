"""What the table borrows: rows, the places between them, and pages of rows."""

from dataclasses import dataclass
from typing import TypeAlias

Key: TypeAlias = "str | float | int | bytes | None"


@dataclass(frozen=True, slots=True)
class Row:
    """What one line of the table shows. Times are epoch seconds; `custom` holds the asked custom fields, in order.

    `number` is the copy's own number of the contact, stable while it lives. `waiting` says in one word what waits to be
    sent, ``""`` where nothing does.
    """

    number: int
    id: str
    first_name: str
    last_name: str
    email: str
    phone: str
    company: str
    job_title: str
    status: str
    source: str
    tags: tuple[str, ...]
    assigned_to: str
    engagement_score: float | None
    created_at: int | None
    updated_at: int | None
    custom: tuple[str, ...]
    waiting: str
    starred: bool

    @property
    def name(self) -> str:
        """First and last name, else the e-mail address, else the id."""
        return f"{self.first_name} {self.last_name}".strip() or self.email or self.id


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in a sorted list: the sort key of a row and its number. Opaque outside the store.

    `key` is None where the row has no value to sort by: such rows come last. `place` is the row's index in lists that
    are sorted by several columns, else -1.
    """

    key: Key
    number: int
    place: int = -1


@dataclass(frozen=True, slots=True)
class RowPage:
    """Rows in the order of the list, with the places of the first and the last of them."""

    rows: tuple[Row, ...]
    first: Anchor | None
    last: Anchor | None
