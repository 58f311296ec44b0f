"""Files on their way into the window."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QMessageBox
from tests.desktop.desk import Desk

from nexus_contacts.desktop.importing.dialog import CHECK, MATCH, ImportDialog
from nexus_contacts.desktop.trash.stayed_sheet import StayedSheet
from nexus_contacts.store import contacts, steps
from nexus_contacts.store.edits import Change


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


def test_one_undo_takes_all_back_and_asks_where_it_was_changed_since(
    desk: Desk, workspace_server: Callable[..., Any], tmp_path: Path
) -> None:
    desk.open_on(workspace_server(sample=20))
    window, place = desk.window, desk.place
    assert window is not None
    database = place.session.database
    known = contacts.get(database, place.table.model.ids()[0])
    assert known is not None
    path = tmp_path / "list.csv"
    path.write_text(f"First name,Email,Company\nNew,new@x.org,\nX,{known.email},From the fair\n")
    window.deeds.bringing_in.open_import(path)
    dialog = window.findChildren(ImportDialog)[-1]
    desk.wait_until(lambda: dialog._step == MATCH)
    dialog.match.existing.setCurrentIndex(2)
    dialog.submit()
    desk.wait_until(lambda: dialog._step == CHECK and not dialog._looking.is_set())
    dialog.submit()
    desk.wait_until(lambda: dialog._result is not None)
    dialog.reject()
    place.session.changer.change(known.id, (Change("company", "From the fair", "By hand"),))
    desk.wait_until(lambda: (made := steps.last_done(database)) is not None and made.kind == "edit")

    done = steps.last_done(database)
    assert done is not None
    place.session.changer.undo(done.number - 1)
    desk.wait_until(lambda: bool(window.findChildren(StayedSheet)))
    sheet = window.findChildren(StayedSheet)[-1]
    (box,) = sheet.findChildren(QCheckBox)
    assert "Company: By hand → " in box.text()
    box.setChecked(True)
    sheet.submit()

    desk.wait_until(lambda: bool(window.findChildren(QMessageBox)))
    box_of_deletion = window.findChildren(QMessageBox)[-1]
    next(one for one in box_of_deletion.buttons() if one.text().startswith("Delete")).click()
    desk.wait_until(lambda: contacts.find_by_email(database, "new@x.org") is None)
    back = contacts.get(database, known.id)
    assert back is not None
    assert (back.first_name, back.company) == (known.first_name, known.company)
