"""Marks are packed whole and drawn where they belong."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from nexus_contacts.desktop.printing.marks import Mark, Stroke, Words, draw, packed, unpacked

WIDE, HIGH = 2000, 400


def drawn(*marks: Mark, mirrored: bool = False) -> QImage:
    image = QImage(WIDE, HIGH, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    draw(painter, marks, WIDE, mirrored=mirrored)
    painter.end()
    return image


def is_blank(image: QImage, part: QRect) -> bool:
    cut = image.copy(part)
    return all(cut.pixel(x, y) == 0xFFFFFFFF for x in range(0, cut.width(), 3) for y in range(0, cut.height(), 3))


LEFT, MIDDLE, RIGHT = QRect(0, 0, 600, HIGH), QRect(700, 0, 600, HIGH), QRect(1400, 0, 600, HIGH)


def test_marks_come_back_as_they_were() -> None:
    marks = (Words(1, 2, 3, "<b>Zoë</b> محمد 日本 \U0001f600", "cell", at_end=True), Stroke(4, 5, 6, bold=True))

    assert unpacked(packed(marks)) == marks


def test_a_lone_surrogate_does_not_stop_a_page() -> None:
    (mark,) = unpacked(packed([Words(0, 0, 9, "a\ud800b", "cell")]))

    assert isinstance(mark, Words)
    assert mark.text == "a?b"


def test_words_stand_at_the_beginning_of_their_box_or_at_its_end() -> None:
    box = Words(100, 200, 1800, "Ada Lovelace", "title")

    start, end = drawn(box), drawn(Words(100, 200, 1800, "Ada Lovelace", "title", at_end=True))

    assert not is_blank(start, LEFT)
    assert is_blank(start, RIGHT)
    assert is_blank(end, LEFT)
    assert not is_blank(end, RIGHT)


def test_a_mirrored_page_begins_at_the_right() -> None:
    page = drawn(Words(100, 200, 1800, "Ada Lovelace", "title"), mirrored=True)

    assert is_blank(page, LEFT)
    assert not is_blank(page, RIGHT)


def test_a_name_from_right_to_left_stands_in_its_column() -> None:
    page = drawn(Words(100, 200, 800, "محمد السيد", "title"))

    assert not is_blank(page, LEFT)
    assert is_blank(page, RIGHT)


def test_a_stroke_is_as_long_as_it_is_said() -> None:
    page = drawn(Stroke(700, 200, 600))

    assert is_blank(page, LEFT)
    assert not is_blank(page, MIDDLE)
    assert is_blank(page, RIGHT)
