"""Buttons are real buttons: they press, they name themselves, and keyboard focus shows."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.controls.buttons import (
    Button,
    DangerButton,
    GhostButton,
    LinkButton,
    PrimaryButton,
    SecondaryButton,
    SoftButton,
    ToolButton,
)
from nexus_contacts.desktop.theme import Theme

Shown = Callable[[QWidget], QWidget]
KINDS = (PrimaryButton, SecondaryButton, GhostButton, DangerButton, SoftButton)


@pytest.fixture
def shown(show_active: Callable[[QWidget], None]) -> Callable[[QWidget], QWidget]:
    """Put a button into an active window; returns the window."""

    def show(button: QWidget) -> QWidget:
        holder = QWidget()
        button.setParent(holder)
        holder.resize(400, 100)
        button.resize(button.sizeHint())
        show_active(holder)
        # An earlier test may have left the pointer where the button is now.
        QTest.mouseMove(holder, QPoint(390, 90))
        QTest.mouseMove(holder, QPoint(391, 91))
        return holder

    return show


@pytest.mark.parametrize("kind", KINDS)
def test_a_button_is_pressed_by_mouse_and_by_space(qtbot: QtBot, shown: Shown, kind: type[Button]) -> None:
    button = kind("Save")
    holder = shown(button)
    clicks: list[bool] = []
    button.clicked.connect(lambda: clicks.append(True))

    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(button, Qt.Key.Key_Space)

    assert len(clicks) == 2
    assert holder.isVisible()


@pytest.mark.parametrize("kind", KINDS)
def test_the_ring_shows_for_the_keyboard_alone(shown: Shown, kind: type[Button]) -> None:
    button = kind("Save")
    holder = shown(button)
    button.clearFocus()
    plain = button.grab().toImage()

    button.setFocus(Qt.FocusReason.MouseFocusReason)
    by_mouse = button.grab().toImage()
    button.clearFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    by_keyboard = button.grab().toImage()

    assert by_mouse == plain
    assert by_keyboard != plain
    assert holder.isVisible()


def test_the_ring_of_a_filled_button_keeps_a_gap(look: Theme, shown: Shown) -> None:
    button = PrimaryButton("Save")
    holder = shown(button)
    button.clearFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)

    image = holder.grab().toImage()

    middle = button.height() // 2
    assert image.pixelColor(1, middle).name() == look.color("focus").name()
    assert image.pixelColor(3, middle).name() == look.color("canvas").name()
    assert image.pixelColor(6, middle).name() == look.color("accent").name()


def test_the_ring_stays_when_the_window_comes_back(shown: Shown) -> None:
    button = SecondaryButton("Save")
    holder = shown(button)
    button.clearFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert button.ring_visible

    button.clearFocus()
    button.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    assert button.ring_visible
    assert holder.isVisible()


def test_a_button_is_as_wide_as_its_parts() -> None:
    plain, with_icon = SecondaryButton("Save"), SecondaryButton("Save", "check")
    with_key = SecondaryButton("Save", "check", key="Ctrl S")

    assert plain.sizeHint().width() < with_icon.sizeHint().width() < with_key.sizeHint().width()
    assert plain.sizeHint().height() == 32
    assert SoftButton("All").sizeHint().height() == 28


def test_a_mnemonic_takes_no_room() -> None:
    assert SecondaryButton("&Save").sizeHint() == SecondaryButton("Save").sizeHint()


def test_a_button_grows_with_the_text(look: Theme) -> None:
    button = PrimaryButton("Save", "check", key="Ctrl S")
    small = button.sizeHint()

    look.set_text_size(150)

    assert button.sizeHint().height() == 48
    assert button.sizeHint().width() > small.width() * 1.4


def test_a_choice_shows_that_it_is_chosen(look: Theme, shown: Shown) -> None:
    choice = SoftButton("All of these", checkable=True)
    holder = shown(choice)

    choice.setChecked(True)

    assert choice.grab().toImage().pixelColor(8, 14).name() == look.color("accentSoft").name()
    assert holder.isVisible()


def test_a_disabled_button_looks_it(look: Theme) -> None:
    button = PrimaryButton("Save")
    button.resize(button.sizeHint())
    button.setEnabled(False)

    assert button.grab().toImage().pixelColor(6, 16).name() == look.color("sunken").name()


def test_an_icon_says_what_it_does() -> None:
    button = ToolButton("star", "Star Jane Smith", key="S")

    assert button.accessibleName() == "Star Jane Smith"
    assert button.toolTip() == "Star Jane Smith  S"
    assert min(button.sizeHint().width(), button.sizeHint().height()) >= 24


def test_an_icon_can_change(qtbot: QtBot) -> None:
    button = ToolButton("star", "Star")
    button.resize(button.sizeHint())
    before = button.grab().toImage()

    button.set_icon_name("star-filled", "warn")

    assert button.grab().toImage() != before


def test_a_link_is_cut_where_there_is_no_room_and_then_says_it_all() -> None:
    link = LinkButton("Between 1 and 31 December")
    link.resize(80, 24)
    link.grab()

    assert isinstance(link, QPushButton)
    assert link.toolTip() == "Between 1 and 31 December"
    link.resize(400, 24)
    link.grab()
    assert link.toolTip() == ""
