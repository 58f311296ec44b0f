"""Where a note is written: Markdown with a few buttons, a preview, and a draft for each contact."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.buttons import GhostButton, PrimaryButton, ToolButton
from nexus_contacts.desktop.controls.cards import Card
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.detail.note_browser import NoteBrowser
from nexus_contacts.desktop.detail.note_html import NoteHtml, render_note
from nexus_contacts.desktop.session import Session
from nexus_contacts.desktop.theme import theme
from nexus_contacts.store import drafts

MOST = 100_000
_WARN_FROM = 90_000
_KEEP_MS = 400


class Composer(QWidget):
    """Writes on one contact at a time. Ctrl+Enter adds, Ctrl+B and Ctrl+I mark, Ctrl+Shift+P shows the preview."""

    added = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._contact_id = ""
        self._kept = ""
        self._keep = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._keep.timeout.connect(self._keep_draft)
        self._make()
        self._arrange()
        self._connect()

    def _make(self) -> None:
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(self.tr("Write a note"))
        self.text.setPlaceholderText(self.tr("Write a note… Markdown works: **bold**, - list, [link](url)"))
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setTabChangesFocus(True)
        self.text.installEventFilter(self)
        self._shown = NoteBrowser()
        self._shown.setAccessibleName(self.tr("Preview of the note"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.text)
        self._stack.addWidget(self._shown)
        self._bold = ToolButton("bold", self.tr("Make the words bold"), key="Ctrl+B")
        self._italic = ToolButton("italic", self.tr("Make the words italic"), key="Ctrl+I")
        self._list = ToolButton("list", self.tr("Make a list"))
        self._link = ToolButton("link", self.tr("Make a link"))
        self._preview = GhostButton(self.tr("Preview"), small=True)
        self._preview.setCheckable(True)
        self._count = Label("", "small", "warn")
        self._add = PrimaryButton(self.tr("Add note"), key=self.tr("Ctrl ↵"), small=True)
        self._add.setEnabled(False)

    def _arrange(self) -> None:
        look = theme()
        card = Card(fill="surface", line="control", radius="control", padding=(10, 8))
        card.body.addWidget(self._stack)
        row = QHBoxLayout()
        row.setSpacing(look.px(4))
        for button in (self._bold, self._italic, self._list, self._link):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._count)
        row.addWidget(self._preview)
        row.addWidget(self._add)
        card.body.addLayout(row)
        column = QVBoxLayout(self)
        pad = look.size("pane_padding")
        column.setContentsMargins(pad, look.px(14), pad, look.px(2))
        column.addWidget(card)
        self._dress()

    def _connect(self) -> None:
        self.text.textChanged.connect(self._take_text)
        self._bold.clicked.connect(lambda: self.mark("**"))
        self._italic.clicked.connect(lambda: self.mark("*"))
        self._list.clicked.connect(self._make_list)
        self._link.clicked.connect(self._make_link)
        self._preview.toggled.connect(self._show_preview)
        self._add.clicked.connect(self.add)
        shortcut = QShortcut(QKeySequence("Ctrl+Shift+P"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._preview.toggle)
        theme().changed.connect(self._dress)

    def _dress(self) -> None:
        look = theme()
        self.text.setFont(look.font("body"))
        self.text.setStyleSheet("QPlainTextEdit { background: transparent; border: 0; padding: 0; }")
        self._stack.setFixedHeight(look.metrics("body").lineSpacing() * 3 + look.px(10))

    # ── whose note it is ──────────────────────────────────────────────────────────────────────────────────────────────

    def show_contact(self, contact_id: str) -> None:
        """Write on another contact: what is typed stays with the one before."""
        if contact_id == self._contact_id:
            return
        self._keep.stop()
        self._keep_draft()
        self._contact_id = contact_id
        self._put("")
        if contact_id:
            database, key = self._session.database, drafts.note_key(contact_id)
            self._session.background.run(
                self, lambda: (contact_id, drafts.get(database, key)), self._find_draft, key="note draft"
            )

    def rename(self, old: str, new: str) -> None:
        """The contact has got its real id: it is the same one, and so is what is typed."""
        if self._contact_id == old:
            self._contact_id = new

    def _find_draft(self, found: "tuple[str, dict[str, str] | None]") -> None:
        contact_id, content = found
        if contact_id == self._contact_id and content and not self.text.toPlainText():
            self._put(content.get("content", ""))

    def bring_back(self, contact_id: str, content: str) -> None:
        """Put the words of a note that was taken back where they were typed."""
        if contact_id == self._contact_id and not self.text.toPlainText().strip():
            self._put(content)
            self._keep.start()
        else:
            self._session.changer.keep_draft(drafts.note_key(contact_id), {"content": content})

    def _put(self, content: str) -> None:
        self._kept = content
        self.text.setPlainText(content)
        self._preview.setChecked(False)

    def _keep_draft(self) -> None:
        content = self.text.toPlainText()
        if self._contact_id and content != self._kept:
            self._kept = content
            kept = {"content": content} if content.strip() else None
            self._session.changer.keep_draft(drafts.note_key(self._contact_id), kept)

    # ── writing ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _take_text(self) -> None:
        content = self.text.toPlainText()
        count = len(content)
        self._add.setEnabled(bool(content.strip()) and count <= MOST)
        left = self.tr("{n} of {most}").replace("{n}", words.number(count)).replace("{most}", words.number(MOST))
        self._count.setText(left if count >= _WARN_FROM else "")
        if content != self._kept:
            self._keep.start()

    def add(self) -> None:
        """Add the note, and make room for the next one."""
        content = self.text.toPlainText()
        if not content.strip() or not self._contact_id or not self._add.isEnabled():
            return
        contact_id = self._contact_id

        def added(_done: object) -> None:
            self._session.changer.keep_draft(drafts.note_key(contact_id), None)
            if contact_id == self._contact_id and self.text.toPlainText() == content:
                self._keep.stop()
                self._put("")
            self.added.emit()

        self._session.changer.add_note(contact_id, content, added)

    def mark(self, sign: str) -> None:
        """Put a sign around what is selected, or take it off."""
        cursor = self.text.textCursor()
        chosen = cursor.selectedText()
        if chosen.startswith(sign) and chosen.endswith(sign) and len(chosen) >= 2 * len(sign):
            cursor.insertText(chosen[len(sign) : -len(sign)])
        else:
            cursor.insertText(f"{sign}{chosen}{sign}")
            if not chosen:
                cursor.movePosition(cursor.MoveOperation.Left, n=len(sign))
        self.text.setTextCursor(cursor)
        self.text.setFocus()

    def _make_list(self) -> None:
        cursor = self.text.textCursor()
        lines = cursor.selectedText().split("\u2029")
        cursor.insertText("\n".join(f"- {line}" for line in lines))
        self.text.setFocus()

    def _make_link(self) -> None:
        cursor = self.text.textCursor()
        words_ = cursor.selectedText() or self.tr("words")
        cursor.insertText(f"[{words_}](https://)")
        cursor.movePosition(cursor.MoveOperation.Left)
        self.text.setTextCursor(cursor)
        self.text.setFocus()

    def _show_preview(self, shown: bool) -> None:
        self._stack.setCurrentIndex(int(shown))
        if shown:
            content = self.text.toPlainText()
            self._session.background.run(self, lambda: render_note(content), self._take_html, key="preview")

    def _take_html(self, html: NoteHtml) -> None:
        self._shown.show_html(html.html)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and watched is self.text:
            control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
            deeds = {Qt.Key.Key_B: lambda: self.mark("**"), Qt.Key.Key_I: lambda: self.mark("*"),
                     Qt.Key.Key_Return: self.add, Qt.Key.Key_Enter: self.add}  # fmt: skip
            deed = deeds.get(Qt.Key(event.key())) if control else None
            if deed is not None and event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if deed is not None and event.type() is QEvent.Type.KeyPress:
                deed()
                return True
        return super().eventFilter(watched, event)
