"""What stands where at which width."""

import pytest

from nexus_contacts.desktop.arrangement import Arrangement, arrangement


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((1440, 900), Arrangement("full", "docked")),
        ((1280, 720), Arrangement("full", "docked")),
        ((1279, 720), Arrangement("full", "drawer")),
        ((1000, 720), Arrangement("full", "drawer")),
        ((999, 720), Arrangement("rail", "drawer")),
        ((760, 720), Arrangement("rail", "drawer")),
        ((759, 450), Arrangement("rail", "page", compact=True)),
    ],
)
def test_a_narrower_window_keeps_the_table_and_folds_the_rest(size: tuple[int, int], expected: Arrangement) -> None:
    assert arrangement(*size) == expected
