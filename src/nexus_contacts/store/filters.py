"""What the person asked to see, as one frozen value: filters, date choices, the sort. Their SQL: `store.conditions`."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

TagMode = Literal["any", "all"]
DatePreset = Literal[
    "", "last_24_hours", "last_7_days", "last_30_days", "this_month", "this_quarter", "not_for_90_days", "custom"
]

UNASSIGNED = ""
"""The owner of contacts that nobody owns."""


@dataclass(frozen=True, slots=True)
class DateChoice:
    """A span of days, kept as the person chose it: a preset moves with the calendar, `custom` has fixed days.

    `first` and `last` are local days, both included; either may be open (None). `preset` ``""`` is any time.
    """

    preset: DatePreset = ""
    first: date | None = None
    last: date | None = None

    def __bool__(self) -> bool:
        return self.preset not in ("", "custom") or self.first is not None or self.last is not None


@dataclass(frozen=True, slots=True)
class Filter:
    """Which contacts are shown. Choices in one field are OR, fields AND; an empty field does not filter.

    `text` is what stands in the search field. `excluded` holds (field, value) pairs that must not match,
    with the field's attribute name here (``status``, ``source``, ``owner``, ``company``, ``tag``).
    `score` bounds are both included, 0-100.
    """

    text: str = ""
    statuses: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    tag_mode: TagMode = "any"
    owners: tuple[str, ...] = ()
    company: str = ""
    created: DateChoice = field(default_factory=DateChoice)
    updated: DateChoice = field(default_factory=DateChoice)
    score: tuple[int, int] | None = None
    waiting: bool = False
    in_pair: bool = False
    starred: bool = False
    excluded: tuple[tuple[str, str], ...] = ()

    def without(self, name: str) -> "Filter":
        """The same filter with one field cleared, by its attribute name."""
        blank = Filter()
        return replace(self, **{name: getattr(blank, name)})

    def __bool__(self) -> bool:
        return self != Filter(tag_mode=self.tag_mode)


@dataclass(frozen=True, slots=True)
class Sort:
    """The order of the table. Columns are named as in `SORT_COLUMNS`, or ``custom:KEY`` for a custom field.

    `then` adds further (column, descending) keys. Missing values come last in both directions.
    """

    column: str = "updated"
    descending: bool = True
    then: tuple[tuple[str, bool], ...] = ()


SORT_COLUMNS = (
    "name", "email", "phone", "company", "title", "status", "source", "tags", "score", "owner", "created", "updated"
)  # fmt: skip
