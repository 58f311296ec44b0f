"""The left half of the first screen: what the program does for a person, in three lines."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from nexus_contacts.desktop.account.pictures import Picture
from nexus_contacts.desktop.controls.cards import Surface
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.theme import theme

_WIDE = 520


class Welcome(Surface):
    """The logo, a welcome and three promises."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        column = QVBoxLayout(self)
        self._column = column
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(Picture("logo", "accent", 48), 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(20)
        column.addWidget(Label(self.tr("Welcome to Nexus Contacts"), "display", wrap=True))
        column.addSpacing(6)
        pitch = self.tr(
            "Your AutomateNexus contacts on your desktop: fast, searchable, and there when the network is not."
        )
        column.addWidget(Label(pitch, "lead", "text2", wrap=True))
        column.addSpacing(26)
        for icon, title, text in self._promises():
            column.addLayout(self._promise(icon, title, text))
            column.addSpacing(14)
        column.addStretch(1)
        column.addWidget(Label(self.tr("Nexus Contacts · F1 lists the keys"), "small", "text2"))

    def _promises(self) -> tuple[tuple[str, str, str], ...]:
        return (
            (
                "database",
                self.tr("Works offline"),
                self.tr("Everything is kept in an encrypted local database, readable without a network."),
            ),
            (
                "search",
                self.tr("Finds as you type"),
                self.tr("Names, companies, phone digits, tags and custom fields, in a blink at 100,000 contacts."),
            ),
            (
                "lock",
                self.tr("Your key stays with you"),
                self.tr("Stored in the system keyring, never in a file and never in a log."),
            ),
        )

    def _promise(self, icon: str, title: str, text: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(Picture(icon, "accentText", 16), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(title, "bold"))
        words.addWidget(Label(text, "body", "text2", wrap=True))
        row.addLayout(words, 1)
        return row

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = theme().px(72 if self.width() >= theme().px(_WIDE) else 44)
        self._column.setContentsMargins(side, 24, side - 12, 34)
