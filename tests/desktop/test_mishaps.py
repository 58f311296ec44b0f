"""A bug is told once, with its places and without anybody's data."""

import sys

import pytest
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.mishaps import Mishaps, details_of, show_bug


def failure(value: str) -> BaseException:
    try:
        raise ValueError(value)
    except ValueError as error:
        return error


def test_the_details_name_places_and_no_values() -> None:
    details = details_of(failure("jane@example.com"))

    assert details.startswith("ValueError")
    assert "failure" in details
    assert "jane@example.com" not in details


def test_a_bug_opens_a_dialog_with_details(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)

    show_bug(window, failure("secret"))

    (box,) = [each for each in window.findChildren(QMessageBox) if each.isVisible()]
    assert "ValueError" in box.detailedText()
    assert "secret" not in box.detailedText() + box.text() + box.informativeText()
    box.close()


def test_what_no_slot_caught_reaches_the_window(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    Mishaps(window).install()

    error = failure("late")
    sys.excepthook(type(error), error, error.__traceback__)

    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(QMessageBox)))
    for box in window.findChildren(QMessageBox):
        box.close()
