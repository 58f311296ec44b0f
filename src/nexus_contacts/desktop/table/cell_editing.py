"""Editing in the table: a cell with a text is edited where it stands, one with a choice opens its menu."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Signal

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop import sentences
from nexus_contacts.desktop.controls.inline_editor import InlineEditor
from nexus_contacts.desktop.field_checks import fault, text_of, typed_changes
from nexus_contacts.desktop.table.changing import RowChanges
from nexus_contacts.desktop.table.view import TableView
from nexus_contacts.store import contacts
from nexus_contacts.store.edits import CUSTOM, value_of

if TYPE_CHECKING:
    from nexus_contacts.desktop.session import Session

CUSTOM_COLUMN = "custom:"
_TEXTS = {"email": "email", "phone": "phone", "company": "company", "title": "job_title"}
_MENUS = ("status", "source", "tags", "owner")


def text_field(key: str) -> str:
    """The field that a column's cells are edited as; ``""`` where they are no texts of one field."""
    if key.startswith(CUSTOM_COLUMN):
        return CUSTOM + key.removeprefix(CUSTOM_COLUMN)
    return _TEXTS.get(key, "")


class CellEditing(QObject):
    """Opens what edits a cell. Names, and what no person can change, are left to the detail pane."""

    open_wanted = Signal(str)
    """The contact is to be opened: there is nothing to edit in this cell."""

    def __init__(self, session: "Session", table: TableView, changes: RowChanges) -> None:
        super().__init__(table)
        self._session = session
        self._table = table
        self._changes = changes
        self._editor: InlineEditor | None = None
        table.verticalScrollBar().valueChanged.connect(self._leave)
        table.horizontalScrollBar().valueChanged.connect(self._leave)
        table.rows.modelReset.connect(self._leave)

    def begin(self, id: str, key: str) -> None:
        """Edit the cell of a contact in a column."""
        if self._session.changer.read_only or not (key in _MENUS or text_field(key)):
            self.open_wanted.emit(id)
        elif key in _MENUS:
            self.pop_up(key, self._table.viewport().mapToGlobal(self._place(id, key).bottomLeft()))
        else:
            database = self._session.database
            self._session.background.run(
                self, lambda: contacts.get(database, id), partial(self._edit, key=key), key="cell"
            )

    def pop_up(self, what: str, place: QPoint) -> None:
        """Open the menu of a choice at a place."""
        change = self._changes.menus
        fills = {
            "status": change.fill_status,
            "source": change.fill_sources,
            "tags": change.fill_tags,
            "owner": change.fill_owners,
        }
        change.pop_up(fills[what], place)

    def _place(self, id: str, key: str) -> QRect:
        """Where a cell stands in the viewport; empty where it does not."""
        rows = self._table.rows
        number, column = rows.place(id), rows.column(key)
        return self._table.visualRect(rows.index(number, column)) if number >= 0 and column >= 0 else QRect()

    def _edit(self, contact: Contact | None, *, key: str) -> None:
        if contact is None:
            return
        place, field = self._place(contact.id, key), text_field(key)
        if place.isEmpty() or isinstance(value_of(contact, field), dict | list):
            self.open_wanted.emit(contact.id)
            return
        self._leave()
        title = sentences.field_title(field)
        editor = InlineEditor(title, text_of(contact, field), partial(fault, field), parent=self._table.viewport())
        width = max(place.width(), editor.sizeHint().width())
        left = min(place.left(), self._table.viewport().width() - width)
        height = editor.sizeHint().height()
        editor.setGeometry(max(0, left), place.top() + (place.height() - height) // 2, width, height)
        editor.committed.connect(
            lambda typed: self._session.changer.change(contact.id, typed_changes(contact, field, typed))
        )
        editor.ended.connect(self._end)
        self._editor = editor
        editor.begin()

    def _leave(self) -> None:
        """Keep what is typed: its cell moves away from under it."""
        if self._editor is not None and not self._editor.finish():
            self._editor.cancel()

    def _end(self) -> None:
        editor, self._editor = self._editor, None
        if editor is not None and editor.hasFocus():
            self._table.setFocus()
