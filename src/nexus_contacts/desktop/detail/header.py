"""The head of the detail pane: who it is, with status and score, and the quick actions."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop.controls.avatars import AvatarLabel
from nexus_contacts.desktop.controls.bars import ScoreBar
from nexus_contacts.desktop.controls.buttons import SecondaryButton, ToolButton
from nexus_contacts.desktop.controls.chips import StatusChip
from nexus_contacts.desktop.controls.flow import FlowLayout
from nexus_contacts.desktop.controls.labels import ElidedLabel
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.desktop.theme import theme


class ContactHeader(QWidget):
    """Avatar, name, title and company, status, score; star, menu, close; e-mail and call."""

    star_toggled = Signal(bool)
    menu_wanted = Signal()
    close_wanted = Signal()
    email_wanted = Signal()
    call_wanted = Signal()
    note_wanted = Signal()
    edit_wanted = Signal()

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
        self._status.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._score = ScoreBar()
        self._star = ToolButton("star", self.tr("Star the contact"))
        self.menu_button = ToolButton("more", self.tr("More actions for the contact"))
        self._close = ToolButton("x", self.tr("Close the detail pane"), key="Ctrl+I")
        self._email = SecondaryButton(self.tr("Email"), "mail", small=True)
        self._call = SecondaryButton(self.tr("Call"), "phone", small=True)
        self._note = SecondaryButton(self.tr("Add note"), "note", small=True)
        self._edit = SecondaryButton(self.tr("Edit"), "pencil", small=True)

    def set_read_only(self, reason: str) -> None:
        """Offer no changes, for this reason; ``""`` offers them."""
        for button in (self._note, self._edit):
            button.setEnabled(not reason)
            button.setToolTip(reason)
            button.setAccessibleDescription(reason)

    def _arrange(self) -> None:
        self._names = QVBoxLayout()
        self._tools = QHBoxLayout()
        self._tools.addWidget(self._name, 1)
        for tool in (self._star, self.menu_button, self._close):
            self._tools.addWidget(tool)
        facts = QHBoxLayout()
        facts.setSpacing(10)
        facts.addWidget(self._status)
        facts.addWidget(self._score)
        facts.addStretch(1)
        self._names.addLayout(self._tools)
        self._names.addWidget(self._work)
        self._names.addLayout(facts)
        who = QHBoxLayout()
        who.setSpacing(14)
        who.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignTop)
        who.addLayout(self._names, 1)
        quick = QWidget()
        flow = FlowLayout(quick, gap=6, line_gap=6)
        for button in (self._email, self._call, self._note, self._edit):
            flow.addWidget(button)
        self._column = QVBoxLayout(self)
        self._column.addLayout(who)
        self._column.addWidget(quick)
        self._measure()

    def _measure(self) -> None:
        look = theme()
        side = look.px(18)
        self._column.setContentsMargins(look.size("pane_padding"), side, side, look.px(10))
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            self._column.setContentsMargins(side, side, look.size("pane_padding"), look.px(10))
        self._column.setSpacing(look.px(14))
        self._names.setSpacing(look.px(3))
        self._tools.setSpacing(look.px(2))

    def _connect(self) -> None:
        self._star.clicked.connect(lambda: self.star_toggled.emit(not self._starred))
        self.menu_button.clicked.connect(self.menu_wanted)
        self._close.clicked.connect(self.close_wanted)
        self._email.clicked.connect(self.email_wanted)
        self._call.clicked.connect(self.call_wanted)
        self._note.clicked.connect(self.note_wanted)
        self._edit.clicked.connect(self.edit_wanted)
        theme().changed.connect(self._measure)

    def show_contact(self, contact: Contact, starred: bool) -> None:
        """Show who it is."""
        self._avatar.show_contact(contact.id, contact.name)
        self._name.set_text(one_line(contact.name))
        work = " · ".join(part for part in (contact.job_title, contact.company) if part)
        self._work.set_text(one_line(work or contact.email))
        self._work.setVisible(bool(work or contact.email))
        self._status.set_status(contact.status)
        self._status.setVisible(bool(contact.status))
        self._score.set_score(contact.engagement_score)
        self._score.setVisible(contact.engagement_score is not None)
        self._email.setEnabled(bool(contact.email))
        self._call.setEnabled(bool(contact.phone))
        self._starred = starred
        self._star.set_icon_name("star-filled" if starred else "star", "warn" if starred else "text2")
        self._star.set_name(self.tr("Remove the star") if starred else self.tr("Star the contact"))
