"""The head of the detail pane: who it is, status and score, and the quick actions."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop.controls.avatars import AvatarLabel
from nexus_contacts.desktop.controls.bars import ScoreBar
from nexus_contacts.desktop.controls.buttons import SecondaryButton, ToolButton
from nexus_contacts.desktop.controls.chips import StatusChip
from nexus_contacts.desktop.controls.labels import ElidedLabel


class ContactHeader(QWidget):
    """Avatar, name, title and company, status, score; star, menu, close; e-mail and call."""

    star_toggled = Signal(bool)
    menu_wanted = Signal()
    close_wanted = Signal()
    email_wanted = Signal()
    call_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._starred = False
        self._make()
        self._arrange()
        self._connect()

    def _make(self) -> None:
        self._avatar = AvatarLabel(52)
        self._name = ElidedLabel("", "title")
        self._work = ElidedLabel("", "body", "text2")
        self._status = StatusChip()
        self._score = ScoreBar()
        self._star = ToolButton("star", self.tr("Star the contact"))
        self.menu_button = ToolButton("more", self.tr("More actions for the contact"))
        self._close = ToolButton("x", self.tr("Close the detail pane"), key="Esc")
        self._email = SecondaryButton(self.tr("Email"), "mail")
        self._call = SecondaryButton(self.tr("Call"), "phone")
        self._note = SecondaryButton(self.tr("Add note"), "note")
        self._edit = SecondaryButton(self.tr("Edit"), "pencil")
        for button in (self._note, self._edit):
            button.setEnabled(False)
            button.setToolTip(self.tr("This version reads contacts; changing them comes with the next one"))

    def _arrange(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(2)
        first = QHBoxLayout()
        first.setSpacing(2)
        first.addWidget(self._name, 1)
        for tool in (self._star, self.menu_button, self._close):
            first.addWidget(tool)
        facts = QHBoxLayout()
        facts.setSpacing(10)
        facts.addWidget(self._status)
        facts.addWidget(self._score)
        facts.addStretch(1)
        names.addLayout(first)
        names.addWidget(self._work)
        names.addLayout(facts)
        who = QHBoxLayout()
        who.setSpacing(14)
        who.addWidget(self._avatar)
        who.addLayout(names, 1)
        quick = QHBoxLayout()
        quick.setSpacing(8)
        for button in (self._email, self._call, self._note, self._edit):
            quick.addWidget(button)
        quick.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 16, 10)
        column.setSpacing(12)
        column.addLayout(who)
        column.addLayout(quick)

    def _connect(self) -> None:
        self._star.clicked.connect(lambda: self.star_toggled.emit(not self._starred))
        self.menu_button.clicked.connect(self.menu_wanted)
        self._close.clicked.connect(self.close_wanted)
        self._email.clicked.connect(self.email_wanted)
        self._call.clicked.connect(self.call_wanted)

    def show_contact(self, contact: Contact, starred: bool) -> None:
        """Show who it is."""
        self._avatar.show_contact(contact.id, contact.name)
        self._name.set_text(contact.name)
        self._work.set_text(" · ".join(part for part in (contact.job_title, contact.company) if part) or contact.email)
        self._status.set_status(contact.status)
        self._status.setVisible(bool(contact.status))
        self._score.set_score(contact.engagement_score)
        self._email.setEnabled(bool(contact.email))
        self._call.setEnabled(bool(contact.phone))
        self._starred = starred
        self._star.set_icon_name("star-filled" if starred else "star", "warn" if starred else "text2")
        self._star.set_name(self.tr("Remove the star") if starred else self.tr("Star the contact"))
