"""Opening a backup: its passphrase, and what is said where it cannot be opened."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from nexus_contacts.desktop import messages
from nexus_contacts.desktop.backups.asked import AskedField
from nexus_contacts.desktop.backups.work_sheet import WorkSheet
from nexus_contacts.desktop.controls.fields import PassphraseField
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.exchange.errors import WrongPassphrase


def _say(text: str) -> str:
    return QCoreApplication.translate("OpenSheet", text)


class OpenSheet(WorkSheet):
    """`typed` brings the passphrase."""

    typed = Signal(str)

    def __init__(self, path: Path, parent: QWidget) -> None:
        super().__init__(_say("Restore a backup"), one_line(path.name), (520, 340), parent)
        self.asked = AskedField(PassphraseField(self.tr("Passphrase of the backup")))
        self.column.addWidget(self.asked)
        self.close_column()
        self.go.setText(self.tr("Open"))
        self.asked.field.returnPressed.connect(self.submit)
        self.asked.field.setFocus(Qt.FocusReason.TabFocusReason)

    @override
    def submit(self) -> None:
        """Try the passphrase."""
        text = self.asked.field.text()
        if not self.go.isEnabled():
            return
        if not text:
            self.asked.show_fault(self.tr("The passphrase is needed."))
        else:
            self.asked.show_fault("")
            self.typed.emit(text)

    @override
    def rest(self, error: BaseException | None = None) -> None:
        if not isinstance(error, WrongPassphrase):
            super().rest(error)
            return
        super().rest()
        said = messages.explain(error)
        self.asked.show_fault(f"{said.title}. {said.text}")
        self.asked.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.asked.field.selectAll()
