"""How a table is written, as it was guessed and to be changed: its encoding, its delimiter, its header."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from nexus_contacts.desktop.controls.checks import CheckBox
from nexus_contacts.desktop.controls.choices import ComboBox
from nexus_contacts.desktop.theme import theme
from nexus_contacts.exchange.csv_in import Habits

ENCODINGS = (
    "utf-8", "utf-16", "cp1252", "iso8859-15", "cp1250", "cp1251", "koi8-r", "cp1253", "cp1254", "cp1255", "cp1256",
    "mac-roman", "shift_jis", "gb18030", "big5", "euc-kr",
)  # fmt: skip


class HabitsBar(QWidget):
    """`changed(habits)` tells that the table is to be read otherwise."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._habits = Habits()
        self.encoding = ComboBox(self.tr("Encoding"), quiet=True)
        self.delimiter = ComboBox(self.tr("Delimiter"), quiet=True)
        for mark, text in (
            (",", self.tr("comma")),
            (";", self.tr("semicolon")),
            ("\t", self.tr("tab")),
            ("|", self.tr("bar")),
        ):
            self.delimiter.addItem(text, mark)
        self.header = CheckBox(self.tr("First row names the columns"))
        self.encoding.activated.connect(lambda _at: self._tell())
        self.delimiter.activated.connect(lambda _at: self._tell())
        self.header.clicked.connect(lambda _checked=False: self._tell())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(6))
        for widget in (self.encoding, self.delimiter, self.header):
            row.addWidget(widget)

    def show_habits(self, habits: Habits | None) -> None:
        """Show how a table is written; None: the file is no table."""
        self.setVisible(habits is not None)
        if habits is None:
            return
        self._habits = habits
        self.encoding.clear()
        for name in dict.fromkeys((habits.encoding, *ENCODINGS)):
            self.encoding.addItem(name.upper(), name)
        self.encoding.setCurrentIndex(0)
        if self.delimiter.findData(habits.delimiter) < 0:
            self.delimiter.addItem(habits.delimiter, habits.delimiter)
        self.delimiter.setCurrentIndex(self.delimiter.findData(habits.delimiter))
        self.header.setChecked(habits.has_header)

    def _tell(self) -> None:
        chosen = replace(
            self._habits,
            encoding=str(self.encoding.currentData()),
            delimiter=str(self.delimiter.currentData()),
            has_header=self.header.isChecked(),
        )
        if chosen != self._habits:
            self.changed.emit(chosen)
