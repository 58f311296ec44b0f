"""Saved views: a filter, a sort and a column layout under a name. They live in the journal: no rebuild loses them."""

from dataclasses import dataclass, field

from nexus_contacts.store.filters import Filter, Sort


@dataclass(frozen=True, slots=True)
class ColumnState:
    """One column of a view: its key as in `filters.SORT_COLUMNS` or ``custom:KEY``, its width in px, its visibility."""

    key: str
    width: int
    visible: bool = True


@dataclass(frozen=True, slots=True)
class View:
    """A saved view. `id` 0 is a view that was not saved yet; `position` is its place in the sidebar, from 0."""

    id: int
    name: str
    icon: str = ""
    filter: Filter = field(default_factory=Filter)
    sort: Sort = field(default_factory=Sort)
    columns: tuple[ColumnState, ...] = ()
    position: int = 0
