"""The sync state as one sentence, for every phase."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QLocale

from nexus_contacts.desktop.resources import icon_names
from nexus_contacts.desktop.topbar.sync_words import DANGER, PLAIN, WARN, reason_text, sync_sentence
from nexus_contacts.errors import NexusError
from nexus_contacts.store.errors import DiskFull
from nexus_contacts.sync.errors import DeletionsHeld, RecordsSetAside
from nexus_contacts.sync.progress import Phase, SyncState

NOW = datetime(2026, 11, 18, 14, 22, tzinfo=UTC)


class Unauthorized(NexusError):
    """Named as the service's refusal of a key."""


@pytest.fixture(autouse=True)
def british() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


def ago(**time: float) -> SyncState:
    return SyncState(Phase.IDLE, last_synced_at=NOW - timedelta(**time))


@pytest.mark.parametrize(
    ("state", "text", "tone"),
    [
        (SyncState(Phase.NEVER), "Not synced yet", PLAIN),
        (ago(seconds=20), "Synced just now", PLAIN),
        (ago(seconds=-90), "Synced just now", PLAIN),
        (ago(minutes=2), "Synced 2 min ago", PLAIN),
        (ago(hours=3, minutes=5), "Synced 3 h ago", PLAIN),
        (SyncState(Phase.FIRST_MIRROR, 600, 1250), "Syncing… 600 of 1,250", PLAIN),
        (SyncState(Phase.FIRST_MIRROR, 600), "Syncing… 600", PLAIN),
        (SyncState(Phase.FIRST_MIRROR, 1300, 1250), "Syncing… 1,300", PLAIN),
        (SyncState(Phase.INDEXING), "Preparing search…", PLAIN),
        (SyncState(Phase.PULLING), "Syncing…", PLAIN),
        (SyncState(Phase.SWEEPING, 5, 10), "Looking for deleted contacts… 5 of 10", PLAIN),
        (SyncState(Phase.OFFLINE), "Offline – showing 1,250 cached contacts", WARN),
        (SyncState(Phase.PAUSED, reason=Unauthorized()), "Sync paused – API key rejected", DANGER),
        (SyncState(Phase.HELD, reason=DeletionsHeld(400, 1250, 850)), "Sync held – 400 contacts are gone", DANGER),
        (SyncState(Phase.IDLE, reason=DiskFull()), "Sync incomplete – the disk is full", WARN),
        (SyncState(Phase.IDLE, reason=RecordsSetAside(2)), "Sync incomplete – some records could not be read", WARN),
        (SyncState(Phase.HELD), "Sync held – many contacts are gone", DANGER),
        (
            SyncState(Phase.WAITING, resumes_at=NOW + timedelta(seconds=42)),
            "The service is busy – trying again in 42 s",
            WARN,
        ),
        (
            SyncState(Phase.WAITING, resumes_at=NOW + timedelta(seconds=90)),
            "The service is busy – trying again in 1:30",
            WARN,
        ),
    ],
)
def test_each_state_is_one_sentence_with_its_tint(state: SyncState, text: str, tone: str) -> None:
    sentence = sync_sentence(state, NOW, cached=1250)

    assert (sentence.text, sentence.tone) == (text, tone)
    assert sentence.icon in icon_names()
    assert sentence.told


def test_a_sync_of_another_day_tells_when_it_was() -> None:
    assert sync_sentence(ago(days=40), NOW).text.startswith("Synced 9 Oct 2026, ")


def test_the_sample_workspace_names_itself_unless_something_is_wrong() -> None:
    assert sync_sentence(ago(minutes=2), NOW, sample=True).text == "Sample workspace"
    assert sync_sentence(SyncState(Phase.OFFLINE), NOW, cached=1, sample=True).text == (
        "Offline – showing 1 cached contact"
    )


def test_waiting_changes_are_the_sentence_but_while_offline() -> None:
    assert sync_sentence(ago(minutes=2), NOW, waiting=3).text == "3 changes waiting"
    offline = sync_sentence(SyncState(Phase.OFFLINE), NOW, cached=9, waiting=1).text
    assert offline == "Offline – showing 9 cached contacts"


def test_a_reason_nobody_named_still_has_words() -> None:
    assert reason_text(ValueError("x")) == reason_text(None) == "the service could not be used"
