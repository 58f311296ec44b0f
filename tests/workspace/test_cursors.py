"""Cursors: opaque, sealed, and bound to their list."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexus_contacts.workspace.answers import RefusedError
from nexus_contacts.workspace.cursors import Cursors

CURSORS = Cursors(b"secret")
PLACES = st.tuples(st.none() | st.text() | st.integers(), st.text())


@given(PLACES)
def test_a_cursor_opens_its_own_list(place: tuple[object, ...]) -> None:
    cursor = CURSORS.seal(("list", 1, "-created_at"), place)

    assert CURSORS.open(("list", 1, "-created_at"), cursor) == place


@pytest.mark.parametrize("other", [("list", 2, "-created_at"), ("list", 1, "company"), ("search", 1, "-created_at")])
def test_a_cursor_opens_no_other_list(other: tuple[object, ...]) -> None:
    cursor = CURSORS.seal(("list", 1, "-created_at"), ("key", "con_1"))

    with pytest.raises(RefusedError) as refused:
        CURSORS.open(other, cursor)
    assert refused.value.refusal.status == 400
    assert "cursor" in refused.value.refusal.message


@given(st.integers(0), st.integers(1, 255))
def test_a_cursor_cannot_be_altered(position: int, change: int) -> None:
    sealed = bytearray(base64.urlsafe_b64decode(CURSORS.seal("list", ("key", "con_1"))))
    sealed[position % len(sealed)] ^= change

    with pytest.raises(RefusedError):
        CURSORS.open("list", base64.urlsafe_b64encode(sealed).decode())


@given(st.text())
def test_no_text_is_a_cursor_by_chance(text: str) -> None:
    with pytest.raises(RefusedError):
        CURSORS.open("list", text)


def test_another_database_seals_otherwise() -> None:
    cursor = CURSORS.seal("list", ("key", "con_1"))

    with pytest.raises(RefusedError):
        Cursors(b"another").open("list", cursor)
