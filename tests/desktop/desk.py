"""The whole program at a test's hands: a real window over a real server, met by accessible names and keys."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from nexus_contacts import account as accounts
from nexus_contacts.account import Account
from nexus_contacts.desktop.opening import Opening
from nexus_contacts.desktop.service import Address
from nexus_contacts.desktop.session import Session
from nexus_contacts.desktop.settings import Settings
from nexus_contacts.desktop.theme import theme
from nexus_contacts.desktop.window import MainWindow
from nexus_contacts.desktop.workplace import Workplace

WAIT_MS = 20_000


class Desk:
    """One window at a time, closed by `close`."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.window: MainWindow | None = None
        self.sample_address = Address("", "")

    def open(self, account: Account | None, size: tuple[int, int] = (1440, 900)) -> MainWindow:
        """Open the window as a start would, on `account` or on the first screen."""

        def address(_session: Session) -> Address:
            return self.sample_address

        window = MainWindow(Settings(), address)
        self.window = window
        window.resize(*size)
        window.begin(Opening(account) if account is not None else None)
        with self._qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    def open_on(self, server: Any, size: tuple[int, int] = (1440, 900)) -> MainWindow:
        """Open the window on a running workspace server and wait until its contacts are there."""
        account = Account("test", "Northwind Sales", server.base_url)
        accounts.hold_for_session(account, server.api_key)
        window = self.open(account, size)
        self.wait_for_rows()
        self.wait_until(self.place.table.table.hasFocus)
        self.wait_until(lambda: self.place.session.engine is not None and self.place.session.engine.state.phase.resting)
        return window

    @property
    def place(self) -> Workplace:
        """The workplace of the open window."""
        assert self.window is not None
        assert self.window.workplace is not None
        return self.window.workplace

    def wait_until(self, condition: Callable[[], bool]) -> None:
        """Let the program run until `condition` holds."""
        self._qtbot.waitUntil(condition, timeout=WAIT_MS)

    def wait_for_rows(self) -> None:
        """Wait until the table has rows."""
        self.wait_until(lambda: self.window is not None and self.window.workplace is not None)
        self.wait_until(lambda: bool(self.place.table.model.ids()))

    def names(self) -> list[str]:
        """The names in the table, top to bottom."""
        return [row.name for row in self.place.table.model.rows if row is not None]

    def find(self, name: str, kind: type[QWidget] = QWidget) -> QWidget:
        """The visible control with this accessible name."""
        assert self.window is not None
        found = [
            widget
            for widget in self.window.findChildren(kind)
            if widget.accessibleName() == name and widget.isVisible()
        ]
        assert found, f"no visible control is called {name!r}"
        return found[0]

    def has(self, name: str) -> bool:
        """Whether a visible control has this accessible name."""
        assert self.window is not None
        return any(
            widget.isVisible() for widget in self.window.findChildren(QWidget) if widget.accessibleName() == name
        )

    def control_names(self) -> list[str]:
        """The accessible names of all visible controls."""
        assert self.window is not None
        return [widget.accessibleName() for widget in self.window.findChildren(QWidget) if widget.isVisible()]

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self.focused(), key, modifiers)

    def type(self, text: str) -> None:
        """Type text where the focus is."""
        QTest.keyClicks(self.focused(), text)

    def focused(self) -> QWidget:
        """The control that has the focus."""
        assert self.window is not None
        widget = QApplication.focusWidget() or self.window.focusWidget() or self.window
        return widget

    def close(self) -> None:
        """Close the window as a person would."""
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None
            theme().set_mode("light")
