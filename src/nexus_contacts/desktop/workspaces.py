"""The menu of workspaces: open another, add, rename, disconnect, give the open one another key."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from nexus_contacts import account as accounts
from nexus_contacts.account import Account
from nexus_contacts.desktop import asking
from nexus_contacts.desktop.actions import Actions
from nexus_contacts.errors import NexusError

if TYPE_CHECKING:
    from nexus_contacts.desktop.window import MainWindow


class Workspaces(QObject):
    """What a person does with their accounts while the window is open."""

    def __init__(self, window: "MainWindow", actions: Actions) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions

    def _open_account(self) -> Account | None:
        place = self._window.workplace
        return place.session.account if place is not None else None

    def open_menu(self, at: QPoint | None = None) -> None:
        """Open the menu, at a place given in global coordinates or below the switcher."""
        shown = self._open_account()
        menu = QMenu(self._window)
        group = QActionGroup(menu)
        for account in (*accounts.accounts(), accounts.sample_account()):
            action = group.addAction(menu.addAction(account.name))
            action.setCheckable(True)
            action.setChecked(shown is not None and account.slug == shown.slug)
            if not action.isChecked():
                action.triggered.connect(partial(self._window.open_account, account))
        menu.addSeparator()
        menu.addAction(self.tr("Add a workspace…"), self._window.show_first_run)
        if shown is not None and shown in accounts.accounts():
            menu.addAction(self._actions["new_key"])
            menu.addAction(self.tr("Rename this workspace…"), self.rename)
            menu.addAction(self.tr("Disconnect this workspace…"), self.disconnect_account)
        menu.addSeparator()
        menu.addAction(self._actions["settings"])
        self._window.pop_up(menu, at or self._window.mapToGlobal(QPoint(16, 52)))

    def enter_key(self) -> None:
        """Ask for another API key for the open account, try it, and go on with it; a key that fails changes nothing."""
        place, account = self._window.workplace, self._open_account()
        if place is None or account is None or account.kind != "service":
            return
        from nexus_contacts.desktop.account.connecting import try_key

        background = place.session.background

        def keep(key: str) -> None:
            background.run(
                place,
                lambda: accounts.replace_key(account, key),
                lambda _nothing: self._window.open_account(account),
                self._window.show_error,
            )

        def check(key: str) -> None:
            background.run_async(
                place, lambda: try_key(account.base_url, key), lambda _answer: keep(key), self._window.show_error
            )

        asking.ask_for_key(self._window, account.name, check)

    def rename(self) -> None:
        """Ask for another name of the open account."""
        account = self._open_account()
        if account is None:
            return

        def take(name: str) -> None:
            try:
                renamed = accounts.rename(account, name)
            except NexusError as error:
                self._window.show_error(error)
            else:
                self._window.open_account(renamed)

        asking.ask_for_name(self._window, account.name, take)

    def disconnect_account(self) -> None:
        """Ask, then forget the open account with its key and its local files."""
        account = self._open_account()
        if account is None:
            return

        def forget() -> None:
            self._window.close_workplace()
            try:
                accounts.remove(account)
            except NexusError as error:
                self._window.show_first_run(error)
            else:
                self._window.show_first_run()

        unsent = self._window.workplace.waits if self._window.workplace is not None else 0
        asking.ask_to_disconnect(self._window, account.name, unsent, forget)
