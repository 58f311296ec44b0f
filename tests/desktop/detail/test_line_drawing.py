"""A line of text stands at the start of its place, or at its end, in either direction of the layout."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter

from nexus_contacts.desktop.detail.line_drawing import draw_line, line_height, line_width
from nexus_contacts.desktop.theme import Theme


def drawn(text: str, *, mirrored: bool = False, at_end: bool = False, width: int = 300) -> QImage:
    image = QImage(width, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    draw_line(painter, QRect(0, 0, width, 30), text, "body", "text", mirrored=mirrored, at_end=at_end)
    painter.end()
    return image


def inked(image: QImage, left: int, right: int) -> bool:
    white = QImage(image.size(), QImage.Format.Format_RGB32)
    white.fill(Qt.GlobalColor.white)
    part = QRect(left, 0, right - left, image.height())
    return image.copy(part) != white.copy(part)


@pytest.mark.parametrize(
    ("mirrored", "at_end", "at_left"),
    [(False, False, True), (False, True, False), (True, False, False), (True, True, True)],
)
def test_a_line_stands_on_its_side(mirrored: bool, at_end: bool, at_left: bool) -> None:
    image = drawn("Jane", mirrored=mirrored, at_end=at_end)

    assert inked(image, 0, 60) is at_left
    assert inked(image, 240, 300) is not at_left


def test_what_does_not_fit_is_elided_within_its_place() -> None:
    image = drawn("Jane " * 100, width=120)

    assert inked(image, 60, 120)


def test_lines_are_measured_with_the_text_size(look: Theme) -> None:
    before = line_height("body"), line_width("Jane Smith", "body")

    look.set_text_size(150)

    assert line_height("body") > before[0]
    assert line_width("Jane Smith", "body") > before[1]
