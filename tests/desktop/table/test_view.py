"""Rows are moved through, ticked and opened; letters are left to the window; only exposed rows are painted."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from nexus_contacts.desktop.table.cells import Cells
from nexus_contacts.desktop.table.model import ContactModel
from nexus_contacts.desktop.table.view import TableView
from nexus_contacts.desktop.theme import theme

from .rows import row


def table(qtbot: QtBot, count: int = 100) -> TableView:
    model = ContactModel()
    model.show_rows([row(number) for number in range(count)], Cells())
    made = TableView(model)
    model.setParent(made)
    qtbot.addWidget(made)
    made.resize(500, 34 + 44 * 10)
    made.heading.arrange(("name", "company"), [200, 150])
    with qtbot.waitActive(made):
        made.show()
    return made


def test_keys_move_by_rows_pages_and_to_the_ends(qtbot: QtBot) -> None:
    made = table(qtbot)
    seen = []

    for key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_Home):
        QTest.keyClick(made, key)
        seen.append(made.currentIndex().row())

    assert seen == [0, 9, 99, 90, 0]


def test_the_row_under_the_pointer_is_lit_and_goes_out_with_it(qtbot: QtBot) -> None:
    made = table(qtbot)
    rest = made.viewport().grab().toImage()

    QTest.mouseMove(made.viewport(), QPoint(200, 60))
    lit = made.viewport().grab().toImage()
    hovered = made.hovered
    made._hover(-1)

    assert hovered == 1
    assert lit.pixel(400, 60) == theme().color("hover").rgb()
    assert made.viewport().grab().toImage() == rest


def test_control_click_ticks_and_shift_click_ticks_the_range(qtbot: QtBot) -> None:
    made = table(qtbot)
    told: list[tuple[object, bool]] = []
    made.ticked.connect(lambda ids, ticked: told.append((ids, ticked)))

    QTest.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, QPoint(200, 60))
    QTest.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, QPoint(200, 150))

    assert told[0] == (("con_1",), True)
    assert told[-1] == (("con_1", "con_2", "con_3"), True)


def test_letters_reach_the_window(qtbot: QtBot) -> None:
    class Window(QWidget):
        keys: list[str]

        @override
        def keyPressEvent(self, event: QKeyEvent) -> None:
            self.keys.append(event.text())

    window = Window()
    window.keys = []
    qtbot.addWidget(window)
    made = table(qtbot)
    made.setParent(window)
    window.show()
    made.show()

    QTest.keyClick(made, Qt.Key.Key_G)

    assert window.keys == ["g"]


def test_only_exposed_rows_are_painted(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.verticalScrollBar().setValue(44 * 20)

    places = made._exposed(0, 43)

    assert [(top, number) for top, number, _ in places] == [(0, 20)]
    assert [number for _, number, _ in made._exposed(430, 5000)] == list(range(29, 100))


def test_a_double_click_opens_the_cell(qtbot: QtBot) -> None:
    made = table(qtbot)

    with qtbot.waitSignal(made.cell_opened) as opened:
        QTest.mouseDClick(made.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 100))

    assert opened.args == ["con_2", "name"]


def test_right_to_left_puts_the_avatar_at_the_right(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    made.heading.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    columns = {key: x for key, x, _ in made.scene().columns}

    assert columns["tick"] > columns["name"] > columns["company"]


def test_compact_rows_show_more(qtbot: QtBot) -> None:
    made = table(qtbot)
    before = made.rowAt(300)

    made.set_compact(True)
    made.viewport().update(QRect(0, 0, 10, 10))

    assert made.rowAt(300) > before
