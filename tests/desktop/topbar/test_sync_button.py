"""The sync state button: it keeps its sentence true and tells screen readers sparingly."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.topbar import sync_button
from nexus_contacts.desktop.topbar.sync_button import SyncButton
from nexus_contacts.sync.progress import Phase, SyncState

START = datetime(2026, 11, 18, 14, 22, tzinfo=UTC)
SYNCED = SyncState(Phase.IDLE, last_synced_at=START)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        return self.time


def test_the_relative_time_follows_the_clock(qtbot: QtBot) -> None:
    clock = Clock()
    button = SyncButton(now=clock)
    qtbot.addWidget(button)
    button.show_state(SYNCED)

    clock.time += timedelta(minutes=7)
    button.refresh()

    assert button.sentence.text == "Synced 7 min ago"
    assert button.accessibleName() == "Sync state"
    assert button.accessibleDescription() == "Synced 7 min ago"


def test_a_pull_of_a_moment_is_not_shown(qtbot: QtBot) -> None:
    button = SyncButton(now=Clock())
    qtbot.addWidget(button)
    button.show_state(SYNCED)

    button.show_state(SyncState(Phase.PULLING, last_synced_at=START))
    during = button.sentence.text
    button.show_state(SYNCED)

    assert during == button.sentence.text == "Synced just now"


def test_a_pull_that_lasts_is_shown(qtbot: QtBot) -> None:
    button = SyncButton(now=Clock())
    qtbot.addWidget(button)
    button.show_state(SYNCED)

    button.show_state(SyncState(Phase.PULLING, 5, 8, last_synced_at=START))

    qtbot.waitUntil(lambda: button.sentence.text == "Syncing… 5 of 8", timeout=10 * sync_button.QUIET_PULL_MS)


def test_changes_are_told_at_most_once_in_the_rest_and_figures_never(qtbot: QtBot) -> None:
    told: list[str] = []
    button = SyncButton(now=Clock())
    qtbot.addWidget(button)
    button.announced.connect(told.append)

    button.show_state(replace(SYNCED, phase=Phase.FIRST_MIRROR, done=1, total=9))
    button.show_state(replace(SYNCED, phase=Phase.FIRST_MIRROR, done=2, total=9))
    button.show_state(SyncState(Phase.OFFLINE))
    button.show_state(SYNCED)

    assert told == ["Syncing… 1 of 9"]


def test_a_folded_button_keeps_its_words_for_tool_tip_and_screen_reader(qtbot: QtBot) -> None:
    button = SyncButton(now=Clock())
    qtbot.addWidget(button)
    button.show_state(SYNCED)
    wide = button.sizeHint().width()

    button.set_folded(True)

    assert button.sizeHint().width() < wide / 2
    assert button.toolTip().startswith("Synced just now\nLast synced: ")
