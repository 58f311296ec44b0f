"""A tag renamed in every contact, or taken off every one: counted first, done as one step that can be undone."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QInputDialog, QMessageBox

from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.tag_field import tags_in
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.store import contacts
from nexus_contacts.store.edits import Edit
from nexus_contacts.store.filters import Filter

if TYPE_CHECKING:
    from nexus_contacts.desktop.window import MainWindow


class TagChanges(QObject):
    """Asks in the window and changes through its session."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def rename(self, tag: str) -> None:
        """Ask for another name of a tag and give it to every contact that has the tag."""
        self._with_ids(tag, lambda ids: self._ask_for_name(tag, ids))

    def remove(self, tag: str) -> None:
        """Ask, then take a tag off every contact that has it."""
        self._with_ids(tag, lambda ids: self._ask_to_remove(tag, ids))

    def _with_ids(self, tag: str, then: Callable[[tuple[str, ...]], None]) -> None:
        place = self._window.workplace
        if place is None or place.session.changer.read_only:
            return
        database = place.session.database
        place.session.background.run(self, lambda: contacts.ids(database, Filter(tags=(tag,))), then, key="tag")

    def _edit(self, ids: tuple[str, ...], edit: Edit) -> None:
        if self._window.workplace is not None and ids:
            self._window.workplace.session.changer.edit(ids, edit)

    def _ask_for_name(self, tag: str, ids: tuple[str, ...]) -> None:
        count = words.counted(self.tr("1 contact"), self.tr("{n} contacts"), len(ids))
        dialog = QInputDialog(self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Rename the tag everywhere"))
        text = self.tr("Another name for the tag {tag}, which {count} carry. It can be undone.")
        dialog.setLabelText(text.replace("{tag}", f"“{one_line(tag)}”").replace("{count}", count))
        dialog.setTextValue(tag)

        def take(typed: str) -> None:
            new = tags_in(typed)
            if len(new) == 1 and new[0] != tag:
                self._edit(ids, Edit(rename_tags=((tag, new[0]),)))

        dialog.textValueSelected.connect(take)
        dialog.open()

    def _ask_to_remove(self, tag: str, ids: tuple[str, ...]) -> None:
        count = words.counted(self.tr("1 contact"), self.tr("{n} contacts"), len(ids))
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(self.tr("Remove the tag everywhere"))
        text = self.tr("Take the tag {tag} off {count}?").replace("{tag}", f"“{one_line(tag)}”")
        box.setText(text.replace("{count}", count))
        box.setInformativeText(self.tr("It can be undone, also after it was sent."))
        go = box.addButton(self.tr("Remove the tag"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        go.clicked.connect(lambda _checked=False: self._edit(ids, Edit(remove_tags=(tag,))))
        box.open()
