"""The card of a form that says whose an e-mail address is already, with the ways on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop.controls.avatars import AvatarLabel
from nexus_contacts.desktop.controls.buttons import SecondaryButton
from nexus_contacts.desktop.controls.cards import Card
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.safe_text import one_line


class ClashCard(Card):
    """Hidden until `show_holder`."""

    open_wanted = Signal(str)
    update_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(fill="dangerSoft", line="dangerLine", padding=(12, 8))
        self._holder = ""
        self._avatar = AvatarLabel(28)
        self._title = Label("", "strong", "danger", wrap=True)
        self._about = Label("", "small", "text2", wrap=True)
        self._open = SecondaryButton("", small=True)
        self._update = SecondaryButton(self.tr("Update with these values…"), small=True)
        self._open.clicked.connect(lambda: self.open_wanted.emit(self._holder))
        self._update.clicked.connect(lambda: self.update_wanted.emit(self._holder))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._about)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._avatar)
        row.addLayout(words, 1)
        row.addWidget(self._update)
        row.addWidget(self._open)
        self.body.addLayout(row)
        self.hide()

    def show_holder(self, holder: Contact | None) -> None:
        """Name who has the address; None hides the card."""
        self.setVisible(holder is not None)
        if holder is None:
            self._holder = ""
            return
        self._holder = holder.id
        name = one_line(holder.name)
        self._avatar.show_contact(holder.id, name)
        self._title.setText(self.tr("This email already belongs to {name}").replace("{name}", name))
        self._about.setText(" · ".join(one_line(part) for part in (holder.job_title, holder.company) if part))
        self._open.setText(self.tr("Open {name}").replace("{name}", name))
