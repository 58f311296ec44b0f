"""A field with its label, its hint and what is wrong with it."""

from typing import Any

from nexus_contacts.desktop.controls.fields import TextField
from nexus_contacts.desktop.form.boxes import FieldBox


def test_a_fault_is_said_below_and_to_screen_readers_and_taken_back(qtbot: Any) -> None:
    field = TextField("Email")
    box = FieldBox("Email", field, required=True, hint="one address")
    qtbot.addWidget(box)

    box.show_fault("Enter an email address")
    assert box.fault == field.error == field.accessibleDescription() == "Enter an email address"
    box.show_fault("")
    assert box.fault == field.error == ""
    box.set_hint("other")
