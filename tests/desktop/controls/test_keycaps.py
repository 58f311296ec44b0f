"""A key cap as a widget."""

from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.controls.keycaps import KeyCap


def test_a_key_cap_is_as_wide_as_its_name_and_is_read_aloud(qtbot: QtBot) -> None:
    short, long = KeyCap("F6"), KeyCap("Shift")
    for cap in (short, long):
        qtbot.addWidget(cap)

    assert long.sizeHint().width() > short.sizeHint().width()
    assert long.accessibleName() == "Shift"
