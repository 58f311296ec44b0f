"""The table's orders as SQL: what a sort is read from, and how a list goes on from a place in it.

A list is walked in stretches, each one plain range of an index: the rest of the rows with the anchor's own key, the
keys beyond it, and last the rows without a key. One comparison of (key, number) pairs would read all equal keys again.
"""

from dataclasses import dataclass
from typing import Any

from nexus_contacts.store.filters import Sort
from nexus_contacts.store.rows import Anchor
from nexus_contacts.store.schema import KEY_COLUMNS

CUSTOM = "custom:"
# SQLite puts numbers before texts and texts before blobs, so these two stand around every key.
LOWEST = -1.7e308
HIGHEST = b""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One range of one index, in order: a query for (number, key) without its LIMIT."""

    sql: str
    values: tuple[Any, ...]
    is_tail: bool = False
    """Whether these are the rows without a key."""


@dataclass(frozen=True, slots=True)
class Order:
    """One sort column. `custom` is the key of a custom field (any text), else `column` is a column of the contacts."""

    column: str
    descending: bool
    custom: str | None = None

    @classmethod
    def of(cls, column: str, descending: bool) -> "Order":
        """The order for a column's name as in `Sort`. Raises KeyError for a name nobody knows."""
        if column.startswith(CUSTOM):
            return cls("sort_key", descending, column.removeprefix(CUSTOM))
        return cls(KEY_COLUMNS[column], descending)

    def joined(self, alias: str) -> tuple[str, str, tuple[Any, ...]]:
        """(key expression, join, values) to read this order's key of contacts `c`."""
        if self.custom is None:
            return f"c.{self.column}", "", ()
        join = f" LEFT JOIN custom_values {alias} ON {alias}.key = ? AND {alias}.number = c.number"
        return f"{alias}.sort_key", join, (self.custom,)

    def stretches(self, anchor: Anchor | None, forward: bool, bounds: tuple[Any, Any] | None) -> list[Stretch]:
        """Where to read from `anchor` (None: the list's beginning, or its end backwards), in reading order.

        `bounds` are the lowest and highest key worth reading; given, rows without a key are not.
        """
        rising = self.descending is not forward
        way, beyond = ("ASC", ">") if rising else ("DESC", "<")
        missing_left = bounds is None
        if anchor is not None and anchor.key is None:
            tail = [self._missing(way, f"number {beyond} ?", (anchor.number,))] if missing_left else []
            return tail if forward else [*tail, self._keyed(rising, None, bounds)]
        keyed = [self._keyed(rising, anchor, bounds)]
        if anchor is not None:
            keyed.insert(0, self._ties(way, beyond, anchor))
        if not missing_left or (anchor is not None and not forward):
            return keyed
        missing = self._missing(way, "number > 0", ())
        return [*keyed, missing] if forward else [missing, *keyed]

    def _source(self) -> tuple[str, tuple[Any, ...]]:
        if self.custom is not None:
            return "custom_values WHERE key = ? AND", (self.custom,)
        return "contacts WHERE", ()

    def _ties(self, way: str, beyond: str, anchor: Anchor) -> Stretch:
        source, values = self._source()
        where = f"{self.column} = ? AND number {beyond} ?"
        sql = f"SELECT number, {self.column} AS k FROM {source} {where} ORDER BY number {way}"
        return Stretch(sql, (*values, anchor.key, anchor.number))

    def _keyed(self, rising: bool, anchor: Anchor | None, bounds: tuple[Any, Any] | None) -> Stretch:
        """The keys beyond the anchor's, or all of them; a range on both sides, so that it is always a search."""
        source, values = self._source()
        low, high = bounds or (None, None)
        low_test, high_test = ">=", "<="
        if anchor is not None and rising:
            low, low_test = anchor.key, ">"
        elif anchor is not None:
            high, high_test = anchor.key, "<"
        way = "ASC" if rising else "DESC"
        column = self.column
        sql = (
            f"SELECT number, {column} AS k FROM {source} {column} {low_test} ? AND {column} {high_test} ?"
            f" ORDER BY {column} {way}, number {way}"
        )
        return Stretch(sql, (*values, LOWEST if low is None else low, HIGHEST if high is None else high))

    def _missing(self, way: str, where: str, values: tuple[Any, ...]) -> Stretch:
        if self.custom is None:
            where = f"{self.column} IS NULL AND {where}"
            return Stretch(f"SELECT number, NULL AS k FROM contacts WHERE {where} ORDER BY number {way}", values, True)
        sql = (
            f"SELECT number, NULL AS k FROM contacts m WHERE {where} AND NOT EXISTS"
            f" (SELECT 1 FROM custom_values v WHERE v.key = ? AND v.number = m.number) ORDER BY number {way}"
        )
        return Stretch(sql, (*values, self.custom), True)


def orders(sort: Sort) -> tuple[Order, ...]:
    """The sort's columns, first the one that matters most. A column nobody knows orders by nothing."""
    found: dict[str, Order] = {}
    for column, descending in ((sort.column, sort.descending), *sort.then):
        if column in KEY_COLUMNS or column.startswith(CUSTOM):
            found.setdefault(column, Order.of(column, descending))
    return tuple(found.values()) or (Order.of("updated", True),)
