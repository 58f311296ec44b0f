"""The places of the program: picked by press, greyed with a reason, icons alone in the rail."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.sidebar.navigation import NavButton, NavEntry, Navigation

ENTRIES = (
    NavEntry("contacts", "Contacts", "users", 1250),
    NavEntry("duplicates", "Duplicates", "copy", enabled=False, reason="Not in this version"),
    NavEntry("changes", "Changes", "clock", 3, warns=True),
)


def navigation(qtbot: QtBot) -> Navigation:
    made = Navigation()
    qtbot.addWidget(made)
    made.show_entries(ENTRIES)
    made.show_place("contacts")
    made.resize(200, made.sizeHint().height())
    made.show()
    qtbot.waitExposed(made)
    return made


def test_a_place_is_told_and_marked_only_by_the_window(qtbot: QtBot) -> None:
    made = navigation(qtbot)
    contacts, _, changes = made.findChildren(NavButton)

    with qtbot.waitSignal(made.place_picked) as picked:
        QTest.mouseClick(changes, Qt.MouseButton.LeftButton)

    assert picked.args == ["changes"]
    assert contacts.isChecked()
    assert not changes.isChecked()


def test_a_place_that_cannot_be_gone_to_says_why(qtbot: QtBot) -> None:
    made = navigation(qtbot)
    duplicates = made.findChildren(NavButton)[1]

    with qtbot.assertNotEmitted(made.place_picked):
        QTest.mouseClick(duplicates, Qt.MouseButton.LeftButton)

    assert duplicates.toolTip() == "Not in this version"


def test_new_counts_keep_the_buttons(qtbot: QtBot) -> None:
    made = navigation(qtbot)
    before = made.findChildren(NavButton)

    made.show_entries((NavEntry("contacts", "Contacts", "users", 1251), *ENTRIES[1:]))

    assert made.findChildren(NavButton) == before
    assert before[0].accessibleName() == "Contacts"
    assert before[0].accessibleDescription().replace(",", "") == "1251"


def test_the_rail_shows_icons_and_keeps_the_words_as_tool_tips(qtbot: QtBot) -> None:
    made = navigation(qtbot)
    contacts, duplicates, _ = made.findChildren(NavButton)

    made.set_rail(True)
    narrow = (contacts.sizeHint().width(), contacts.toolTip(), duplicates.toolTip())
    made.set_rail(False)

    assert narrow == (40, "Contacts", "Not in this version")
    assert contacts.toolTip() == ""
