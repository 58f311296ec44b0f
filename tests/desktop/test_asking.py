"""The window's questions answer by a callback, and do nothing where the person says no."""

import pytest
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop import asking
from nexus_contacts.sync.errors import DeletionsHeld
from nexus_contacts.sync.progress import Phase, SyncState


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_key_is_asked_for_masked_and_trimmed(window: QWidget) -> None:
    given: list[str] = []
    asking.ask_for_key(window, "Northwind Sales", given.append)
    (dialog,) = window.findChildren(QInputDialog)

    dialog.setTextValue("  nx_key ")
    dialog.accept()

    assert given == ["nx_key"]


def test_deletions_go_only_where_the_person_says_so(window: QWidget) -> None:
    accepted: list[bool] = []
    state = SyncState(Phase.HELD, reason=DeletionsHeld(300, 1250, 950))
    asking.ask_about_deletions(window, state, lambda: accepted.append(True))
    (box,) = window.findChildren(QMessageBox)

    assert "300 contacts" in box.text()
    assert not accepted
    (delete,) = [button for button in box.findChildren(QPushButton) if "Delete" in button.text()]
    assert not delete.isDefault()
    delete.click()

    assert accepted == [True]


def test_no_file_chosen_writes_nothing(window: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: ("", ""))
    given: list[str] = []

    asking.ask_for_file(window, given.append)

    assert given == []
