"""Files on their way into the window."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtTest import QTest
from tests.desktop.desk import Desk

from nexus_contacts.desktop.importing.dialog import ImportDialog


def test_by_key_by_drop_and_not_with_a_key_that_may_only_read(
    desk: Desk, workspace_server: Callable[..., Any], tmp_path: Path
) -> None:
    desk.open_on(workspace_server(sample=20))
    window = desk.window
    assert window is not None
    QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    dialogs = window.findChildren(ImportDialog)
    assert len(dialogs) == 1
    dialogs[0].reject()

    path = tmp_path / "list.csv"
    path.write_text("First name,Email\nJane,j@x.org\n")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    action, buttons, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDragEnterEvent(QPoint(10, 10), action, data, buttons, keys)
    window.dragEnterEvent(event)
    assert event.isAccepted()
    assert not window.deeds.bringing_in.takes(tmp_path / "picture.png")

    desk.place.session.changer.set_read_only(True)
    assert not window.deeds.bringing_in.takes(path)
