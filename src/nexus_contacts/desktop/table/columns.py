"""Which columns the table has, which of them a width has room for, and how they share the room. Knows no Qt."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from nexus_contacts.store.filters import SORT_COLUMNS
from nexus_contacts.store.views import ColumnState


@dataclass(frozen=True, slots=True)
class Measure:
    """A column's widths in px at 100 %: the narrowest of use, the usual, and where it stops growing (0: never).

    `share` is its part of the room that is left over.
    """

    least: int
    usual: int
    most: int = 0
    share: int = 1


_MEASURES = {
    "name": Measure(104, 132, 0, 13),
    "email": Measure(100, 160, 0, 6),
    "phone": Measure(96, 120, 150, 2),
    "company": Measure(76, 112, 0, 3),
    "title": Measure(72, 109, 0, 4),
    "status": Measure(92, 98, 112, 1),
    "source": Measure(56, 68, 92, 2),
    "tags": Measure(64, 92, 0, 8),
    "score": Measure(60, 64, 84, 2),
    "owner": Measure(48, 54, 130, 4),
    "created": Measure(84, 92, 110, 1),
    "updated": Measure(74, 76, 92, 1),
}
_CUSTOM = Measure(72, 110, 0, 3)

FIRST_COLUMNS = ("name", "company", "title", "status", "source", "tags", "score", "owner", "updated")
"""What a view shows until somebody chooses otherwise, in this order."""

# What goes first when the room is short; a column that is not named here goes before all of these.
_LEAVING = ("source", "owner", "tags", "created", "score", "title", "phone", "email", "company")
_MIDDLE = frozenset({"source", "owner"})
_NARROW = frozenset({"name", "company", "status", "updated"})
_NARROWEST = frozenset({"name", "status", "updated"})


def measure(key: str) -> Measure:
    """The widths of a column; every custom field has the same."""
    return _MEASURES.get(key, _CUSTOM)


def completed(states: Iterable[ColumnState], custom_keys: Iterable[str]) -> tuple[ColumnState, ...]:
    """The columns of a view with every column that exists in it: what the view does not know is hidden and last.

    A custom field that is gone leaves its column only while it is visible. Without `states`, the first columns.
    """
    kept = {state.key: state for state in states}
    if not kept:
        kept = {key: ColumnState(key, 0, True) for key in FIRST_COLUMNS}
    known = [*SORT_COLUMNS, *(f"custom:{key}" for key in custom_keys)]
    present = set(known)
    columns = [state for state in kept.values() if state.key in present or state.visible]
    columns += [ColumnState(key, 0, False) for key in known if key not in kept]
    return tuple(columns)


def with_column(states: Sequence[ColumnState], key: str, **changes: object) -> tuple[ColumnState, ...]:
    """The columns with one of them changed."""
    return tuple(replace(state, **changes) if state.key == key else state for state in states)  # type: ignore[arg-type]


def moved(states: Sequence[ColumnState], key: str, step: int) -> tuple[ColumnState, ...]:
    """The columns with one of them `step` places further among the visible ones."""
    visible = [state.key for state in states if state.visible]
    if key not in visible:
        return tuple(states)
    at = visible.index(key)
    visible.insert(max(0, min(len(visible) - 1, at + step)), visible.pop(at))
    by_key = {state.key: state for state in states}
    return (*(by_key[name] for name in visible), *(state for state in states if not state.visible))


def _fits(key: str, window_px: int) -> bool:
    if window_px >= 1280:
        return True
    if window_px >= 1000:
        return key not in _MIDDLE
    return key in (_NARROW if window_px >= 760 else _NARROWEST)


def _leaving_first(key: str) -> int:
    if key in _NARROWEST:
        return 100
    return _LEAVING.index(key) if key in _LEAVING else -1


def shown_columns(states: Sequence[ColumnState], window_px: int, room_px: int) -> tuple[str, ...]:
    """The visible columns that a window of `window_px` keeps, in order.

    A wide window keeps all and scrolls; below 1280 px those that do not fit even at their narrowest leave by priority.
    """
    keys = [state.key for state in states if state.visible and _fits(state.key, window_px)]
    if window_px >= 1280:
        return tuple(keys)
    widths = {state.key: state.width or measure(state.key).least for state in states}
    needed = sum(widths[key] for key in keys)
    for key in sorted(keys, key=_leaving_first):
        if needed <= room_px or _leaving_first(key) == 100:
            break
        keys.remove(key)
        needed -= widths[key]
    return tuple(keys)


def shared_widths(states: Sequence[ColumnState], keys: Sequence[str], room_px: int, percent: int = 100) -> list[int]:
    """The widths of the columns `keys`, filling `room_px`. What the person set stays; the others share it."""
    chosen = {state.key: state.width * percent // 100 for state in states}
    scaled = [_scaled(measure(key), percent) for key in keys]
    widths = [chosen.get(key, 0) or one.usual for key, one in zip(keys, scaled, strict=True)]
    free = [index for index, key in enumerate(keys) if not chosen.get(key, 0)]
    spare = room_px - sum(widths)
    if spare < 0:
        _shrink(widths, scaled, free, -spare)
    else:
        _grow(widths, scaled, free, spare)
    return widths


def _scaled(one: Measure, percent: int) -> Measure:
    return replace(
        one, least=one.least * percent // 100, usual=one.usual * percent // 100, most=one.most * percent // 100
    )


def _shrink(widths: list[int], measures: Sequence[Measure], free: Sequence[int], missing: int) -> None:
    give = sum(widths[index] - measures[index].least for index in free)
    part = min(1.0, missing / give) if give else 0.0
    for index in free:
        widths[index] -= round((widths[index] - measures[index].least) * part)


def _grow(widths: list[int], measures: Sequence[Measure], free: Sequence[int], spare: int) -> None:
    """Share out `spare` by weight; what a column cannot take goes to those that can."""
    open_to_more = list(free)
    while spare > 0 and open_to_more:
        weight = sum(measures[index].share for index in open_to_more)
        full = []
        given = 0
        for index in open_to_more:
            part = max(1, spare * measures[index].share // weight)
            most = measures[index].most
            if most and widths[index] + part >= most:
                part = max(0, most - widths[index])
                full.append(index)
            part = min(part, spare - given)
            widths[index] += part
            given += part
        spare -= given
        open_to_more = [index for index in open_to_more if index not in full]
