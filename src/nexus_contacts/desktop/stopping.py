"""SIGTERM and SIGINT close the window like a person would: Qt's loop is woken by a socket that Python writes to."""

import signal
import socket
from collections.abc import Callable
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier


class Stopping(QObject):
    """Calls `stop` on the UI thread when the system asks the program to end. Make one, on the main thread."""

    def __init__(self, stop: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = stop
        self._reading, self._writing = socket.socketpair()
        self._reading.setblocking(False)
        self._writing.setblocking(False)
        self._notifier = QSocketNotifier(self._reading.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._take)
        self._wakeup_before = signal.set_wakeup_fd(self._writing.fileno())
        self._handlers_before = {number: signal.signal(number, _note) for number in (signal.SIGTERM, signal.SIGINT)}

    def _take(self) -> None:
        self._reading.recv(64)
        self._stop()

    def release(self) -> None:
        """Give the signals back."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._wakeup_before)
        for number, handler in self._handlers_before.items():
            signal.signal(number, handler)
        self._reading.close()
        self._writing.close()


def _note(_number: int, _frame: FrameType | None) -> None:
    """The signal itself does nothing: the socket has been written to by now."""
