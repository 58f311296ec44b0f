"""What goes out, and how: the selection, the list as it is shown or everything, as CSV or as vCards."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.buttons import PrimaryButton, SecondaryButton
from nexus_contacts.desktop.controls.checks import CheckBox, RadioButton
from nexus_contacts.desktop.controls.choices import ComboBox
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.controls.sheets import Sheet
from nexus_contacts.exchange.outgoing import Outgoing, columns_of
from nexus_contacts.exchange.vcard_out import Version


def _say(text: str) -> str:
    return QCoreApplication.translate("ExportSheet", text)


@dataclass(frozen=True, slots=True)
class Part:
    """One choice of what goes out: its words, how many contacts it is, and which."""

    text: str
    count: int
    wanted: Outgoing


class ExportSheet(Sheet):
    """`parts` are what can go out, the likeliest first; `keys` the table's columns as they are shown.

    `chosen` brings the `Outgoing`.
    """

    chosen = Signal(object)

    def __init__(self, parts: Sequence[Part], keys: Sequence[str], parent: QWidget) -> None:
        text = _say("From the copy on this machine, also without the network. Nothing is changed.")
        super().__init__(_say("Export contacts"), text, (560, 560), parent)
        self._parts = tuple(parts)
        self._keys = tuple(keys)
        self._group = QButtonGroup(self)
        self.column.addWidget(Label(self.tr("Which contacts"), "strong"))
        for place, part in enumerate(self._parts):
            radio = RadioButton(part.text, words.number(part.count))
            radio.setChecked(place == 0)
            radio.setEnabled(part.count > 0)
            self._group.addButton(radio, place)
            self.column.addWidget(radio)
        self.form = ComboBox(self.tr("Kind of file"))
        self.form.addItem(self.tr("CSV table"), "csv")
        self.form.addItem(self.tr("vCard 3.0 (address books)"), "vcard3")
        self.form.addItem(self.tr("vCard 4.0"), "vcard4")
        self.form.currentIndexChanged.connect(lambda _at: self._show_form())
        self.all_columns = CheckBox(self.tr("All fields, not only the columns of the table"))
        self.all_columns.setChecked(True)
        self.bom = CheckBox(self.tr("Mark as UTF-8 for Excel (byte order mark)"))
        self.notes = CheckBox(self.tr("With the notes that were downloaded"))
        self.apart = CheckBox(self.tr("One file for each contact, in a folder"))
        self.column.addWidget(Label(self.tr("Kind of file"), "strong"))
        for widget in (self.form, self.all_columns, self.bom, self.notes, self.apart):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        cancel = SecondaryButton(self.tr("Cancel"), key=self.tr("Esc"))
        cancel.clicked.connect(self.leave)
        go = PrimaryButton(self.tr("Choose where…"), "upload", key=self.tr("Ctrl ↵"))
        go.clicked.connect(self.submit)
        self.foot.addStretch(1)
        self.foot.addWidget(cancel)
        self.foot.addWidget(go)
        self._show_form()
        go.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_form(self) -> None:
        is_table = self.form.currentData() == "csv"
        for box, shown in ((self.all_columns, is_table), (self.bom, is_table)):
            box.setVisible(shown)
        for box in (self.notes, self.apart):
            box.setVisible(not is_table)

    def wanted(self) -> Outgoing:
        """What is chosen now."""
        part = self._parts[max(self._group.checkedId(), 0)].wanted
        form = str(self.form.currentData())
        if form == "csv":
            columns = () if self.all_columns.isChecked() else columns_of(self._keys)
            return replace(part, columns=columns, bom=self.bom.isChecked())
        version: Version = "3.0" if form == "vcard3" else "4.0"
        return replace(part, vcard=version, notes=self.notes.isChecked(), apart=self.apart.isChecked())

    def submit(self) -> None:
        """Go on to the question where it goes."""
        wanted = self.wanted()
        self.accept()
        self.chosen.emit(wanted)
