"""The company section: contacts whose company's name holds a text."""

from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from nexus_contacts.desktop.controls.fields import TextField
from nexus_contacts.desktop.sidebar.body import INSET_PX, SectionBody
from nexus_contacts.store.filters import Filter

_REST_MS = 120


class CompanyBody(SectionBody):
    """A text that the company's name holds; a filter as soon as typing rests."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = TextField(self.tr("Company contains"), placeholder=self.tr("Contains…"), icon="building")
        self._field.setMaxLength(200)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        column = QVBoxLayout(self)
        column.setContentsMargins(INSET_PX, 2, INSET_PX, 6)
        column.addWidget(self._field)
        self._field.textEdited.connect(lambda _text: self._rest.start())
        self._field.editingFinished.connect(self._take)
        self._rest.timeout.connect(self._take)

    @override
    def show_filter(self, choice: Filter) -> None:
        super().show_filter(choice)
        # What is being typed is newer than any filter that comes back.
        if not self._rest.isActive() and choice.company != self._field.text().strip():
            self._field.setText(choice.company)

    def _take(self) -> None:
        self._rest.stop()
        self.tell(replace(self.choice, company=self._field.text().strip()))
