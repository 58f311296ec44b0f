"""What is wrong with a field, under the field: an icon and words in red, with what to do in a second line."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nexus_contacts.desktop.account.pictures import Picture
from nexus_contacts.desktop.controls.labels import Label


class Problem(QWidget):
    """Hidden until there is something to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Label("", "strong", "danger", wrap=True)
        self._advice = Label("", "small", "text2", wrap=True, selectable=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 0)
        row.setSpacing(8)
        row.addWidget(Picture("alert", "danger", 14), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._advice)
        row.addLayout(words, 1)
        self.hide()

    def say(self, title: str, advice: str = "") -> None:
        """Show what is wrong; ``""`` hides it."""
        self._title.setText(title)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        self.setAccessibleName(f"{title}. {advice}".strip(". "))
        self.setVisible(bool(title))
