"""The heading keeps the tick first, shows its sort, and says where the keys are."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.table.cells import Cells
from nexus_contacts.desktop.table.model import ContactModel
from nexus_contacts.desktop.table.view import TableView
from nexus_contacts.store.filters import Sort

from .rows import row

KEYS = ("name", "company", "updated")


def table(qtbot: QtBot) -> TableView:
    model = ContactModel()
    model.show_rows([row(number) for number in range(4)], Cells())
    made = TableView(model)
    model.setParent(made)
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.heading.arrange(KEYS, [150, 120, 90])
    with qtbot.waitActive(made):
        made.show()
    return made


def test_columns_stand_as_arranged_and_the_others_are_hidden(qtbot: QtBot) -> None:
    made = table(qtbot)
    heading = made.heading

    heading.arrange(("updated", "name"), [80, 200])

    assert heading.shown_keys() == ("updated", "name")
    assert heading.sections()[0][0] == "tick"


def test_a_dragged_column_is_told_but_none_goes_before_the_tick(qtbot: QtBot) -> None:
    made = table(qtbot)

    with qtbot.waitSignal(made.heading.dragged):
        made.heading.moveSection(made.heading.visualIndex(made.rows.column("updated")), 0)

    assert made.heading.visualIndex(0) == 0
    assert made.heading.shown_keys() == ("updated", "name", "company")


def test_shift_and_a_click_add_to_the_sort(qtbot: QtBot) -> None:
    made = table(qtbot)
    heading = made.heading

    with qtbot.waitSignal(heading.sort_wanted) as wanted:
        QTest.mouseClick(
            heading.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, QPoint(230, 10)
        )

    assert wanted.args == ["company", True]


def test_the_box_in_the_heading_ticks_the_page(qtbot: QtBot) -> None:
    made = table(qtbot)
    heading = made.heading

    with qtbot.waitSignal(heading.tick_wanted):
        QTest.mouseClick(heading.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(30, 10))


def test_a_pulled_edge_tells_the_new_width_once_the_button_is_up(qtbot: QtBot) -> None:
    made = table(qtbot)
    edge = made.heading.sectionViewportPosition(made.rows.column("company")) - 1

    with qtbot.waitSignal(made.heading.resized_by_hand) as told:
        QTest.mouseMove(made.heading.viewport(), QPoint(edge, 10))
        QTest.mousePress(made.heading.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(edge, 10))
        QTest.mouseMove(made.heading.viewport(), QPoint(edge + 15, 10))
        QTest.mouseMove(made.heading.viewport(), QPoint(edge + 30, 10))
        QTest.mouseRelease(made.heading.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(edge + 30, 10))

    assert told.args == ["name", 180]


def test_down_goes_from_the_heading_to_the_rows_and_control_up_back(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.heading.setFocus(Qt.FocusReason.TabFocusReason)

    QTest.keyClick(made.heading, Qt.Key.Key_Down)
    below = made.hasFocus(), made.currentIndex().row()
    QTest.keyClick(made, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)

    assert below == (True, 0)
    assert made.heading.hasFocus()


def test_focus_and_sort_are_seen(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.setFocus()
    rest = made.heading.grab().toImage()

    made.heading.setFocus(Qt.FocusReason.TabFocusReason)
    focused = made.heading.grab().toImage()
    made.rows.set_order(Sort("company", False, (("name", True),)))
    made.heading.viewport().update()

    assert focused != rest
    assert made.heading.grab().toImage() != focused


def test_arrows_run_with_the_direction_of_the_text(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    made.heading.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    QTest.keyClick(made.heading, Qt.Key.Key_Left)

    assert made.heading.current_key() == "name"
