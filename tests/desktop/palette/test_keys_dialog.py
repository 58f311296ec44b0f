"""The list of keys."""

import pytest
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.actions import SPECS, action_text
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.palette.keys_dialog import KeysDialog, key_parts


@pytest.mark.parametrize(
    ("keys", "parts"),
    [
        ("Ctrl+Shift+C", ("Ctrl", "Shift", "C")),
        ("F5", ("F5",)),
        ("G,C", ("G", "C")),
        ("Ctrl++", ("Ctrl", "+")),
        ("Ctrl+,", ("Ctrl", ",")),
    ],
)
def test_a_key_is_taken_apart_into_caps(keys: str, parts: tuple[str, ...]) -> None:
    assert key_parts(keys) == parts


def test_every_action_with_keys_is_listed(qtbot: QtBot) -> None:
    dialog = KeysDialog(SPECS)
    qtbot.addWidget(dialog)

    texts = {label.text() for label in dialog.findChildren(Label)}

    assert {action_text(spec) for spec in SPECS if spec.keys} <= texts
