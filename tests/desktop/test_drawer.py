"""A drawer over the window's edge."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.drawer import Drawer
from nexus_contacts.desktop.theme import theme


def area_with_drawer(qtbot: QtBot, edge: Qt.Edge) -> tuple[QWidget, Drawer]:
    theme().set_motion("off")
    area = QWidget()
    qtbot.addWidget(area)
    area.resize(900, 600)
    with qtbot.waitActive(area):
        area.show()
        area.activateWindow()
    return area, Drawer(area, edge)


def test_it_stands_at_its_edge_below_the_top_bar(qtbot: QtBot) -> None:
    area, drawer = area_with_drawer(qtbot, Qt.Edge.RightEdge)
    pane = QLineEdit()

    drawer.open(pane, 380)

    assert drawer.is_open
    assert drawer.geometry().right() == area.rect().right()
    assert drawer.geometry().top() == theme().size("topbar")
    assert pane.width() == 380


def test_esc_closes_it_and_the_pane_lives_on(qtbot: QtBot) -> None:
    area, drawer = area_with_drawer(qtbot, Qt.Edge.LeftEdge)
    pane = QLineEdit()
    drawer.open(pane, 260)
    pane.setFocus()

    with qtbot.waitSignal(drawer.closed):
        QTest.keyClick(pane, Qt.Key.Key_Escape)

    assert not drawer.is_open
    assert pane.parent() is area


def test_a_click_beside_it_closes_it(qtbot: QtBot) -> None:
    area, drawer = area_with_drawer(qtbot, Qt.Edge.RightEdge)
    drawer.open(QLineEdit(), 300)

    with qtbot.waitSignal(drawer.closed):
        QTest.mouseClick(area, Qt.MouseButton.LeftButton, pos=area.rect().center())


def test_it_follows_the_size_of_the_window(qtbot: QtBot) -> None:
    area, drawer = area_with_drawer(qtbot, Qt.Edge.RightEdge)
    drawer.open(QLineEdit(), 300)

    area.resize(700, 500)
    drawer.fit(300)

    assert drawer.geometry().right() == area.rect().right()
