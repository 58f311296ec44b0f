"""Which tags of a contact fit into a cell: as many as there is room for, then how many more there are. Knows no Qt."""

from collections.abc import Callable, Sequence

GAP_PX = 6


def fit_tags(
    widths: Sequence[int], room: int, more_width: Callable[[int], int], least: int
) -> tuple[list[tuple[int, int]], int]:
    """Place tags of these `widths` into `room` px: their (x, width), and how many are left out.

    `more_width` is the width of the words for n more. The first tag is narrowed, to `least` at the narrowest.
    """
    if not widths:
        return [], 0
    for shown in range(len(widths), 0, -1):
        left = len(widths) - shown
        after = GAP_PX + more_width(left) if left else 0
        taken = sum(widths[:shown]) + GAP_PX * (shown - 1) + after
        if taken <= room:
            return _placed(widths[:shown]), left
    left = len(widths) - 1
    first = room - (GAP_PX + more_width(left) if left else 0)
    return ([(0, first)], left) if first >= least else ([], len(widths))


def _placed(widths: Sequence[int]) -> list[tuple[int, int]]:
    placed = []
    x = 0
    for width in widths:
        placed.append((x, width))
        x += width + GAP_PX
    return placed
