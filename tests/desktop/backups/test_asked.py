"""A field with its name, a word beside it, and its fault below."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nexus_contacts.desktop.backups.asked import AskedField
from nexus_contacts.desktop.controls.fields import PassphraseField


def test_a_fault_is_said_until_something_is_typed(area: QWidget) -> None:
    asked = AskedField(PassphraseField("Passphrase"))
    QVBoxLayout(area).addWidget(asked)
    asked.set_aside("Weak", "danger")

    asked.show_fault("Too short.")
    assert (asked.fault, asked.field.error) == ("Too short.", "Too short.")

    QTest.keyClicks(asked.field, "a b ")
    assert (asked.fault, asked.field.error) == ("", "")
    assert asked.field.text() == "a b "
