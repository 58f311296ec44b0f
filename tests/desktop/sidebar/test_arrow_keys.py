"""Moving through the sidebar by arrow keys: buttons in reading order, one Tab stop a group, fields keep their keys."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.sidebar.arrow_keys import ArrowKeys
from nexus_contacts.desktop.sidebar.views import ViewsList
from nexus_contacts.store.views import View


class Pane:
    """A pane of two groups, a list and a field, in a window that has a button before and one after it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.before, self.after = QPushButton("before"), QPushButton("after")
        self.scroll = QScrollArea(widgetResizable=True)
        content = QWidget()
        self.places, self.choices = QWidget(), QWidget()
        self.views = ViewsList()
        self.views.show_views((View(1, "a"), View(2, "b")))
        self.field = QLineEdit()
        self.buttons = [QPushButton(name) for name in ("contacts", "import", "lead", "active")]
        for group, buttons in ((self.places, self.buttons[:2]), (self.choices, self.buttons[2:])):
            column = QVBoxLayout(group)
            for button in buttons:
                column.addWidget(button)
        self.choices.layout().addWidget(self.field)
        column = QVBoxLayout(content)
        for widget in (self.places, self.views, self.choices):
            column.addWidget(widget)
        self.scroll.setWidget(content)
        column = QVBoxLayout(self.window)
        for widget in (self.before, self.scroll, self.after):
            column.addWidget(widget)
        self.keys = ArrowKeys(self.scroll, self.scroll, (self.places, self.choices))
        self.window.resize(240, 500)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.keys.settle()

    def press(self, *keys: Qt.Key) -> QWidget | None:
        for key in keys:
            QTest.keyClick(self.window.windowHandle(), key)
        return QApplication.focusWidget()


def test_arrows_reach_every_button_list_line_and_field(qtbot: QtBot) -> None:
    pane = Pane(qtbot)
    contacts, goes, lead, active = pane.buttons
    contacts.setFocus()
    down, up = Qt.Key.Key_Down, Qt.Key.Key_Up

    way = [pane.press(down) for _ in range(6)]
    back = [pane.press(up) for _ in range(6)]

    assert way == [goes, pane.views, pane.views, lead, active, pane.field]
    assert back == [active, lead, pane.views, pane.views, goes, contacts]


def test_tab_stops_once_in_each_group_where_the_person_was(qtbot: QtBot) -> None:
    pane = Pane(qtbot)
    pane.buttons[0].setFocus()
    pane.press(Qt.Key.Key_Down)
    pane.before.setFocus()

    stops = [pane.press(Qt.Key.Key_Tab) for _ in range(5)]

    assert stops == [pane.scroll, pane.buttons[1], pane.views, pane.buttons[2], pane.field]


def test_sideways_and_delete_tell_the_button_but_leave_a_field_its_keys(qtbot: QtBot) -> None:
    pane = Pane(qtbot)
    told: list[tuple[str, QWidget]] = []
    pane.keys.opened.connect(lambda widget: told.append(("open", widget)))
    pane.keys.closed.connect(lambda widget: told.append(("close", widget)))
    pane.keys.cleared.connect(lambda widget: told.append(("clear", widget)))
    lead = pane.buttons[2]
    lead.setFocus()

    pane.press(Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Delete)
    pane.field.setText("ab")
    pane.field.setFocus()
    pane.press(Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Delete)

    assert told == [("open", lead), ("close", lead), ("clear", lead)]
    assert pane.field.text() == "a"


def test_from_right_to_left_the_sides_are_exchanged(qtbot: QtBot) -> None:
    pane = Pane(qtbot)
    pane.scroll.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    pane.buttons[2].setFocus()

    with qtbot.waitSignal(pane.keys.opened):
        pane.press(Qt.Key.Key_Left)


def test_a_stop_that_is_hidden_is_replaced(qtbot: QtBot) -> None:
    pane = Pane(qtbot)
    pane.buttons[2].setFocus()
    pane.before.setFocus()

    pane.buttons[2].hide()
    pane.keys.settle()

    assert pane.buttons[3].focusPolicy() & Qt.FocusPolicy.TabFocus
