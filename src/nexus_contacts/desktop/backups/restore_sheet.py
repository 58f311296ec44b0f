"""What a backup holds, where it would go and what that would set aside: nothing is done before it was seen."""

from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from nexus_contacts.account import KeyringStatus
from nexus_contacts.desktop import words
from nexus_contacts.desktop.backups.asked import AskedField
from nexus_contacts.desktop.backups.notices import Notice
from nexus_contacts.desktop.backups.work_sheet import WorkSheet
from nexus_contacts.desktop.controls.checks import CheckBox
from nexus_contacts.desktop.controls.fields import PasswordField
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.exchange.backup_in import Backup, Home
from nexus_contacts.exchange.errors import OtherWorkspace


@dataclass(frozen=True, slots=True)
class Wish:
    """How a backup is to be restored. `trusted` takes a key of which the service knew no contact of the backup."""

    api_key: str = field(default="", repr=False)
    remember: bool = False
    settings: bool = False
    trusted: bool = False


def _say(text: str) -> str:
    return QCoreApplication.translate("RestoreSheet", text)


def contents_text(backup: Backup) -> str:
    """What a backup holds: ``1,250 contacts · 3 changes not sent · 2 in the trash · 4 views``."""
    held = backup.contents
    parts = (
        (_say("1 contact"), _say("{n} contacts"), held.contacts, True),
        (_say("1 change not sent"), _say("{n} changes not sent"), held.unsent, False),
        (_say("1 in the trash"), _say("{n} in the trash"), held.trash, False),
        (_say("1 view"), _say("{n} views"), held.views, False),
    )
    return " · ".join(words.counted(one, many, count) for one, many, count, always in parts if count or always)


class RestoreSheet(WorkSheet):
    """`home` is the account here that the backup goes back to; without one a key is asked for.

    `restore_wanted` brings the `Wish`.
    """

    restore_wanted = Signal(object)

    def __init__(
        self, backup: Backup, home: Home | None, keyring: KeyringStatus, parent: QWidget, *, settings: bool = False
    ) -> None:
        made = _say("Made: {when}").replace("{when}", words.date_time_text(backup.made_at))
        title = _say("Restore {name}").replace("{name}", one_line(backup.name))
        super().__init__(title, f"{made} · {one_line(backup.base_url or _say('sample workspace'))}", (560, 580), parent)
        self._backup = backup
        self._home: Home | None = None
        self.column.addWidget(Label(contents_text(backup), "strong", wrap=True))
        self._make_key(keyring)
        self._make_home()
        if backup.contents.unsent:
            text = self.tr("They may have been sent since the backup was made. Changes asks you about each of them.")
            self.column.addWidget(Notice(self.tr("Changes that were not sent are not sent now either"), text))
        hint = self.tr("Theme, text size, columns and the like; what is chosen here is replaced")
        self.settings = CheckBox(self.tr("Take over the settings of the backup"), hint)
        self.settings.setChecked(settings)
        self.settings.setVisible(bool(backup.settings))
        self.column.addWidget(self.settings)
        self.close_column()
        self.go.setText(self.tr("Restore"))
        self.show_home(home)

    def _make_key(self, keyring: KeyringStatus) -> None:
        self.key = AskedField(PasswordField(self.tr("API key")))
        self.key.set_aside(self.tr("not in the backup: enter it again"))
        if keyring.available:
            hint = self.tr("{name} is available on this computer").replace("{name}", keyring.name)
        else:
            hint = self.tr("No system keyring found: the key is kept for this session only")
        self.remember = CheckBox(self.tr("Remember the key in the system keyring"), hint)
        self.remember.setEnabled(keyring.available)
        self.remember.setChecked(keyring.available)
        self.trust = CheckBox(
            self.tr("It is the right workspace all the same"), self.tr("Its contacts may have been lost there")
        )
        self.trust.hide()
        self.key.field.returnPressed.connect(self.submit)
        for widget in (self.key, self.trust, self.remember):
            self.column.addWidget(widget)

    def _make_home(self) -> None:
        self.here = Notice(tone="warn")
        self.lose = CheckBox("", self.tr("Or cancel, and send them first"))
        self.lose.toggled.connect(lambda _on: self._offer())
        self.column.addWidget(self.here)
        self.column.addWidget(self.lose)

    def show_home(self, home: Home | None) -> None:
        """Show where the backup goes: what is there is told, and has to be agreed to where something was not sent."""
        self._home = home
        for widget in (self.key, self.remember):
            widget.setVisible(home is None)
        self.trust.setVisible(False)
        self.here.say("")
        self.lose.setVisible(home is not None and bool(home.unsent))
        if home is not None:
            title = self.tr("{name} is on this computer").replace("{name}", one_line(home.account.name))
            count = words.counted(self.tr("1 contact"), self.tr("{n} contacts"), home.contacts)
            text = self.tr("Its copy of {count}, its views and its trash are set aside as files, not deleted.")
            self.here.say(title, text.replace("{count}", count))
            one = self.tr("Set aside 1 change that was not sent")
            many = self.tr("Set aside {n} changes that were not sent")
            self.lose.setText(words.counted(one, many, home.unsent))
        self._offer()
        first = self.key.field if home is None else self.lose if home.unsent else self.go
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def _offer(self) -> None:
        unsent = self._home.unsent if self._home is not None else 0
        self.go.setEnabled(self.going is None and (not unsent or self.lose.isChecked()))

    @override
    def rest(self, error: BaseException | None = None) -> None:
        super().rest(error)
        if isinstance(error, OtherWorkspace):
            self.trust.show()
        self._offer()

    @override
    def submit(self) -> None:
        """Restore, unless the key is missing or what would be set aside was not agreed to."""
        if not self.go.isEnabled():
            return
        key = self.key.field.text().strip()
        if self._home is None and not key:
            self.key.show_fault(self.tr("An API key is needed."))
            self.key.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        remember = self._home is None and self.remember.isEnabled() and self.remember.isChecked()
        trusted = self.trust.isVisibleTo(self) and self.trust.isChecked()
        self.restore_wanted.emit(Wish(key, remember, self.settings.isChecked(), trusted))
