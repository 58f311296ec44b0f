"""The table of actions: every action has its words, and no two keys clash where both act."""

from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.actions import SPECS, Actions, action_text, group_text


def test_no_two_actions_of_the_window_share_a_key() -> None:
    keys = [key for spec in SPECS if spec.scope == "window" for key in spec.keys]

    assert len(keys) == len(set(keys))


def test_no_two_actions_of_one_group_share_a_key() -> None:
    for group in {spec.group for spec in SPECS}:
        keys = [key for spec in SPECS if spec.group == group for key in spec.keys]
        assert len(keys) == len(set(keys)), group


def test_every_action_has_words_and_a_group() -> None:
    assert all(action_text(spec) and group_text(spec.group) for spec in SPECS)


def test_an_action_runs_its_slot_and_says_why_it_is_grey(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    actions = Actions(window)
    ran: list[str] = []
    actions.connect_all({spec.id: lambda id=spec.id: ran.append(id) for spec in actions})

    actions["sync_now"].trigger()
    actions.set_enabled("email", False, "Pick a contact first")

    assert ran == ["sync_now"]
    assert not actions["email"].isEnabled()
    assert actions.reason("email") == "Pick a contact first"
    assert actions.reason("sync_now") == ""
