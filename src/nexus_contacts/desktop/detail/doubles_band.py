"""The band that says whose double a contact may be, with the way to compare them."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.buttons import LinkButton
from nexus_contacts.desktop.controls.drawing import smooth
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.detail.record import ContactRecord
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.desktop.theme import theme


class DoublesBand(QWidget):
    """Hidden while nobody is likely to be the same person. `compare_wanted` has the contact's id."""

    compare_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contact_id = ""
        self._label = Label("", "small_strong", "accentText", wrap=True)
        self._compare = LinkButton(self.tr("Compare"))
        self._compare.clicked.connect(lambda: self.compare_wanted.emit(self._contact_id))
        line = QHBoxLayout(self)
        side = theme().size("pane_padding")
        line.setContentsMargins(side, theme().px(6), side, theme().px(6))
        line.addWidget(self._label, 1)
        line.addWidget(self._compare)
        self.hide()

    def show_doubles(self, record: ContactRecord | None) -> None:
        """Say who may be the same person as the contact of a record."""
        doubles = () if record is None else record.doubles
        self.setVisible(bool(doubles))
        if record is None or not doubles:
            return
        self._contact_id = record.contact.id
        first = doubles[0]
        other = first.second_name if first.first_id == record.contact.id else first.first_name
        text = self.tr("Possible duplicate of {name} · {n} %").replace("{name}", one_line(other))
        text = text.replace("{n}", str(min(99, round(first.score * 100))))
        if len(doubles) > 1:
            text += " · " + words.counted(self.tr("1 more"), self.tr("{n} more"), len(doubles) - 1)
        self._label.setText(text)
        self.setAccessibleName(text)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        painter.fillRect(self.rect(), theme().color("accentSoft"))
        painter.end()
