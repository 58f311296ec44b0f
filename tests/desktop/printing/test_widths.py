"""How columns share a page."""

from hypothesis import given
from hypothesis import strategies as st

from nexus_contacts.desktop.printing.widths import Need, fits, shared, usual

ROOM = 5000

needs = st.lists(
    st.builds(
        lambda word, more, rigid: Need(word, word + more, rigid),
        st.floats(150, 3000),
        st.floats(0, 9000),
        st.booleans(),
    ),
    min_size=1,
    max_size=25,
)


@given(needs)
def test_columns_never_leave_the_page_and_none_is_lost(wanted: list[Need]) -> None:
    widths = shared(wanted, ROOM)

    assert len(widths) == len(wanted)
    assert sum(widths) <= ROOM + 1
    assert all(width > 0 for width in widths)


def test_few_short_columns_are_not_torn_apart() -> None:
    assert sum(shared([Need(300, 400), Need(300, 500)], ROOM)) < ROOM / 2


def test_words_stay_whole_before_texts_do() -> None:
    wanted = [Need(600, 4000), Need(900, 3000), Need(400, 2500)]

    assert all(width >= need.word for width, need in zip(shared(wanted, ROOM), wanted, strict=True))


def test_what_may_not_break_gives_way_last() -> None:
    wanted = [*(Need(1000, 2000) for _ in range(6)), Need(700, 700, rigid=True)]

    assert not fits(wanted, ROOM)
    assert shared(wanted, ROOM)[-1] == 700


def test_one_long_name_among_many_counts_little() -> None:
    assert usual([500.0] * 99 + [9000.0]) == 500
    assert usual([]) == 0
