"""The first screen: a key is tried and kept, what fails is named, the sample is an equal."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nexus_contacts.account import Account, KeyringStatus
from nexus_contacts.desktop.account.first_run import FirstRun
from nexus_contacts.desktop.account.sample_card import SampleCard
from nexus_contacts.desktop.background import Background
from nexus_contacts.desktop.controls.buttons import LinkButton
from nexus_contacts.workspace.running import EmbeddedServer

Start = Callable[..., EmbeddedServer]
WAIT_MS = 15_000


@pytest.fixture
def screen(qtbot: QtBot) -> Iterator[FirstRun]:
    background = Background()
    made = FirstRun(background)
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    yield made
    assert background.close()


def test_a_right_key_connects(screen: FirstRun, workspace_server: Start, qtbot: QtBot) -> None:
    server = workspace_server(sample=3)
    screen.url_field.setText(server.base_url)
    screen.key_field.setText(f"  {server.api_key} ")

    with qtbot.waitSignal(screen.connected, timeout=WAIT_MS) as connected:
        QTest.keyClick(screen.key_field, Qt.Key.Key_Return)

    (account,) = connected.args
    assert isinstance(account, Account)
    assert account.base_url == server.base_url
    assert screen.key_field.text() == ""


def test_a_rejected_key_is_named_beside_the_field_and_kept(
    screen: FirstRun, workspace_server: Start, qtbot: QtBot
) -> None:
    server = workspace_server()
    screen.url_field.setText(server.base_url)
    screen.key_field.setText("wrong")

    screen.connect_now()

    qtbot.waitUntil(lambda: bool(screen.key_field.error), timeout=WAIT_MS)
    assert "key" in screen.key_field.error.lower()
    assert screen.key_field.text() == "wrong"
    QTest.keyClicks(screen.key_field, "x")
    assert screen.key_field.error == ""


def test_no_key_asks_for_one_without_a_call(screen: FirstRun) -> None:
    screen.connect_now()

    assert screen.key_field.error


def test_plain_http_to_another_machine_is_refused(screen: FirstRun, qtbot: QtBot) -> None:
    screen.url_field.setText("http://crm.example/api")
    screen.key_field.setText("nx_key")

    screen.connect_now()

    qtbot.waitUntil(lambda: bool(screen.url_field.error), timeout=WAIT_MS)
    assert "encrypted" in screen.url_field.error
    assert screen.key_field.error == ""


def test_without_a_keyring_the_key_is_for_this_session(
    screen: FirstRun, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("nexus_contacts.account.keyring_status", lambda: KeyringStatus(False, "", "absent"))

    screen.look_for_keyring()

    qtbot.waitUntil(lambda: "this session" in screen.remember.accessibleDescription(), timeout=WAIT_MS)
    assert not screen.remember.isEnabled()
    assert not screen.remember.isChecked()


def test_the_sample_is_one_click_or_one_key_away(screen: FirstRun, qtbot: QtBot) -> None:
    (card,) = screen.findChildren(SampleCard)

    with qtbot.waitSignal(screen.sample_wanted):
        QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(screen.sample_wanted):
        QTest.keyClick(card, Qt.Key.Key_Space)


def test_a_narrow_window_leaves_the_welcome_out(screen: FirstRun) -> None:
    screen.resize(700, 600)

    assert not screen.welcome.isVisible()
    assert screen.key_field.isVisible()


def test_there_is_a_way_back_where_a_workspace_is_open(screen: FirstRun, qtbot: QtBot) -> None:
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    screen.set_way_back(True)
    screen.key_field.setFocus()

    with qtbot.waitSignal(screen.left):
        QTest.keyClick(screen.key_field, Qt.Key.Key_Escape)


def test_a_backup_can_be_restored_instead(screen: FirstRun, qtbot: QtBot) -> None:
    (link,) = [one for one in screen.findChildren(LinkButton) if "Restore a backup" in one.text()]

    with qtbot.waitSignal(screen.restore_wanted):
        QTest.mouseClick(link, Qt.MouseButton.LeftButton)
