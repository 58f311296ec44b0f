"""The Changes screen: three groups of entries, read anew whenever the outbox changes."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QMenu, QVBoxLayout, QWidget

from nexus_contacts.api.records import Contact
from nexus_contacts.desktop import words
from nexus_contacts.desktop.changes.lines import Line, details_text, lines
from nexus_contacts.desktop.changes.rows import LineRow
from nexus_contacts.desktop.controls.buttons import GhostButton, SecondaryButton
from nexus_contacts.desktop.controls.cards import Card, Divider, Surface
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.controls.scroll_areas import scrolled
from nexus_contacts.desktop.controls.states import EmptyState
from nexus_contacts.desktop.session import Session
from nexus_contacts.desktop.theme import theme
from nexus_contacts.store import edits, entries, overlay
from nexus_contacts.store.changes import Changed
from nexus_contacts.store.edits import CUSTOM
from nexus_contacts.store.entries import Entry, OutboxCounts

MOST = 60
"""So many rows of a group are shown; how many more there are is said."""
_REST_MS = 80


class ChangesScreen(Surface):
    """What waits. Everything that another screen does is wanted by a signal."""

    open_wanted = Signal(str)
    edit_wanted = Signal(object)
    compare_wanted = Signal(object)
    merge_wanted = Signal(object)
    trash_wanted = Signal()
    news_wanted = Signal()
    send_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._session = session
        self.setAccessibleName(self.tr("Changes"))
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self.read)
        self._groups = QVBoxLayout()
        self._news = GhostButton(self.tr("Since you were away"), "sparkle")
        self._trash = GhostButton(self.tr("Trash"), "trash")
        self._send = SecondaryButton(self.tr("Send now"), "upload")
        self._empty = EmptyState("check", "ok")
        text = self.tr("Edits are saved here first and sent in order when the server can be reached.")
        self._empty.show_state("check", "ok", self.tr("Everything is sent"), text)
        self._arrange(text)
        self._news.clicked.connect(self.news_wanted)
        self._trash.clicked.connect(self.trash_wanted)
        self._send.clicked.connect(self.send_wanted)
        session.bridge.changed.connect(self._apply_changed)
        self.read()

    def _arrange(self, text: str) -> None:
        look = theme()
        head, titles = QHBoxLayout(), QVBoxLayout()
        head.setContentsMargins(look.px(24), look.px(18), look.px(20), look.px(16))
        head.setSpacing(look.px(8))
        titles.setSpacing(0)
        titles.addWidget(Label(self.tr("Changes"), "title"))
        titles.addWidget(Label(text, "body", "text2"))
        head.addLayout(titles, 1)
        for button in (self._news, self._trash, self._send):
            head.addWidget(button)
        self._groups.setContentsMargins(look.px(24), look.px(16), look.px(24), look.px(24))
        self._groups.setSpacing(look.px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Divider())
        column.addWidget(scrolled(self._groups), 1)

    # ── what is shown ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _apply_changed(self, changed: Changed) -> None:
        if changed.kinds & {"outbox", "owners"} and not self._rest.isActive():
            self._rest.start()

    def read(self) -> None:
        """Read the outbox anew."""
        database = self._session.database

        def read() -> tuple[OutboxCounts, tuple[tuple[Entry, ...], ...]]:
            groups = (entries.parked(database), entries.waiting(database), entries.sent(database))
            return entries.counts(database), groups

        self._session.background.run(self, read, lambda found: self._show(*found), key="changes")

    def _show(self, counts: OutboxCounts, groups: tuple[tuple[Entry, ...], ...]) -> None:
        while (item := self._groups.takeAt(0)) is not None:
            widget = item.widget()
            if widget is self._empty:
                widget.hide()
            elif widget is not None:
                widget.hide()
                widget.deleteLater()
        titles = (self.tr("Needs you"), self.tr("Waiting to send"), self.tr("Sent"))
        totals = (counts.parked, counts.waiting, counts.sent)
        for title, found, total in zip(titles, groups, totals, strict=True):
            if found:
                self._add_group(title, lines(found, self._session.owner_name), total - len(found))
        if not any(groups):
            self._groups.addWidget(self._empty)
            self._empty.show()
        self._groups.addStretch(1)
        self._send.setEnabled(bool(counts.waiting))

    def _add_group(self, title: str, found: Sequence[Line], unread: int) -> None:
        self._groups.addWidget(Label(title, "small_bold", "text2"))
        card = Card(padding=(0, 0))
        card.body.setSpacing(0)
        for at, line in enumerate(found[:MOST]):
            if at:
                card.body.addWidget(Divider())
            row = LineRow(line)
            row.chosen.connect(self._take)
            row.menu_wanted.connect(self._open_menu)
            card.body.addWidget(row)
        self._groups.addWidget(card)
        more = unread + sum(len(line.entries) for line in found[MOST:])
        if more > 0:
            text = words.counted(self.tr("and 1 more"), self.tr("and {n} more"), more)
            self._groups.addWidget(Label(text, "small", "text3"))
        self._groups.addSpacing(theme().px(10))

    # ── what is done ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _take(self, way: str, line: Line) -> None:
        entry, changer = line.entries[0], self._session.changer
        ways: dict[str, Callable[[], object]] = {
            "undo": lambda: changer.cancel(*(one.number for one in line.entries)),
            "change_back": lambda: changer.undo(entry.step),
            "retry": lambda: changer.retry(*(one.number for one in line.entries)),
            "create_again": lambda: changer.create_again(entry.number),
            "edit_note": lambda: self._edit_note(entry),
            "use_key": lambda: self._use_key(entry),
            "copy": lambda: QGuiApplication.clipboard().setText(entry.content),
            "edit": lambda: self.edit_wanted.emit(entry),
            "merge": lambda: self.merge_wanted.emit(entry),
            "compare": lambda: self.compare_wanted.emit(entry),
            "open_holder": lambda: self.open_wanted.emit(entry.reason.existing_id),
        }
        ways[way]()

    def _open_menu(self, line: Line, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for way in line.ways:
            menu.addAction(way.text).triggered.connect(lambda _on=False, id=way.id: self._take(id, line))
        menu.addSeparator()
        details = menu.addAction(self.tr("Copy details"))
        details.triggered.connect(lambda: QGuiApplication.clipboard().setText(details_text(line)))
        entry = line.entries[0]
        if entry.state != "sent":
            menu.addAction(self.tr("Copy as curl")).triggered.connect(lambda: self._copy_as_curl(entry))
        menu.popup(place)

    def _copy_as_curl(self, entry: Entry) -> None:
        """Put the command that would send an entry on the clipboard; the key is not in it."""
        database, base_url = self._session.database, self._session.account.base_url

        def command() -> str:
            from nexus_contacts.sync.curl import as_curl

            served = overlay.served_contact(database.reading(), entry.contact_id)
            return as_curl(base_url, entry, served or Contact(entry.contact_id))

        def fail(error: BaseException) -> None:
            self._session.background.error_unclaimed.emit(error)

        self._session.background.run(self, command, QGuiApplication.clipboard().setText, fail, key="curl")

    def _edit_note(self, entry: Entry) -> None:
        dialog = QInputDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setOption(QInputDialog.InputDialogOption.UsePlainTextEditForTextInput)
        dialog.setWindowTitle(self.tr("Edit the note"))
        dialog.setLabelText(self.tr("Note"))
        dialog.setTextValue(entry.content)
        dialog.textValueSelected.connect(
            lambda text: self._session.changer.rewrite_note(entry.number, text) if text.strip() else None
        )
        dialog.open()

    def _use_key(self, entry: Entry) -> None:
        """Send what was not kept under the key that was probably meant."""
        likely = dict(entry.reason.hints)
        renamed = tuple(
            edits.Change(CUSTOM + likely[one.field], None, one.after) for one in entry.changes if one.field in likely
        )
        changer = self._session.changer
        changer.cancel(entry.number)
        changer.change(entry.contact_id, renamed)
