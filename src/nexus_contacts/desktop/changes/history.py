"""The history of one contact's fields, as this machine has seen it: what changed, when, here or on the service."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from nexus_contacts.desktop import words
from nexus_contacts.desktop.changes.news import happened_text
from nexus_contacts.desktop.controls.buttons import SecondaryButton
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.controls.sheets import Sheet
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.desktop.session import Session
from nexus_contacts.store import contacts, history
from nexus_contacts.store.history import Happened

MOST = 200


def _say(text: str) -> str:
    return QCoreApplication.translate("HistoryDialog", text)


class HistoryDialog(Sheet):
    """The changes of one contact, the newest first."""

    def __init__(self, session: Session, contact_id: str, parent: QWidget) -> None:
        text = _say("What changed in this contact since this computer has a copy of it.")
        super().__init__(_say("History"), text, (720, 600), parent)
        self._session = session
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._grid.setHorizontalSpacing(16)
        self._none = Label(self.tr("Nothing has changed."), "body", "text2")
        self._none.hide()
        self.column.addWidget(self._none)
        self.column.addLayout(self._grid)
        self.column.addStretch(1)
        close = SecondaryButton(self.tr("Close"), key=self.tr("Esc"))
        close.clicked.connect(self.leave)
        self.foot.addStretch(1)
        self.foot.addWidget(close)
        close.setFocus(Qt.FocusReason.TabFocusReason)
        database = session.database

        def read() -> tuple[str, tuple[Happened, ...]]:
            contact = contacts.get(database, contact_id)
            return contact.name if contact is not None else "", history.of_contact(database, contact_id, limit=MOST)

        session.background.run(self, read, lambda found: self._show(*found), key="history")

    def _show(self, name: str, found: tuple[Happened, ...]) -> None:
        if name:
            text = _say("What changed in this contact since this computer has a copy of it.")
            self.set_heading(self.tr("History of {name}").replace("{name}", one_line(name)), text)
        self._none.setVisible(not found)
        for row, one in enumerate(found):
            where = self.tr("here") if one.origin == "here" else self.tr("in AutomateNexus")
            parts = (words.date_time_text(one.at), happened_text(one, self._session.owner_name), where)
            for column, part in enumerate(parts):
                token = "text" if column == 1 else "text3"
                label = Label(part, "small", token, wrap=column == 1, selectable=column == 1)
                self._grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)
