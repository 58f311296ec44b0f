"""Which column goes where: a row a column with its first values, and what is chosen for all rows."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from nexus_contacts.desktop import sentences, words
from nexus_contacts.desktop.controls.buttons import SecondaryButton
from nexus_contacts.desktop.controls.choices import ComboBox
from nexus_contacts.desktop.controls.fields import TextField
from nexus_contacts.desktop.controls.labels import ElidedLabel, Label
from nexus_contacts.desktop.importing.job import OpenedFile, Options
from nexus_contacts.desktop.safe_text import one_line
from nexus_contacts.desktop.theme import theme
from nexus_contacts.exchange import columns
from nexus_contacts.exchange.columns import CUSTOM, FULL_NAME, NOTE, TEXT_FIELDS
from nexus_contacts.exchange.source import Source

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}


class MatchPage(QWidget):
    """`changed` tells that the mapping is another one; `other_wanted` that another file is to be taken."""

    changed = Signal()
    other_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened: OpenedFile | None = None
        self._boxes: list[ComboBox] = []
        self._notes: list[Label] = []
        self._file = Label("", "strong")
        self._habits = Label("", "small", "text2")
        other = SecondaryButton(self.tr("Use another file…"), small=True)
        other.clicked.connect(self.other_wanted)
        self._grid = QGridLayout()
        self.existing = ComboBox(self.tr("If the email already exists"))
        for value, text in (
            ("skip", self.tr("Leave that contact alone")),
            ("fill", self.tr("Fill its gaps")),
            ("update", self.tr("Update that contact")),
        ):
            self.existing.addItem(text, value)
        self.tag = TextField(self.tr("Add tag to all"), icon="tag")
        self.region = TextField(self.tr("Country for phones"), placeholder="DE")
        self.region.setMaxLength(2)
        self._arrange(other)

    def _arrange(self, other: QWidget) -> None:
        look = theme()
        column, head, foot = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        head.addWidget(self._file)
        head.addWidget(self._habits, 1)
        head.addWidget(other)
        self._grid.setHorizontalSpacing(look.px(16))
        self._grid.setVerticalSpacing(look.px(6))
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnMinimumWidth(2, look.px(230))
        self._grid.setColumnStretch(3, 3)
        foot.setSpacing(look.px(8))
        for text, control, width in (
            (self.tr("If the email already exists"), self.existing, 190),
            (self.tr("Add tag to all"), self.tag, 160),
            (self.tr("Country for phones"), self.region, 60),
        ):
            foot.addWidget(Label(text, "small_strong"))
            control.setFixedWidth(look.px(width))
            foot.addWidget(control)
        foot.addStretch(1)
        column.addLayout(head)
        column.addLayout(self._grid)
        column.addLayout(foot)
        column.addStretch(1)

    @property
    def source(self) -> Source:
        """The file as it is matched now."""
        assert self._opened is not None
        return self._opened.source

    @property
    def options(self) -> Options:
        """What is chosen for all rows."""
        existing = self.existing.currentData()
        return Options(existing, self.tag.text().strip(), self.region.text().strip())

    def show_file(self, opened: OpenedFile) -> None:
        """Show a file's columns."""
        self._opened = opened
        found = opened.source
        self._file.setText(one_line(found.path.name))
        parts = [words.counted(self.tr("1 row"), self.tr("{n} rows"), opened.rows)]
        if found.habits is not None:
            parts.append(words.counted(self.tr("1 column"), self.tr("{n} columns"), len(found.columns)))
            delimiter = _DELIMITERS.get(found.habits.delimiter, found.habits.delimiter)
            parts += [found.habits.encoding.upper(), delimiter]
        self._habits.setText(" · ".join(parts))
        if not self.tag.text():
            self.tag.setText(one_line(found.path.stem)[:64].replace(",", " "))
        self._rebuild()

    def _rebuild(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._boxes, self._notes = [], []
        titles = (self.tr("Column in file"), self.tr("First values"), self.tr("Field in Nexus"), self.tr("Note"))
        for place, title in enumerate(titles):
            self._grid.addWidget(Label(title, "small_strong", "text2"), 0, place)
        found = self.source
        shown = range(len(found.columns)) if found.habits is not None else self._filled()
        for line, place in enumerate(shown, 1):
            name = found.columns[place]
            self._grid.addWidget(ElidedLabel(one_line(name), "body"), line, 0)
            values = " · ".join(dict.fromkeys(one_line(row.cells[place]) for row in found.sample if row.cells[place]))
            self._grid.addWidget(ElidedLabel(values[:200], "body", "text2"), line, 1)
            box = self._box(place, name)
            self._grid.addWidget(box, line, 2)
            note = Label("", "small", "text2")
            self._grid.addWidget(note, line, 3)
            self._boxes.append(box)
            self._notes.append(note)
        self._places = tuple(shown)
        self._show_notes()

    def _filled(self) -> list[int]:
        """Of vCards, the columns that any of the first cards fills."""
        return [
            place for place in range(len(self.source.columns)) if any(row.cells[place] for row in self.source.sample)
        ]

    def _box(self, place: int, name: str) -> ComboBox:
        assert self._opened is not None
        box = ComboBox(self.tr("Field for {column}").replace("{column}", one_line(name)))
        box.addItem(self.tr("Do not import"), "")
        box.addItem(self.tr("Full name (split)"), FULL_NAME)
        for field in TEXT_FIELDS:
            box.addItem(sentences.field_title(field), field)
        box.addItem(self.tr("Note"), NOTE)
        target = self.source.targets[place]
        own = [CUSTOM + key for key in self._opened.known_keys]
        more = [CUSTOM + one_line(name), *([target] if target.startswith(CUSTOM) or target == columns.MORE else [])]
        for custom in dict.fromkeys((*own, *more)):
            text = self.tr("Custom field: {key}").replace("{key}", one_line(custom.removeprefix(CUSTOM)))
            box.addItem(text, custom)
        box.setCurrentIndex(max(box.findData(target), 0))
        box.activated.connect(lambda _at, place=place, box=box: self._choose(place, str(box.currentData())))
        return box

    def _choose(self, place: int, target: str) -> None:
        assert self._opened is not None
        changed = self.source.with_target(place, target)
        self._opened = OpenedFile(changed, self._opened.rows, self._opened.known_keys)
        for at, box in zip(self._places, self._boxes, strict=True):
            box.setCurrentIndex(max(box.findData(changed.targets[at]), 0))
        self._show_notes()
        self.changed.emit()

    @property
    def opened(self) -> OpenedFile:
        """The file with the mapping as it is now."""
        assert self._opened is not None
        return self._opened

    def _show_notes(self) -> None:
        assert self._opened is not None
        new = {CUSTOM + key for key in columns.new_keys(self.source.targets, self._opened.known_keys)}
        for at, note in zip(self._places, self._notes, strict=True):
            target, name = self.source.targets[at], self.source.columns[at]
            if target in new:
                text, token = self.tr("New custom field"), "warn"
            elif target and columns.field_named(name) == target:
                text, token = self.tr("Matched by name"), "text2"
            elif not target and columns.field_named(name) in columns.READ_ONLY:
                text, token = self.tr("Read-only in AutomateNexus"), "text2"
            else:
                text, token = "", "text2"
            note.setText(text)
            note.set_token(token)

    def missing(self) -> tuple[str, ...]:
        """The required fields that no column brings."""
        return columns.missing(self.source.targets)
