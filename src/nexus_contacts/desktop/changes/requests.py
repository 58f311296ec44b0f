"""The last requests to the service: method, path, status, time taken. No body, no query, no key."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from nexus_contacts.api.records import RequestRecord
from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.buttons import SecondaryButton
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.controls.sheets import Sheet
from nexus_contacts.desktop.safe_text import one_line

SHOWN = 100


def _say(text: str) -> str:
    return QCoreApplication.translate("RequestsDialog", text)


def line(record: RequestRecord) -> tuple[str, str, str, str]:
    """(when, what, outcome, time taken) of a request."""
    outcome = record.reason or "–" if record.status is None else str(record.status)
    taken = f"{words.number(round(record.duration_s * 1000))} ms"
    return words.time_text(record.at), f"{record.method} {one_line(record.path)}", outcome, taken


class RequestsDialog(Sheet):
    """A list of the requests as they were when it was opened."""

    def __init__(self, records: tuple[RequestRecord, ...], parent: QWidget) -> None:
        text = _say("For support: what was asked of the server, without what was in it.")
        super().__init__(_say("Last requests"), text, (720, 600), parent)
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(16)
        for row, record in enumerate(records[:SHOWN]):
            bad = record.status is None or record.status >= 400
            for column, part in enumerate(line(record)):
                token = "danger" if bad and column == 2 else "text" if column == 1 else "text2"
                grid.addWidget(Label(part, "mono" if column == 1 else "small", token, selectable=True), row, column)
        if not records:
            self.column.addWidget(Label(self.tr("Nothing was asked yet."), "body", "text2"))
        self.column.addLayout(grid)
        self.column.addStretch(1)
        close = SecondaryButton(self.tr("Close"), key=self.tr("Esc"))
        close.clicked.connect(self.leave)
        self.foot.addStretch(1)
        self.foot.addWidget(close)
        close.setFocus(Qt.FocusReason.TabFocusReason)
