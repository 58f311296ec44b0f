"""The strokes of the controls: lines stay inside their shapes, and what is laid out is mirrored."""

import pytest
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from nexus_contacts.desktop.controls.drawing import draw_key_cap, key_cap_size, mirrored, ring_after, rounded
from nexus_contacts.desktop.theme import Theme

TAB, MOUSE, WINDOW = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.MouseFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
)


def test_a_line_lies_inside_its_rectangle(look: Theme) -> None:
    image = QImage(20, 20, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    rounded(painter, QRectF(2, 2, 16, 16), 4, look.color("surface"), look.color("danger"), 2)
    painter.end()

    assert image.pixelColor(10, 1).alpha() == 0
    assert image.pixelColor(10, 2).name() == look.color("danger").name()
    assert image.pixelColor(10, 10).name() == look.color("surface").name()


@pytest.mark.parametrize(
    ("reason", "ring", "after"),
    [(TAB, False, True), (MOUSE, True, False), (WINDOW, True, True), (WINDOW, False, False)],
)
def test_the_ring_follows_the_reason_of_the_focus(reason: Qt.FocusReason, ring: bool, after: bool) -> None:
    assert ring_after(reason, ring) is after


def test_a_rectangle_is_mirrored_in_its_widget() -> None:
    widget = QWidget()
    widget.resize(100, 20)
    rect = QRect(10, 0, 30, 20)
    left = mirrored(widget, rect)

    widget.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    assert left == rect
    assert mirrored(widget, rect) == QRect(60, 0, 30, 20)


def test_a_key_cap_holds_its_key(look: Theme) -> None:
    size = key_cap_size("Ctrl Shift L")
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    draw_key_cap(painter, image.rect(), "Ctrl Shift L")
    painter.end()

    assert size.width() > look.metrics("caption").horizontalAdvance("Ctrl Shift L")
    assert image.pixelColor(size.width() // 2, 0).name() == look.color("borderStrong").name()
