"""Pages of contacts: the list with its filters and orders, and the search. A page costs the same wherever it begins."""

import json
import math
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, exists, func, select, tuple_

from nexus_contacts.workspace.answers import compact
from nexus_contacts.workspace.folding import tokens
from nexus_contacts.workspace.full_text import TIERS, full_text
from nexus_contacts.workspace.parameters import Listing
from nexus_contacts.workspace.planning import Unindexed
from nexus_contacts.workspace.tables import NUMBERS_PER_WORKSPACE, contact_tags, contacts, workspaces

_SORT_COLUMNS: dict[str, Column[Any]] = {
    "created_at": contacts.c.created_at,
    "updated_at": contacts.c.updated_at,
    "first_name": contacts.c.first_name_key,
    "last_name": contacts.c.last_name_key,
    "company": contacts.c.company_key,
}
_REMEMBERED = 1000
Place = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Slice:
    """Some contacts of an order as JSON texts, and the place after them (None at the end)."""

    documents: list[str]
    after: Place | None


class Totals:
    """How many contacts a filter matches, remembered until a contact of the workspace changes."""

    def __init__(self) -> None:
        self._known: OrderedDict[Hashable, tuple[int, int]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, connection: Connection, workspace: int, what: Hashable, count: Callable[[], int]) -> int:
        """The total of `what`; `count` is asked only where it is not known."""
        stamp = select(workspaces.c.changes).where(workspaces.c.id == workspace)
        changes = int(connection.execute(stamp).scalar_one())
        with self._lock:
            known = self._known.get((workspace, what))
        if known is not None and known[0] == changes:
            return known[1]
        total = count()
        with self._lock:
            self._known[workspace, what] = (changes, total)
            self._known.move_to_end((workspace, what))
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return total


def workspace_total(connection: Connection, workspace: int) -> int:
    """How many contacts there are, from the stored counter."""
    return int(connection.execute(select(workspaces.c.contact_count).where(workspaces.c.id == workspace)).scalar_one())


def list_total(connection: Connection, workspace: int, listing: Listing, totals: Totals) -> int:
    """How many contacts the filters of `listing` match."""
    filters = listing.filters()
    if not any(one not in (None, ()) for one in filters):
        return workspace_total(connection, workspace)

    def count() -> int:
        counted = select(func.count()).select_from(contacts).where(*_conditions(workspace, listing, walk=False))
        return int(connection.execute(counted).scalar_one())

    return totals.of(connection, workspace, filters, count)


def list_slice(
    connection: Connection,
    workspace: int,
    listing: Listing,
    place: Place | None,
    size: int,
    *,
    fields: tuple[str, ...] = (),
    total: int,
) -> Slice:
    """The `size` contacts after `place` (None: from the start). A place is (sort key or None, id).

    Contacts without a sort key come last in both directions: they are a second stretch of the same index.
    """
    everything = workspace_total(connection, workspace)
    # Few matches are gathered and sorted; many are met soon enough by walking the order and testing each.
    walk = total >= math.isqrt(everything * size)
    rows: list[Any] = []
    for missing in (False, True):
        if len(rows) > size or (missing and listing.sort not in ("first_name", "last_name", "company")):
            break
        if place is not None and place[0] is None and not missing:
            continue
        start = place if place is not None and (place[0] is None) == missing else None
        wanted = _stretch(workspace, listing, start, missing=missing, walk=walk, only_ids=fields == ("id",))
        rows += connection.execute(wanted.limit(size + 1 - len(rows))).all()
    return _slice(rows, size, fields)


def _slice(rows: list[Any], size: int, fields: tuple[str, ...]) -> Slice:
    shown = rows[:size]
    after = (shown[-1][0], shown[-1][1]) if len(rows) > size else None
    if fields == ("id",):
        return Slice([f'{{"id":{compact(row[1])}}}' for row in shown], after)
    return Slice([selected(row[2], fields) for row in shown], after)


def _stretch(
    workspace: int, listing: Listing, start: Place | None, *, missing: bool, walk: bool, only_ids: bool
) -> Select[Any]:
    """The contacts that have a sort key, or those that are `missing` one, after `start`."""
    if start is not None:
        listing = _beyond(listing)
    key, ident = _SORT_COLUMNS[listing.sort], contacts.c.id
    wanted = select(key, ident) if only_ids else select(key, ident, contacts.c.document)
    conditions = _conditions(workspace, listing, walk=walk)
    if walk:
        wanted = wanted.where(*conditions)
    else:
        # Found by the slimmest index first: the rows themselves are only read where they match.
        wanted = wanted.where(contacts.c.number.in_(select(contacts.c.number).where(*conditions)))
    if missing:
        wanted = wanted.where(key.is_(None))
        if start is not None:
            wanted = wanted.where(ident < start[1] if listing.descending else ident > start[1])
    else:
        if key.nullable:
            wanted = wanted.where(key.is_not(None))
        if start is not None:
            here, there = tuple_(key, ident), tuple_(*start)
            wanted = wanted.where(here < there if listing.descending else here > there)
    first: ColumnElement[Any] = key if walk else Unindexed(key)
    order = (first.desc(), ident.desc()) if listing.descending else (first.asc(), ident.asc())
    return wanted.order_by(*order)


def _beyond(listing: Listing) -> Listing:
    """The listing without the bound that lies before any cursor's place: two bounds on one side, and the database may
    begin at the wrong one and read its way to the place."""
    if listing.sort == "created_at":
        return replace(listing, created_to=None) if listing.descending else replace(listing, created_from=None)
    if listing.sort == "updated_at" and not listing.descending:
        return replace(listing, updated_from=None)
    return listing


def _conditions(workspace: int, listing: Listing, *, walk: bool) -> list[ColumnElement[bool]]:
    """The filters of a listing. `walk`: they test one contact at a time rather than find them."""
    conditions: list[ColumnElement[bool]] = [contacts.c.workspace_id == workspace]
    conditions += _equal(listing, walk=walk)
    for column, bound, upper in (
        (contacts.c.created_at, listing.created_from, False),
        (contacts.c.created_at, listing.created_to, True),
        (contacts.c.updated_at, listing.updated_from, False),
    ):
        if bound is not None:
            tested = Unindexed(column) if walk and listing.sort != column.name else column
            conditions.append(tested <= bound if upper else tested >= bound)
    if listing.company is not None:
        conditions.append(contacts.c.company_key.contains(listing.company, autoescape=True))
    if listing.tags:
        conditions.append(_tagged(workspace, listing.tags, walk=walk))
    return conditions


def _equal(listing: Listing, *, walk: bool) -> Iterator[ColumnElement[bool]]:
    """The filters by one word. Ordered by creation, one of them has an index with that order behind it."""
    indexed = not walk or listing.sort == "created_at"
    for column, value in (
        (contacts.c.assigned_to, listing.assigned_to),
        (contacts.c.source, listing.source),
        (contacts.c.status, listing.status),
    ):
        if value is not None:
            yield (column if indexed else Unindexed(column)) == value
            indexed = indexed and not walk


def _tagged(workspace: int, keys: tuple[str, ...], *, walk: bool) -> ColumnElement[bool]:
    tags, number = contact_tags.c, contacts.c.number
    tagged = select(tags.contact_number).where(tags.workspace_id == workspace, tags.tag_key.in_(keys))
    return exists(tagged.where(tags.contact_number == number)) if walk else number.in_(tagged)


def search_total(connection: Connection, workspace: int, words: tuple[str, ...], totals: Totals) -> int:
    """How many contacts match every word."""
    sought = _searchable(words)
    if not sought:
        return 0
    span = _span(workspace)
    return totals.of(connection, workspace, sought, lambda: full_text(connection).count(connection, sought, span))


def search_slice(
    connection: Connection,
    workspace: int,
    words: tuple[str, ...],
    place: Place | None,
    size: int,
    *,
    fields: tuple[str, ...] = (),
) -> Slice:
    """The `size` matches after `place` (a tier and a number), best tier first, older contacts first in each."""
    sought = _searchable(words)
    first_tier, above = place if place is not None else (0, 0)
    found: list[tuple[int, int]] = []
    for tier in range(first_tier, TIERS if sought else 0):
        low, high = _span(workspace)
        span = (max(low, above) if tier == first_tier else low, high)
        numbers = full_text(connection).numbers(connection, sought, tier, span, size + 1 - len(found))
        found += [(tier, number) for number in numbers]
        if len(found) > size:
            break
    shown = found[:size]
    documents: dict[int, str] = {}
    if shown:
        # The numbers are this workspace's own: the search looked at no others.
        wanted = select(contacts.c.number, contacts.c.document)
        rows = connection.execute(wanted.where(contacts.c.number.in_([number for _, number in shown])))
        documents = {number: document for number, document in rows}
    after = shown[-1] if len(found) > size else None
    return Slice([selected(documents[number], fields) for _, number in shown], after)


def _searchable(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if tokens(word)))[:20]


def _span(workspace: int) -> tuple[int, int]:
    return workspace * NUMBERS_PER_WORKSPACE - 1, (workspace + 1) * NUMBERS_PER_WORKSPACE - 1


def selected(document: str, fields: tuple[str, ...]) -> str:
    """A contact's JSON text with only the members of `fields`; all of them where none is named."""
    if not fields:
        return document
    members = json.loads(document)
    return compact({name: members[name] for name in fields})
