"""What the window's actions do."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QDialog, QInputDialog, QMenu
from tests.desktop.desk import Desk

from nexus_contacts.desktop.palette.dialog import Palette
from nexus_contacts.desktop.preferences.dialog import PreferencesDialog
from nexus_contacts.store.filters import Filter
from nexus_contacts.store.views import View
from nexus_contacts.workspace.running import EmbeddedServer

Start = Callable[..., EmbeddedServer]


@pytest.fixture
def open_desk(desk: Desk, workspace_server: Start) -> Desk:
    desk.open_on(workspace_server(sample=30))
    return desk


def dialogs(desk: Desk, kind: type[QDialog]) -> list[QDialog]:
    assert desk.window is not None
    return [each for each in desk.window.findChildren(kind) if each.isVisible()]


def test_the_theme_goes_round(open_desk: Desk) -> None:
    window = open_desk.window
    assert window is not None
    seen = []

    for _ in range(3):
        window.deeds.switch_theme()
        seen.append(window.settings.choices.theme)

    assert sorted(seen) == ["dark", "light", "system"]


def test_the_palette_opens_over_the_veil_and_closes_with_a_press_beside_it(open_desk: Desk) -> None:
    window = open_desk.window
    assert window is not None

    window.deeds.open_palette()

    assert dialogs(open_desk, Palette)
    assert window.scrim.isVisible()
    window.scrim.pressed.emit()
    open_desk.wait_until(lambda: not dialogs(open_desk, Palette))
    assert not window.scrim.isVisible()


def test_the_settings_open_and_act_at_once(open_desk: Desk) -> None:
    window = open_desk.window
    assert window is not None

    window.deeds.open_settings()

    (dialog,) = dialogs(open_desk, PreferencesDialog)
    window.settings.change(text_percent=125)
    dialog.close()
    assert window.settings.choices.text_percent == 125


def test_the_menu_offers_what_the_window_can_do(open_desk: Desk) -> None:
    window = open_desk.window
    assert window is not None

    window.deeds.open_menu()

    (menu,) = [each for each in window.findChildren(QMenu) if each.isVisible()]
    texts = [action.text() for action in menu.actions()]
    assert "Sync now" in texts
    assert "Theme" in texts
    menu.close()


def test_the_accounts_menu_marks_the_open_one_and_offers_the_sample(open_desk: Desk) -> None:
    window = open_desk.window
    assert window is not None

    window.deeds.workspaces.open_menu()

    (menu,) = [each for each in window.findChildren(QMenu) if each.isVisible()]
    assert any("Add a workspace" in action.text() for action in menu.actions())
    menu.close()


def test_another_key_is_asked_for(open_desk: Desk) -> None:
    window = open_desk.window
    assert window is not None

    window.deeds.workspaces.enter_key()

    assert dialogs(open_desk, QInputDialog)
    for dialog in dialogs(open_desk, QInputDialog):
        dialog.reject()


def test_a_search_on_the_server_says_what_it_found(open_desk: Desk) -> None:
    window = open_desk.window
    assert window is not None
    open_desk.place.set_filter(Filter(text="jane", statuses=("lead",)))

    window.deeds.search_service()

    open_desk.wait_until(lambda: window.toasts.newest() is not None)
    toast = window.toasts.newest()
    assert toast is not None
    assert "The server found" in toast.text
    assert "left out" in toast.text


def test_a_deleted_view_comes_back(open_desk: Desk) -> None:
    window = open_desk.window
    assert window is not None
    side = open_desk.place.sidebar
    side.save_view(View(0, "Leads", filter=Filter(statuses=("lead",))))
    open_desk.wait_until(lambda: open_desk.has("Views"))

    open_desk.place.view_deleted.emit(View(7, "Leads", filter=Filter(statuses=("lead",))))

    toast = window.toasts.newest()
    assert toast is not None
    assert "Leads" in toast.text


def test_without_a_picked_contact_its_actions_say_why(open_desk: Desk) -> None:
    window = open_desk.window
    assert window is not None

    open_desk.place.picked.emit("")

    entries = {entry.id: entry for entry in window.deeds.palette_entries()}
    assert entries["email"].reason == "Pick a contact first"
    assert entries["sync_now"].reason == ""
