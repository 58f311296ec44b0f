"""Times: as people write bounds, and as the wire shows them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexus_contacts.workspace.moments import bound_seconds, http_date, now, seconds_of_http_date, wire_time

MORNING = 1_768_469_400  # 2026-01-15T09:30:00Z


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("2026-01-15T09:30:00Z", (MORNING, MORNING)),
        ("2026-01-15T09:30:00", (MORNING, MORNING)),
        ("2026-01-15 09:30Z", (MORNING, MORNING)),
        ("2026-01-15t11:30:00+02:00", (MORNING, MORNING)),
        ("2026-01-15T11:30:00 02:00", (MORNING, MORNING)),
        ("2026-01-15T09:30:00.5Z", (MORNING, MORNING + 1)),
        ("2026-01-15", (MORNING - 34_200, MORNING - 34_200)),
    ],
)
def test_a_bound_may_be_a_date_or_a_date_time(text: str, seconds: tuple[int, int]) -> None:
    assert bound_seconds(text) == seconds


@pytest.mark.parametrize("text", ["", "yesterday", "2026-13-01", "20260115", "2026-W03", "٢٠٢٦-٠١-١٥"])
def test_anything_else_is_no_bound(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        bound_seconds(text)


@given(st.integers(0, 4_000_000_000))
def test_what_the_wire_shows_can_be_read_back(seconds: int) -> None:
    assert bound_seconds(wire_time(seconds)) == (seconds, seconds)
    assert seconds_of_http_date(http_date(seconds)) == seconds


def test_an_http_date_that_is_none_is_ignored() -> None:
    assert seconds_of_http_date("soon") is None
    assert seconds_of_http_date("") is None


def test_now_is_after_this_was_written() -> None:
    assert now() > MORNING
