"""The system's wish to end reaches the UI thread."""

import os
import signal

from pytestqt.qtbot import QtBot

from nexus_contacts.desktop.stopping import Stopping


def test_sigterm_stops_through_the_event_loop_and_the_handlers_come_back(qtbot: QtBot) -> None:
    before = signal.getsignal(signal.SIGTERM)
    asked: list[bool] = []
    stopping = Stopping(lambda: asked.append(True))

    os.kill(os.getpid(), signal.SIGTERM)

    qtbot.waitUntil(lambda: asked == [True])
    stopping.release()
    assert signal.getsignal(signal.SIGTERM) is before
