"""A bug is told once, in a dialog whose details can be copied; it never ends the program and never vanishes."""

import logging
import sys
import traceback
from collections.abc import Callable
from functools import partial
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from nexus_contacts import paths

_log = logging.getLogger(__name__)


def details_of(error: BaseException) -> str:
    """The places an error passed, without any value: a traceback's last line could carry a person's data."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{frame.filename.rpartition('nexus_contacts')[2]}:{frame.lineno} {frame.name}" for frame in frames]
    return "\n".join((type(error).__name__, *places))


def show_bug(parent: QWidget | None, error: BaseException) -> None:
    """Log a bug and show it, with the log's place."""
    details = details_of(error)
    _log.error("A bug: %s", details)
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Critical)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(QCoreApplication.translate("mishaps", "Something went wrong"))
    box.setText(QCoreApplication.translate("mishaps", "The program met a mistake of its own. Your contacts are safe."))
    where = QCoreApplication.translate("mishaps", "Details are in the log in {folder}.")
    box.setInformativeText(where.replace("{folder}", str(paths.log_folder())))
    box.setDetailedText(details)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()


class Mishaps(QObject):
    """Brings exceptions that no slot caught to the window, from any thread; `tell` shows one, as a bug if not said."""

    _met = Signal(object)

    def __init__(self, window: QWidget, tell: Callable[[BaseException], None] | None = None) -> None:
        super().__init__(window)
        told = tell or partial(show_bug, window)
        self._met.connect(lambda error: told(error), Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over from Python's own last resort."""
        sys.excepthook = self._take

    def _take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._met.emit(error)
