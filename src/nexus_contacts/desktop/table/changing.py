"""What can be changed about rows: status, tags and owner by menus, deletion by a signal; one row or all ticked ones.

What is ticked on other pages is found off the UI thread; more than a hundred contacts are asked about first.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QInputDialog, QMenu, QMessageBox, QWidget

from nexus_contacts.api.records import STATUSES
from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.tag_field import tags_in
from nexus_contacts.desktop.safe_text import plain
from nexus_contacts.desktop.table.ticks import Ticks
from nexus_contacts.desktop.theme import theme
from nexus_contacts.store import contacts
from nexus_contacts.store.edits import Edit
from nexus_contacts.store.filters import Filter
from nexus_contacts.store.rows import Row

if TYPE_CHECKING:
    from nexus_contacts.desktop.session import Session

ASK_FROM = 100
_TAGS_OFFERED = 12


class RowChanges(QObject):
    """Changes contacts for the table. `ticks` tells what is ticked, `current` the current row."""

    delete_wanted = Signal(object)
    """The ids of the contacts to delete: the window asks."""

    def __init__(
        self, session: "Session", owner: QWidget, ticks: Callable[[], Ticks], current: Callable[[], Row | None]
    ) -> None:
        super().__init__(owner)
        self._session = session
        self._owner = owner
        self._ticks = ticks
        self._current = current
        self._tags: tuple[str, ...] = ()

    # ── menus ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def read_tags(self) -> None:
        """Read which tags there are, for the menus."""
        database = self._session.database

        def keep(tags: tuple[str, ...]) -> None:
            self._tags = tags

        self._session.background.run(
            self, lambda: tuple(tag for tag, _ in contacts.facets(database, Filter()).tags), keep, key="tags"
        )

    def add_menus(self, menu: QMenu) -> None:
        """Add Status, Tags and Assign to a menu."""
        for title, icon, fill in (
            (self.tr("Status"), "flag", self.fill_status),
            (self.tr("Tags"), "tag", self.fill_tags),
            (self.tr("Assign to"), "user", self.fill_owners),
        ):
            part = QMenu(title, menu)
            part.setIcon(theme().icon(icon))
            fill(part)
            menu.addMenu(part)

    def fill_status(self, menu: QMenu) -> None:
        """Fill a menu with the statuses."""
        row = self._one()
        for status in STATUSES:
            action = menu.addAction(words.status_text(status))
            action.setCheckable(True)
            action.setChecked(row is not None and row.status == status)
            action.triggered.connect(lambda _on=False, status=status: self.apply(Edit((("status", status),))))

    def fill_owners(self, menu: QMenu) -> None:
        """Fill a menu with the owners that have a name, nobody, and a place to type an id."""
        row = self._one()
        for id, name in (*self._session.owner_names(), ("", words.owner_text("", self._session.owner_name))):
            action = menu.addAction(plain(name).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(row is not None and row.assigned_to == id)
            action.triggered.connect(lambda _on=False, id=id: self.apply(Edit((("assigned_to", id),))))
        menu.addSeparator()
        menu.addAction(self.tr("Another user id…"), self._type_owner)

    def fill_tags(self, menu: QMenu) -> None:
        """Fill a menu with the row's own tags, to take off, and others to add."""
        row = self._one()
        own = row.tags if row is not None else ()
        for tag in (*own, *[tag for tag in self._tags if tag not in own][:_TAGS_OFFERED]):
            action = menu.addAction(plain(tag).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(tag in own)
            edit = Edit(remove_tags=(tag,)) if tag in own else Edit(add_tags=(tag,))
            action.triggered.connect(lambda _on=False, edit=edit: self.apply(edit))
        menu.addSeparator()
        menu.addAction(self.tr("Add tags…"), self._type_tags)
        menu.addAction(self.tr("Remove tags…"), lambda: self._type_tags(remove=True))

    def pop_up(self, fill: Callable[[QMenu], None], place: QPoint) -> None:
        """Open one of the menus at a place."""
        menu = QMenu(self._owner)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fill(menu)
        if menu.actions():
            menu.setActiveAction(menu.actions()[0])
        menu.popup(place)

    def _one(self) -> Row | None:
        """The one row that is meant; None where several are ticked."""
        return self._current() if len(self._ticks()) <= 1 else None

    def _type_owner(self) -> None:
        self._type(
            self.tr("Assign to"), self.tr("User id"), lambda text: self.apply(Edit((("assigned_to", text.strip()),)))
        )

    def _type_tags(self, *, remove: bool = False) -> None:
        title = self.tr("Remove tags") if remove else self.tr("Add tags")

        def take(text: str) -> None:
            tags = tags_in(text)
            if tags:
                self.apply(Edit(remove_tags=tags) if remove else Edit(add_tags=tags))

        self._type(title, self.tr("Tags, with commas between them"), take)

    def _type(self, title: str, label: str, take: Callable[[str], None]) -> None:
        dialog = QInputDialog(self._owner)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(title)
        dialog.setLabelText(label)
        dialog.textValueSelected.connect(take)
        dialog.open()

    # ── changing ──────────────────────────────────────────────────────────────────────────────────────────────────────

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

    def _with_ids(self, ticks: Ticks, then: Callable[[Sequence[str]], None]) -> None:
        if ticks.every is None:
            then(tuple(sorted(ticks.ids)))
            return
        database = self._session.database
        self._session.background.run(self, lambda: ticks.resolve(database), then, key="ticked ids")
