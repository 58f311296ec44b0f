"""A sheet with work under way: a bar, a stop, and what went wrong."""

from typing import Any

from PySide6.QtWidgets import QWidget

from nexus_contacts.desktop.backups.work_sheet import WorkSheet
from nexus_contacts.store.errors import DiskFull


def test_work_has_a_bar_and_can_be_stopped(area: QWidget, qtbot: Any) -> None:
    sheet = WorkSheet("Title", "Text", (500, 300), area)
    sheet.close_column()
    sheet.show()

    going = sheet.begin("Writing…")
    going.tell(0.25)

    qtbot.waitUntil(lambda: sheet.bar.value() == 250)
    assert sheet.bar.isVisible()
    assert not sheet.go.isEnabled()
    assert sheet.cancel.text() == "Stop"
    sheet.leave()
    assert going.stopped
    assert sheet.isVisible()

    sheet.rest(DiskFull())
    assert not sheet.bar.isVisible()
    assert sheet.go.isEnabled()
    assert "The disk is full" in sheet.problem.accessibleName()
    sheet.begin("Again…", measured=False)
    assert not sheet.problem.isVisible()
    assert sheet.bar.maximum() == 0
    sheet.rest()
    sheet.leave()
    assert not sheet.isVisible()
