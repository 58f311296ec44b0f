"""The scroll bar above the content: there while the pointer is near and something scrolls, moving what it shows."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.sidebar.over_bar import OverBar


def test_it_shows_on_wish_and_moves_the_content(qtbot: QtBot) -> None:
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    content = QWidget()
    content.setFixedSize(100, 900)
    area.setWidget(content)
    bar = OverBar(area)
    area.resize(120, 300)
    area.show()
    qtbot.waitExposed(area)
    at_rest = bar.isVisible()

    bar.set_wanted(True)
    bar.setValue(200)

    assert not at_rest
    assert bar.isVisible()
    assert content.y() == -200
    assert bar.geometry().right() <= area.width()


def test_with_nothing_to_scroll_there_is_no_bar(qtbot: QtBot) -> None:
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setWidget(QWidget())
    bar = OverBar(area)
    area.show()

    bar.set_wanted(True)

    assert not bar.isVisible()
