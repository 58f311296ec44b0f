"""Check boxes and radio buttons are the real ones, in the theme's colours."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.controls.checks import CheckBox, RadioButton, paint_check, paint_radio
from nexus_contacts.desktop.theme import Theme


def painted(state: Qt.CheckState, *, enabled: bool = True) -> QImage:
    image = QImage(32, 44, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_check(painter, QRect(0, 0, 32, 44), state, enabled=enabled)
    painter.end()
    return image


def test_the_three_states_look_different(look: Theme) -> None:
    images = [painted(state) for state in Qt.CheckState]

    assert len({image.constBits().tobytes() for image in images}) == 3
    assert painted(Qt.CheckState.Checked).pixelColor(10, 16).name() == look.color("accent").name()
    assert painted(Qt.CheckState.Checked, enabled=False).pixelColor(10, 16).name() == look.color("disabled").name()


@pytest.mark.parametrize("kind", [CheckBox, RadioButton])
def test_words_and_hint_can_be_clicked_too(qtbot: QtBot, kind: type[CheckBox] | type[RadioButton]) -> None:
    box = kind("Remember the key", "In the system keyring")
    qtbot.addWidget(box)
    box.resize(box.sizeHint())
    box.show()

    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center())

    assert box.isChecked()
    assert box.accessibleDescription() == "In the system keyring"


def test_a_box_without_words_is_large_enough_to_be_clicked() -> None:
    size = CheckBox().sizeHint()

    assert min(size.width(), size.height()) >= 24


def test_a_hint_can_change() -> None:
    box = CheckBox("Remember the key")
    low = box.sizeHint().height()

    box.set_hint("No system keyring found")

    assert box.sizeHint().height() > low
    assert box.accessibleDescription() == "No system keyring found"


def test_the_ring_is_drawn_whole(look: Theme, show_active: Callable[[QWidget], None]) -> None:
    box = CheckBox("Save a copy")
    box.resize(box.sizeHint())
    show_active(box)
    box.clearFocus()
    box.setFocus(Qt.FocusReason.TabFocusReason)

    image = box.grab().toImage()

    assert image.pixelColor(0, box.height() // 2).name() == look.color("focus").name()


def test_a_radio_button_shows_its_dot(look: Theme) -> None:
    image = QImage(20, 20, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_radio(painter, QRect(0, 0, 20, 20), True)
    painter.end()

    assert image.pixelColor(10, 10).name() == look.color("onAccent").name()
    assert image.pixelColor(4, 10).name() == look.color("accent").name()
