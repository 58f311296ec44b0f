"""The trash: searchable, each contact with what would come back of it; restoring shows its plan first."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QVBoxLayout, QWidget

from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.avatars import AvatarLabel
from nexus_contacts.desktop.controls.buttons import GhostButton, SecondaryButton
from nexus_contacts.desktop.controls.cards import Divider
from nexus_contacts.desktop.controls.fields import SearchField
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.controls.sheets import Sheet
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.desktop.session import Session
from nexus_contacts.desktop.theme import theme
from nexus_contacts.desktop.trash.undo_sheet import UndoSheet
from nexus_contacts.store import merging, restoring, trash
from nexus_contacts.store.changes import Changed
from nexus_contacts.store.merging import UndoPlan
from nexus_contacts.store.restoring import RestorePlan
from nexus_contacts.store.trash import Thrown

MOST = 100


def _say(text: str) -> str:
    return QCoreApplication.translate("TrashDialog", text)


def plan_text(plan: RestorePlan) -> str:
    """What restoring does and what it cannot, in sentences."""
    parts = [_say("The contact is created again with every field it had, under a new id.")]
    if plan.notes:
        one = _say("1 note is written again, with its first date.")
        parts.append(words.counted(one, _say("{n} notes are written again, with their first dates."), len(plan.notes)))
    lost = [
        (plan.deals, _say("1 deal"), _say("{n} deals")),
        (plan.activities, _say("1 activity"), _say("{n} activities")),
        (plan.events, _say("1 timeline event"), _say("{n} timeline events")),
    ]
    gone = [words.counted(one, many, count) for count, one, many in lost if count]
    if gone:
        parts.append(_say("What the API cannot write does not come back: {what}.").replace("{what}", ", ".join(gone)))
    if plan.unknown:
        parts.append(
            _say("Never downloaded here, so nothing of it is kept: {what}.").replace("{what}", ", ".join(plan.unknown))
        )
    return " ".join(parts)


class TrashDialog(Sheet):
    """`chosen` is the number of a contact to begin with: its plan is shown at once."""

    def __init__(self, session: Session, parent: QWidget, chosen: int = 0) -> None:
        text = _say("Contacts that were deleted or merged away here. Copies are kept until you empty the trash.")
        super().__init__(_say("Trash"), text, (720, 600), parent)
        self._session = session
        self._chosen = chosen
        self._field = SearchField(self.tr("Search the trash"), placeholder=self.tr("Search name, email or company"))
        self._field.textChanged.connect(lambda _text: self._read())
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._none = Label(self.tr("The trash is empty."), "body", "text2")
        self.column.addWidget(self._field)
        self.column.addWidget(self._none)
        self.column.addLayout(self._rows)
        self.column.addStretch(1)
        self._empty = GhostButton(self.tr("Empty the trash…"), "trash")
        self._empty.clicked.connect(self._ask_to_empty)
        close = SecondaryButton(self.tr("Close"), key=self.tr("Esc"))
        close.clicked.connect(self.leave)
        self.foot.addWidget(self._empty)
        self.foot.addStretch(1)
        self.foot.addWidget(close)
        session.bridge.changed.connect(self._apply_changed)
        self._field.setFocus(Qt.FocusReason.TabFocusReason)
        self._read()

    def _apply_changed(self, changed: Changed) -> None:
        if "trash" in changed.kinds:
            self._read()

    def _read(self) -> None:
        database, text = self._session.database, self._field.text()
        self._session.background.run(self, lambda: trash.listed(database, text, limit=MOST), self._show, key="trash")

    def _show(self, found: tuple[Thrown, ...]) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._none.setVisible(not found)
        self._empty.setEnabled(bool(found))
        for at, thrown in enumerate(found):
            if at:
                self._rows.addWidget(Divider())
            self._rows.addWidget(self._row(thrown))
        chosen, self._chosen = self._chosen, 0
        for thrown in found:
            if thrown.number == chosen:
                self._ask_to_restore(thrown)

    def _row(self, thrown: Thrown) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, theme().px(8), 0, theme().px(8))
        line.setSpacing(theme().px(10))
        avatar = AvatarLabel(28)
        name = one_line(thrown.name)
        avatar.show_contact(thrown.contact.id, name)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(Label(name, "strong"))
        notes = len(thrown.items("notes")) + len(thrown.unsent_notes)
        how = [self.tr("Merged away")] if thrown.cause == "merge" else []
        parts = [*how, words.date_time_text(thrown.thrown_at), one_line(thrown.contact.email)]
        parts += [words.counted(self.tr("1 note"), self.tr("{n} notes"), notes)] if notes else []
        texts.addWidget(Label(" · ".join(part for part in parts if part), "small", "text2"))
        line.addWidget(avatar)
        line.addLayout(texts, 1)
        line.addWidget(self._way(thrown, name))
        return row

    def _way(self, thrown: Thrown, name: str) -> QWidget:
        if thrown.state == "restoring":
            return Label(self.tr("Coming back"), "small_strong", "warn")
        if thrown.state == "restored":
            return Label(self.tr("Restored"), "small_strong", "ok")
        merged = thrown.cause == "merge"
        button = SecondaryButton(self.tr("Undo merge…") if merged else self.tr("Restore…"), "undo", small=True)
        spoken = self.tr("Undo the merge of {name}") if merged else self.tr("Restore {name}")
        button.setAccessibleName(spoken.replace("{name}", name))
        button.setEnabled(not self._session.changer.read_only)
        button.clicked.connect(lambda: self._ask_to_restore(thrown))
        return button

    def _ask_to_undo(self, thrown: Thrown) -> None:
        session = self._session

        def show(undo: UndoPlan | None) -> None:
            parent = self.parentWidget()
            if undo is not None and parent is not None:
                sheet = UndoSheet(undo, session.owner_name, parent)
                sheet.confirmed.connect(lambda taken: session.changer.undo_merge(undo, taken))
                sheet.show()
                sheet.raise_()

        session.background.run(self, lambda: merging.plan_undo(session.database, thrown.number), show, key="undo")

    def _ask_to_restore(self, thrown: Thrown) -> None:
        if thrown.cause == "merge":
            self._ask_to_undo(thrown)
            return
        name = one_line(thrown.name)
        self._ask(
            self.tr("Restore {name}?").replace("{name}", name),
            plan_text(restoring.plan(thrown)),
            self.tr("Restore {name}").replace("{name}", name),
            lambda: self._session.changer.restore(thrown.number),
        )

    def _ask_to_empty(self) -> None:
        text = self.tr("The copies are thrown away for good: nothing in them can be restored after that.")
        database, session = self._session.database, self._session
        self._ask(
            self.tr("Empty the trash?"),
            text,
            self.tr("Empty the trash"),
            lambda: session.background.write(self, lambda: trash.empty(database), session.bridge.tell_at_once),
        )

    def _ask(self, title: str, text: str, action: str, then: Callable[[], object]) -> None:
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(title)
        box.setText(title)
        box.setInformativeText(text)
        go = box.addButton(action, QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        go.clicked.connect(lambda _checked=False: then())
        box.open()
