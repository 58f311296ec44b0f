"""Columns leave by priority when the room is short, share what is left over, and keep what the person chose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexus_contacts.desktop.table.columns import (
    FIRST_COLUMNS,
    completed,
    moved,
    shared_widths,
    shown_columns,
    with_column,
)

FRESH = completed((), ())


def test_a_view_without_columns_has_the_first_ones_and_hides_the_rest() -> None:
    visible = tuple(state.key for state in completed((), ("industry",)) if state.visible)

    assert visible == FIRST_COLUMNS
    assert completed((), ("industry",))[-1].key == "custom:industry"


def test_a_custom_field_that_is_gone_keeps_its_column_while_it_is_shown() -> None:
    chosen = with_column(completed((), ("industry", "region")), "custom:industry", visible=True)

    keys = {state.key for state in completed(chosen, ())}

    assert "custom:industry" in keys
    assert "custom:region" not in keys


@pytest.mark.parametrize(
    ("window_px", "keys"),
    [
        (1440, FIRST_COLUMNS),
        (1100, ("name", "company", "title", "status", "tags", "score", "updated")),
        (800, ("name", "company", "status", "updated")),
        (720, ("name", "status", "updated")),
    ],
)
def test_a_window_keeps_what_its_width_has_room_for(window_px: int, keys: tuple[str, ...]) -> None:
    assert shown_columns(FRESH, window_px, window_px - 260) == keys


def test_a_column_hidden_by_hand_does_not_come_back_with_the_width() -> None:
    states = with_column(FRESH, "title", visible=False)

    assert "title" not in shown_columns(states, 1800, 1500)


def test_a_column_moves_among_the_visible_ones() -> None:
    keys = [state.key for state in moved(FRESH, "company", 1) if state.visible]

    assert keys[:3] == ["name", "title", "company"]
    assert moved(FRESH, "name", -1) == FRESH


def test_what_the_person_set_stays_and_the_others_share_the_rest() -> None:
    states = with_column(FRESH, "company", width=300)

    widths = shared_widths(states, FIRST_COLUMNS, 1180)

    assert widths[1] == 300
    assert sum(widths) == 1180


@given(st.integers(min_value=200, max_value=4000), st.integers(min_value=90, max_value=150))
def test_the_columns_fill_the_room_or_stand_at_their_narrowest(room: int, percent: int) -> None:
    widths = shared_widths(FRESH, FIRST_COLUMNS, room, percent)

    narrowest = sum(shared_widths(FRESH, FIRST_COLUMNS, 0, percent))
    assert abs(sum(widths) - max(room, narrowest)) <= len(widths)
