"""A text edited where it stands: kept by Enter and by leaving, let be by Esc, held open while it is wrong."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.controls.inline_editor import InlineEditor


def no_digits(text: str) -> str:
    return "No digits" if any(sign.isdigit() for sign in text) else ""


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def editor(qtbot: QtBot, told: list[str]) -> Iterator[InlineEditor]:
    home = QWidget()
    qtbot.addWidget(home)
    column = QVBoxLayout(home)
    column.addWidget(QLineEdit())
    made = InlineEditor("Company", "Acme", no_digits, ("Acme Corp", "Globex"), parent=home)
    column.addWidget(made)
    made.committed.connect(told.append)
    made.ended.connect(lambda: told.append("ended"))
    home.show()
    qtbot.waitExposed(home)
    home.activateWindow()
    made.begin()
    qtbot.waitUntil(made.hasFocus)
    yield made
    home.close()


def test_enter_keeps_what_is_typed_and_ends(editor: InlineEditor, told: list[str]) -> None:
    QTest.keyClicks(editor, "Initech")
    QTest.keyClick(editor, Qt.Key.Key_Return)

    assert told == ["Initech", "ended"]
    assert not editor.isVisible()


def test_leaving_keeps_what_is_typed(editor: InlineEditor, told: list[str]) -> None:
    QTest.keyClicks(editor, "Initech")
    other = editor.parentWidget().findChild(QLineEdit)
    assert other is not None
    other.setFocus()

    assert told == ["Initech", "ended"]


def test_esc_and_an_unchanged_text_commit_nothing(editor: InlineEditor, told: list[str]) -> None:
    QTest.keyClicks(editor, "Initech")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert editor.finish()

    assert told == ["ended"]


def test_what_is_wrong_stays_open_and_says_so_until_it_is_right(editor: InlineEditor, told: list[str]) -> None:
    QTest.keyClicks(editor, "Area 51")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    wrong = (editor.error, list(told))
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    QTest.keyClick(editor, Qt.Key.Key_Backspace)

    assert wrong == ("No digits", [])
    assert editor.error == ""
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert told == ["Area ", "ended"]
