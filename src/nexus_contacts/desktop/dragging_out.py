"""Rows dragged out of the table: to a mail, an address book or a folder they go as vCards."""

import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Qt, QTemporaryDir, QUrl
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QApplication

from nexus_contacts.desktop.taking_out import ticked
from nexus_contacts.exchange import outgoing, vcard_out
from nexus_contacts.exchange.outgoing import Outgoing
from nexus_contacts.store.connection import Database

if TYPE_CHECKING:
    from nexus_contacts.desktop.window import MainWindow
    from nexus_contacts.desktop.workplace import Workplace

MOST = 1000
"""No more contacts than this are dragged: more are a matter for the export."""


class DraggingOut(QObject):
    """One for each window, attached to each workplace. The files that are dropped go with the program."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._folder: QTemporaryDir | None = None

    def attach(self, workplace: "Workplace") -> None:
        """Listen to a workplace."""
        workplace.table.table.drag_wanted.connect(partial(self.drag, workplace))

    def drag(self, place: "Workplace", contact_id: str) -> None:
        """Drag one contact, or with it all that are ticked where it is one of them."""
        ticks, question = place.table.selection.ticks, place.table.pager.question
        wanted = Outgoing(only=frozenset((contact_id,)))
        if contact_id in ticks:
            if len(ticks) > MOST:
                self._window.say(self.tr("Too many to drag: export them instead"))
                return
            wanted = ticked(ticks, Outgoing(filter=question.filter, sort=question.sort))
        if self._folder is None:
            self._folder = QTemporaryDir()
        work = partial(cards_in, place.session.database, wanted, Path(self._folder.path()))
        then = partial(self._begin, place)
        place.session.background.run(self, work, then, self._window.show_error, key="drag")

    def _begin(self, place: "Workplace", cards: tuple[Path, bytes] | None) -> None:
        if cards is None or not QApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            return  # it was let go of before the cards were there
        drag = QDrag(place.table.table)
        drag.setMimeData(carried(*cards))
        drag.exec(Qt.DropAction.CopyAction)


def cards_in(database: Database, wanted: Outgoing, folder: Path) -> tuple[Path, bytes] | None:
    """Write contacts as vCards into a folder of their own, and answer the file and what it holds; None where there are
    none.

    Blocking. Raises NotWritten, StoreError.
    """
    found = list(outgoing.chosen(database, wanted))
    if not found:
        return None
    stem = vcard_out.file_name(found[0]) if len(found) == 1 else "contacts"
    path = Path(tempfile.mkdtemp(dir=folder)) / f"{stem}.vcf"
    vcard_out.export(found, path)
    return path, path.read_bytes()


def carried(path: Path, cards: bytes) -> QMimeData:
    """What a drag carries: the file, and its cards for whoever takes those."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    data.setData("text/vcard", cards)
    return data
