"""How many contacts each choice in the sidebar would show."""

from dataclasses import dataclass
from typing import TypeAlias

Counts: TypeAlias = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts of each value, most frequent first, each facet ignoring its own choice; `total` matches every choice."""

    statuses: Counts = ()
    sources: Counts = ()
    tags: Counts = ()
    owners: Counts = ()
    waiting: int = 0
    in_pair: int = 0
    starred: int = 0
    total: int = 0
