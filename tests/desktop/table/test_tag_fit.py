"""As many tags as fit, then how many more."""

import pytest

from nexus_contacts.desktop.table.tag_fit import fit_tags


@pytest.mark.parametrize(
    ("widths", "room", "places", "left"),
    [
        ([], 100, [], 0),
        ([40], 100, [(0, 40)], 0),
        ([40, 40], 86, [(0, 40), (46, 40)], 0),
        ([40, 40], 85, [(0, 40)], 1),
        ([40, 40, 40], 120, [(0, 40), (46, 40)], 1),
        ([200], 90, [(0, 90)], 0),
        ([200, 10], 90, [(0, 64)], 1),
        ([200, 10], 40, [], 2),
    ],
)
def test_tags_are_placed(widths: list[int], room: int, places: list[tuple[int, int]], left: int) -> None:
    assert fit_tags(widths, room, lambda count: 20, 30) == (places, left)
