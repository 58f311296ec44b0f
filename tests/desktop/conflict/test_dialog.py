"""Two versions decided by keyboard, by buttons, or later."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from tests.desktop.conflict.test_choices import conflict

from nexus_contacts.desktop.conflict.dialog import ConflictDialog
from nexus_contacts.desktop.session import Session
from nexus_contacts.store import contacts, entries


@pytest.fixture
def window(show_active: Any) -> QWidget:
    made = QWidget()
    made.resize(1000, 700)
    show_active(made)
    return made


def shown(qtbot: Any, session: Session, window: QWidget) -> ConflictDialog:
    dialog = ConflictDialog(session, conflict(session), window)
    dialog.show()
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def save_button(dialog: ConflictDialog) -> QPushButton:
    return next(button for button in dialog.findChildren(QPushButton) if button.text() == "Save and send")


def test_by_keyboard_mine_and_theirs(qtbot: Any, session: Session, window: QWidget) -> None:
    dialog = shown(qtbot, session, window)
    assert not save_button(dialog).isEnabled()
    first = QApplication.focusWidget()
    first_field = dialog._clashes[0].field

    QTest.keyClick(first, Qt.Key.Key_1)
    QTest.keyClick(first, Qt.Key.Key_Down)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_2)
    assert save_button(dialog).isEnabled()
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: entries.parked(session.database) == ())
    (entry,) = entries.waiting(session.database)
    assert {change.field for change in entry.changes} == {first_field, "tags"}


def test_all_theirs_keeps_what_was_combined(qtbot: Any, session: Session, window: QWidget) -> None:
    dialog = shown(qtbot, session, window)

    next(one for one in dialog.findChildren(QPushButton) if one.text() == "Take all theirs").click()
    save_button(dialog).click()

    qtbot.waitUntil(lambda: entries.parked(session.database) == ())
    assert [change.field for change in entries.waiting(session.database)[0].changes] == ["tags"]


def test_my_change_can_be_discarded(qtbot: Any, session: Session, window: QWidget) -> None:
    dialog = shown(qtbot, session, window)

    next(one for one in dialog.findChildren(QPushButton) if one.text() == "Discard my change").click()

    qtbot.waitUntil(lambda: entries.counts(session.database) == entries.OutboxCounts())
    found = contacts.get(session.database, "con_1")
    assert found is not None
    assert found.company == "Acme"
