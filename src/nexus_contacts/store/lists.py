"""Which contacts stand where in a filtered, sorted list: by walking an index, or by gathering the matches and sorting.

Few matches are gathered. Many are met soon on a walk along the sort's index, each row tested on the way; should a walk
meet too few of them (all of them far away in the order), it is given up and they are gathered after all.
"""

import threading
from array import array
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeAlias

from nexus_contacts.store.conditions import Condition, few
from nexus_contacts.store.connection import Connection, Database
from nexus_contacts.store.filters import Filter
from nexus_contacts.store.orders import Order
from nexus_contacts.store.rows import Anchor, Key

Place: TypeAlias = tuple[int, Key]
"""A contact's number and the key it is sorted by."""


def tests_of(conditions: Sequence[Condition]) -> tuple[str, tuple[Any, ...]]:
    """The conditions as one test of a contact `c`: what its own row tells first, what has to be looked up after."""
    conditions = sorted(conditions, key=lambda condition: condition.by_number)
    sql = " AND ".join(f"({condition.test})" for condition in conditions)
    return sql or "1", tuple(value for condition in conditions for value in condition.values)


@dataclass(frozen=True, slots=True)
class Matching:
    """All contacts `c` that meet some conditions, as the FROM and the WHERE of a query."""

    source: str
    source_values: tuple[Any, ...]
    test: str
    test_values: tuple[Any, ...]

    def select(self, what: str, rest: str = "", *, join: str = "", values: Sequence[Any] = ()) -> tuple[str, list[Any]]:
        """A query over them; `values` belong to `join`."""
        return (
            f"SELECT {what} FROM {self.source}{join} WHERE {self.test}{rest}",
            [*self.source_values, *values, *self.test_values],
        )


def gathered(conditions: Sequence[Condition]) -> Matching:
    """The matching contacts, led by the condition that the fewest of them meet."""
    led = next((condition for condition in conditions if condition.gather), None)
    test, values = tests_of([condition for condition in conditions if condition is not led])
    if led is None:
        return Matching("contacts c", (), f"c.number > 0 AND {test}", values)
    return Matching(f"({led.gather}) d CROSS JOIN contacts c ON c.number = d.number", led.gather_values, test, values)


def _bounds(order: Order, conditions: Sequence[Condition]) -> tuple[Any, Any] | None:
    """The stretch of the order's own keys that a condition leaves, where one does."""
    for condition in conditions:
        if condition.bounds is not None and condition.column == order.column and order.custom is None:
            return condition.bounds
    return None


def _walk(
    connection: Connection,
    order: Order,
    conditions: Sequence[Condition],
    anchor: Anchor | None,
    forward: bool,
    size: int,
) -> list[Place] | None:
    """The next `size` places along the order's index; None where they lie too far apart to be met on a walk."""
    test, values = tests_of(conditions)
    found: list[Place] = []
    # Twice what even the scarcest matches of one choice should take; several choices leave fewer, and each of them may
    # be met by so many that gathering costs more still.
    steps = (2 if len(conditions) == 1 else 4) * few(connection)
    row = (
        "" if all(condition.by_number for condition in conditions) else " CROSS JOIN contacts c ON c.number = w.number"
    )
    alias = "w" if row else "c"
    for stretch in order.stretches(anchor, forward, _bounds(order, conditions)):
        if stretch.is_tail and order.custom is not None and _is_everywhere(connection, order.custom):
            continue
        if not conditions:
            found += connection.all(f"{stretch.sql} LIMIT ?", (*stretch.values, size - len(found)))
        else:
            sql = f"SELECT {alias}.number, {alias}.k, {test} FROM ({stretch.sql} LIMIT ?) {alias}{row}"
            rows = connection.stream(sql, (*values, *stretch.values, steps))
            steps -= _take(rows, found, size)
        if len(found) >= size:
            return found
        if steps <= 0:
            return None
    return found


def _is_everywhere(connection: Connection, key: str) -> bool:
    """Whether every contact has a value for a custom field: then nothing stands in the tail."""
    held = connection.value("SELECT count FROM counts WHERE kind = 'custom' AND value = ?", (key,))
    return held is not None and held == connection.value("SELECT count FROM counts WHERE kind = 'total'")


def _take(rows: Iterator[tuple[Any, ...]], found: list[Place], size: int) -> int:
    """Take the rows that passed their test until `found` is full; return how many rows were looked at."""
    looked = 0
    for number, key, passed in rows:
        looked += 1
        if passed:
            found.append((number, key))
            if len(found) >= size:
                break
    return looked


def _beyond(key: str, order: Order, anchor: Anchor | None, forward: bool) -> tuple[str, tuple[Any, ...]]:
    """The test of being beyond the anchor in reading order."""
    if anchor is None:
        return "", ()
    beyond = ">" if order.descending is not forward else "<"
    if anchor.key is None:
        tie = f"{key} IS NULL AND c.number {beyond} ?"
        return (f" AND {tie}" if forward else f" AND ({key} IS NOT NULL OR ({tie}))"), (anchor.number,)
    missing = f"{key} IS NULL OR " if forward else ""
    sql = f" AND ({missing}{key} {beyond} ? OR ({key} = ? AND c.number {beyond} ?))"
    return sql, (anchor.key, anchor.key, anchor.number)


def _gather(
    connection: Connection,
    order: Order,
    conditions: Sequence[Condition],
    anchor: Anchor | None,
    forward: bool,
    size: int,
) -> list[Place]:
    """The next `size` places among all matches."""
    key, join, join_values = order.joined("v")
    beyond, beyond_values = _beyond(key, order, anchor, forward)
    way = "ASC" if order.descending is not forward else "DESC"
    sql, values = gathered(conditions).select(
        f"c.number, {key}",
        f"{beyond} ORDER BY ({key} IS NULL) {'ASC' if forward else 'DESC'}, {key} {way}, c.number {way} LIMIT ?",
        join=join,
        values=join_values,
    )
    return connection.all(sql, (*values, *beyond_values, size))


def places(
    connection: Connection,
    order: Order,
    conditions: Sequence[Condition],
    anchor: Anchor | None,
    *,
    forward: bool,
    size: int,
    live: bool,
) -> list[Place]:
    """Up to `size` places beyond `anchor` in reading order (backwards: nearest first)."""
    most = conditions[0].matches if conditions else None
    if live and (most is None or most > few(connection)):
        walked = _walk(connection, order, conditions, anchor, forward, size)
        if walked is not None:
            return walked
    return _gather(connection, order, conditions, anchor, forward, size)


class Rankings(threading.local):
    """The last list that was sorted by several columns, for each thread: its pages are slices of it."""

    known: "tuple[Any, ...] | None" = None
    numbers: "array[int]" = array("q")


_rankings = Rankings()


def ranking(
    db: Database, connection: Connection, wanted: tuple[Order, ...], conditions: Sequence[Condition], chosen: Filter
) -> "array[int]":
    """The numbers of all matches, sorted by several columns. Sorted once, while nothing is written."""
    state = (id(db), db.version, connection.value("PRAGMA data_version"), wanted, chosen, len(conditions))
    if _rankings.known == state:
        return _rankings.numbers
    joins = []
    values: list[Any] = []
    keys = []
    for place, order in enumerate(wanted):
        key, join, join_values = order.joined(f"v{place}")
        joins.append(join)
        values += join_values
        keys.append(f"({key} IS NULL), {key} {'DESC' if order.descending else 'ASC'}")
    sql, bound = gathered(conditions).select(
        "c.number", f" ORDER BY {', '.join(keys)}, c.number", join="".join(joins), values=values
    )
    _rankings.numbers = array("q", (number for (number,) in connection.stream(sql, bound)))
    _rankings.known = state
    return _rankings.numbers


def slice_of(numbers: "array[int]", anchor: Anchor | None, *, forward: bool, size: int) -> list[tuple[int, int]]:
    """Up to `size` (place, number) beyond the anchor, in reading order (backwards: nearest first)."""
    count = len(numbers)
    at = -1 if forward else count
    if anchor is not None:
        at = min(anchor.place, count)
        if not (0 <= at < count and numbers[at] == anchor.number):
            # The list was sorted anew since: find the row where it is now, else go on from its old place.
            with suppress(ValueError):
                at = numbers.index(anchor.number)
    chosen = range(at + 1, min(at + 1 + size, count)) if forward else range(at - 1, max(at - 1 - size, -1), -1)
    return [(place, numbers[place]) for place in chosen]
