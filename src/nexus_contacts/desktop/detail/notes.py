"""The Notes tab: each note as a card with its author and time, newest first, links shown before they are opened."""

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from nexus_contacts.desktop.controls.avatars import AvatarLabel
from nexus_contacts.desktop.controls.buttons import ToolButton
from nexus_contacts.desktop.controls.cards import Card
from nexus_contacts.desktop.controls.labels import ElidedLabel, Label
from nexus_contacts.desktop.detail.happenings import OwnerName, moment_text
from nexus_contacts.desktop.detail.note_browser import NoteBrowser
from nexus_contacts.desktop.detail.record import ShownNote


class NotesTab(QScrollArea):
    """The notes of one contact."""

    link_wanted = Signal(QUrl)

    def __init__(self, owner_name: OwnerName, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._owner_name = owner_name
        self._shown: tuple[ShownNote, ...] | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Notes of the contact"))

    def show_notes(self, notes: tuple[ShownNote, ...]) -> None:
        """Show these notes; nothing is rebuilt where they are the same as before."""
        if notes == self._shown:
            return
        self._shown = notes
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(10)
        for shown in notes:
            column.addWidget(self._card(shown))
        column.addStretch(1)
        self.setWidget(body)

    def _card(self, shown: ShownNote) -> Card:
        note = shown.note
        author = self._owner_name(note.author_id) or note.author_id
        card = Card()
        card.body.setSpacing(8)
        card.setAccessibleName(self.tr("Note by {name}").replace("{name}", author) if author else self.tr("Note"))
        head = QHBoxLayout()
        head.setSpacing(8)
        if author:
            head.addWidget(AvatarLabel(20, note.author_id, author))
            head.addWidget(ElidedLabel(author, "strong"))
        head.addWidget(Label(moment_text(note.created_at), "small", "text2"))
        head.addStretch(1)
        copy = ToolButton("copy", self.tr("Copy the note"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(note.content))
        head.addWidget(copy)
        browser = NoteBrowser(shown.html.html)
        browser.link_wanted.connect(self.link_wanted)
        card.body.addLayout(head)
        card.body.addWidget(browser)
        if shown.html.shortened:
            hint = self.tr("Only the beginning is shown; copying takes the whole note.")
            card.body.addWidget(Label(hint, "small", "text3", wrap=True))
        return card
