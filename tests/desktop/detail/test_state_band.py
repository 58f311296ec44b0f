"""The band: how old the copy is while the server is away, and what waits; red where the person is needed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop.detail.record import ContactRecord
from nexus_contacts.desktop.detail.state_band import StateBand, age_text, band_text

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
RECORD = ContactRecord(Contact("con_1"), cached_at=NOW - timedelta(hours=2))


@pytest.mark.parametrize(
    ("record", "offline", "said"),
    [
        (RECORD, False, ("", "warn")),
        (RECORD, True, ("Cached 2 h ago", "warn")),
        (replace(RECORD, unsent=1), True, ("Cached 2 h ago · 1 note waiting", "warn")),
        (replace(RECORD, unsent=2, edits=1), True, ("Cached 2 h ago · 2 notes waiting · 1 edit waiting", "warn")),
        (replace(RECORD, cached_at=None, edits=2), True, ("Offline · 2 edits waiting", "warn")),
        (replace(RECORD, edits=1, needs_you=1), False, ("1 change needs you: see Changes", "danger")),
    ],
)
def test_it_says_what_there_is_to_say(record: ContactRecord, offline: bool, said: tuple[str, str]) -> None:
    assert band_text(record, offline, NOW) == said


@pytest.mark.parametrize(
    ("ago", "said"),
    [(timedelta(seconds=5), "Cached just now"), (timedelta(minutes=9), "Cached 9 min ago")],
)
def test_the_age_is_said_shortly(ago: timedelta, said: str) -> None:
    assert age_text(NOW - ago, NOW) == said
    assert age_text(NOW - timedelta(days=3), NOW).startswith("Cached 26 Feb")


def test_it_takes_no_room_while_there_is_nothing_to_say(qtbot: QtBot) -> None:
    band = StateBand()
    qtbot.addWidget(band)

    band.show_state(RECORD, False)
    hidden = band.isHidden()
    band.show_state(RECORD, True)

    assert hidden
    assert not band.isHidden()
    assert band.accessibleName().startswith("Cached")
