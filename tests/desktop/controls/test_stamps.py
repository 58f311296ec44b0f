"""Stamps are painted once, thrown away with the look, and never grow without bounds."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter

from nexus_contacts.desktop.controls import stamps
from nexus_contacts.desktop.controls.stamps import draw_stamp, measured
from nexus_contacts.desktop.theme import Theme


class Stamp:
    """Counts how often it is painted."""

    def __init__(self) -> None:
        self.painted = 0

    def __call__(self, painter: QPainter, size: QSize) -> None:
        self.painted += 1
        painter.fillRect(0, 0, size.width(), size.height(), Qt.GlobalColor.red)


def draw(stamp: Stamp, key: str = "one", ratio: float = 1.0, side: int = 10) -> QImage:
    image = QImage(40, 40, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    draw_stamp(painter, 5, 5, key, QSize(side, side), stamp)
    painter.end()
    return image


def test_a_stamp_is_painted_once() -> None:
    stamp = Stamp()

    images = [draw(stamp, "painted once") for _ in range(3)]

    assert stamp.painted == 1
    assert images[0] == images[2]
    assert images[0].pixelColor(5, 5).name() == "#ff0000"
    assert images[0].pixelColor(4, 4).alpha() == 0


def test_each_size_and_resolution_has_its_own() -> None:
    stamp = Stamp()

    sharp = draw(stamp, "sizes", ratio=2.0)
    draw(stamp, "sizes")
    draw(stamp, "sizes", side=12)

    assert stamp.painted == 3
    assert sharp.pixelColor(29, 29).alpha() == 255


def test_a_change_of_the_look_throws_them_away(look: Theme) -> None:
    stamp = Stamp()
    draw(stamp, "look")

    look.set_mode("dark")
    draw(stamp, "look")

    assert stamp.painted == 2


def test_there_is_an_end_to_what_is_kept() -> None:
    stamp = Stamp()

    for number in range(stamps._LIMIT + 10):
        measured(("number", number), int)
    draw(stamp, "last")

    assert len(stamps._measured) <= stamps._LIMIT


def test_a_measure_is_taken_once_for_each_look(look: Theme) -> None:
    taken: list[int] = []

    def measure() -> int:
        taken.append(1)
        return 42

    values = [measured("width", measure), measured("width", measure)]
    look.set_text_size(120)
    values.append(measured("width", measure))

    assert values == [42, 42, 42]
    assert len(taken) == 2
