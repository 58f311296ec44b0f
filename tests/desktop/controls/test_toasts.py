"""Toasts tell, offer a way back, and go by themselves unless they are looked at."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.controls.toasts import Toast, ToastHost, announce
from nexus_contacts.desktop.theme import Theme


@pytest.fixture
def area(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    # An earlier test may have left the pointer where the toasts are.
    QTest.mouseMove(made, QPoint(700, 20))
    QTest.mouseMove(made, QPoint(701, 21))
    return made


@pytest.fixture
def host(area: QWidget) -> ToastHost:
    return ToastHost(area)


def timer_of(toast: Toast) -> QTimer:
    return toast.findChildren(QTimer)[0]


def test_a_toast_shows_in_the_lower_corner(host: ToastHost, area: QWidget) -> None:
    toast = host.show_toast("3 contacts assigned to Leo Brandt", icon="user", action="Undo", key="Ctrl Z")

    assert (toast.x(), toast.y() + toast.height()) == (20, 580)
    assert toast.isVisible()
    assert host.newest() is toast
    assert toast.accessibleName() == toast.text == "3 contacts assigned to Leo Brandt"


def test_it_stands_at_the_right_where_text_runs_right_to_left(host: ToastHost, area: QWidget) -> None:
    area.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    toast = host.show_toast("Saved")

    assert toast.x() + toast.width() == 780


def test_its_action_is_taken_once(host: ToastHost, qtbot: QtBot) -> None:
    taken: list[bool] = []
    toast = host.show_toast("Deleted", action="Undo", taken=lambda: taken.append(True))

    qtbot.mouseClick(toast.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)

    assert taken == [True]
    assert host.newest() is None


def test_dismissing_takes_no_action(host: ToastHost, qtbot: QtBot) -> None:
    taken: list[bool] = []
    toast = host.show_toast("Deleted", action="Undo", taken=lambda: taken.append(True))

    qtbot.mouseClick(toast.findChildren(QPushButton)[1], Qt.MouseButton.LeftButton)

    assert taken == []
    assert host.newest() is None


def test_escape_dismisses(host: ToastHost, qtbot: QtBot) -> None:
    toast = host.show_toast("Deleted")

    qtbot.keyClick(toast, Qt.Key.Key_Escape)

    assert host.newest() is None


def test_it_goes_when_its_time_is_over(host: ToastHost, qtbot: QtBot) -> None:
    toast = host.show_toast("Saved")
    running = timer_of(toast).isActive()

    timer_of(toast).timeout.emit()

    assert running
    assert timer_of(toast).interval() == 10_000
    assert host.newest() is None


def test_it_stays_where_no_time_is_set(host: ToastHost) -> None:
    toast = host.show_toast("Saved", seconds=0)

    assert not timer_of(toast).isActive()


def test_it_stays_while_the_pointer_is_over_it(host: ToastHost) -> None:
    toast = host.show_toast("Saved")
    middle = toast.rect().center().toPointF()

    QApplication.sendEvent(toast, QEnterEvent(middle, middle, middle))
    held = timer_of(toast).isActive()
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))

    assert not held
    assert timer_of(toast).isActive()


def test_it_stays_while_it_has_the_focus_which_it_never_takes_itself(
    host: ToastHost, area: QWidget, qtbot: QtBot
) -> None:
    with qtbot.waitActive(area):
        area.activateWindow()
    toast = host.show_toast("Saved", action="Undo")
    taken_by_itself = toast.isAncestorOf(QApplication.focusWidget()) if QApplication.focusWidget() else False

    toast.focus_action()
    held = timer_of(toast).isActive()
    toast.findChildren(QPushButton)[0].clearFocus()

    assert not taken_by_itself
    assert not held
    assert timer_of(toast).isActive()


def test_at_most_three_show_and_the_newest_is_lowest(host: ToastHost) -> None:
    toasts = [host.show_toast(f"Toast {number}") for number in range(5)]

    assert [toast.isVisible() for toast in toasts] == [False, False, True, True, True]
    assert toasts[2].y() < toasts[3].y() < toasts[4].y()


def test_they_follow_the_window(host: ToastHost, area: QWidget) -> None:
    toast = host.show_toast("Saved")

    area.resize(500, 400)

    assert toast.y() + toast.height() == 380


def test_its_words_fit_at_any_text_size(host: ToastHost, look: Theme) -> None:
    toast = host.show_toast("3 contacts assigned to Leo Brandt", icon="user", action="Undo", key="Ctrl Z")

    look.set_text_size(150)

    first = toast.findChildren(QPushButton)[0]
    assert first.x() > look.px(40) + look.metrics("bold").horizontalAdvance(toast.text)


def test_something_can_be_announced(area: QWidget) -> None:
    announce(area, "412 contacts")
    announce(area, "The server cannot be reached", assertive=True)

    assert area.isVisible()
