"""Taking a merge back: what each contact gets back, what somebody has changed since, what cannot come back."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget

from nexus_contacts.desktop import sentences, words
from nexus_contacts.desktop.controls.buttons import PrimaryButton, SecondaryButton
from nexus_contacts.desktop.controls.checks import CheckBox
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.controls.sheets import Sheet
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.desktop.sentences import OwnerName
from nexus_contacts.store import restoring
from nexus_contacts.store.merging import UndoPlan


def _say(text: str) -> str:
    return QCoreApplication.translate("UndoSheet", text)


def stays_text(undo: UndoPlan) -> str:
    """What stays with the contact that was kept, because the API cannot move it back."""
    plan = restoring.plan(undo.thrown)
    kinds = (
        (plan.deals, _say("1 deal"), _say("{n} deals")),
        (plan.activities, _say("1 activity"), _say("{n} activities")),
        (len(plan.notes), _say("1 note"), _say("{n} notes")),
    )
    stays = [words.counted(one, many, count) for count, one, many in kinds if count]
    if not stays or undo.primary is None:
        return ""
    text = _say("{what} stay with {name}, because the API cannot move them; notes are written again besides.")
    return text.replace("{what}", ", ".join(stays)).replace("{name}", one_line(undo.primary.name))


class UndoSheet(Sheet):
    """`confirmed` brings the fields that are set back although somebody changed them since."""

    confirmed = Signal(object)

    def __init__(self, undo: UndoPlan, owner_name: OwnerName, parent: QWidget) -> None:
        name = one_line(undo.thrown.name)
        into = one_line(undo.primary.name) if undo.primary else undo.thrown.primary_id
        title = _say("Take back the merge of {a} into {b}").replace("{a}", name).replace("{b}", into)
        super().__init__(title, _say("Nothing is sent before you confirm."), (640, 520), parent)
        self._asked: list[tuple[CheckBox, str]] = []
        back = _say("{name} comes back with every field it had, under a new id.").replace("{name}", name)
        self._line(back)
        if undo.primary is None:
            self._line(_say("{name} does not exist any more and stays gone.").replace("{name}", into))
        if undo.changes:
            self._line(_say("{name} gets back what the merge changed:").replace("{name}", into), "strong")
            for change in undo.changes:
                self._line(sentences.change_text(change, owner_name))
        if undo.asked:
            self._line(_say("Changed since the merge. Tick what is to be set back all the same:"), "strong")
            for change in undo.asked:
                box = CheckBox(sentences.change_text(change, owner_name))
                self._asked.append((box, change.field))
                self.column.addWidget(box)
        stays = stays_text(undo)
        if stays:
            self._line(stays)
        self.column.addStretch(1)
        cancel, button = SecondaryButton(self.tr("Cancel")), PrimaryButton(self.tr("Take the merge back"), "undo")
        cancel.clicked.connect(self.leave)
        button.clicked.connect(self.submit)
        self.foot.addStretch(1)
        self.foot.addWidget(cancel)
        self.foot.addWidget(button)
        button.setFocus(Qt.FocusReason.TabFocusReason)

    def _line(self, text: str, role: str = "body") -> None:
        self.column.addWidget(Label(text, role, wrap=True))

    def submit(self) -> None:
        """Take it back."""
        self.confirmed.emit(tuple(field for box, field in self._asked if box.isChecked()))
        self.accept()
