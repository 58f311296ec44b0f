"""The slider with two handles: by mouse, by keys, as screen readers see it, and mirrored."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSlider
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.sidebar.range_slider import RangeSlider


def slider(qtbot: QtBot) -> RangeSlider:
    made = RangeSlider(0, 100, ("Lowest score", "Highest score"))
    qtbot.addWidget(made)
    made.resize(224, 24)
    made.show()
    qtbot.waitExposed(made)
    return made


def handles(made: RangeSlider) -> tuple[QSlider, QSlider]:
    low, high = made.findChildren(QSlider)
    return low, high


def test_a_click_moves_the_nearer_handle_and_a_drag_follows_the_mouse(qtbot: QtBot) -> None:
    made = slider(qtbot)
    settled: list[tuple[int, int]] = []
    made.range_settled.connect(lambda low, high: settled.append((low, high)))

    QTest.mousePress(made, Qt.MouseButton.LeftButton, pos=QPoint(32, 12))
    QTest.mouseMove(made, QPoint(72, 12))
    QTest.mouseRelease(made, Qt.MouseButton.LeftButton, pos=QPoint(72, 12))

    assert made.bounds() == (30, 100)
    assert settled == [(30, 100)]


def test_keys_move_a_handle_but_never_past_the_other(qtbot: QtBot) -> None:
    made = slider(qtbot)
    low, high = handles(made)
    made.set_bounds(40, 45)

    QTest.keyClick(low, Qt.Key.Key_Right)
    QTest.keyClick(low, Qt.Key.Key_PageUp)
    QTest.keyClick(high, Qt.Key.Key_End)
    QTest.keyClick(high, Qt.Key.Key_Left)

    assert made.bounds() == (45, 99)


def test_values_set_from_outside_are_told_to_nobody(qtbot: QtBot) -> None:
    made = slider(qtbot)

    with qtbot.assertNotEmitted(made.range_changed), qtbot.assertNotEmitted(made.range_settled):
        made.set_bounds(10, 20)
        made.set_bounds(80, 90)

    assert made.bounds() == (80, 90)


def test_screen_readers_meet_two_sliders_with_names_and_values(qtbot: QtBot) -> None:
    made = slider(qtbot)
    made.set_bounds(40, 80)

    met = [QAccessible.queryAccessibleInterface(handle) for handle in handles(made)]

    assert [interface.role() for interface in met] == [QAccessible.Role.Slider] * 2
    assert [interface.text(QAccessible.Text.Name) for interface in met] == ["Lowest score", "Highest score"]
    assert [interface.valueInterface().currentValue() for interface in met] == [40, 80]


def test_from_right_to_left_the_low_end_is_on_the_right(qtbot: QtBot) -> None:
    made = slider(qtbot)
    made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    QTest.mouseClick(made, Qt.MouseButton.LeftButton, pos=QPoint(192, 12))

    assert made.bounds() == (10, 100)
