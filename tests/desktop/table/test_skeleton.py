"""A row that is on its way is drawn as still bars."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from nexus_contacts.desktop.table.skeleton import paint_skeleton
from nexus_contacts.desktop.theme import theme


@pytest.mark.parametrize(("key", "rtl", "x"), [("tick", False, 30), ("name", False, 12), ("name", True, 186)])
def test_bars_stand_at_the_start_of_their_cell(key: str, rtl: bool, x: int) -> None:
    image = QImage(200, 44, QImage.Format.Format_RGB32)
    image.fill(theme().color("surface"))
    painter = QPainter(image)

    paint_skeleton(painter, key, QRect(0, 0, 200, 44), 3, rtl=rtl, pads=(16, 8))
    painter.end()

    assert theme().color("track").rgb() in {image.pixel(x, y) for y in range(44)}
