"""The card of a form that warns of somebody who is likely there already."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop.controls.avatars import AvatarLabel
from nexus_contacts.desktop.controls.buttons import SecondaryButton
from nexus_contacts.desktop.controls.cards import Card
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.safe_text import one_line


class DoublesCard(Card):
    """Hidden until `show_double`."""

    open_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(fill="warnSoft", line="warnLine", padding=(12, 8))
        self._id = ""
        self._avatar = AvatarLabel(28)
        self._title = Label("", "strong", "warn", wrap=True)
        self._why = Label("", "small", "text2", wrap=True)
        self._open = SecondaryButton("", small=True)
        self._open.clicked.connect(lambda: self.open_wanted.emit(self._id))
        texts, row = QVBoxLayout(), QHBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self._title)
        texts.addWidget(self._why)
        row.setSpacing(10)
        row.addWidget(self._avatar)
        row.addLayout(texts, 1)
        row.addWidget(self._open)
        self.body.addLayout(row)
        self.hide()

    def show_double(self, contact: Contact | None, why: str = "") -> None:
        """Name who is likely the same person, and why; None hides the card."""
        self.setVisible(contact is not None)
        if contact is None:
            return
        self._id = contact.id
        name = one_line(contact.name)
        self._avatar.show_contact(contact.id, name)
        self._title.setText(self.tr("{name} may be the same person").replace("{name}", name))
        facts = [why, *(one_line(part) for part in (contact.email, contact.company) if part)]
        self._why.setText(" · ".join(part for part in facts if part))
        self._open.setText(self.tr("Open {name}").replace("{name}", name))
