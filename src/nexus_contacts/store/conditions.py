"""A filter as SQL: for each choice a test of one contact and, where an index knows them, a way to gather all.

Values are always bound, never written into the text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import isqrt
from typing import Any

from nexus_contacts.store.connection import Connection
from nexus_contacts.store.encoding import owner_key
from nexus_contacts.store.filters import DateChoice, Filter
from nexus_contacts.store.folding import fold, sort_key
from nexus_contacts.store.mirror import is_live
from nexus_contacts.store.search import parse
from nexus_contacts.store.spans import span

PAGE = 100
LEAST = 1_000


def few(connection: Connection) -> int:
    """Up to how many matches gathering is no more work than walking.

    A walk meets one of m matches among n contacts every n/m rows, so a page of p takes p·n/m rows and gathering takes
    m: they are even at √(p·n). Matches are counted no further than that, for beyond it "many" is all that matters.
    """
    total = connection.value("SELECT count FROM counts WHERE kind = 'total'") or 0
    return max(LEAST, isqrt(PAGE * int(total)))


@dataclass(frozen=True, slots=True)
class Condition:
    """One choice of a filter.

    `test` speaks of a contact `c`; `gather` selects each matching `number` once. `matches` says how many match: counted
    no further than one beyond the few, and only an upper bound unless `exact`. `bounds` are the lowest and the highest
    sort key that a match can have in the table's column `column`. `by_number` tests need nothing but the contact's
    number, and look it up elsewhere.
    """

    test: str
    values: tuple[Any, ...] = ()
    gather: str = ""
    gather_values: tuple[Any, ...] = ()
    matches: int | None = None
    exact: bool = False
    column: str = ""
    bounds: tuple[Any, Any] | None = None
    by_number: bool = False


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))


def _counted(connection: Connection, kind: str, values: Sequence[str]) -> int:
    return int(
        connection.value(
            f"SELECT coalesce(sum(count), 0) FROM counts WHERE kind = ? AND value IN ({_marks(values)})",
            (kind, *values),
        )
    )


def _probed(connection: Connection, gather: str, values: Sequence[Any]) -> int:
    """How many match, counted no further than one beyond the few."""
    return int(connection.value(f"SELECT count(*) FROM ({gather} LIMIT ?)", (*values, few(connection) + 1)))


def _one_of(
    connection: Connection, column: str, kind: str, key_column: str, values: tuple[str, ...], keys: list[Any]
) -> Condition:
    present = sorted({key for key in keys if key is not None})
    ways = [f"{key_column} IN ({_marks(present)})"] if present else []
    ways += [f"{key_column} IS NULL"] if None in keys else []
    whole = bool(present) and None not in keys
    return Condition(
        f"c.{column} IN ({_marks(values)})",
        values,
        f"SELECT number FROM contacts WHERE ({' OR '.join(ways)}) AND +{column} IN ({_marks(values)})",
        (*present, *values),
        _counted(connection, kind, values),
        exact=True,
        column=key_column,
        bounds=(present[0], present[-1]) if whole else None,
    )


def _owners(connection: Connection, owners: tuple[str, ...]) -> Condition:
    names = dict(connection.all("SELECT id, name FROM journal.owners"))
    keys = [owner_key(owner, names) for owner in owners]
    return _one_of(connection, "assigned_to", "owner", "owner_key", owners, keys)


_TAGGED = "EXISTS (SELECT 1 FROM contact_tags t WHERE t.tag {} AND t.number = c.number)"


def _tags(connection: Connection, tags: tuple[str, ...], *, all_of_them: bool) -> list[Condition]:
    if all_of_them or len(tags) == 1:
        return [
            Condition(
                _TAGGED.format("= ?"),
                (tag,),
                "SELECT number FROM contact_tags WHERE tag = ?",
                (tag,),
                _counted(connection, "tag", (tag,)),
                exact=True,
                by_number=True,
            )
            for tag in tags
        ]
    return [
        Condition(
            _TAGGED.format(f"IN ({_marks(tags)})"),
            tags,
            f"SELECT DISTINCT number FROM contact_tags WHERE tag IN ({_marks(tags)})",
            tags,
            _counted(connection, "tag", tags),
            by_number=True,
        )
    ]


def _company(connection: Connection, text: str) -> list[Condition]:
    part = fold(text)
    if not part:
        return []
    named = "SELECT folded FROM counts WHERE kind = 'company' AND instr(folded, ?) > 0"
    matches = connection.value(
        "SELECT coalesce(sum(count), 0) FROM counts WHERE kind = 'company' AND instr(folded, ?) > 0", (part,)
    )
    gather = f"SELECT number FROM contacts WHERE company_key IN ({named})"
    return [Condition("instr(c.company_key, ?) > 0", (part,), gather, (part,), int(matches), exact=True)]


def _between(connection: Connection, column: str, low: Any, high: Any, *, below: str) -> list[Condition]:
    """`low` is included; `below` is ``<`` or ``<=`` for `high`. Contacts without a value never match."""
    parts = [(f"{column} >= ?", low)] if low is not None else []
    parts += [(f"{column} {below} ?", high)] if high is not None else []
    if not parts:
        return []
    values = tuple(value for _, value in parts)
    gather = f"SELECT number FROM contacts WHERE {' AND '.join(part for part, _ in parts)}"
    matches = _probed(connection, gather, values)
    test = " AND ".join(f"c.{part}" for part, _ in parts)
    return [Condition(test, values, gather, values, matches, matches <= few(connection), column, (low, high))]


def _dates(connection: Connection, column: str, choice: DateChoice, now: datetime) -> list[Condition]:
    return _between(connection, column, *span(choice, now), below="<") if choice else []


def _local(connection: Connection, chosen: Filter) -> list[Condition]:
    """The choices only this machine knows of."""
    found = []
    if chosen.waiting:
        gather = "SELECT number FROM contacts WHERE waiting <> '' AND waiting > ''"
        found.append(Condition("c.waiting <> ''", (), gather, (), _probed(connection, gather, ())))
    if chosen.in_pair:
        gather = "SELECT number FROM paired WHERE number > 0"
        test = "EXISTS (SELECT 1 FROM paired p WHERE p.number = c.number)"
        found.append(Condition(test, (), gather, (), _probed(connection, gather, ())))
    if chosen.starred:
        gather = "SELECT s.number FROM journal.stars j CROSS JOIN contacts s ON s.id = j.contact_id"
        test = "EXISTS (SELECT 1 FROM journal.stars j WHERE j.contact_id = c.id)"
        found.append(Condition(test, (), gather, (), _probed(connection, gather, ())))
    return found


def _text(connection: Connection, text: str, *, live: bool) -> list[Condition]:
    query = parse(text)
    if query is None:
        return []
    test, values = query.walk("w.words")
    test = f"EXISTS (SELECT 1 FROM words w WHERE w.number = c.number AND {test})"
    if not live:
        return [Condition(test, tuple(values), by_number=True)]
    gather = "SELECT rowid AS number FROM word_index WHERE word_index MATCH ?"
    matches = _probed(connection, gather, (query.match,))
    known = matches <= few(connection)
    return [Condition(test, tuple(values), gather, (query.match,), matches, known, by_number=True)]


_EXCLUSIONS = {
    "status": "c.status <> ?",
    "source": "c.source <> ?",
    "owner": "c.assigned_to <> ?",
    "company": "c.company <> ?",
    "tag": "NOT " + _TAGGED.format("= ?"),
}


def conditions(connection: Connection, chosen: Filter, now: datetime | None = None) -> tuple[Condition, ...]:
    """The filter's choices, those that few contacts meet first. All must hold; none of them filters nothing.

    `now` is the moment that relative dates are counted from. While a first mirror is filling, no condition has a
    way to gather, and every contact has to be tested.
    """
    live = is_live(connection)
    now = now or datetime.now(UTC)
    found = _text(connection, chosen.text, live=live)
    if chosen.statuses:
        keys = [sort_key(status) for status in chosen.statuses]
        found.append(_one_of(connection, "status", "status", "status_key", chosen.statuses, keys))
    if chosen.sources:
        keys = [sort_key(source) for source in chosen.sources]
        found.append(_one_of(connection, "source", "source", "source_key", chosen.sources, keys))
    if chosen.owners:
        found.append(_owners(connection, chosen.owners))
    if chosen.tags:
        found += _tags(connection, chosen.tags, all_of_them=chosen.tag_mode == "all")
    found += _company(connection, chosen.company)
    found += _dates(connection, "created_at", chosen.created, now)
    found += _dates(connection, "updated_at", chosen.updated, now)
    if chosen.score is not None:
        found += _between(connection, "engagement_score", *chosen.score, below="<=")
    found += _local(connection, chosen)
    found += [Condition(_EXCLUSIONS[field], (value,)) for field, value in chosen.excluded]
    if not live:
        found = [Condition(choice.test, choice.values, by_number=choice.by_number) for choice in found]
    return tuple(sorted(found, key=lambda condition: (condition.matches is None, condition.matches)))
