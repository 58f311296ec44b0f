"""What an import changed and somebody has changed since: it stays as it is, unless it is set back all the same."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget

from nexus_contacts.desktop import sentences, words
from nexus_contacts.desktop.controls.buttons import PrimaryButton, SecondaryButton
from nexus_contacts.desktop.controls.checks import CheckBox
from nexus_contacts.desktop.controls.sheets import Sheet
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.desktop.sentences import OwnerName
from nexus_contacts.store.undo import Stayed

SHOWN = 100
"""So many contacts are asked about one by one; the rest together."""


class StayedSheet(Sheet):
    """`confirmed` brings those of the contacts that are set back."""

    confirmed = Signal(object)

    def __init__(self, stayed: Sequence[Stayed], owner_name: OwnerName, parent: QWidget) -> None:
        title = QCoreApplication.translate("StayedSheet", "Changed since the import")
        text = QCoreApplication.translate(
            "StayedSheet", "These stay as they are now. Tick what is to get its value from before the import."
        )
        super().__init__(title, text, (640, 520), parent)
        self._parts: list[tuple[CheckBox, Sequence[Stayed]]] = []
        for one in stayed[:SHOWN]:
            changes = ", ".join(sentences.change_text(change, owner_name) for change in one.changes)
            self._add(f"{one_line(one.name) or one.contact_id} – {changes}", (one,))
        rest = stayed[SHOWN:]
        if rest:
            self._add(words.counted(self.tr("1 more contact"), self.tr("{n} more contacts"), len(rest)), rest)
        self.column.addStretch(1)
        cancel, button = SecondaryButton(self.tr("Leave all as they are")), PrimaryButton(self.tr("Set back"), "undo")
        cancel.clicked.connect(self.leave)
        button.clicked.connect(self.submit)
        self.foot.addStretch(1)
        self.foot.addWidget(cancel)
        self.foot.addWidget(button)
        button.setFocus(Qt.FocusReason.TabFocusReason)

    def _add(self, text: str, part: Sequence[Stayed]) -> None:
        box = CheckBox(text)
        self._parts.append((box, part))
        self.column.addWidget(box)

    def submit(self) -> None:
        """Set back what is ticked."""
        self.confirmed.emit(tuple(one for box, part in self._parts if box.isChecked() for one in part))
        self.accept()
