"""Backups at the window: made while it goes on, opened and told first, restored here and on another machine."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton
from tests.desktop.desk import Desk

from nexus_contacts import account as accounts
from nexus_contacts import paths
from nexus_contacts.api.records import Draft
from nexus_contacts.desktop.backups.backup_sheet import BackupSheet
from nexus_contacts.desktop.backups.open_sheet import OpenSheet
from nexus_contacts.desktop.backups.restore_sheet import RestoreSheet
from nexus_contacts.desktop.places import CHANGES
from nexus_contacts.exchange import backup_in
from nexus_contacts.exchange.errors import NotWritten
from nexus_contacts.store import contacts, deciding, entries, outbox, views
from nexus_contacts.store.edits import Change
from nexus_contacts.store.entries import OutboxCounts
from nexus_contacts.store.filters import Filter
from nexus_contacts.store.views import View

PASSPHRASE = "correct horse battery"


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setattr(accounts, "_session", {})


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that both questions for a file are answered with."""
    made = tmp_path / "one.nexusbackup"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(made), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: (str(made), ""))
    return made


@pytest.fixture
def server(workspace_server: Callable[..., Any]) -> Any:
    return workspace_server(sample=30)


@pytest.fixture
def open_desk(desk: Desk, server: Any) -> Desk:
    account = accounts.add("Harbour", server.base_url, server.api_key, remember=False)
    desk.open(account)
    at_rest(desk)
    return desk


def at_rest(desk: Desk) -> None:
    desk.wait_for_rows()
    desk.wait_until(lambda: desk.place.session.engine is not None and desk.place.session.engine.state.phase.resting)


def sheet(desk: Desk, kind: Any) -> Any:
    assert desk.window is not None
    window = desk.window
    desk.wait_until(lambda: any(one.isVisible() for one in window.findChildren(kind)))
    return window.findChildren(kind)[-1]


def said(desk: Desk) -> str:
    assert desk.window is not None
    toast = desk.window.toasts.newest()
    return toast.text if toast is not None else ""


def back_up(desk: Desk, path: Path) -> None:
    assert desk.window is not None
    desk.window.deeds._actions["backup"].trigger()
    asked = sheet(desk, BackupSheet)
    for field in (asked.first.field, asked.second.field):
        field.setFocus()
        desk.type(PASSPHRASE)
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.wait_until(lambda: path.exists() and "Backed up" in said(desk))


def open_it(desk: Desk) -> Any:
    assert desk.window is not None
    desk.window.deeds._actions["restore"].trigger()
    return type_passphrase(desk)


def type_passphrase(desk: Desk) -> Any:
    asked = sheet(desk, OpenSheet)
    asked.asked.field.setFocus()
    desk.type(PASSPHRASE)
    desk.press(Qt.Key.Key_Return)
    return sheet(desk, RestoreSheet)


def wait_for_restored(desk: Desk) -> None:
    desk.wait_until(lambda: "is restored" in said(desk))
    at_rest(desk)


def test_a_backup_is_written_and_told(open_desk: Desk, path: Path) -> None:
    back_up(open_desk, path)

    assert "one.nexusbackup" in said(open_desk)
    assert path.stat().st_mode & 0o777 == 0o600
    backup = backup_in.open_backup(path, PASSPHRASE)
    assert (backup.name, backup.contents.contacts) == ("Harbour", 30)
    assert "theme" in backup.settings
    backup.close()
    assert open_desk.window is not None
    open_desk.wait_until(lambda: not open_desk.window.findChildren(BackupSheet))  # type: ignore[union-attr]


def test_a_place_that_cannot_be_written_is_told_in_the_sheet(
    open_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(tmp_path / "no" / "x"), ""))
    assert open_desk.window is not None
    open_desk.window.deeds.keeping.open_backup()
    asked = sheet(open_desk, BackupSheet)
    asked.first.field.setText(PASSPHRASE)
    asked.second.field.setText(PASSPHRASE)

    asked.submit()

    open_desk.wait_until(asked.problem.isVisible)
    assert "could not be written" in asked.problem.accessibleName()
    assert asked.go.isEnabled()
    asked.leave()


def test_leaving_while_it_is_written_stops_it(open_desk: Desk, path: Path) -> None:
    assert open_desk.window is not None
    window = open_desk.window
    window.deeds.keeping.open_backup()
    asked = sheet(open_desk, BackupSheet)
    asked.first.field.setText(PASSPHRASE)
    asked.second.field.setText(PASSPHRASE)
    asked.submit()

    asked.leave()

    open_desk.wait_until(lambda: not window.findChildren(BackupSheet))
    assert not path.exists()
    assert not list(paths.data_folder().glob(".backup-*"))


def test_no_file_chosen_leaves_the_sheet(open_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: ("", ""))
    assert open_desk.window is not None
    open_desk.window.deeds.keeping.open_backup()
    asked = sheet(open_desk, BackupSheet)
    asked.first.field.setText(PASSPHRASE)
    asked.second.field.setText(PASSPHRASE)

    asked.submit()

    assert asked.isVisible()
    assert asked.going is None
    asked.leave()


def test_it_is_restored_over_what_is_here_and_asks_about_what_waited(open_desk: Desk, path: Path, server: Any) -> None:
    server.stop()  # so that what is changed here waits
    window, database = open_desk.window, open_desk.place.session.database
    assert window is not None
    ids = sorted(contacts.ids(database, Filter()))
    number = outbox.change(database, ids[0], (Change("company", "", "From the backup"),)).entry
    views.save_view(database, View(0, "Kept view"))
    back_up(open_desk, path)
    deciding.cancel(database, number)
    views.save_view(database, View(0, "Later view"))
    window.settings.change(density="compact")

    asked = open_it(open_desk)
    assert "Harbour is on this computer" in asked.here.accessibleName()
    assert window.scrim.isVisible()
    assert not asked.key.isVisible()
    assert not asked.lose.isVisible()
    asked.settings.setChecked(True)
    asked.submit()
    wait_for_restored(open_desk)

    again = open_desk.place.session.database
    assert again is not database
    assert [view.name for view in views.list_views(again)] == ["Kept view"]
    assert entries.counts(again) == OutboxCounts(parked=1)
    found = contacts.get(again, ids[0])
    assert found is not None
    assert found.company == "From the backup"
    assert window.settings.choices.density == "comfortable"
    folder = paths.account_folder(open_desk.place.session.account.slug)
    assert (folder / "journal.db.replaced-1").exists()
    toast = window.toasts.newest()
    assert toast is not None
    assert "1 change waits for your decision" in toast.text
    (show,) = [one for one in toast.findChildren(QPushButton) if one.text() == "Show"]
    show.click()
    assert open_desk.place.places.current == CHANGES
    assert not list(paths.data_folder().glob(".backup-*"))


def test_what_waits_here_is_set_aside_only_where_the_person_agrees(open_desk: Desk, path: Path, server: Any) -> None:
    server.stop()
    database = open_desk.place.session.database
    back_up(open_desk, path)
    outbox.delete(database, sorted(contacts.ids(database, Filter()))[:1], hold_s=0)

    asked = open_it(open_desk)

    assert asked.lose.isVisible()
    assert "1 change" in asked.lose.text()
    assert not asked.go.isEnabled()
    asked.submit()
    assert asked.going is None
    asked.lose.setChecked(True)
    assert asked.go.isEnabled()
    asked.leave()
    open_desk.wait_until(lambda: not list(paths.data_folder().glob(".backup-*")))
    assert entries.counts(database).waiting == 1


def test_on_another_machine_the_first_screen_restores_it(
    open_desk: Desk, server: Any, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_desk.place.session.settings.change(theme="dark", page_size=25)
    views.save_view(open_desk.place.session.database, View(0, "Kept view"))
    back_up(open_desk, path)
    open_desk.close()
    monkeypatch.setenv("NEXUS_CONTACTS_HOME", str(tmp_path / "other-home"))
    monkeypatch.setattr(accounts, "_session", {})
    window = open_desk.open(None)

    QTest.mouseClick(link(open_desk), Qt.MouseButton.LeftButton)
    asked = type_passphrase(open_desk)
    assert asked.key.isVisible()
    assert asked.settings.isChecked()
    asked.submit()
    assert "needed" in asked.key.fault
    asked.key.field.setText("wrong")
    asked.submit()
    open_desk.wait_until(asked.problem.isVisible)
    assert accounts.accounts() == ()
    asked.key.field.setText(server.api_key)
    asked.submit()
    wait_for_restored(open_desk)

    assert [one.name for one in accounts.accounts()] == ["Harbour"]
    assert open_desk.place.session.account.name == "Harbour"
    assert len(contacts.ids(open_desk.place.session.database, Filter())) == 30
    assert [view.name for view in views.list_views(open_desk.place.session.database)] == ["Kept view"]
    assert (window.settings.choices.theme, window.settings.choices.page_size) == ("dark", 25)
    assert window.settings.choices.last_account == accounts.accounts()[0].slug


def link(desk: Desk) -> QPushButton:
    """The quiet link of the first screen."""
    assert desk.window is not None
    (found,) = [one for one in desk.window.findChildren(QPushButton) if one.text() == "Restore a backup…"]
    return found


def test_a_key_of_another_workspace_is_refused_until_it_is_trusted(
    open_desk: Desk,
    path: Path,
    workspace_server: Callable[..., Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    server: Any,
) -> None:
    back_up(open_desk, path)
    open_desk.close()
    monkeypatch.setenv("NEXUS_CONTACTS_HOME", str(tmp_path / "other-home"))
    monkeypatch.setattr(accounts, "_session", {})
    server.stop()
    emptied = workspace_server(database=tmp_path / "emptied.db", port=server.port)
    open_desk.open(None)

    QTest.mouseClick(link(open_desk), Qt.MouseButton.LeftButton)
    asked = type_passphrase(open_desk)
    asked.key.field.setText(emptied.api_key)
    asked.submit()
    open_desk.wait_until(asked.trust.isVisible)
    assert "another workspace" in asked.problem.accessibleName()
    assert accounts.accounts() == ()
    asked.trust.setChecked(True)
    asked.submit()
    open_desk.wait_until(lambda: "is restored" in said(open_desk))

    open_desk.wait_for_rows()
    assert [one.name for one in accounts.accounts()] == ["Harbour"]


def test_a_key_of_an_account_that_is_here_leads_to_that(
    desk: Desk, server: Any, path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    account = accounts.add("Harbour", server.base_url, server.api_key, remember=False)
    desk.open(account)
    at_rest(desk)
    back_up(desk, path)
    desk.close()
    monkeypatch.setenv("NEXUS_CONTACTS_HOME", str(tmp_path / "other-home"))
    monkeypatch.setattr(accounts, "_session", {})
    accounts.add("Not synced yet", server.base_url, server.api_key, remember=False)
    desk.open(None)
    QTest.mouseClick(link(desk), Qt.MouseButton.LeftButton)

    asked = type_passphrase(desk)
    asked.key.field.setText(server.api_key)
    asked.submit()
    desk.wait_until(asked.here.isVisible)
    assert "Not synced yet is on this computer" in asked.here.accessibleName()
    asked.submit()
    wait_for_restored(desk)

    assert [one.name for one in accounts.accounts()] == ["Not synced yet"]
    assert desk.place.session.account.name == "Not synced yet"


def test_a_restored_creation_that_was_sent_since_is_not_sent_twice(
    open_desk: Desk, path: Path, server: Any, workspace_server: Callable[..., Any], tmp_path: Path
) -> None:
    database = open_desk.place.session.database
    server.stop()
    outbox.create(database, Draft("Quinn", last_name="Once", email="once@example.com"))
    back_up(open_desk, path)
    again_there = workspace_server(database=tmp_path / "workspace-0.db", port=server.port, key=server.api_key)
    assert again_there.base_url == server.base_url
    assert open_desk.place.session.engine is not None
    open_desk.place.session.engine.push_soon()
    open_desk.wait_until(lambda: entries.counts(database).sent == 1)

    open_it(open_desk).submit()
    wait_for_restored(open_desk)
    again = open_desk.place.session.database
    (entry,) = entries.parked(again)
    assert entry.reason.code == "restored"
    open_desk.place.session.changer.retry(entry.number)
    open_desk.wait_until(lambda: entries.counts(again) == OutboxCounts(sent=1))

    found = [one for one in contacts.export_rows(again) if one.email == "once@example.com"]
    assert len(found) == 1
    assert not found[0].id.startswith("local:")


def test_a_move_that_fails_opens_what_was_open(open_desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    back_up(open_desk, path)

    def fail(_built: Path, _account: object) -> None:
        raise NotWritten(Path("copy.db"), "Input/output error")

    monkeypatch.setattr(backup_in, "move_in", fail)
    open_it(open_desk).submit()

    open_desk.wait_until(lambda: "could not be written" in said(open_desk))
    open_desk.wait_for_rows()
    assert open_desk.place.session.account.name == "Harbour"


def test_what_is_no_backup_is_told_in_the_sheet(open_desk: Desk, path: Path) -> None:
    path.write_text("a letter")
    assert open_desk.window is not None
    open_desk.window.deeds.keeping.open_restore()
    asked = sheet(open_desk, OpenSheet)
    asked.asked.field.setText(PASSPHRASE)

    asked.submit()

    open_desk.wait_until(asked.problem.isVisible)
    assert "not a backup" in asked.problem.accessibleName()
    asked.leave()


def test_without_a_file_nothing_is_asked(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: ("", ""))
    window = desk.open(None)

    window.deeds.keeping.open_restore()
    window.deeds.keeping.open_backup()

    assert not window.findChildren(OpenSheet)
    assert not window.findChildren(BackupSheet)
