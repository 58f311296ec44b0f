"""One window a person: a second start raises the first and goes away; a lock left by a killed program is taken over."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal

_ASK_MS = 2_000


class SingleInstance(QObject):
    """The claim to be the one running window over the files of `folder`."""

    raise_wanted = Signal()
    """A second start asked this window to come to the front."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = "nexus-contacts-" + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
        self._lock = QLockFile(str(folder / "window.lock"))
        # A lock is stale only when the process that wrote it is gone, however long the window has been open.
        self._lock.setStaleLockTime(0)

    def take(self) -> bool:
        """Claim the place. False where another running program holds it."""
        return self._lock.tryLock(100)

    def listen(self) -> None:
        """Let later starts reach this one. Called after the first paint: the network module costs start-up time."""
        from PySide6.QtNetwork import QLocalServer

        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(self._name)

        def answer() -> None:
            connection = server.nextPendingConnection()
            connection.disconnected.connect(connection.deleteLater)
            connection.disconnectFromServer()
            self.raise_wanted.emit()

        server.newConnection.connect(answer)
        server.listen(self._name)

    def ask_the_first(self) -> bool:
        """Ask the running window to come to the front. False where it does not answer."""
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        answered = socket.waitForConnected(_ASK_MS)
        if answered and socket.state() == QLocalSocket.LocalSocketState.ConnectedState:
            socket.waitForDisconnected(_ASK_MS)
        return answered

    def release(self) -> None:
        """Give the place up."""
        self._lock.unlock()
