"""The workspace switcher: it names the workspace and says where its menu may open."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.sidebar.switcher import Switcher


def test_it_names_the_workspace_and_asks_for_its_menu(qtbot: QtBot) -> None:
    made = Switcher()
    qtbot.addWidget(made)
    made.show_name("Northwind Sales")
    made.show()
    qtbot.waitExposed(made)

    with qtbot.waitSignal(made.menu_wanted) as wanted:
        QTest.mouseClick(made, Qt.MouseButton.LeftButton)

    assert made.accessibleName() == "Workspace: Northwind Sales"
    assert wanted.args == [made.mapToGlobal(made.rect().bottomLeft())]
    assert isinstance(wanted.args[0], QPoint)


def test_in_the_rail_it_is_as_narrow_as_its_logo(qtbot: QtBot) -> None:
    made = Switcher()
    qtbot.addWidget(made)
    made.show_name("A workspace with quite a long name")

    made.set_rail(True)

    assert made.sizeHint().width() == 40
    assert made.toolTip() == "A workspace with quite a long name"
