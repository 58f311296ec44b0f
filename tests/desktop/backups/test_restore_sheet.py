"""What a backup holds and what restoring would replace is seen before anything is done."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from nexus_contacts.account import Account, KeyringStatus
from nexus_contacts.desktop.backups.restore_sheet import RestoreSheet, Wish, contents_text
from nexus_contacts.exchange.backup_in import Backup, Home
from nexus_contacts.exchange.errors import OtherWorkspace
from nexus_contacts.store.snapshots import Contents

HERE = Account("northwind", "Northwind", "https://crm.example/api")
KEYRING = KeyringStatus(True, "GNOME Keyring")


def words(sheet: QWidget) -> str:
    return " ".join(label.text() for label in sheet.findChildren(QLabel) if label.isVisible())


def test_it_tells_what_is_in_it(area: QWidget, backup: Backup) -> None:
    sheet = RestoreSheet(backup, None, KEYRING, area)
    sheet.show()

    assert contents_text(backup) == "1,250 contacts · 3 changes not sent · 2 in the trash · 4 views"
    assert contents_text(replace(backup, contents=Contents(1, 0, 0, 0, ()))) == "1 contact"
    assert "Northwind Sales" in sheet.accessibleName()
    assert "https://crm.example/api" in words(sheet)
    assert "not sent now either" in words(sheet)


def test_a_new_account_needs_its_key(area: QWidget, backup: Backup) -> None:
    sheet = RestoreSheet(backup, None, KEYRING, area, settings=True)
    sheet.show()
    told: list[Wish] = []
    sheet.restore_wanted.connect(told.append)
    assert not sheet.lose.isVisible()
    assert not sheet.here.isVisible()

    sheet.submit()
    assert "needed" in sheet.key.fault
    QTest.keyClicks(sheet.key.field, " nx_key ")
    QTest.keyClick(sheet.key.field, Qt.Key.Key_Return)

    assert told == [Wish("nx_key", remember=True, settings=True)]
    assert "nx_key" not in repr(told)


def test_without_a_keyring_the_key_is_for_this_session(area: QWidget, backup: Backup) -> None:
    sheet = RestoreSheet(backup, None, KeyringStatus(False, "", "absent"), area)
    sheet.show()
    told: list[Wish] = []
    sheet.restore_wanted.connect(told.append)
    sheet.key.field.setText("nx_key")

    sheet.submit()

    assert told == [Wish("nx_key")]
    assert "this session" in sheet.remember.accessibleDescription()


def test_what_waits_here_has_to_be_agreed_to(area: QWidget, backup: Backup) -> None:
    sheet = RestoreSheet(backup, Home(HERE, 1260, 2), KEYRING, area)
    sheet.show()
    told: list[Wish] = []
    sheet.restore_wanted.connect(told.append)

    assert "1,260 contacts" in sheet.here.accessibleName()
    assert not sheet.key.isVisible()
    sheet.submit()
    assert told == []
    sheet.lose.setChecked(True)
    sheet.submit()
    assert told == [Wish()]

    sheet.begin("Building…")
    sheet.lose.setChecked(False)
    sheet.lose.setChecked(True)
    assert not sheet.go.isEnabled()
    sheet.rest()
    assert sheet.go.isEnabled()


def test_a_key_of_another_workspace_can_be_trusted(area: QWidget, backup: Backup) -> None:
    sheet = RestoreSheet(backup, None, KEYRING, area)
    sheet.show()
    told: list[Wish] = []
    sheet.restore_wanted.connect(told.append)
    sheet.key.field.setText("nx_key")
    assert not sheet.trust.isVisible()

    sheet.rest(OtherWorkspace())
    assert sheet.trust.isVisible()
    sheet.trust.setChecked(True)
    sheet.submit()

    assert told[0].trusted


def test_where_it_goes_can_turn_out_later(area: QWidget, backup: Backup) -> None:
    sheet = RestoreSheet(backup, None, KEYRING, area)
    sheet.show()

    sheet.show_home(Home(HERE, 5, 0))

    assert not sheet.key.isVisible()
    assert sheet.here.isVisible()
    assert sheet.go.isEnabled()
