"""Callbacks of any thread become signals on the UI thread, many in one."""

import threading

from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.bridge import INTERVAL_MS, Bridge
from nexus_contacts.store.changes import NOTHING, Changed
from nexus_contacts.sync.progress import Phase, SyncState

CONTACTS = frozenset({"contacts"})


def test_many_changes_are_told_together(qtbot: QtBot) -> None:
    bridge = Bridge()
    told: list[Changed] = []
    bridge.changed.connect(told.append)

    for number in range(500):
        bridge.on_changed(Changed(frozenset({f"con_{number}"}), CONTACTS))
    qtbot.waitUntil(lambda: bool(told))

    assert len(told) == 1
    assert len(told[0].ids or ()) == 500
    assert told[0].kinds == CONTACTS


def test_more_changes_than_a_screen_can_use_are_told_as_many(qtbot: QtBot) -> None:
    bridge = Bridge()

    with qtbot.waitSignal(bridge.changed) as told:
        for number in range(3000):
            bridge.on_changed(Changed(frozenset({f"con_{number}"}), CONTACTS))

    assert told.args[0].ids is None


def test_signals_arrive_on_the_ui_thread_from_any_other(qtbot: QtBot) -> None:
    bridge = Bridge()
    threads: list[int] = []
    bridge.state_changed.connect(lambda _: threads.append(threading.get_ident()))

    worker = threading.Thread(target=bridge.on_state, args=(SyncState(Phase.PULLING),))
    worker.start()
    worker.join()
    qtbot.waitUntil(lambda: bool(threads))

    assert threads == [threading.get_ident()]


def test_of_many_states_the_newest_is_told(qtbot: QtBot) -> None:
    bridge = Bridge()
    told: list[SyncState] = []
    bridge.state_changed.connect(told.append)

    for done in range(100):
        bridge.on_state(SyncState(Phase.FIRST_MIRROR, done, 100))
    qtbot.waitUntil(lambda: bool(told))

    assert [state.done for state in told] == [99]


def test_signals_keep_their_distance(qtbot: QtBot) -> None:
    bridge = Bridge()
    with qtbot.waitSignal(bridge.state_changed):
        bridge.on_state(SyncState(Phase.PULLING))

    bridge.on_state(SyncState(Phase.IDLE))
    told_at_once: list[SyncState] = []
    bridge.state_changed.connect(told_at_once.append)
    qtbot.wait(INTERVAL_MS // 4)
    early = list(told_at_once)
    qtbot.waitUntil(lambda: bool(told_at_once))

    assert early == []
    assert told_at_once[-1].phase is Phase.IDLE


def test_nothing_changed_is_not_told(qtbot: QtBot) -> None:
    bridge = Bridge()
    told: list[Changed] = []
    bridge.changed.connect(told.append)

    bridge.on_changed(NOTHING)
    bridge.on_changed(Changed(frozenset({"con_1"}), CONTACTS))
    qtbot.waitUntil(lambda: bool(told))

    assert told == [Changed(frozenset({"con_1"}), CONTACTS)]
