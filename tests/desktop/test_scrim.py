"""The veil over the window."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.scrim import Scrim


def test_it_covers_its_window_and_tells_a_press(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 300)
    window.show()
    scrim = Scrim(window)

    scrim.cover()
    window.resize(500, 350)

    assert scrim.geometry() == window.rect()
    with qtbot.waitSignal(scrim.pressed):
        QTest.mouseClick(scrim, Qt.MouseButton.LeftButton)


def test_a_dialog_stays_above_it_when_the_window_is_resized(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 300)
    window.show()
    scrim = Scrim(window)
    scrim.cover()
    dialog = QWidget(window)
    dialog.setGeometry(100, 100, 200, 100)
    dialog.show()
    dialog.raise_()

    window.resize(500, 350)

    assert scrim.geometry() == window.rect()
    assert window.childAt(150, 150) is dialog
