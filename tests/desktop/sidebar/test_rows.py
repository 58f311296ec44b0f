"""The rows of the sidebar as they are painted: marked, mirrored, amber where something waits."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from nexus_contacts.desktop.sidebar.rows import RowLook, paint_row
from nexus_contacts.desktop.theme import theme

LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


def painted(look: RowLook, direction: Qt.LayoutDirection = LEFT) -> QImage:
    image = QImage(200, 30, QImage.Format.Format_RGB32)
    image.fill(theme().color("canvas"))
    painter = QPainter(image)
    paint_row(painter, QRect(0, 0, 200, 30), look, direction)
    painter.end()
    return image


def inked(image: QImage, rect: QRect) -> int:
    """How many pixels of the part are not the ground."""
    ground = theme().color("canvas").rgb()
    return sum(
        image.pixel(x, y) != ground
        for x in range(rect.left(), rect.right() + 1)
        for y in range(rect.top(), rect.bottom() + 1)
    )


def test_the_current_row_is_filled() -> None:
    image = painted(RowLook("users", "Contacts", 1250, current=True))

    assert QColor(image.pixel(100, 2)) == theme().color("selected")


def test_icon_and_count_change_sides_from_right_to_left() -> None:
    start, end = QRect(8, 7, 16, 16), QRect(176, 7, 16, 16)
    look = RowLook("users", "", 7)

    plain, mirrored = painted(look), painted(look, RIGHT)

    assert inked(plain, start) > inked(plain, end) > 0
    assert inked(mirrored, end) > inked(mirrored, start) > 0


def test_a_count_that_warns_is_amber() -> None:
    warn = theme().color("warn")

    image = painted(RowLook("clock", "", 8, warns=True))

    colors = {image.pixel(x, y) for x in range(180, 194) for y in range(8, 22)}
    assert any(abs(QColor(rgb).red() - warn.red()) + abs(QColor(rgb).blue() - warn.blue()) < 24 for rgb in colors)


def test_the_rail_shows_the_icon_alone_in_the_middle() -> None:
    image = painted(RowLook("users", "Contacts", 1250, rail=True))

    assert inked(image, QRect(90, 5, 20, 20)) > 0
    assert inked(image, QRect(0, 0, 80, 30)) == inked(image, QRect(120, 0, 80, 30)) == 0
