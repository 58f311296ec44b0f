"""The page with every shared control: nothing is clipped in any theme, size or direction, and everything is named."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget

from nexus_contacts.desktop.theme import Theme

ShowGallery = Callable[[], QWidget]
ELIDING = ("ElidedLabel", "FacetCheck", "SectionHeader", "Card")
"""Controls that cut their words on purpose, or hold such controls in a width of their own."""


def clipped(page: QWidget) -> list[str]:
    """The visible controls that are smaller than their words need."""
    found = []
    for widget in page.findChildren(QWidget):
        kind = type(widget).__name__
        if not widget.isVisible() or kind in ELIDING or type(widget.parentWidget()).__name__ == "SectionHeader":
            continue
        need, has = widget.sizeHint(), widget.size()
        wraps = widget.hasHeightForWidth()
        height = widget.heightForWidth(has.width()) if wraps else need.height()
        if height > has.height() or (not wraps and need.width() > has.width()):
            found.append(f"{kind} {widget.accessibleName()}: {need} in {has}")
    return found


@pytest.mark.parametrize("percent", [90, 100, 125, 150])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_no_text_is_clipped(look: Theme, show_gallery: ShowGallery, mode: str, percent: int) -> None:
    look.set_mode(mode)
    look.set_text_size(percent)
    page = show_gallery()
    page.resize(page.sizeHint())

    assert clipped(page) == []


def test_nothing_is_clipped_when_the_text_grows_while_the_page_is_shown(look: Theme, show_gallery: ShowGallery) -> None:
    page = show_gallery()

    look.set_text_size(150)
    QApplication.processEvents()
    page.resize(page.sizeHint())
    QApplication.processEvents()

    assert clipped(page) == []


def focusable(page: QWidget) -> list[QWidget]:
    return [
        widget
        for widget in page.findChildren(QWidget)
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


def test_everything_that_takes_focus_has_a_name(show_gallery: ShowGallery) -> None:
    page = show_gallery()

    nameless = [
        type(widget).__name__
        for widget in focusable(page)
        if not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
        and not (isinstance(widget, QWidget) and type(widget).__name__ in ("QLabel", "Label"))
    ]

    assert nameless == []


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_keyboard_focus_shows_on_every_control(
    look: Theme, show_gallery: ShowGallery, show_active: Callable[[QWidget], None], mode: str
) -> None:
    look.set_mode(mode)
    page = show_gallery()
    show_active(page)
    same = []

    for widget in focusable(page):
        if type(widget).__name__ == "Label":
            continue
        widget.clearFocus()
        before = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if not widget.hasFocus() or widget.grab().toImage() == before:
            same.append(f"{type(widget).__name__} {widget.accessibleName()}")

    assert same == []


def test_everything_that_can_be_clicked_is_large_enough(show_gallery: ShowGallery) -> None:
    page = show_gallery()

    small = [
        f"{type(widget).__name__} {widget.accessibleName()}: {widget.size()}"
        for widget in page.findChildren(QWidget)
        if isinstance(widget, QAbstractButton | QLineEdit | QComboBox)
        and widget.isVisible()
        and (widget.width() < 24 or widget.height() < 24)
    ]

    assert small == []


def test_the_page_is_mirrored_where_text_runs_right_to_left(
    show_gallery: ShowGallery, dressed_app: QApplication
) -> None:
    left = show_gallery()
    chip = next(widget for widget in left.findChildren(QWidget) if type(widget).__name__ == "StatusChip")
    from_left = chip.mapTo(left, QPoint()).x()

    dressed_app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    right = show_gallery()
    chip = next(widget for widget in right.findChildren(QWidget) if type(widget).__name__ == "StatusChip")

    assert chip.mapTo(right, QPoint(chip.width(), 0)).x() == right.width() - from_left


def test_high_contrast_draws_an_outline_around_chips(look: Theme, show_gallery: ShowGallery) -> None:
    page = show_gallery()
    chip = next(widget for widget in page.findChildren(QWidget) if type(widget).__name__ == "StatusChip")
    plain = chip.grab().toImage()

    look.set_contrast("on")
    outlined = chip.grab().toImage()

    assert plain != outlined
    assert outlined.pixelColor(chip.width() // 2, 0).name() == look.color("status.lead").name()
