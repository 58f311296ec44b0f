"""The main window: opens an account or asks for one, shows its contacts, goes on without the server."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from tests.desktop.desk import Desk

from nexus_contacts.account import Account
from nexus_contacts.desktop.controls.buttons import SecondaryButton
from nexus_contacts.desktop.controls.sheets import Sheet
from nexus_contacts.desktop.service import Address
from nexus_contacts.store.filters import Filter
from nexus_contacts.store.views import View
from nexus_contacts.workspace.running import EmbeddedServer

Start = Callable[..., EmbeddedServer]


def test_without_an_account_the_first_screen_is_shown(desk: Desk) -> None:
    window = desk.open(None)

    assert window.workplace is None
    assert desk.find("API key").isVisible()
    assert desk.find("Try the sample workspace").isVisible()


def test_an_account_shows_its_contacts_and_the_first_of_them(desk: Desk, workspace_server: Start) -> None:
    desk.open_on(workspace_server(sample=60))

    desk.wait_until(lambda: desk.place.detail.contact_id == desk.place.table.model.ids()[0])
    assert len(desk.names()) == 60


@pytest.mark.parametrize("name", ["Search contacts", "Contacts", "Filters", "Views", "Sync state", "New contact"])
def test_the_promised_names_are_there(desk: Desk, workspace_server: Start, name: str) -> None:
    desk.open_on(workspace_server(sample=20))
    desk.place.sidebar.save_view(View(0, "My open leads", filter=Filter(statuses=("lead",))))

    desk.wait_until(lambda: desk.has(name))


def test_every_control_that_takes_the_focus_has_a_name(desk: Desk, workspace_server: Start) -> None:
    window = desk.open_on(workspace_server(sample=20))
    desk.wait_until(lambda: bool(desk.place.detail.contact_id))

    nameless = [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (widget.accessibleName() or getattr(widget, "text", lambda: "")())
    ]

    assert nameless == []


def test_a_server_that_goes_leaves_everything_readable(desk: Desk, workspace_server: Start) -> None:
    server = workspace_server(sample=30)
    window = desk.open_on(server)
    before = desk.names()

    server.stop()
    assert window.service is not None
    window.service.wake()

    desk.wait_until(lambda: "Offline" in desk.find("Sync state").accessibleDescription())
    assert desk.names() == before


def test_a_start_without_the_server_shows_what_was_read_before(
    desk: Desk, workspace_server: Start, tmp_path: Path
) -> None:
    server = workspace_server(sample=30)
    desk.open_on(server)
    before = desk.names()
    desk.close()
    server.stop()

    account = Account("test", "Northwind Sales", server.base_url)
    desk.open(account)

    desk.wait_for_rows()
    assert desk.names() == before
    desk.wait_until(lambda: "Offline" in desk.find("Sync state").accessibleDescription())


def test_a_rejected_key_pauses_the_sync_and_keeps_the_contacts(desk: Desk, workspace_server: Start) -> None:
    server = workspace_server(sample=10)
    desk.open_on(server)
    desk.close()
    wrong = Account("test", "Northwind Sales", server.base_url)
    from nexus_contacts import account as accounts

    cache_key = accounts.credentials(wrong).cache_key
    accounts._session["test"] = accounts.Credentials(server.base_url, "not-the-key", cache_key)
    desk.open(wrong)

    desk.wait_for_rows()
    desk.wait_until(lambda: "paused" in desk.find("Sync state").accessibleDescription())
    assert len(desk.names()) == 10


def test_the_sample_is_opened_from_the_first_screen(desk: Desk, workspace_server: Start) -> None:
    server = workspace_server(sample=15)
    desk.sample_address = Address(server.base_url, server.api_key)
    window = desk.open(None)

    window.open_sample()

    desk.wait_for_rows()
    assert desk.place.session.account.kind == "sample"
    assert window.settings.choices.last_account == "sample"


def test_the_theme_is_switched_live(desk: Desk, workspace_server: Start) -> None:
    window = desk.open_on(workspace_server(sample=10))
    light = window.grab().toImage().pixelColor(700, 880).lightness()

    window.settings.change(theme="dark")

    assert window.grab().toImage().pixelColor(700, 880).lightness() < light / 2


def test_a_word_of_an_expected_failure_is_a_quiet_toast(desk: Desk, workspace_server: Start) -> None:
    from nexus_contacts.store.errors import DiskFull

    window = desk.open_on(workspace_server(sample=10))

    window.show_error(DiskFull("no room"))

    toast = window.toasts.newest()
    assert toast is not None
    assert toast.isVisible()


def test_a_dialog_has_the_keys_and_stays_above_the_veil(desk: Desk, workspace_server: Start) -> None:
    window = desk.open_on(workspace_server(sample=10))
    sheet = Sheet("Title", "", (400, 300), window)
    done = SecondaryButton("Done")
    sheet.foot.addWidget(done)

    window.open_dialog(sheet)

    desk.wait_until(done.hasFocus)
    window.resize(1200, 700)
    assert window.childAt(done.mapTo(window, done.rect().center())) is done
    desk.press(Qt.Key.Key_Escape)
    desk.wait_until(desk.place.table.table.hasFocus)


def test_a_dialog_that_takes_the_focus_itself_keeps_it_there(desk: Desk, workspace_server: Start) -> None:
    window = desk.open_on(workspace_server(sample=10))
    sheet, first, second = Sheet("Title", "", (400, 300), window), QLineEdit(), QLineEdit()
    sheet.column.addWidget(first)
    sheet.column.addWidget(second)
    second.setFocus()

    window.open_dialog(sheet)

    desk.wait_until(second.hasFocus)
