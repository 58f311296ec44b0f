"""How many contacts each choice in the sidebar would show.

Without a filter the numbers are stored, kept by triggers. With one, a facet counts what the other choices leave, in one
pass for all facets that have no choice of their own.
"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from nexus_contacts.store.conditions import conditions
from nexus_contacts.store.connection import Connection, Database
from nexus_contacts.store.filters import Filter
from nexus_contacts.store.lists import gathered
from nexus_contacts.store.mirror import is_live

Counts: TypeAlias = tuple[tuple[str, int], ...]

KINDS = {"statuses": "status", "sources": "source", "tags": "tag", "owners": "owner"}
"""The attributes of `Facets` and of `Filter`, with the kind of their stored counts."""
_COLUMNS = {"statuses": "status", "sources": "source", "tags": "tags", "owners": "assigned_to"}
_FLAGS = ("waiting", "in_pair", "starred")


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts of each value, most frequent first, each facet ignoring its own choice; `total` matches every choice.

    Values that nothing matches are not listed; a choice that matches nothing is for the sidebar to show with 0.
    """

    statuses: Counts = ()
    sources: Counts = ()
    tags: Counts = ()
    owners: Counts = ()
    waiting: int = 0
    in_pair: int = 0
    starred: int = 0
    total: int = 0


def _sorted(counts: Iterable[tuple[str, int]]) -> Counts:
    return tuple(sorted(counts, key=lambda pair: (-pair[1], pair[0].casefold(), pair[0])))


def _stored(connection: Connection, kind: str) -> Counts:
    rows = connection.all("SELECT value, count FROM counts WHERE kind = ?", (kind,))
    return _sorted((value, count) for value, count in rows if kind != "tag" or value)


def _flag(connection: Connection, flag: str) -> int:
    """How many contacts of all carry a mark that only this machine knows."""
    if flag == "waiting":
        return int(connection.value("SELECT count(*) FROM contacts WHERE waiting <> '' AND waiting > ''"))
    if flag == "in_pair":
        return int(connection.value("SELECT count(*) FROM paired"))
    return int(
        connection.value("SELECT count(*) FROM journal.stars j CROSS JOIN contacts c ON c.id = j.contact_id") or 0
    )


def _all(connection: Connection) -> Facets:
    found = {name: _stored(connection, kind) for name, kind in KINDS.items()}
    total = int(connection.value("SELECT count FROM counts WHERE kind = 'total'") or 0)
    waiting, in_pair, starred = (_flag(connection, flag) for flag in _FLAGS)
    return Facets(**found, waiting=waiting, in_pair=in_pair, starred=starred, total=total)


def _tags(groups: Iterable[tuple[str, int]]) -> Counts:
    counts: Counter[str] = Counter()
    for text, count in groups:
        for tag in set(json.loads(text)) if text else ():
            counts[tag] += count
    return _sorted(counts.items())


def _counted(connection: Connection, chosen: Filter, names: tuple[str, ...], now: datetime | None) -> dict[str, Counts]:
    """The counts of some facets among the contacts that `chosen` shows, and their number as ``total``."""
    matching = gathered(conditions(connection, chosen, now))
    inner, values = matching.select(", ".join(f"c.{_COLUMNS[name]} AS {name}" for name in names) or "1")
    sql = f"WITH m AS MATERIALIZED ({inner}) SELECT 'total', '', count(*) FROM m"
    for name in names:
        sql += f" UNION ALL SELECT '{name}', {name}, count(*) FROM m GROUP BY {name}"
    groups: dict[str, list[tuple[str, int]]] = {name: [] for name in (*names, "total")}
    for name, value, count in connection.all(sql, values):
        groups[name].append((value, count))
    return {name: _tags(found) if name == "tags" else _sorted(found) for name, found in groups.items()}


def _flag_counted(connection: Connection, chosen: Filter, flag: str, now: datetime | None) -> int:
    """How many of the contacts that `chosen` shows would be left if a mark were asked for, too."""
    if not _flag(connection, flag):
        return 0
    marked = replace(chosen, waiting=chosen.waiting or flag == "waiting", in_pair=chosen.in_pair or flag == "in_pair",
                     starred=chosen.starred or flag == "starred")  # fmt: skip
    sql, values = gathered(conditions(connection, marked, now)).select("count(*)")
    return int(connection.value(sql, values))


def facets(db: Database, filter: Filter, *, now: datetime | None = None) -> Facets:
    """The sidebar's numbers for a filter. Raises Interrupted."""
    connection = db.reading()
    live = is_live(connection)
    if live and not filter:
        return _all(connection)
    free = tuple(name for name in KINDS if not getattr(filter, name))
    found = _counted(connection, filter, free, now)
    total = found.pop("total")[0][1]
    for name in KINDS:
        if name in free:
            continue
        others = filter.without(name)
        if live and not others:
            found[name] = _stored(connection, KINDS[name])
        else:
            found[name] = _counted(connection, others, (name,), now)[name]
    waiting, in_pair, starred = (_flag_counted(connection, filter, flag, now) for flag in _FLAGS)
    return Facets(**found, waiting=waiting, in_pair=in_pair, starred=starred, total=total)


def custom_keys(db: Database) -> Counts:
    """The custom fields that contacts have a value for, with how many do, most frequent first."""
    connection = db.reading()
    if is_live(connection):
        return _stored(connection, "custom")
    return _sorted(connection.all("SELECT key, count(*) FROM custom_values GROUP BY key"))
