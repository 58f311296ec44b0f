"""What was decided about duplicates: who was marked as different people, and the record of the whole clean-up."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.buttons import SecondaryButton
from nexus_contacts.desktop.controls.cards import Divider
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.controls.sheets import Sheet
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.desktop.session import Session
from nexus_contacts.desktop.theme import theme
from nexus_contacts.store import pairs
from nexus_contacts.store.pairs import Deed, Dismissed

MOST = 200


def _say(text: str) -> str:
    return QCoreApplication.translate("duplicates", text)


def deed_text(deed: Deed) -> str:
    """One line of the record: what was done to whom."""
    texts = {
        "merge": _say("Merged: {who}"),
        "undo": _say("Merge taken back: {who}"),
        "dismiss": _say("Not a duplicate: {who}"),
        "revoke": _say("Possible duplicates again: {who}"),
    }
    return texts[deed.kind].replace("{who}", one_line(deed.title))


class _ListSheet(Sheet):
    """Rows of two lines, each with what can be done about it."""

    def __init__(self, title: str, text: str, session: Session, parent: QWidget) -> None:
        super().__init__(title, text, (640, 560), parent)
        self._session = session
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.column.addLayout(self._rows)
        self.column.addStretch(1)
        close = SecondaryButton(self.tr("Close"), key=self.tr("Esc"))
        close.clicked.connect(self.leave)
        self.foot.addStretch(1)
        self.foot.addWidget(close)
        close.setFocus(Qt.FocusReason.TabFocusReason)

    def show_rows(self, rows: list[QWidget], nothing: str) -> None:
        """Show these rows, or that there is nothing."""
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if not rows:
            self._rows.addWidget(Label(nothing, "body", "text2"))
        for at, row in enumerate(rows):
            if at:
                self._rows.addWidget(Divider())
            self._rows.addWidget(row)

    def row(self, title: str, text: str, button: SecondaryButton | None = None) -> QWidget:
        """One row."""
        box = QWidget()
        line, texts = QHBoxLayout(box), QVBoxLayout()
        line.setContentsMargins(0, theme().px(8), 0, theme().px(8))
        texts.setSpacing(0)
        texts.addWidget(Label(title, "strong", wrap=True))
        texts.addWidget(Label(text, "small", "text2", wrap=True))
        line.addLayout(texts, 1)
        if button is not None:
            line.addWidget(button)
        return box


class DismissedSheet(_ListSheet):
    """Pairs that were marked as different people; each mark can be taken back."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        text = _say("These pairs are not listed as possible duplicates.")
        super().__init__(_say("Marked “not a duplicate”"), text, session, parent)
        session.bridge.changed.connect(lambda changed: self._read() if "pairs" in changed.kinds else None)
        self._read()

    def _read(self) -> None:
        database = self._session.database
        self._session.background.run(self, lambda: pairs.dismissed(database)[:MOST], self._show, key="dismissed")

    def _show(self, found: tuple[Dismissed, ...]) -> None:
        self.show_rows([self._line(one) for one in found], self.tr("No pair is marked."))

    def _line(self, one: Dismissed) -> QWidget:
        who = f"{one_line(one.first_name)} · {one_line(one.second_name)}"
        button = SecondaryButton(self.tr("Take back"), "undo", small=True)
        button.setAccessibleName(self.tr("Take back: {who}").replace("{who}", who))
        button.clicked.connect(lambda: self._session.changer.revoke([(one.first_id, one.second_id)]))
        return self.row(who, words.date_time_text(one.marked_at), button)


class RecordSheet(_ListSheet):
    """Every merge, dismissal and undo, the newest first."""

    save_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        text = _say("Every merge, dismissal and undo of this workspace, with what stood before and after.")
        super().__init__(_say("Record of the clean-up"), text, session, parent)
        save = SecondaryButton(self.tr("Save as CSV…"), "download")
        save.clicked.connect(self.save_wanted)
        self.foot.insertWidget(0, save)
        database = session.database
        session.background.run(self, lambda: pairs.deeds(database, limit=MOST), self._show, key="record")

    def _show(self, found: tuple[Deed, ...]) -> None:
        rows = [self.row(deed_text(one), words.date_time_text(one.at)) for one in found]
        self.show_rows(rows, self.tr("Nothing was merged or marked yet."))
