"""How the sidebar changes a filter, and which values each section lists: pure functions over `Filter`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from nexus_contacts.store.filters import DateChoice, Filter

SECTIONS = ("statuses", "sources", "tags", "owners", "company", "created", "updated", "score", "local")
"""The sections from top to bottom, named by the attribute of `Filter` they choose; `local` holds the three switches."""

SWITCHES = ("waiting", "in_pair", "starred")
"""The attributes in the section `local`: what only this computer knows."""

OPEN_AT_FIRST = frozenset({"statuses", "sources", "tags"})
"""The sections that stand open before the person has chosen otherwise."""


def section_of(attribute: str) -> str:
    """The section that holds an attribute of `Filter`, ``""`` for one that has none (the text, exclusions)."""
    if attribute in SWITCHES:
        return "local"
    return attribute if attribute in SECTIONS else ""


def is_chosen(choice: Filter, section: str) -> bool:
    """Whether anything is chosen in the section."""
    if section == "local":
        return any(getattr(choice, name) for name in SWITCHES)
    return bool(getattr(choice, section))


def clear(choice: Filter, section: str) -> Filter:
    """The filter with the section's choice taken away."""
    names = SWITCHES if section == "local" else (section,)
    for name in names:
        choice = choice.without(name)
    return choice


def clear_all(choice: Filter) -> Filter:
    """The filter without any choice; the search text stays, because it stands in another field."""
    return Filter(text=choice.text, tag_mode=choice.tag_mode)


def changed(choice: Filter, attribute: str, value: object) -> Filter:
    """The filter with one attribute set, by its name."""
    members: dict[str, Any] = {attribute: value}
    return replace(choice, **members)


def toggle(choice: Filter, section: str, value: str) -> Filter:
    """The filter with one value of a section ticked or unticked; what is ticked last stands last."""
    chosen: tuple[str, ...] = getattr(choice, section)
    without = tuple(other for other in chosen if other != value)
    return changed(choice, section, without if value in chosen else (*chosen, value))


def flip(choice: Filter, switch: str) -> Filter:
    """The filter with one of the switches turned."""
    return changed(choice, switch, not getattr(choice, switch))


@dataclass(frozen=True, slots=True)
class Line:
    """One value of a section with its count in the current result."""

    value: str
    count: int
    chosen: bool


class Order:
    """The order in which a section lists its values: fixed ones first, then as they were first seen, most used first.

    Lines that change places under the pointer are ticked by mistake; so a place once given is kept.
    """

    def __init__(self, fixed: Iterable[str] = (), last: Iterable[str] = ()) -> None:
        self._fixed = tuple(fixed)
        self._last = tuple(last)
        self._seen: dict[str, None] = dict.fromkeys(self._fixed)

    def values(self, counts: Sequence[tuple[str, int]], chosen: Sequence[str]) -> list[str]:
        """Every value that was ever counted or is chosen. `counts` come from the store, most frequent first."""
        for value, _ in counts:
            self._seen.setdefault(value)
        for value in chosen:
            self._seen.setdefault(value)
        if not self._last:
            return list(self._seen)
        values = [value for value in self._seen if value not in self._last]
        return values + [value for value in self._last if value in self._seen]


def lines(values: Sequence[str], counts: Sequence[tuple[str, int]], chosen: Sequence[str]) -> tuple[Line, ...]:
    """The values with their counts; one that the result does not hold stays, with 0."""
    by_value = dict(counts)
    return tuple(Line(value, by_value.get(value, 0), value in chosen) for value in values)


def shortened(values: Sequence[str], first: int, chosen: Sequence[str]) -> list[str]:
    """The `first` values and every chosen one after them, so that a choice is never out of sight."""
    shown = list(values[:first])
    return shown + [value for value in values[first:] if value in chosen] if chosen else shown


def found(values: Sequence[str], text: str) -> list[str]:
    """The values that hold the text, those that begin with it first."""
    wanted = text.strip().casefold()
    hits = [value for value in values if wanted in value.casefold()]
    return sorted(hits, key=lambda value: not value.casefold().startswith(wanted))


def same_choice(section: str, one: Filter, other: Filter) -> bool:
    """Whether two filters choose the same in a section."""
    names = (*SWITCHES,) if section == "local" else (section, "tag_mode") if section == "tags" else (section,)
    return all(getattr(one, name) == getattr(other, name) for name in names)


def days_of(choice: DateChoice, today: date) -> tuple[date | None, date | None]:
    """The days a choice stands for today, to show in its two date fields, as `store.spans` counts them."""
    if choice.preset in ("", "custom"):
        return choice.first, choice.last
    if choice.preset == "this_quarter":
        month = 3 * ((today.month - 1) // 3) + 1
        first = date(today.year, month, 1)
        next_one = date(today.year + (month == 10), (month + 2) % 12 + 1, 1)
        return first, next_one - timedelta(days=1)
    if choice.preset == "this_month":
        return today.replace(day=1), today
    if choice.preset == "not_for_90_days":
        return None, today - timedelta(days=91)
    span = {"last_24_hours": 1, "last_7_days": 6, "last_30_days": 29}[choice.preset]
    return today - timedelta(days=span), today


def custom_days(first: date | None, last: date | None) -> DateChoice:
    """A choice of fixed days; days given in the wrong order are taken in the right one."""
    if first is not None and last is not None and first > last:
        first, last = last, first
    return DateChoice("custom", first, last)
