"""Updating the holder: what is ticked goes."""

from typing import Any

from PySide6.QtWidgets import QWidget

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop.controls.checks import CheckBox
from nexus_contacts.desktop.form.update_sheet import UpdateSheet
from nexus_contacts.store.edits import Change


def test_only_what_is_ticked_is_taken(qtbot: Any) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    changes = (Change("company", "Acme", "New"), Change("job_title", "", "CEO"))
    sheet = UpdateSheet(Contact("con_1", "Jane"), changes, lambda owner: owner, window)
    told: list[tuple[str, Any]] = []
    sheet.update_chosen.connect(lambda id, chosen: told.append((id, chosen)))

    sheet.findChildren(CheckBox)[0].setChecked(False)
    sheet.submit()

    assert told == [("con_1", changes[1:])]
