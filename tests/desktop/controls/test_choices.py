"""The combo box is a real one in the theme's look."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.controls.choices import ComboBox
from nexus_contacts.desktop.theme import Theme


def box(qtbot: QtBot, *, quiet: bool = False) -> ComboBox:
    made = ComboBox("Rows on a page", quiet=quiet)
    made.addItems(["25 per page", "50 per page", "100 per page"])
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    made.show()
    return made


def test_it_is_named_and_wide_enough_for_every_choice(qtbot: QtBot) -> None:
    combo = box(qtbot)

    assert combo.accessibleName() == "Rows on a page"
    assert combo.sizeHint().width() > combo.fontMetrics().horizontalAdvance("100 per page") + 30
    assert combo.sizeHint().height() == 34


def test_the_arrow_keys_choose(qtbot: QtBot) -> None:
    combo = box(qtbot, quiet=True)

    qtbot.keyClick(combo, Qt.Key.Key_Down)
    qtbot.keyClick(combo, Qt.Key.Key_Down)

    assert combo.currentText() == "100 per page"


def test_focus_shows(look: Theme, qtbot: QtBot, show_active: Callable[[QWidget], None]) -> None:
    combo = box(qtbot)
    show_active(combo)
    combo.clearFocus()
    plain = combo.grab().toImage()
    combo.setFocus(Qt.FocusReason.TabFocusReason)

    focused = combo.grab().toImage()

    assert focused != plain
    assert focused.pixelColor(0, 17).name() == look.color("focus").name()
