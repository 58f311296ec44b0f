"""States say what is, why, and one way on."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.controls.buttons import PrimaryButton, SecondaryButton
from nexus_contacts.desktop.controls.states import TONES, EmptyState, IconTile
from nexus_contacts.desktop.theme import Theme

TEXT = "The server answered 401. Your 1,250 cached contacts stay readable and 3 changes are kept."


@pytest.fixture
def state(qtbot: QtBot) -> EmptyState:
    buttons = (SecondaryButton("Work offline"), PrimaryButton("Enter a new key", "key"))
    made = EmptyState("key", "danger", "Your API key was rejected", TEXT, buttons, "GET /v1/contacts → 401")
    qtbot.addWidget(made)
    made.resize(440, 320)
    made.show()
    return made


def words_of(state: EmptyState) -> list[str]:
    return [label.text() for label in state.findChildren(QLabel) if label.isVisible()]


def test_title_words_and_technical_line_show(state: EmptyState) -> None:
    assert words_of(state) == ["Your API key was rejected", TEXT, "GET /v1/contacts → 401"]
    assert state.accessibleName() == "Your API key was rejected"
    assert [button.text() for button in state.buttons()] == ["Work offline", "Enter a new key"]


def test_the_technical_line_can_be_copied(state: EmptyState) -> None:
    technical = state.findChildren(QLabel)[2]

    assert technical.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard


def test_another_state_takes_its_place(state: EmptyState, qtbot: QtBot) -> None:
    fresh = PrimaryButton("Try again")

    state.show_state("alert", "warn", "The timeline could not be loaded", buttons=(fresh,))

    assert words_of(state) == ["The timeline could not be loaded"]
    assert state.buttons() == [fresh]


@pytest.mark.parametrize("width", [240, 440, 900])
@pytest.mark.parametrize("percent", [100, 150])
def test_long_words_wrap_and_are_never_cut(look: Theme, state: EmptyState, width: int, percent: int) -> None:
    look.set_text_size(percent)
    state.resize(width, 800)

    for label in state.findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width())
        assert label.x() >= 0
        assert label.x() + label.width() <= state.width()


@pytest.mark.parametrize("tone", TONES)
def test_a_tile_has_the_color_of_its_tone(look: Theme, tone: str) -> None:
    tile = IconTile("key", tone)
    tile.resize(tile.sizeHint())

    assert tile.grab().toImage().pixelColor(36, 6).name() == look.color(TONES[tone][0]).name()


@pytest.mark.parametrize("width", [440, 900, 1400])
def test_the_words_stand_in_the_middle_at_a_readable_width(state: EmptyState, qtbot: QtBot, width: int) -> None:
    state.resize(width, 400)
    qtbot.wait(10)

    for label in state.findChildren(QLabel):
        middle = label.mapTo(state, label.rect().center()).x()
        assert abs(middle - width / 2) <= 1
        assert label.width() <= 400
