"""What a person does with their accounts while the window is open."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QInputDialog, QMenu, QMessageBox, QPushButton
from tests.desktop.desk import Desk

from nexus_contacts import account as accounts
from nexus_contacts import paths
from nexus_contacts.workspace.running import EmbeddedServer

Start = Callable[..., EmbeddedServer]


@pytest.fixture
def open_desk(desk: Desk, workspace_server: Start) -> Desk:
    server = workspace_server(sample=12)
    account = accounts.add("Harbour", server.base_url, server.api_key, remember=False)
    desk.open(account)
    desk.wait_for_rows()
    return desk


def menu_of(desk: Desk) -> QMenu:
    assert desk.window is not None
    desk.window.deeds.workspaces.open_menu()
    (menu,) = [each for each in desk.window.findChildren(QMenu) if each.isVisible()]
    return menu


def choose(menu: QMenu, text: str) -> None:
    (action,) = [each for each in menu.actions() if text in each.text()]
    menu.close()
    action.trigger()


def test_the_menu_marks_the_open_workspace(open_desk: Desk) -> None:
    menu = menu_of(open_desk)

    marked = [action.text() for action in menu.actions() if action.isChecked()]

    assert marked == ["Harbour"]
    menu.close()


def test_a_new_name_is_shown_and_kept(open_desk: Desk) -> None:
    window = open_desk.window
    assert window is not None
    choose(menu_of(open_desk), "Rename")
    (dialog,) = [each for each in window.findChildren(QInputDialog) if each.isVisible()]

    dialog.setTextValue("Harbour Health")
    dialog.accept()

    open_desk.wait_until(lambda: window.windowTitle().startswith("Harbour Health"))
    assert accounts.accounts()[0].name == "Harbour Health"


def test_disconnecting_asks_first_and_then_forgets_everything(open_desk: Desk) -> None:
    window = open_desk.window
    assert window is not None
    folder = paths.account_folder("harbour")
    choose(menu_of(open_desk), "Disconnect")
    (box,) = [each for each in window.findChildren(QMessageBox) if each.isVisible()]
    assert window.workplace is not None

    (go,) = [each for each in box.findChildren(QPushButton) if "Disconnect Harbour" in each.text()]
    go.click()

    open_desk.wait_until(lambda: window.workplace is None)
    assert accounts.accounts() == ()
    assert not folder.exists()


def test_a_key_that_fails_changes_nothing(open_desk: Desk) -> None:
    window = open_desk.window
    assert window is not None
    before = accounts.credentials(accounts.accounts()[0]).api_key
    window.deeds.workspaces.enter_key()
    (dialog,) = [each for each in window.findChildren(QInputDialog) if each.isVisible()]

    dialog.setTextValue("wrong")
    dialog.accept()

    open_desk.wait_until(lambda: window.toasts.newest() is not None)
    assert accounts.credentials(accounts.accounts()[0]).api_key == before
