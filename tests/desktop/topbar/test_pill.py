"""A button of the top bar that says one thing: its words, its ground, its folding."""

from typing import Any

from nexus_contacts.desktop.theme import theme
from nexus_contacts.desktop.topbar.pill import Pill
from nexus_contacts.desktop.topbar.sync_words import PLAIN, WARN


def test_it_says_its_words_to_eyes_and_to_screen_readers(qtbot: Any) -> None:
    pill = Pill("Changes waiting")
    qtbot.addWidget(pill)

    pill.say("3 changes waiting", "clock", "warn", WARN)

    assert pill.accessibleName() == "Changes waiting"
    assert pill.accessibleDescription() == pill.toolTip() == "3 changes waiting"


def test_what_waits_stands_on_amber_and_the_rest_on_nothing(qtbot: Any) -> None:
    pill = Pill("Changes waiting")
    qtbot.addWidget(pill)
    pill.say("x", "clock", "warn", WARN)
    pill.resize(pill.sizeHint())

    amber = pill.grab().toImage().pixelColor(4, pill.height() // 2)
    pill.say("x", "clock", "warn", PLAIN)
    plain = pill.grab().toImage().pixelColor(4, pill.height() // 2)

    assert amber == theme().color("warnSoft")
    assert plain != amber


def test_folded_it_is_its_icon(qtbot: Any) -> None:
    pill = Pill("Changes waiting")
    qtbot.addWidget(pill)
    pill.say("3 changes waiting", "clock", "warn", WARN)

    whole = pill.sizeHint().width()
    pill.set_folded(True)

    assert pill.sizeHint().width() == pill.sizeHint().height() < whole
