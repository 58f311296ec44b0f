"""Fixtures for everything with a window: drawn off screen, dressed in the theme, left as it was found."""

import importlib.util
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# The tests measure text: what the desktop they run on prefers must not show.
os.environ.setdefault("QT_QPA_PLATFORMTHEME", "")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from nexus_contacts.account import Account
from nexus_contacts.desktop.background import Background
from nexus_contacts.desktop.bridge import Bridge
from nexus_contacts.desktop.session import Session
from nexus_contacts.desktop.settings import Settings
from nexus_contacts.desktop.theme import Theme, theme

if TYPE_CHECKING:
    from gallery import Gallery
from tests.desktop.desk import Desk

from nexus_contacts.store.connection import Database


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The application's arguments."""
    return ["nexus-contacts"]


@pytest.fixture(scope="session")
def dressed_app(qapp: QApplication) -> QApplication:
    """The application in Fusion, with the fonts, palette and style sheet of the program."""
    theme().apply(qapp)
    return qapp


@pytest.fixture(autouse=True)
def look(dressed_app: QApplication) -> Iterator[Theme]:
    """The theme, light at 100 %; whatever a test chooses is undone after it."""
    found = theme()
    found.set_mode("light")
    yield found
    found.set_mode("light")
    found.set_text_size(100)
    found.set_contrast("system")
    found.set_motion("system")
    dressed_app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    # Widgets that wait to be deleted are deleted here, not in the middle of the next test.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def session(qapp: QApplication, tmp_path: Path) -> Iterator[Session]:
    """An account's session over an empty copy, without an engine; closed after the test."""
    database = Database.open(tmp_path / "account", bytes(range(32)))
    made = Session(
        account=Account("northwind", "Northwind Sales", "http://127.0.0.1:1"),
        database=database,
        background=Background(),
        bridge=Bridge(),
        settings=Settings(tmp_path / "settings.toml"),
    )
    yield made
    assert made.background.close()
    database.close()


@pytest.fixture
def show_gallery(qtbot: QtBot) -> "Callable[[], Gallery]":
    """A factory of the page that has every shared control on it, shown."""
    spec = importlib.util.spec_from_file_location("gallery", Path(__file__).with_name("gallery.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    def show() -> "Gallery":
        page: Gallery = module.Gallery()
        qtbot.addWidget(page)
        page.resize(1180, 900)
        page.show()
        return page

    return show


@pytest.fixture
def show_active(qtbot: QtBot) -> Callable[[QWidget], None]:
    """Show a widget as the active window, so that its controls can take the focus."""

    def show(widget: QWidget) -> None:
        qtbot.addWidget(widget)
        with qtbot.waitActive(widget):
            widget.show()
            widget.activateWindow()

    return show


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    """The whole window to work at, closed after the test."""
    made = Desk(qtbot)
    yield made
    made.close()
