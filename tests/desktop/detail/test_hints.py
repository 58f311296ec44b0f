"""A hint is a line with an icon, on either side."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.detail.hints import Hint


def test_the_words_keep_clear_of_the_icon_in_both_directions(qtbot: QtBot) -> None:
    hint = Hint("lock", "Deals are read-only here.")
    qtbot.addWidget(hint)
    hint.resize(300, 40)
    hint.show()
    label = hint.findChild(Label)
    assert label is not None

    assert label.x() >= 20
    hint.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    qtbot.waitUntil(lambda: label.geometry().right() <= 300 - 20)
