"""Versions side by side: one can be chosen, the one before only read."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from nexus_contacts.desktop.controls.version_cards import VersionCard


def test_a_version_is_chosen_by_click_and_shows_it(qtbot: Any) -> None:
    card = VersionCard("Mine", "you", "Director")
    qtbot.addWidget(card)
    card.resize(card.sizeHint())
    card.show()
    before = card.grab().toImage()

    QTest.mouseClick(card, Qt.MouseButton.LeftButton)

    assert card.isChecked()
    assert card.grab().toImage() != before
    assert card.accessibleName() == "Mine: Director"


def test_what_was_before_can_only_be_read(qtbot: Any) -> None:
    card = VersionCard("Before", "", "Director", fixed=True)
    qtbot.addWidget(card)
    card.resize(card.sizeHint())
    card.show()

    QTest.mouseClick(card, Qt.MouseButton.LeftButton)

    assert not card.isChecked()
    assert card.focusPolicy() is Qt.FocusPolicy.NoFocus
    card.set_value("Chief")
    assert card.accessibleName() == "Before: Chief"
