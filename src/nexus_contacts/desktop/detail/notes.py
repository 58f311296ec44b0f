"""The Notes tab: each note as a card with its author and time, newest first, links shown before they are opened."""

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.avatars import AvatarLabel
from nexus_contacts.desktop.controls.buttons import SecondaryButton, ToolButton
from nexus_contacts.desktop.controls.cards import Card
from nexus_contacts.desktop.controls.drawing import ring_after
from nexus_contacts.desktop.controls.labels import ElidedLabel, Label
from nexus_contacts.desktop.detail.happenings import OwnerName, moment_text
from nexus_contacts.desktop.detail.hints import Hint
from nexus_contacts.desktop.detail.note_browser import NoteBrowser
from nexus_contacts.desktop.detail.record import ShownNote
from nexus_contacts.desktop.detail.scroll_page import FocusOverlay, ScrollPage
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.desktop.theme import theme


class NoteCard(Card):
    """One note. A card is filled again for another note: its text browser is what is dear to make."""

    link_wanted = Signal(QUrl)
    undo_wanted = Signal(int, str)
    """Take back the waiting note with this number of its entry, and these words."""

    def __init__(self) -> None:
        super().__init__()
        self._content = ""
        self._ring = False
        self._avatar = AvatarLabel(20)
        self._author = ElidedLabel("", "strong")
        self._moment = Label("", "small", "text2")
        self._waiting = Label("", "small_strong", "warn")
        self._undo = ToolButton("undo", self.tr("Take the note back"), token="text3", icon_size=14)
        self._entry = 0
        self._copy = ToolButton("copy", self.tr("Copy the note"), token="text3", icon_size=14)
        self._browser = NoteBrowser()
        hint = self.tr("Only the beginning is shown; copying takes the whole note.")
        self._hint = Label(hint, "small", "text3", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._avatar)
        head.addWidget(self._author)
        head.addWidget(self._moment)
        head.addStretch(1)
        head.addWidget(self._waiting)
        head.addWidget(self._undo)
        head.addWidget(self._copy)
        self.body.addLayout(head)
        self.body.addWidget(self._browser)
        self.body.addWidget(self._hint)
        self._overlay = FocusOverlay(self, "card")
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._content))
        self._undo.clicked.connect(lambda: self.undo_wanted.emit(self._entry, self._content))
        self._browser.link_wanted.connect(self.link_wanted)
        self._browser.focus_moved.connect(self._show_ring)

    def show_note(self, shown: ShownNote, author: str) -> None:
        """Show another note."""
        note = shown.note
        self._content = note.content
        self._avatar.setVisible(bool(author))
        self._avatar.show_contact(note.author_id, author)
        self._author.setVisible(bool(author))
        self._author.set_text(author)
        when = moment_text(note.created_at)
        self._moment.setText(when)
        self._browser.show_html(shown.html.html)
        name = self.tr("Note by {name}, {when}") if author else self.tr("Note, {when}")
        name = name.replace("{name}", one_line(author)).replace("{when}", when)
        self.setAccessibleName(name)
        self._browser.setAccessibleName(name)
        self._hint.setVisible(shown.html.shortened)
        self._entry = shown.entry
        self._waiting.setText(self.tr("Not sent") if shown.refused else self.tr("Waiting to send"))
        self._waiting.set_token("danger" if shown.refused else "warn")
        for widget in (self._waiting, self._undo):
            widget.setVisible(bool(shown.entry))

    def _show_ring(self, focused: bool, reason: Qt.FocusReason) -> None:
        self._ring = ring_after(reason, self._ring) if focused else self._ring
        self._overlay.show_over(focused and self._ring)


class NotesTab(ScrollPage):
    """The notes of one contact. `more_wanted` asks for the next ones to be made ready."""

    link_wanted = Signal(QUrl)
    undo_wanted = Signal(int, str)
    more_wanted = Signal()

    def __init__(self, owner_name: OwnerName, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("Notes of the contact"))
        self._owner_name = owner_name
        self._notes: tuple[tuple[ShownNote, str], ...] = ()
        self._contact_id = ""
        self._filled = 0
        self._cards: list[NoteCard] = []
        self._more = SecondaryButton("", small=True)
        self._more.clicked.connect(self.more_wanted)
        self._hint = Hint("info", self.tr("Notes cannot be changed after they are sent."))
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._fill_next)
        self.column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignHCenter)
        self.column.addWidget(self._hint)
        self.column.addStretch(1)
        self._measure()
        theme().changed.connect(self._measure)

    def _measure(self) -> None:
        look = theme()
        margin = look.size("pane_padding")
        self.set_margins(margin, look.px(16), margin, margin)
        self.column.setSpacing(look.px(10))

    def show_notes(self, contact_id: str, notes: tuple[ShownNote, ...], left: int) -> None:
        """Show the notes that are ready, and that `left` more can be had. What shows already is not touched."""
        named = tuple((shown, self._owner_name(shown.note.author_id) or shown.note.author_id) for shown in notes)
        self._more.setVisible(left > 0)
        self._more.setText(self.tr("Show more notes ({n})").replace("{n}", words.number(left)))
        if contact_id != self._contact_id:
            self.to_top()
            self._contact_id = contact_id
        if named == self._notes:
            return
        same = 0
        while same < min(len(named), len(self._notes), self._filled) and named[same] == self._notes[same]:
            same += 1
        self._notes = named
        self._filled = same
        for card in self._cards[len(named) :]:
            card.hide()
        # A card is dear to make, so one is made at once; the others follow when the event loop has time.
        self._fill_next()
        if self._filled < len(named):
            self._timer.start()

    def _fill_next(self) -> None:
        """Fill one card more."""
        if self._filled >= len(self._notes):
            self._timer.stop()
            return
        at, self._filled = self._filled, self._filled + 1
        if at == len(self._cards):
            card = NoteCard()
            card.link_wanted.connect(self.link_wanted)
            card.undo_wanted.connect(self.undo_wanted)
            self._cards.append(card)
            self.column.insertWidget(at, card)
        self._cards[at].show_note(*self._notes[at])
        self._cards[at].show()
