"""What a backup is locked with: a passphrase, typed twice, with a word on how long it would hold."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from nexus_contacts.desktop.backups.asked import AskedField
from nexus_contacts.desktop.backups.notices import Notice
from nexus_contacts.desktop.backups.strength import Strength, strength
from nexus_contacts.desktop.backups.work_sheet import WorkSheet
from nexus_contacts.desktop.controls.fields import PassphraseField

_TOKENS: dict[Strength, str] = {"short": "text2", "weak": "danger", "fair": "warn", "strong": "ok"}


def _say(text: str) -> str:
    return QCoreApplication.translate("BackupSheet", text)


class BackupSheet(WorkSheet):
    """`chosen` brings the passphrase, once both fields agree on one that is long enough."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget) -> None:
        text = _say("One file with the contacts, what waits to be sent, the trash, views and settings.")
        super().__init__(_say("Back up {name}").replace("{name}", name), text, (560, 500), parent)
        self.first = AskedField(PassphraseField(self.tr("Passphrase")))
        self.second = AskedField(PassphraseField(self.tr("The same again")))
        self.first.field.textChanged.connect(self._tell_strength)
        self.column.addWidget(self.first)
        self.column.addWidget(self.second)
        lost = self.tr("It cannot be recovered: without it nobody can open the backup. Keep it in a safe place.")
        self.column.addWidget(Notice(self.tr("Do not lose the passphrase"), lost, "warn"))
        kept = self.tr("It stays on this computer. To restore elsewhere, enter the key again.")
        self.column.addWidget(Notice(self.tr("The API key is not in the backup"), kept))
        self.close_column()
        self.go.setText(self.tr("Choose where…"))
        self._tell_strength("")
        self.first.field.setFocus(Qt.FocusReason.TabFocusReason)

    def _tell_strength(self, text: str) -> None:
        words: dict[Strength, str] = {
            "short": self.tr("8 letters or more"),
            "weak": self.tr("Weak: soon guessed"),
            "fair": self.tr("Fair: longer is better"),
            "strong": self.tr("Strong"),
        }
        found = strength(text)
        self.first.set_aside(words[found], _TOKENS[found])

    @override
    def submit(self) -> None:
        """Go on to the question where it goes, unless something is wrong with the passphrase."""
        if not self.go.isEnabled():
            return
        one, other = self.first.field.text(), self.second.field.text()
        for asked in (self.first, self.second):
            asked.show_fault("")
        if strength(one) == "short":
            self._refuse(self.first, self.tr("A passphrase of at least 8 letters is needed."))
        elif one != other:
            self._refuse(self.second, self.tr("This is not the same as above."))
        else:
            self.chosen.emit(one)

    def _refuse(self, asked: AskedField, fault: str) -> None:
        asked.show_fault(fault)
        asked.field.setFocus(Qt.FocusReason.OtherFocusReason)
