"""A sheet whose primary button starts work that takes a while: a bar, a way to stop it, and what went wrong."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QWidget
from typing_extensions import override

from nexus_contacts.desktop import messages
from nexus_contacts.desktop.backups.going import Going
from nexus_contacts.desktop.backups.notices import Notice
from nexus_contacts.desktop.controls.buttons import PrimaryButton, SecondaryButton
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.controls.sheets import Sheet
from nexus_contacts.desktop.theme import theme

_POLL_MS = 80


class WorkSheet(Sheet):
    """Subclasses fill `column`, then call `close_column`; `begin` starts the bar and `rest` ends it."""

    def __init__(self, title: str, text: str, size: tuple[int, int], parent: QWidget) -> None:
        super().__init__(title, text, size, parent)
        self.going: Going | None = None
        self.problem = Notice(tone="danger")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(theme().px(6))
        self.bar.setAccessibleName(self.tr("Progress"))
        self.bar.hide()
        self._doing = Label("", "small_strong", "text2")
        self._poll = QTimer(self, interval=_POLL_MS)
        self._poll.timeout.connect(self._look)
        self.cancel = SecondaryButton(self.tr("Cancel"), key=self.tr("Esc"))
        self.cancel.clicked.connect(self.leave)
        self.go = PrimaryButton("", key=self.tr("Ctrl ↵"))
        self.go.clicked.connect(self.submit)
        self.foot.addWidget(self._doing, 1)
        self.foot.addWidget(self.cancel)
        self.foot.addWidget(self.go)

    def close_column(self) -> None:
        """Let what tells of the work stand below everything else, where it is seen in a small window too."""
        self.column.addStretch(1)
        self.keep_below(self.problem, self.bar)

    def begin(self, doing: str, *, measured: bool = True) -> Going:
        """Tell that work begins; what it reports to is answered. Without `measured` nobody knows how long it takes."""
        self.going = Going()
        self.problem.say("")
        self.bar.setRange(0, 1000 if measured else 0)
        self.bar.setValue(0)
        self.bar.show()
        self._poll.start()
        self._doing.setText(doing)
        self.go.setEnabled(False)
        self.cancel.setText(self.tr("Stop"))
        return self.going

    def rest(self, error: BaseException | None = None) -> None:
        """Tell that the work has ended, with what went wrong where something did."""
        self.going = None
        self._poll.stop()
        self.bar.hide()
        self._doing.setText("")
        self.go.setEnabled(True)
        self.cancel.setText(self.tr("Cancel"))
        if error is not None:
            said = messages.explain(error)
            self.problem.say(said.title, said.text)

    @override
    def leave(self) -> None:
        """Stop the work that runs, else close. What is stopped closes the sheet by itself."""
        if self.going is None:
            self.reject()
            return
        self.going.stopped = True
        self._doing.setText(self.tr("Stopping…"))

    def _look(self) -> None:
        if self.going is not None and self.bar.maximum():
            self.bar.setValue(round(1000 * self.going.share))
