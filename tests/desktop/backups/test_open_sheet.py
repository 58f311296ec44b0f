"""The passphrase of a backup that is opened."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from nexus_contacts.desktop.backups.open_sheet import OpenSheet
from nexus_contacts.exchange.errors import DamagedBackup, WrongPassphrase


def test_a_wrong_passphrase_is_said_at_the_field_and_damage_below(area: QWidget) -> None:
    path = Path("one.nexusbackup")
    sheet = OpenSheet(path, area)
    sheet.show()
    told: list[str] = []
    sheet.typed.connect(told.append)

    sheet.submit()
    assert "needed" in sheet.asked.fault
    QTest.keyClicks(sheet.asked.field, "a passphrase")
    QTest.keyClick(sheet.asked.field, Qt.Key.Key_Return)
    assert told == ["a passphrase"]

    sheet.begin("Opening…", measured=False)
    sheet.submit()
    sheet.rest(WrongPassphrase(path))
    assert "not the backup's passphrase" in sheet.asked.fault
    assert not sheet.problem.isVisible()
    sheet.rest(DamagedBackup(path, "cut"))
    assert "The end of this backup is missing" in sheet.problem.accessibleName()
    assert told == ["a passphrase"]
