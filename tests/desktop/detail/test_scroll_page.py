"""A page that scrolls has a name, a ring for the keyboard, and margins that mirror."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from nexus_contacts.desktop.detail.scroll_page import FocusOverlay, ScrollPage

Show = Callable[[QWidget], None]


def page() -> ScrollPage:
    made = ScrollPage("Overview of the contact")
    for number in range(60):
        made.column.addWidget(QLabel(f"Line {number}"))
    made.resize(300, 200)
    return made


def test_the_ring_shows_for_the_keyboard_alone(show_active: Show) -> None:
    shown = page()
    show_active(shown)
    overlay = shown.findChild(FocusOverlay)
    assert overlay is not None
    shown.clearFocus()

    shown.setFocus(Qt.FocusReason.TabFocusReason)
    assert overlay.isVisible()
    shown.clearFocus()
    assert not overlay.isVisible()
    shown.setFocus(Qt.FocusReason.MouseFocusReason)

    assert not overlay.isVisible()


def test_it_goes_back_to_the_top(show_active: Show) -> None:
    shown = page()
    show_active(shown)
    shown.verticalScrollBar().setValue(200)

    shown.to_top()

    assert shown.verticalScrollBar().value() == 0


def test_the_margins_mirror() -> None:
    shown = page()
    shown.set_margins(20, 1, 5, 2)
    before = shown.column.contentsMargins()

    shown.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    after = shown.column.contentsMargins()
    assert (before.left(), before.right()) == (20, 5)
    assert (after.left(), after.right()) == (5, 20)
