"""What the words of a file mean: a status or a source for each that stands in a column."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from nexus_contacts.api.records import SOURCES, STATUSES
from nexus_contacts.desktop import words
from nexus_contacts.desktop.controls.cards import Card
from nexus_contacts.desktop.controls.choices import ComboBox
from nexus_contacts.desktop.controls.labels import ElidedLabel, Label
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.desktop.theme import theme
from nexus_contacts.exchange import columns

_UNKNOWN = "?"


class WordsCard(Card):
    """`changed` tells that a word means something else now."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(fill="", line="borderStrong", parent=parent)
        self._kind = ""
        self.chosen: dict[str, dict[str, str]] = {"status": {}, "source": {}}
        """By ``status`` and ``source``: what a person says that words mean; ``""``: nothing."""
        self._title = Label("", "strong")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme().px(16))
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnMinimumWidth(2, theme().px(220))
        self.body.addWidget(self._title)
        self.body.addLayout(self._grid)
        self.boxes: dict[str, ComboBox] = {}
        self.hide()

    def means(self, kind: str, word: str) -> str:
        """What a word means: as a person said, as it is known; ``"?"`` where nobody knows it."""
        if word in self.chosen[kind]:
            return self.chosen[kind][word]
        known = STATUSES if kind == "status" else SOURCES
        return (word if word in known else columns.word_for(kind, word)) or _UNKNOWN

    def unknown(self, kind: str, found: Mapping[str, int]) -> int:
        """How many of the words in a column mean nothing yet."""
        return sum(self.means(kind, word) == _UNKNOWN for word in found)

    def show_words(self, kind: str, column: str, found: Mapping[str, int]) -> None:
        """Show the words of a column of statuses or sources, the unknown ones first."""
        self._kind = kind
        title = self.tr("What the words in “{column}” mean").replace("{column}", one_line(column))
        self._title.setText(title)
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.boxes = {}
        for line, word in enumerate(sorted(found, key=lambda one: self.means(kind, one) != _UNKNOWN)):
            rows = words.counted(self.tr("1 row"), self.tr("{n} rows"), found[word])
            self._grid.addWidget(ElidedLabel(one_line(word), "body"), line, 0)
            self._grid.addWidget(Label(rows, "small", "text2"), line, 1)
            self.boxes[word] = self._box(word)
            self._grid.addWidget(self.boxes[word], line, 2)
        self.show()

    def _box(self, word: str) -> ComboBox:
        box = ComboBox(self.tr("Meaning of {word}").replace("{word}", one_line(word)))
        values = STATUSES if self._kind == "status" else SOURCES
        text_of = words.status_text if self._kind == "status" else words.source_text
        meaning = self.means(self._kind, word)
        if meaning == _UNKNOWN:
            box.addItem(self.tr("Choose…"), _UNKNOWN)
        for value in values:
            box.addItem(text_of(value), value)
        box.addItem(self.tr("Leave it empty"), "")
        box.setCurrentIndex(max(box.findData(meaning), 0))
        box.activated.connect(lambda _at, word=word, box=box: self._choose(word, str(box.currentData())))
        return box

    def _choose(self, word: str, meaning: str) -> None:
        if meaning == _UNKNOWN:
            self.chosen[self._kind].pop(word, None)
        else:
            self.chosen[self._kind][word] = meaning
        self.changed.emit()
