"""A segmented control: one choice raised, each with its count."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.detail.segments import Segment, Segments

CHOICES = [("", "All", 11), ("call", "Calls", 3), ("email", "Emails", 8)]


def shown(qtbot: QtBot) -> Segments:
    made = Segments()
    qtbot.addWidget(made)
    made.resize(320, 30)
    made.show_choices(CHOICES, "call")
    made.show()
    return made


def buttons(segments: Segments) -> list[Segment]:
    return [each for each in segments.findChildren(Segment) if not each.isHidden()]


def test_the_current_choice_is_raised_and_named_with_its_count(qtbot: QtBot) -> None:
    segments = shown(qtbot)

    assert [each.isChecked() for each in buttons(segments)] == [False, True, False]
    assert [each.accessibleName() for each in buttons(segments)] == ["All, 11", "Calls, 3", "Emails, 8"]


def test_a_click_tells_the_choice(qtbot: QtBot) -> None:
    segments = shown(qtbot)

    with qtbot.waitSignal(segments.chosen) as told:
        QTest.mouseClick(buttons(segments)[2], Qt.MouseButton.LeftButton)

    assert told.args == ["email"]


def test_a_word_nobody_knows_does_not_widen_the_pane(qtbot: QtBot) -> None:
    segments = shown(qtbot)

    segments.show_choices([*CHOICES, ("fax" * 40, "fax" * 40, 1)], "")

    qtbot.waitUntil(lambda: all(each.isVisible() for each in segments.findChildren(Segment)))
    assert segments.minimumSizeHint().width() <= 320
    assert segments.heightForWidth(320) > segments.heightForWidth(2_000)
