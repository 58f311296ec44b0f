"""Setting one field in several contacts at once: which field, and what stands in it afterwards."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from nexus_contacts.desktop import sentences
from nexus_contacts.desktop.controls.buttons import PrimaryButton, SecondaryButton
from nexus_contacts.desktop.controls.choices import ComboBox
from nexus_contacts.desktop.controls.fields import TextField
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.controls.sheets import Sheet
from nexus_contacts.desktop.field_checks import fault, typed_value
from nexus_contacts.store.edits import CUSTOM, Edit

_FIELDS = ("company", "job_title", "phone")


def _say(text: str) -> str:
    return QCoreApplication.translate("FieldSheet", text)


class FieldSheet(Sheet):
    """`keys` are the custom fields that the workspace knows; `apply` makes the edit."""

    def __init__(self, who: str, keys: Sequence[str], apply: Callable[[Edit], None], parent: QWidget) -> None:
        title = _say("Set a field in {who}").replace("{who}", who)
        text = _say("What is typed takes the place of what stands there. Left empty, the field is emptied.")
        super().__init__(title, text, (520, 380), parent)
        self._apply = apply
        self.fields = ComboBox(self.tr("Field"))
        for field in (*_FIELDS, *(CUSTOM + key for key in keys)):
            self.fields.addItem(sentences.field_title(field), field)
        self.value = TextField(self.tr("Value"), placeholder=self.tr("Value"))
        self._wrong = Label("", "small", "danger", wrap=True)
        for widget in (Label(self.tr("Field"), "strong"), self.fields, Label(self.tr("Value"), "strong"), self.value):
            self.column.addWidget(widget)
        self.column.addWidget(self._wrong)
        self.column.addStretch(1)
        cancel = SecondaryButton(self.tr("Cancel"), key=self.tr("Esc"))
        cancel.clicked.connect(self.leave)
        go = PrimaryButton(self.tr("Set the field"), key=self.tr("Ctrl ↵"))
        go.clicked.connect(self.submit)
        self.foot.addStretch(1)
        self.foot.addWidget(cancel)
        self.foot.addWidget(go)
        self.fields.setFocus(Qt.FocusReason.TabFocusReason)

    def submit(self) -> None:
        """Make the edit, unless the value is wrong."""
        field, typed = str(self.fields.currentData()), self.value.text()
        wrong = fault(field, typed)
        self._wrong.setText(wrong)
        self.value.set_error(wrong)
        if wrong:
            self.value.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        value = typed_value(typed, None) if field.startswith(CUSTOM) else typed.strip()
        self.accept()
        self._apply(Edit(((field, value),)))
