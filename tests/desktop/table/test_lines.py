"""A line is shaped once, fits its room, and knows where the search found something."""

from nexus_contacts.desktop.table.lines import Lines
from nexus_contacts.desktop.theme import theme


def test_a_line_fits_its_room_and_is_kept() -> None:
    lines = Lines()

    line = lines.line("A company with a very long name", "body", 90)

    assert line.width <= 91
    assert line.shaped.text().endswith("…")
    assert lines.line("A company with a very long name", "body", 90) is line


def test_a_change_of_the_theme_throws_lines_away() -> None:
    lines = Lines()
    before = lines.line("Acme", "body", 90)

    theme().set_text_size(150)

    assert lines.line("Acme", "body", 90).width > before.width * 1.3


def test_what_was_searched_is_marked_in_either_direction() -> None:
    lines = Lines()
    lines.set_query("smi")

    left = lines.line("Jane Smith", "strong", 200, searched=True)
    lines.set_query("منص")
    right = lines.line("ليلى منصور", "strong", 200, searched=True)

    assert len(left.found) == 1
    assert left.found[0][0] > 20
    assert right.found[0][0] < right.width / 2
    assert lines.line("منصور", "strong", 200).found == ()


def test_letters_beyond_the_basic_plane_do_not_shift_the_mark() -> None:
    lines = Lines()
    lines.set_query("smith")

    plain = lines.line("Smith", "body", 200, searched=True)
    after = lines.line("𝒜𝒜 Smith", "body", 200, searched=True)

    assert abs(plain.found[0][1] - after.found[0][1]) < 2
    assert abs(after.found[0][0] + after.found[0][1] - after.width) < 3
