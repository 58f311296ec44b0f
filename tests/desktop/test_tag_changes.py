"""A tag renamed everywhere, or taken off everywhere: counted, one step, undone as one."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QInputDialog, QMessageBox
from tests.desktop.desk import Desk

from nexus_contacts.store import contacts
from nexus_contacts.store.filters import Filter

Start = Callable[..., Any]


def carriers(desk: Desk, tag: str) -> int:
    return len(contacts.ids(desk.place.session.database, Filter(tags=(tag,))))


def test_a_tag_is_renamed_in_every_contact_and_back(desk: Desk, workspace_server: Start) -> None:
    desk.open_on(workspace_server(sample=60))
    assert desk.window is not None
    window = desk.window
    tag = contacts.facets(desk.place.session.database, Filter()).tags[0][0]
    before = carriers(desk, tag)

    desk.place.sidebar.filters.tags.rename_wanted.emit(tag)
    desk.wait_until(lambda: bool(window.findChildren(QInputDialog)))
    dialog = window.findChildren(QInputDialog)[-1]
    assert f"which {before} contacts carry" in dialog.labelText()
    dialog.setTextValue("renamed")
    dialog.accept()

    desk.wait_until(lambda: carriers(desk, "renamed") == before)
    assert carriers(desk, tag) == 0
    desk.place.session.changer.undo()
    desk.wait_until(lambda: carriers(desk, tag) == before)


def test_a_tag_is_taken_off_every_contact(desk: Desk, workspace_server: Start) -> None:
    desk.open_on(workspace_server(sample=60))
    assert desk.window is not None
    window = desk.window
    tag = contacts.facets(desk.place.session.database, Filter()).tags[0][0]

    desk.place.sidebar.filters.tags.removal_wanted.emit(tag)
    desk.wait_until(lambda: bool(window.findChildren(QMessageBox)))
    box = window.findChildren(QMessageBox)[-1]
    next(button for button in box.buttons() if button.text() == "Remove the tag").click()

    desk.wait_until(lambda: carriers(desk, tag) == 0)
