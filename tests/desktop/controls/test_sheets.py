"""A dialog inside its window: it fits, keeps the keyboard, and leaves by Esc."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QWidget

from nexus_contacts.desktop.controls.buttons import SecondaryButton
from nexus_contacts.desktop.controls.sheets import Sheet


def made(show_active: Any) -> tuple[QWidget, Sheet, QLineEdit, SecondaryButton]:
    window = QWidget()
    window.resize(900, 700)
    behind = QLineEdit(window)
    show_active(window)
    sheet = Sheet("Title", "A line below it", (600, 400), window)
    field, button = QLineEdit(), SecondaryButton("Done")
    sheet.column.addWidget(field)
    sheet.foot.addWidget(button)
    sheet.show()
    field.setFocus()
    assert behind.isVisible()
    return window, sheet, field, button


def test_it_stands_in_the_middle_and_shrinks_with_its_window(show_active: Any) -> None:
    window, sheet, _field, _button = made(show_active)

    assert sheet.size().width() == 600
    assert abs(sheet.geometry().center().x() - window.rect().center().x()) <= 1
    window.resize(400, 300)
    assert sheet.width() == 400 - 32
    assert sheet.height() == 300 - 32


def test_tab_goes_round_inside(show_active: Any) -> None:
    window, sheet, field, button = made(show_active)
    visited = []
    for _stop in range(4):
        visited.append(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)

    assert all(widget is not None and sheet.isAncestorOf(widget) for widget in visited)
    assert {field, button} <= set(visited)
    assert window.isVisible()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
    assert sheet.isAncestorOf(QApplication.focusWidget())


def test_esc_leaves_and_ctrl_enter_submits(show_active: Any, qtbot: Any) -> None:
    window, sheet, field, _button = made(show_active)
    submitted: list[bool] = []
    sheet.submit = lambda: submitted.append(True)  # type: ignore[method-assign]

    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(sheet.rejected):
        QTest.keyClick(field, Qt.Key.Key_Escape)

    assert submitted == [True]
    assert window.isVisible()


def test_the_heading_can_change(show_active: Any) -> None:
    window, sheet, _field, _button = made(show_active)

    sheet.set_heading("Other", "")

    assert sheet.accessibleName() == "Other"
    assert sheet.parentWidget() is window


def test_it_takes_the_focus_to_its_first_stop_or_has_it_itself(show_active: Any) -> None:
    window, sheet, field, button = made(show_active)

    sheet.take_focus()
    assert QApplication.focusWidget() is field
    field.setEnabled(False)
    button.setEnabled(False)
    sheet.take_focus()
    assert QApplication.focusWidget() is sheet
    QTest.keyClick(sheet, Qt.Key.Key_Tab)
    assert sheet.isAncestorOf(QApplication.focusWidget())
    assert window.isVisible()


def test_a_body_that_is_too_wide_is_reached(show_active: Any, qtbot: Any) -> None:
    window, sheet, field, _button = made(show_active)
    field.setMinimumWidth(560)
    bar = sheet.findChildren(QScrollArea)[0].horizontalScrollBar()

    assert bar.maximum() == bar.minimum()
    window.resize(400, 300)
    qtbot.waitUntil(bar.isVisible)
    assert bar.maximum() > 0
