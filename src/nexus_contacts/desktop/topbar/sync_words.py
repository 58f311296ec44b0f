"""The sync state as one sentence, its icon and its tint: what stands in the top bar and is told to screen readers."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from nexus_contacts.desktop import words
from nexus_contacts.sync.errors import DeletionsHeld
from nexus_contacts.sync.progress import Phase, SyncState

PLAIN, WARN, DANGER = "plain", "warn", "danger"


@dataclass(frozen=True, slots=True)
class SyncSentence:
    """What the sync state button shows. `icon_token` is the icon's colour, `tone` the tint of the whole button.

    `told` is what a screen reader is told: the sentence without the figures that change by themselves.
    """

    text: str
    icon: str
    icon_token: str = "text2"
    tone: str = PLAIN
    told: str = ""


def _say(text: str) -> str:
    return QCoreApplication.translate("sync_words", text)


def sync_sentence(
    state: SyncState, now: datetime, *, cached: int = 0, waiting: int = 0, sample: bool = False
) -> SyncSentence:
    """The sentence for a state. `now` is aware; `cached` is how many contacts the local copy holds, `waiting` how many
    changes are not sent yet, `sample` whether this is the sample workspace.
    """
    match state.phase:
        case Phase.PAUSED:
            return _warning(_say("Sync paused – {reason}").replace("{reason}", reason_text(state.reason)), DANGER)
        case Phase.HELD:
            return _warning(_held_text(state.reason), DANGER)
        case Phase.OFFLINE:
            text = words.counted(
                _say("Offline – showing {n} cached contact"), _say("Offline – showing {n} cached contacts"), cached
            )
            return SyncSentence(text, "cloud-off", "warn", WARN, _say("Offline"))
        case Phase.WAITING:
            return _countdown(state, now)
    if state.phase in _RUNNING:
        return _running(state)
    if waiting:
        return SyncSentence(waiting_text(waiting), "clock", "warn", WARN, _say("Changes waiting"))
    if state.reason is not None:
        return _warning(_say("Sync incomplete – {reason}").replace("{reason}", reason_text(state.reason)), WARN)
    if sample:
        return SyncSentence(_say("Sample workspace"), "database", told=_say("Sample workspace"))
    if state.last_synced_at is None:
        return SyncSentence(_say("Not synced yet"), "refresh", told=_say("Not synced yet"))
    return SyncSentence(ago_text(state.last_synced_at, now), "cloud-check", "ok", told=_say("Synced"))


_RUNNING = (Phase.FIRST_MIRROR, Phase.INDEXING, Phase.PULLING, Phase.SWEEPING)


def _running(state: SyncState) -> SyncSentence:
    if state.phase == Phase.INDEXING:
        text, told = _say("Preparing search…"), _say("Preparing search")
    elif state.phase == Phase.SWEEPING:
        text, told = _say("Looking for deleted contacts…"), _say("Looking for deleted contacts")
    else:
        text, told = _say("Syncing…"), _say("Syncing")
    if state.total and state.done <= state.total:
        text += " " + _say("{done} of {total}").replace("{done}", words.number(state.done)).replace(
            "{total}", words.number(state.total)
        )
    elif state.done:
        text += f" {words.number(state.done)}"
    return SyncSentence(text, "refresh", "accentText", told=told)


def _warning(text: str, tone: str) -> SyncSentence:
    return SyncSentence(text, "alert", "danger" if tone == DANGER else "warn", tone, text)


def _held_text(reason: BaseException | None) -> str:
    gone = reason.gone if isinstance(reason, DeletionsHeld) else 0
    if not gone:
        return _say("Sync held – many contacts are gone")
    return words.counted(_say("Sync held – {n} contact is gone"), _say("Sync held – {n} contacts are gone"), gone)


def waiting_text(waiting: int) -> str:
    """How many changes wait to be sent."""
    return words.counted(_say("{n} change waiting"), _say("{n} changes waiting"), waiting)


def _countdown(state: SyncState, now: datetime) -> SyncSentence:
    busy = _say("The service is busy")
    if state.resumes_at is None:
        return SyncSentence(busy, "clock", "warn", WARN, busy)
    left_s = max(0, round((state.resumes_at - now).total_seconds()))
    left = f"{left_s // 60}:{left_s % 60:02}" if left_s >= 60 else _say("{n} s").replace("{n}", words.number(left_s))
    text = _say("{busy} – trying again in {left}").replace("{busy}", busy).replace("{left}", left)
    return SyncSentence(text, "clock", "warn", WARN, busy)


def ago_text(when: datetime, now: datetime) -> str:
    """How long ago the last complete sync was; from a day on, when it was."""
    minutes = int((now - when).total_seconds() // 60)
    if minutes < 1:
        return _say("Synced just now")
    if minutes < 60:
        return words.counted(_say("Synced {n} min ago"), _say("Synced {n} min ago"), minutes)
    if minutes < 24 * 60:
        return words.counted(_say("Synced {n} h ago"), _say("Synced {n} h ago"), minutes // 60)
    return _say("Synced {when}").replace("{when}", words.date_time_text(when))


_REASONS = {
    "Unauthorized": "API key rejected",
    "ReadOnlyKey": "the key may only read",
    "Forbidden": "access refused",
    "Redirected": "the service has moved",
    "NotThisApi": "not the contacts service",
    "PlainHttpRefused": "the address is not secure",
    "NotFound": "nothing at this address",
    "DiskFull": "the disk is full",
    "CursorLost": "the list could not be read to its end",
    "RateLimited": "too many requests",
    "ServerError": "the service reports an error",
    "RecordsSetAside": "some records could not be read",
    "EndedInPart": "the list could not be read to its end",
    "Damaged": "the local copy is damaged",
    "Busy": "another program uses the local copy",
    "StoreError": "the local copy could not be used",
}


def reason_text(reason: BaseException | None) -> str:
    """Why sync stopped, in a few words; the whole explanation stands in `messages.explain`."""
    # By name along the tree: the network package must not be imported before the first paint.
    names = [] if reason is None else [kind.__name__ for kind in type(reason).__mro__]
    for name in names:
        if name in _REASONS:
            return _say(_REASONS[name])
    return _say("the service could not be used")
