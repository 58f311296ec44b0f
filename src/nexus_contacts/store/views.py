"""Saved views: a filter, a sort and a column layout under a name. They live in the journal: no rebuild loses them."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from typing import Any

from nexus_contacts.store.changes import Changed
from nexus_contacts.store.connection import Database
from nexus_contacts.store.filters import DateChoice, Filter, Sort

_CHANGED = Changed(frozenset(), frozenset({"views"}))


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


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def filter_text(chosen: Filter) -> str:
    """A filter as JSON: what does not filter is left out."""
    blank = asdict(Filter())
    return json.dumps({name: value for name, value in asdict(chosen).items() if value != blank[name]}, default=_plain)


def _date_choice(packed: dict[str, Any]) -> DateChoice:
    first, last = (date.fromisoformat(packed[name]) if packed.get(name) else None for name in ("first", "last"))
    return DateChoice(packed.get("preset", ""), first, last)


def filter_of(text: str) -> Filter:
    """The filter that `filter_text` wrote; members it does not know are passed over."""
    packed = json.loads(text)
    known: dict[str, Any] = {}
    for member in fields(Filter):
        value = packed.get(member.name)
        if value is None:
            continue
        if member.name in ("created", "updated"):
            value = _date_choice(value)
        elif member.name == "excluded":
            value = tuple((kind, excluded) for kind, excluded in value)
        elif isinstance(value, list):
            value = tuple(value)
        known[member.name] = value
    return Filter(**known)


def _body(view: View) -> str:
    return json.dumps(
        {
            "filter": filter_text(view.filter),
            "sort": [view.sort.column, view.sort.descending, list(view.sort.then)],
            "columns": [[column.key, column.width, column.visible] for column in view.columns],
        }
    )


def _view(row: tuple[Any, ...]) -> View:
    number, name, icon, body, position = row
    packed = json.loads(body)
    column, descending, then = packed["sort"]
    return View(
        number,
        name,
        icon,
        filter_of(packed["filter"]),
        Sort(column, descending, tuple((key, down) for key, down in then)),
        tuple(ColumnState(*state) for state in packed["columns"]),
        position,
    )


def list_views(db: Database) -> tuple[View, ...]:
    """All saved views in the sidebar's order."""
    rows = db.reading().all("SELECT id, name, icon, body, position FROM journal.views ORDER BY position, id")
    return tuple(_view(row) for row in rows)


def save_view(db: Database, view: View) -> tuple[View, Changed]:
    """Save a view and return it as it is stored: a new one (`id` 0) gets its id and the last place."""
    with db.writing() as connection:
        if view.id:
            connection.run(
                "UPDATE journal.views SET name = ?, icon = ?, body = ?, position = ? WHERE id = ?",
                (view.name, view.icon, _body(view), view.position, view.id),
            )
            return view, _CHANGED
        last = int(connection.value("SELECT coalesce(max(position) + 1, 0) FROM journal.views"))
        number = connection.insert(
            "INSERT INTO journal.views (name, icon, body, position) VALUES (?, ?, ?, ?)",
            (view.name, view.icon, _body(view), last),
        )
    return replace(view, id=number, position=last), _CHANGED


def delete_view(db: Database, view_id: int) -> Changed:
    """Forget a view."""
    with db.writing() as connection:
        connection.run("DELETE FROM journal.views WHERE id = ?", (view_id,))
    return _CHANGED


def reorder(db: Database, view_ids: Sequence[int]) -> Changed:
    """Put the views in this order; those not named follow."""
    with db.writing() as connection:
        known = [row[0] for row in connection.all("SELECT id FROM journal.views ORDER BY position, id")]
        named = [view_id for view_id in dict.fromkeys(view_ids) if view_id in known]
        order = named + [view_id for view_id in known if view_id not in named]
        connection.run_many("UPDATE journal.views SET position = ? WHERE id = ?", list(enumerate(order)))
    return _CHANGED
