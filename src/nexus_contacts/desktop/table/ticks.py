"""Which contacts are ticked, across pages: some by id, or every result of a filter but a few. Knows no Qt."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from nexus_contacts.store import contacts
from nexus_contacts.store.connection import Database
from nexus_contacts.store.filters import Filter


@dataclass(frozen=True, slots=True)
class Ticks:
    """The ticked contacts: `ids`, or, where `every` is a filter, its `total` results without those in `ids`."""

    ids: frozenset[str] = frozenset()
    every: Filter | None = None
    total: int = 0

    def __len__(self) -> int:
        return max(0, self.total - len(self.ids)) if self.every is not None else len(self.ids)

    def __contains__(self, id: object) -> bool:
        return (id in self.ids) != (self.every is not None)

    def with_ids(self, ids: Iterable[str], ticked: bool = True) -> "Ticks":
        """The same with `ids` ticked or not."""
        wanted = frozenset(ids)
        add = ticked != (self.every is not None)
        return replace(self, ids=self.ids | wanted if add else self.ids - wanted)

    def toggled(self, id: str) -> "Ticks":
        """The same with one contact turned over."""
        return self.with_ids((id,), id not in self)

    def resolve(self, database: Database) -> tuple[str, ...]:
        """The ids of all ticked contacts. Reads the copy, so not for the UI thread. Raises StoreError."""
        if self.every is None:
            return tuple(self.ids)
        return tuple(id for id in contacts.ids(database, self.every) if id not in self.ids)


NO_TICKS = Ticks()


def all_results(choice: Filter, total: int) -> Ticks:
    """Every result of a filter, ticked."""
    return Ticks(frozenset(), choice, total)
