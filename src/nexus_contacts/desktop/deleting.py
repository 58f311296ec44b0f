"""The window's questions before something is deleted: who, and what goes with them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QInputDialog, QMessageBox, QWidget

from nexus_contacts.desktop import words
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.store import contacts, details
from nexus_contacts.store.connection import Database

TYPED_FROM = 25
"""From more than this on the number has to be typed."""
_NAMED = 5


def _say(text: str) -> str:
    return QCoreApplication.translate("asking", text)


def what_goes(database: Database, ids: Sequence[str]) -> tuple[tuple[str, ...], int, int]:
    """(first names, notes, deals) of contacts that are to be deleted, as far as this machine knows. Blocking."""
    rows = contacts.rows_of(database, tuple(ids)[:_NAMED])
    counts = [details.counts(database, id) for id in ids] if len(ids) == 1 else []
    notes = sum(one.notes or 0 for one in counts)
    return tuple(one_line(row.name) for row in rows), notes, sum(one.deals or 0 for one in counts)


def ask_to_delete(
    parent: QWidget, ids: Sequence[str], goes: tuple[tuple[str, ...], int, int], then: Callable[[], object]
) -> None:
    """Say who would be deleted and what with them; the default is to keep them."""
    names, notes, deals = goes
    count = words.counted(_say("1 contact"), _say("{n} contacts"), len(ids))
    who = names[0] if len(ids) == 1 and names else count
    parts = [words.counted(_say("1 note"), _say("{n} notes"), notes)] if notes else []
    parts += [words.counted(_say("1 deal"), _say("{n} deals"), deals)] if deals else []
    text = _say("{what} go with it.").replace("{what}", _say(" and ").join(parts)) + " " if parts else ""
    if len(ids) > 1:
        text = ", ".join(names) + ("…" if len(ids) > len(names) else "") + "\n\n"
    text += _say("It cannot be undone on the server. You can take it back from the trash.")
    if len(ids) > TYPED_FROM:
        _ask_for_number(parent, len(ids), text, then)
        return
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(_say("Delete"))
    box.setText(_say("Delete {who}?").replace("{who}", who))
    box.setInformativeText(text)
    go = box.addButton(_say("Delete {who}").replace("{who}", who), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    go.clicked.connect(lambda _checked=False: then())
    box.open()


def _ask_for_number(parent: QWidget, count: int, text: str, then: Callable[[], object]) -> None:
    dialog = QInputDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(_say("Delete {n} contacts").replace("{n}", words.number(count)))
    dialog.setLabelText(f"{text}\n\n" + _say("Type {n} to delete them.").replace("{n}", str(count)))
    dialog.textValueSelected.connect(lambda typed: then() if typed.strip() == str(count) else None)
    dialog.open()
