"""What a click on a column's heading does to the order of the table. Knows no Qt."""

from nexus_contacts.store.filters import Sort

# The first click on these shows what is newest or highest; on the others it starts at A.
_HIGHEST_FIRST = frozenset({"updated", "created", "score"})


def first_direction(column: str) -> bool:
    """Whether the first click on a column sorts it descending."""
    return column in _HIGHEST_FIRST


def clicked(sort: Sort, column: str, default: Sort) -> Sort:
    """The order after a click: first by the column, then reversed, then the view's own order again."""
    if sort.column != column:
        return Sort(column, first_direction(column))
    if sort.then:
        return Sort(column, sort.descending)
    if sort.descending == first_direction(column):
        return Sort(column, not sort.descending)
    if default.column == column and not default.then:
        return Sort(column, first_direction(column))
    return default


def added(sort: Sort, column: str) -> Sort:
    """The order after Shift and a click: the column is a further key, then reversed, then left out."""
    if sort.column == column:
        return Sort(column, not sort.descending, sort.then)
    keys = dict(sort.then)
    if column not in keys:
        keys[column] = first_direction(column)
    elif keys[column] == first_direction(column):
        keys[column] = not keys[column]
    else:
        del keys[column]
    return Sort(sort.column, sort.descending, tuple(keys.items()))


def direction(sort: Sort, column: str) -> bool | None:
    """Whether the order has `column` descending (True) or ascending (False); None where it is no key of it."""
    if sort.column == column:
        return sort.descending
    return dict(sort.then).get(column)


def rank(sort: Sort, column: str) -> int:
    """The place of a column among the keys of the order, from 1; 0 where it is none of them."""
    keys = [sort.column, *(name for name, _ in sort.then)]
    return keys.index(column) + 1 if column in keys else 0
