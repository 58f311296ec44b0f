"""The settings dialog: a choice acts the moment it is made."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.preferences.dialog import PreferencesDialog
from nexus_contacts.desktop.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.toml")


def box(dialog: PreferencesDialog, name: str) -> QComboBox:
    return next(each for each in dialog.findChildren(QComboBox) if each.accessibleName() == name)


def choose(combo: QComboBox, value: object) -> None:
    combo.setCurrentIndex(combo.findData(value))
    combo.activated.emit(combo.currentIndex())


def test_every_choice_shows_what_is_chosen(settings: Settings, qtbot: QtBot) -> None:
    settings.change(theme="dark", page_size=50)
    dialog = PreferencesDialog(settings)
    qtbot.addWidget(dialog)

    assert box(dialog, "Theme").currentText() == "Dark"
    assert box(dialog, "Contacts").currentData() == 50


@pytest.mark.parametrize(
    ("name", "value", "field"),
    [
        ("Theme", "light", "theme"),
        ("Text size", 125, "text_percent"),
        ("Rows", "compact", "density"),
        ("Contacts", 25, "page_size"),
        ("Messages stay", 0, "toast_s"),
        ("Motion", "off", "motion"),
        ("High contrast", "on", "contrast"),
    ],
)
def test_a_choice_is_kept_at_once(settings: Settings, qtbot: QtBot, name: str, value: object, field: str) -> None:
    dialog = PreferencesDialog(settings)
    qtbot.addWidget(dialog)

    choose(box(dialog, name), value)

    assert getattr(settings.choices, field) == value


def test_single_letter_keys_can_be_switched_off(settings: Settings, qtbot: QtBot) -> None:
    dialog = PreferencesDialog(settings)
    qtbot.addWidget(dialog)
    (letters,) = dialog.findChildren(QCheckBox)

    letters.setChecked(False)

    assert not settings.choices.letter_keys
