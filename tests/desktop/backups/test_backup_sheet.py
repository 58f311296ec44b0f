"""The passphrase of a backup: typed twice, long enough, judged simply."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from nexus_contacts.desktop.backups.backup_sheet import BackupSheet


def words(sheet: QWidget) -> str:
    return " ".join(label.text() for label in sheet.findChildren(QLabel) if label.isVisible())


def test_only_a_passphrase_that_is_long_and_typed_twice_is_taken(area: QWidget) -> None:
    sheet = BackupSheet("Northwind", area)
    sheet.show()
    told: list[str] = []
    sheet.chosen.connect(told.append)
    assert "cannot be recovered" in words(sheet)
    assert "8 letters or more" in words(sheet)

    QTest.keyClicks(sheet.first.field, "1234567")
    sheet.submit()
    assert "at least 8" in sheet.first.fault
    QTest.keyClicks(sheet.first.field, "8")
    assert "Weak" in words(sheet)
    sheet.submit()
    assert "not the same" in sheet.second.fault
    assert told == []

    for field in (sheet.first.field, sheet.second.field):
        field.clear()
        QTest.keyClicks(field, "correct horse battery ")
    assert "Strong" in words(sheet)
    QTest.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told == ["correct horse battery "]
    sheet.begin("Writing…")
    sheet.submit()
    assert len(told) == 1
    sheet.rest()
