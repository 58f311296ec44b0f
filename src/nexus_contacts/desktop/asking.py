"""The window's questions: a key, a file, a word about deletions. Each opens and answers by a callback."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QInputDialog, QLineEdit, QMessageBox, QWidget

from nexus_contacts.desktop import words
from nexus_contacts.store import pairs
from nexus_contacts.store.connection import Database
from nexus_contacts.sync.progress import SyncState


def _say(text: str) -> str:
    return QCoreApplication.translate("asking", text)


def ask_for_key(parent: QWidget, name: str, then: Callable[[str], None]) -> None:
    """Ask for another API key of the account called `name`; an empty answer does nothing."""
    dialog = QInputDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(_say("Enter a new API key"))
    dialog.setLabelText(_say("API key of {name}").replace("{name}", name))
    dialog.setTextEchoMode(QLineEdit.EchoMode.Password)
    dialog.setOkButtonText(_say("Connect"))

    def take(text: str) -> None:
        if text.strip():
            then(text.strip())

    dialog.textValueSelected.connect(take)
    dialog.open()


def ask_about_deletions(parent: QWidget, state: SyncState | None, accept: Callable[[], None]) -> None:
    """Tell how many contacts the service no longer has, and let them go only where the person says so."""
    gone = getattr(state.reason, "gone", None) if state is not None else None
    count = words.counted(_say("1 contact"), _say("{n} contacts"), gone) if gone is not None else _say("Many contacts")
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(_say("Many contacts are gone"))
    box.setText(_say("{count} of your copy are no longer on the server.").replace("{count}", count))
    box.setInformativeText(
        _say("They are kept here until you say otherwise. Deleting them here cannot be undone by a sync.")
    )
    delete = box.addButton(_say("Delete them here too"), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(box.addButton(_say("Keep them"), QMessageBox.ButtonRole.RejectRole))
    delete.clicked.connect(lambda _checked=False: accept())
    box.open()


def ask_for_file(parent: QWidget, then: Callable[[str], None]) -> None:
    """Ask where the exported CSV file goes."""
    start = str(Path.home() / "contacts.csv")
    path, _filter = QFileDialog.getSaveFileName(parent, _say("Export contacts"), start, _say("CSV files (*.csv)"))
    if path:
        then(path)


def write_record(database: Database, path: str) -> None:
    """Write the record of the clean-up to `path`. Blocking. Raises ExchangeError, StoreError."""
    from nexus_contacts.exchange import csv_out

    with csv_out.whole_file(Path(path)) as file:
        file.write(pairs.deeds_csv(database))


def ask_for_name(parent: QWidget, name: str, then: Callable[[str], None]) -> None:
    """Ask for another name in place of `name`; the same or an empty name does nothing."""
    dialog = QInputDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(_say("Rename the workspace"))
    dialog.setLabelText(_say("Name"))
    dialog.setTextValue(name)

    def take(text: str) -> None:
        if text.strip() and text.strip() != name:
            then(text.strip())

    dialog.textValueSelected.connect(take)
    dialog.open()


def ask_to_disconnect(parent: QWidget, name: str, unsent: int, then: Callable[[], None]) -> None:
    """Say what disconnecting takes from this computer, and do it only where the person says so.

    Where changes were not sent yet, a box has to be ticked first: they would be lost.
    """
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(_say("Disconnect the workspace"))
    box.setText(_say("Disconnect {name} from this computer?").replace("{name}", name))
    box.setInformativeText(
        _say("Its key, its copy of the contacts, its views and stars are removed here. The server keeps its contacts.")
    )
    go = box.addButton(_say("Disconnect {name}").replace("{name}", name), QMessageBox.ButtonRole.DestructiveRole)
    if unsent:
        one, many = _say("Lose 1 change that was not sent"), _say("Lose {n} changes that were not sent")
        lose = QCheckBox(words.counted(one, many, unsent))
        box.setCheckBox(lose)
        go.setEnabled(False)
        lose.toggled.connect(go.setEnabled)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    go.clicked.connect(lambda _checked=False: then())
    box.open()
