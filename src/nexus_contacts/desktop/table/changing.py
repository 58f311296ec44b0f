"""What is meant by a change in the table: the current row or all ticked ones; deletion is a signal to the window.

What is ticked on other pages is found off the UI thread; more than a hundred contacts are asked about first.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from nexus_contacts.desktop import words
from nexus_contacts.desktop.change_menus import ChangeMenus
from nexus_contacts.desktop.table.ticks import Ticks
from nexus_contacts.store.edits import Edit
from nexus_contacts.store.rows import Row

if TYPE_CHECKING:
    from nexus_contacts.desktop.session import Session

ASK_FROM = 100


class RowChanges(QObject):
    """Changes contacts for the table. `ticks` tells what is ticked, `current` the current row."""

    delete_wanted = Signal(object)
    """The ids of the contacts to delete: the window asks."""
    merge_wanted = Signal(object)
    """The ids of the contacts to merge."""

    def __init__(
        self, session: "Session", owner: QWidget, ticks: Callable[[], Ticks], current: Callable[[], Row | None]
    ) -> None:
        super().__init__(owner)
        self._session = session
        self._owner = owner
        self._ticks = ticks
        self._current = current
        self.menus = ChangeMenus(session, owner, self._one, self.apply)

    def _one(self) -> Row | None:
        """The one row that is meant; None where several are ticked."""
        return self._current() if len(self._ticks()) <= 1 else None

    def meant(self) -> Ticks:
        """What is ticked, else the current row."""
        ticks, row = self._ticks(), self._current()
        return ticks if ticks or row is None else Ticks(frozenset({row.id}))

    def apply(self, edit: Edit) -> None:
        """Change what is ticked, else the current row; more than a hundred are asked about first."""
        ticks = self.meant()
        if not ticks:
            return
        if len(ticks) <= ASK_FROM:
            self._with_ids(ticks, lambda ids: self._session.changer.edit(ids, edit))
            return
        count = words.counted(self.tr("1 contact"), self.tr("{n} contacts"), len(ticks))
        box = QMessageBox(self._owner)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(self.tr("Change many contacts"))
        box.setText(self.tr("Change {count}?").replace("{count}", count))
        box.setInformativeText(self.tr("It can be undone, also after it was sent."))
        go = box.addButton(self.tr("Change {count}").replace("{count}", count), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        go.clicked.connect(lambda: self._with_ids(ticks, lambda ids: self._session.changer.edit(ids, edit)))
        box.open()

    def delete(self) -> None:
        """Want what is ticked, else the current row, deleted."""
        ticks = self.meant()
        if ticks:
            self._with_ids(ticks, self.delete_wanted.emit)

    def merge(self) -> None:
        """Want what is ticked merged; the current row alone: its doubles."""
        ticks = self.meant()
        if ticks:
            self._with_ids(ticks, self.merge_wanted.emit)

    def _with_ids(self, ticks: Ticks, then: Callable[[Sequence[str]], None]) -> None:
        if ticks.every is None:
            then(tuple(sorted(ticks.ids)))
            return
        database = self._session.database
        self._session.background.run(self, lambda: ticks.resolve(database), then, key="ticked ids")
