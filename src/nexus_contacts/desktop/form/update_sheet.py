"""Updating somebody who exists with the values of a form: field by field, what stands there and what was typed."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop import sentences
from nexus_contacts.desktop.controls.buttons import PrimaryButton, SecondaryButton
from nexus_contacts.desktop.controls.checks import CheckBox
from nexus_contacts.desktop.controls.sheets import Sheet
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.desktop.sentences import OwnerName
from nexus_contacts.store.edits import Changes


def _say(text: str) -> str:
    return QCoreApplication.translate("UpdateSheet", text)


class UpdateSheet(Sheet):
    """Each differing field with a box: ticked, the typed value goes there."""

    update_chosen = Signal(str, object)
    """The contact's id and the `Changes` that were ticked."""

    def __init__(self, holder: Contact, changes: Changes, owner_name: OwnerName, parent: QWidget) -> None:
        name = one_line(holder.name)
        title = _say("Update {name} with these values").replace("{name}", name)
        super().__init__(title, _say("What is ticked takes the place of what stands there."), (560, 480), parent)
        self._holder = holder
        self._boxes = []
        for change in changes:
            before = sentences.value_text(change.field, change.before, owner_name) or self.tr("empty")
            after = sentences.value_text(change.field, change.after, owner_name)
            box = CheckBox(
                f"{sentences.field_title(change.field)}: {after}", self.tr("now: {old}").replace("{old}", before)
            )
            box.setChecked(True)
            self._boxes.append((change, box))
            self.column.addWidget(box)
        self.column.addStretch(1)
        cancel = SecondaryButton(self.tr("Cancel"), key=self.tr("Esc"))
        cancel.clicked.connect(self.leave)
        go = PrimaryButton(self.tr("Update {name}").replace("{name}", name), key=self.tr("Ctrl ↵"))
        go.clicked.connect(self.submit)
        self.foot.addStretch(1)
        self.foot.addWidget(cancel)
        self.foot.addWidget(go)

    def submit(self) -> None:
        """Take what is ticked."""
        chosen = tuple(change for change, box in self._boxes if box.isChecked())
        self.update_chosen.emit(self._holder.id, chosen)
        self.accept()
